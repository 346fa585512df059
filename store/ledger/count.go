package ledger

import (
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// EntryCounts counts the entries of a campaign, and of what the federation keeps
// over all of them, by register and state; of one register where the search names
// it. Of the search it takes these and the reach. Each of the two is counted as it
// lies in an index.
func (q Ledgers) EntryCounts(s ledger.Search) ([]ledger.Count, error) {
	s, err := q.resolved(s)
	if err != nil {
		return nil, err
	}
	both := sqltx.Where{}
	text := counted(&both, s, string(s.Campaign)) + " UNION ALL " + counted(&both, s, "")
	return sqltx.All(q.Tx, func(n *ledger.Count) []any { return []any{&n.Register, &n.State, &n.N} }, text+" ORDER BY 1, 2", both.Args...)
}

// counted returns the statement that counts the entries of a campaign, "" for none.
func counted(all *sqltx.Where, s ledger.Search, campaign string) string {
	w := sqltx.Where{Args: all.Args}
	tables := " FROM entry e"
	if s.Reach.Whole {
		w.And("e.root_id = ?", string(s.Root))
	} else {
		s.Spans = nil
		tables = plan{by: byUnits}.tables(&w, s)
	}
	w.And("e.campaign_id = ? AND e.state <> 'withdrawn'", campaign)
	if s.Register != "" {
		w.And("e.register = ?", s.Register)
	}
	all.Args = w.Args
	return "SELECT e.register, e.state, count(*)" + tables + " " + w.String() + " GROUP BY e.register, e.state"
}
