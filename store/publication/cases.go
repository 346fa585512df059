package publication

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/publication"
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

// PrintedPractices gives the issued bulletins of a campaign with their numbers
// and practices alone, the oldest first, one at a time.
func (q Publications) PrintedPractices(id campaign.ID, give func(publication.Bulletin)) error {
	return q.Scan(func(scan func(...any) error) error {
		var b publication.Bulletin
		if err := scan(&b.ID, &b.Year, &b.Number, &b.Total, sqltx.JSON(&b.Practices)); err != nil {
			return err
		}
		give(b)
		return nil
	}, "SELECT id, year, number, total, practices FROM bulletin WHERE campaign_id = $1 AND total > 0 ORDER BY total", string(id))
}
