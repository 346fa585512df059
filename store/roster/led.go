package roster

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// led is how many activities somebody led or helped with.
type led struct {
	who ledger.EntryID
	n   int
}

// Led counts the activities in the figures of a campaign that each participant
// led or helped with.
func (q Rosters) Led(of campaign.ID, participants []ledger.EntryID) (map[ledger.EntryID]int, error) {
	out := map[ledger.EntryID]int{}
	for len(participants) > 0 {
		some := participants[:min(len(participants), 100)]
		participants = participants[len(some):]
		var w sqltx.Where
		w.And("e.campaign_id = ? AND e.register = 'activities' AND e.counted_at > 0 AND e.state <> 'withdrawn'", string(of))
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = string(id)
		}
		w.And("m.value IN ("+sqltx.Marks(len(args))+")", args...)
		found, err := sqltx.All(q.Tx, func(l *led) []any { return []any{&l.who, &l.n} },
			"SELECT m.value, COUNT(DISTINCT e.id) FROM entry_mark m JOIN entry e ON e.id = m.entry_id AND m.field IN ('led_by', 'helped') "+w.String()+" GROUP BY m.value ORDER BY m.value", w.Args...)
		if err != nil {
			return nil, err
		}
		for _, l := range found {
			out[l.who] = l.n
		}
	}
	return out, nil
}
