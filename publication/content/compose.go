package content

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Compose takes down how every duty stands and what was accepted adds up to.
func Compose(g Gathering) Content {
	k := newColumns(&g)
	c := Content{At: g.Running.Now, Measures: k.measures, Totals: k.totals(), Fixes: g.Fixes, Log: g.Log}
	for _, l := range g.Running.Book.Lines {
		if c.Totals.ByLine[l.ID] != nil {
			c.Lines = append(c.Lines, Line{l.ID, l.Name})
		}
	}
	tree := organisation.NewTree(g.Units)
	place := tree.Places()
	c.Rows = g.rows(k, tree)
	slices.SortStableFunc(c.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(place[a.Unit], place[b.Unit]), cmp.Compare(a.Form, b.Form))
	})
	for _, r := range c.Rows {
		c.Counts.count(r)
	}
	c.Late, c.Added = g.supplements(k, tree)
	for _, all := range [][]Supplement{c.Late, c.Added} {
		slices.SortStableFunc(all, func(a, b Supplement) int {
			return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(place[a.Unit], place[b.Unit]), cmp.Compare(a.Form, b.Form))
		})
	}
	return c
}

func (g *Gathering) rows(k columns, tree *organisation.Tree) []Row {
	papers := make(map[campaign.DutyID]Paper, len(g.Papers))
	for _, p := range g.Papers {
		papers[p.Duty] = p
	}
	var out []Row
	for i := range g.Items {
		it := &g.Items[i]
		r := row(it, g.Running, papers[it.ID])
		n := node(tree, r.Unit)
		r.Code, r.Name, r.Form, r.Sums = n.Code, n.Name, g.formTitle(it.Form), k.unit(it.Form, g.Period, it.Unit)
		out = append(out, r)
	}
	return out
}

func (g *Gathering) supplements(k columns, tree *organisation.Tree) (late, added []Supplement) {
	for _, p := range g.Came {
		s := Supplement{Unit: p.Unit, Name: node(tree, p.Unit).Name, Form: g.formTitle(p.Form), Period: p.Period, Duty: p.Duty,
			Version: p.N, Digest: p.Digest, Accepted: p.Accepted, Nil: p.Nil, Sums: k.unit(p.Form, p.Period, p.Unit)}
		if p.After {
			late = append(late, s)
		} else {
			added = append(added, s)
		}
	}
	return late, added
}

// Standing returns the rows without names, figures and sums, in no order.
func (g *Gathering) Standing() []Row {
	out := make([]Row, len(g.Items))
	for i := range g.Items {
		out[i] = row(&g.Items[i], g.Running, Paper{})
	}
	return out
}

// formTitle returns the title of a form where the obligation asks for several.
func (g *Gathering) formTitle(id string) string {
	if f := g.Running.Book.Form(id); f != nil && len(g.Obligation.Forms) > 1 {
		return f.Title
	}
	return ""
}

func row(it *campaign.Item, r campaign.Running, p Paper) Row {
	st := it.Standing(r.Now, r.Zone)
	out := Row{
		Unit: it.Unit, Category: it.Category, Duty: it.ID, Word: st.Word, Timing: st.Timing, Days: st.Days,
		Excused: it.Excused, Nil: it.Newest > 0 && it.Nil, Sent: it.Newest,
		Accepted: it.Newest > 0 && it.Accepted && it.Excused == "", Digest: p.Digest,
	}
	if out.Accepted {
		out.Figures = p.Figures
	}
	return out
}

// node returns a unit of the tree; of one that is in it no longer nothing but
// its id is known.
func node(tree *organisation.Tree, id organisation.UnitID) organisation.Node {
	n, ok := tree.Unit(id)
	if !ok {
		n.Code, n.Name = string(id), string(id)
	}
	return n
}

func (c *Counts) count(r Row) {
	if r.Timing == campaign.Excused {
		c.Excused++
		return
	}
	c.Owed++
	switch r.Timing {
	case campaign.OnTime:
		c.OnTime++
	case campaign.Late:
		c.Late++
	case campaign.Missing:
		c.Missing++
	default:
		c.NotDue++
	}
	if r.Sent == 0 {
		return
	}
	c.Sent++
	if r.Nil {
		c.Nil++
	}
	if r.Accepted {
		c.Accepted++
	}
}
