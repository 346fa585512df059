package goal

import (
	"cmp"
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Question says which goals a list shows. A zero field asks for nothing.
type Question struct {
	Campaign campaign.ID
	Unit     organisation.UnitID // with all below it
	Alone    bool                // Unit without what is below it
	Year     int                 // 0: this year, or the campaign's nearest to it
	Line     string
	Standing rule.Standing
	Awaiting bool // the office has to decide

	dropped bool // those that were dropped too
}

// Row is a goal as a list shows it.
type Row struct {
	Goal
	Of      organisation.Node
	Pace    rule.Judgement
	Force   Version // in force; N 0 for none
	Waiting Version // waits for the office; N 0 for none
	Decides bool    // the reader may approve or return it
	Sets    bool    // the reader may change it
}

// List is the goals of a year, the worst first.
type List struct {
	campaign.Running
	Tree   *organisation.Tree
	Year   int
	Years  []int
	Rows   []Row
	Counts map[rule.Standing]int // of all goals before Standing and Awaiting picked some
	Await  int
}

// List returns the goals that the actor may see, with their pace today, in a
// number of statements that only grows with the plan's measures.
func (s *Service) List(ctx context.Context, who people.Actor, q Question) (out List, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		out, err = s.In(tx, who, q)
		return err
	})
	return out, err
}

// In is List at the moment of a transaction, which must be one that only reads.
func (s *Service) In(tx Tx, who people.Actor, q Question) (out List, err error) {
	r, err := s.open(tx, who, q.Campaign)
	if err != nil {
		return out, err
	}
	out = List{Running: r, Counts: map[rule.Standing]int{}, Years: YearsOf(r)}
	out.Year = nearest(out.Years, cmp.Or(q.Year, r.Today().Year))
	if out.Tree, err = s.campaigns.Tree(tx, r); err != nil {
		return out, err
	}
	now, err := s.stateOf(tx, Filter{Campaign: r.ID, Year: out.Year, Line: q.Line})
	if err != nil {
		return out, err
	}
	seen := tally.Seen(out.Tree, who.Scope(people.LedgerRead, string(r.ID)))
	wanted := q.units(out.Tree)
	may := rights{who, out.Tree, r, map[organisation.UnitID][2]bool{}}
	m := measuring{tx: tx, r: r, span: rule.SpanOf(out.Year, r.Book.Start, r.Ends), sums: map[string]tally.Sums{}}
	for _, h := range now {
		if !seen(h.goal.Unit) || !wanted(h.goal.Unit) || h.force.Dropped && !h.awaits() && !q.dropped || h.newest.N == 0 {
			continue
		}
		row, err := m.row(h, out.Tree)
		if err != nil {
			return out, err
		}
		out.Counts[row.Pace.Standing]++
		if row.Waiting.N > 0 {
			out.Await++
		}
		if q.Standing != "" && row.Pace.Standing != q.Standing || q.Awaiting && row.Waiting.N == 0 {
			continue
		}
		row.Sets, row.Decides = may.at(h.goal.Unit)
		out.Rows = append(out.Rows, row)
	}
	out.sort()
	return out, nil
}

// YearsOf lists the years that have days of the campaign; one without an end has
// those up to the next.
func YearsOf(r campaign.Running) []int {
	last := r.Ends.Year
	if r.Ends.IsZero() {
		last = r.Today().Year + 1
	}
	var out []int
	for y := r.Book.Start.Year; y <= last; y++ {
		out = append(out, y)
	}
	return out
}

func nearest(years []int, year int) int {
	if len(years) == 0 {
		return year
	}
	return min(max(year, years[0]), years[len(years)-1])
}

// units says which units are asked for.
func (q Question) units(tree *organisation.Tree) func(organisation.UnitID) bool {
	if q.Unit == "" {
		return func(organisation.UnitID) bool { return true }
	}
	below := []organisation.UnitID{q.Unit}
	if !q.Alone {
		below = append(below, tree.Subtree(q.Unit)...)
	}
	return func(u organisation.UnitID) bool { return slices.Contains(below, u) }
}

// rights remembers what the reader may do at a unit.
type rights struct {
	who  people.Actor
	tree *organisation.Tree
	r    campaign.Running
	seen map[organisation.UnitID][2]bool
}

func (m rights) at(unit organisation.UnitID) (sets, decides bool) {
	got, ok := m.seen[unit]
	if !ok {
		on := people.Place{Root: m.r.Root, Unit: unit, Path: m.tree.Ancestors(unit), Campaign: string(m.r.ID)}
		open := m.r.Writable() == nil
		got = [2]bool{open && m.who.May(people.GoalSet, on) == nil, open && m.who.May(people.GoalApprove, on) == nil}
		m.seen[unit] = got
	}
	return got[0], got[1]
}

// measuring reads what was done, a measure at a time.
type measuring struct {
	tx   Tx
	r    campaign.Running
	span rule.Span
	sums map[string]tally.Sums
}

func (m *measuring) row(h held, tree *organisation.Tree) (Row, error) {
	row := Row{Goal: h.goal, Force: h.force}
	row.Of, _ = tree.Unit(h.goal.Unit)
	if h.awaits() {
		row.Waiting = h.newest
	}
	done, err := m.done(h.goal)
	if err != nil {
		return row, err
	}
	if h.force.N == 0 || h.force.Dropped {
		row.Force, row.Pace = Version{}, rule.Judgement{Done: done, Percent: -1, Standing: rule.Unset}
		return row, nil
	}
	row.Pace = rule.Judge(h.force.Value, done, m.r.Book.Measure(h.goal.Measure), m.span, m.r.Today(), *m.r.Book.Ledger.Goals)
	return row, nil
}

// done is what the ledger holds of a goal's measure, of the unit and all below.
func (m *measuring) done(g Goal) (rule.Measured, error) {
	measure := m.r.Book.Measure(g.Measure)
	if measure == nil || measure.From == nil {
		return rule.Measured{}, nil
	}
	sums, ok := m.sums[g.Measure]
	if !ok {
		var err error
		if sums, err = m.count(g.Measure); err != nil {
			return rule.Measured{}, err
		}
		m.sums[g.Measure] = sums
	}
	return rule.Measured{N: sums[tally.Cell{Unit: g.Unit, Line: g.Line, Year: g.Year}], Known: true}, nil
}

// count adds a measure up for all units: a level as it is on the last day, all
// else over the days.
func (m *measuring) count(id string) (tally.Sums, error) {
	if m.r.Today().Before(m.span.First) || m.span.Days() == 0 {
		return nil, nil
	}
	measure := m.r.Book.Measure(id)
	q := tally.Ask(m.r.Root, m.r.ID, *measure.From)
	q.To, q.Held = m.span.Until(m.r.Today()), rule.Level(measure)
	if !q.Held {
		q.From = m.span.First
	}
	return tally.Count(m.tx, q)
}

// sort puts the worst first; among equals as offices list units, then as the
// plan lists lines.
func (l *List) sort() {
	places, lines := l.Tree.Places(), map[string]int{}
	for i, line := range l.Book.Lines {
		lines[line.ID] = i + 1
	}
	slices.SortFunc(l.Rows, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(slices.Index(rule.Standings, a.Pace.Standing), slices.Index(rule.Standings, b.Pace.Standing)),
			cmp.Compare(places[a.Unit], places[b.Unit]),
			cmp.Compare(lines[a.Line], lines[b.Line]),
			cmp.Compare(a.Measure, b.Measure))
	})
}
