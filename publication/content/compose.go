package content

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Gathering is what a content is composed from, all of one moment.
type Gathering struct {
	Running    campaign.Running
	Obligation *playbook.Obligation // whose reports the bulletin publishes
	Items      []campaign.Item      // its duties of the period
	Papers     []Paper              // what was sent for them
	Late       []Paper              // what came since the number before, for periods published
	Units      []organisation.Node
	Fixes      []Fix
	Log        Log
}

// Compose takes down how every duty stands and adds up what was accepted.
func Compose(g Gathering) Content {
	s := newSums(g.Running.Book, g.Obligation)
	c := Content{At: g.Running.Now, Measures: s.measures, Lines: s.lines, Fixes: g.Fixes, Log: g.Log}
	tree := organisation.NewTree(g.Units)
	papers := make(map[campaign.DutyID]Paper, len(g.Papers))
	for _, p := range g.Papers {
		papers[p.Duty] = p
	}
	for i := range g.Items {
		r := row(&g.Items[i], g.Running, papers[g.Items[i].ID])
		n := node(tree, r.Unit)
		r.Code, r.Name, r.Sums = n.Code, n.Name, s.over(r.Figures)
		if len(g.Obligation.Forms) > 1 {
			r.Form = g.Running.Book.Form(g.Items[i].Form).Title
		}
		c.Rows = append(c.Rows, r)
		c.Counts.count(r)
	}
	inOrder(tree, c.Rows)
	c.Totals = s.totals(c.Rows)
	for _, p := range g.Late {
		c.Late = append(c.Late, Supplement{Unit: p.Unit, Name: node(tree, p.Unit).Name, Period: p.Period, Duty: p.Duty,
			Version: p.N, Digest: p.Digest, Accepted: p.Accepted, Figures: p.figures(), Sums: s.over(p.figures())})
	}
	return c
}

// figures returns what counts of a paper: nothing until it is accepted.
func (p Paper) figures() []paper.Figure {
	if !p.Accepted {
		return nil
	}
	return p.Figures
}

func row(it *campaign.Item, r campaign.Running, p Paper) Row {
	st := it.Standing(r.Now, r.Zone)
	return Row{
		Unit: it.Unit, Category: it.Category, Duty: it.ID, Word: st.Word, Timing: st.Timing, Days: st.Days,
		Excused: it.Excused, Nil: it.Newest > 0 && it.Nil, Sent: it.Newest, Accepted: it.Newest > 0 && it.Accepted,
		Digest: p.Digest, Figures: p.figures(),
	}
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

// inOrder sorts rows as the units stand in the tree.
func inOrder(tree *organisation.Tree, rows []Row) {
	place := map[organisation.UnitID]int{}
	for i, n := range tree.Nodes() {
		place[n.ID] = i
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(place[a.Unit], place[b.Unit]), cmp.Compare(a.Form, b.Form))
	})
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

// sums knows how the figures of an obligation's forms add.
type sums struct {
	measures []Measure
	lines    []Line
	cells    map[string]int // cells of a report that hold the measure; a table counts as many
}

func newSums(pb *playbook.Playbook, ob *playbook.Obligation) sums {
	s := sums{cells: map[string]int{}}
	rows := map[string]bool{}
	for _, id := range ob.Forms {
		f := pb.Form(id)
		for i := range f.Sections {
			s.section(&f.Sections[i], rows)
		}
	}
	for _, m := range pb.Measures {
		if s.cells[m.ID] > 0 {
			s.measures = append(s.measures, Measure{m.ID, m.Name, m.Kind, m.OverUnits, m.OverLines})
		}
	}
	for _, l := range pb.Lines {
		if rows[l.ID] {
			s.lines = append(s.lines, Line{l.ID, l.Name})
		}
	}
	return s
}

func (s sums) section(sec *playbook.Section, rows map[string]bool) {
	for _, fd := range sec.Fields {
		if fd.Type != playbook.MeasureField {
			continue
		}
		switch sec.Kind {
		case playbook.Grid:
			s.cells[fd.Measure] += len(sec.Rows)
			for _, r := range sec.Rows {
				rows[r.ID] = true
			}
		case playbook.Table:
			s.cells[fd.Measure] += playbook.MaxRows
		default:
			s.cells[fd.Measure]++
		}
	}
}

// over adds the figures of one report over its lines.
func (s sums) over(figures []paper.Figure) []Sum {
	out := make([]Sum, len(s.measures))
	for i, m := range s.measures {
		out[i] = add(m, s.cells[m.ID] == 1 || m.OverLines, true, figures, func(f paper.Figure) bool { return f.Measure == m.ID })
	}
	return out
}

// totals adds the figures of all reports. Whether they may be added follows
// from what is owed, not from what came.
func (s sums) totals(rows []Row) Totals {
	t := Totals{All: make([]Sum, len(s.measures)), ByLine: map[string][]Sum{}}
	var all []paper.Figure
	units := map[organisation.UnitID]bool{}
	for _, r := range rows {
		units[r.Unit] = units[r.Unit] || r.Timing != campaign.Excused
		all = append(all, r.Figures...)
	}
	owing := 0
	for _, owes := range units {
		if owes {
			owing++
		}
	}
	for i, m := range s.measures {
		alone := owing == 1
		t.All[i] = add(m, s.cells[m.ID] == 1 || m.OverLines, alone || m.OverUnits, all, func(f paper.Figure) bool { return f.Measure == m.ID })
		for _, l := range s.lines {
			of := func(f paper.Figure) bool { return f.Measure == m.ID && f.Line == l.ID }
			t.ByLine[l.ID] = append(t.ByLine[l.ID], add(m, true, alone || m.OverUnits, all, of))
		}
	}
	return t
}

// add sums the figures that fit, if they may be added over lines and units.
func add(m Measure, lines, units bool, figures []paper.Figure, fits func(paper.Figure) bool) Sum {
	sum := Sum{Value: quantity.Value{Kind: m.Kind}, Why: Nothing}
	for _, f := range figures {
		if fits(f) {
			sum.N, sum.Why = sum.N+f.Value, ""
		}
	}
	switch {
	case sum.Why != "":
	case !units:
		sum.Why = OverUnits
	case !lines:
		sum.Why = OverLines
	}
	if sum.Why != "" {
		sum.N = 0
	}
	return sum
}
