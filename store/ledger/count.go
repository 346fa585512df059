package ledger

import (
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// EntryCounts counts the entries of a campaign, and of what the federation keeps
// over all of them, by register and state; of one register where the search names
// it. Of the search it takes these and the reach.
func (q Ledgers) EntryCounts(s ledger.Search) ([]ledger.Count, error) {
	var w sqltx.Where
	w.And("e.root_id = ? AND e.campaign_id IN (?, '') AND e.state <> 'withdrawn'", string(s.Root), string(s.Campaign))
	if s.Register != "" {
		w.And("e.register = ?", s.Register)
	}
	if !s.Reach.Whole {
		w.Raw("e.unit_id IN (" + Within(&w, s.Reach, s.Day.String()) + ")")
	}
	return sqltx.All(q.Tx, func(n *ledger.Count) []any { return []any{&n.Register, &n.State, &n.N} },
		"SELECT e.register, e.state, count(*) FROM entry e "+w.String()+" GROUP BY e.register, e.state ORDER BY e.register, e.state", w.Args...)
}
