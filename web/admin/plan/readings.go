package plan

import (
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

type readingsPage struct{ Readings []readingRow }

// readingRow is an open point of the text and how it was settled.
type readingRow struct {
	playbook.Reading
	Places []string
	Body   string
}

// readings lists what had to be decided to carry out the plan.
func (a *area) readings(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	var p readingsPage
	for _, rd := range r.Book.Readings {
		row := readingRow{Reading: rd, Body: rd.By}
		for _, cl := range rd.Clauses {
			row.Places = append(row.Places, desk.ClauseTag(r.Book, cl))
		}
		if b := r.Book.Body(rd.By); b != nil {
			row.Body = b.Short
			if row.Body == "" {
				row.Body = b.Name
			}
		}
		p.Readings = append(p.Readings, row)
	}
	return desk.Show(a.Desk, c, a.page.readings, c.T("plan.readings"), p)
}
