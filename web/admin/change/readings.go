package change

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// readingsPage is the register of readings: what the text leaves open, and how it
// was settled. Those nobody signed come first.
type readingsPage struct {
	May      bool // sign
	Rows     []readingRow
	Unsigned int
}

// readingRow is one open point of the text.
type readingRow struct {
	ID       string
	Clauses  []clauseLink
	Question string
	Options  []readingOption
	Decision string // what holds
	Signed   bool
	Body     string
	On       calendar.Date
}

// clauseLink leads to a clause on the plan page.
type clauseLink struct{ ID, Place string }

// readingOption is one way to settle a reading.
type readingOption struct {
	ID, Says string
	Default  bool
	InForce  bool
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
	if p.May, err = a.mayChange(c); err != nil {
		return err
	}
	for i := range r.Book.Readings {
		row := newReadingRow(r.Book, &r.Book.Readings[i])
		if !row.Signed {
			p.Unsigned++
		}
		p.Rows = append(p.Rows, row)
	}
	slices.SortStableFunc(p.Rows, func(x, y readingRow) int { return rank(x) - rank(y) })
	return desk.Show(a.Desk, c, a.page.readings, c.T("plan.readings"), p)
}

// rank puts what nobody signed before the rest.
func rank(r readingRow) int {
	if r.Signed {
		return 1
	}
	return 0
}

func newReadingRow(pb *playbook.Playbook, rd *playbook.Reading) readingRow {
	row := readingRow{
		ID: rd.ID, Question: rd.Question, Decision: rd.Decision, Signed: rd.Signed(), Body: bodyName(pb, rd.By), On: rd.On,
		Clauses: clauseLinks(pb, rd.Clauses),
	}
	inForce := rd.Option()
	for _, o := range rd.Options {
		row.Options = append(row.Options, readingOption{o.ID, o.Says, o.ID == rd.Default, inForce != nil && inForce.ID == o.ID})
	}
	return row
}

func clauseLinks(pb *playbook.Playbook, ids []string) []clauseLink {
	var out []clauseLink
	for _, id := range ids {
		link := clauseLink{ID: id}
		if cl := pb.Clause(id); cl != nil {
			link.Place = desk.ClausePlace(cl.At)
		}
		out = append(out, link)
	}
	return out
}

// bodyName returns what a body is called in the narrow places of a page.
func bodyName(pb *playbook.Playbook, id string) string {
	b := pb.Body(id)
	switch {
	case b == nil:
		return id
	case b.Short != "":
		return b.Short
	}
	return b.Name
}
