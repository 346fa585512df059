package publication

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	entries "github.com/xianfeng-oss/xianfeng/store/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Cases lists the typical cases of a campaign that are approved, the newest
// first.
func (q Publications) Cases(id campaign.ID) ([]content.Case, error) {
	all, err := sqltx.All(q.Tx, entries.Rows.Refs, entries.Rows.Select("e WHERE e.campaign_id = $1 AND e.register = 'cases' AND e.counted_at <> 0 ORDER BY e.on_day DESC, e.id DESC"), string(id))
	out := make([]content.Case, len(all))
	for i, e := range all {
		out[i] = content.Case{ID: string(e.ID), Revision: e.Revision, Unit: e.Unit, Title: e.Title, On: e.On, Line: e.Line, Text: e.Values["text"]}
	}
	return out, err
}
