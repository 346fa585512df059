package goal

import (
	"cmp"
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Question says which goals a list shows. A zero field asks for nothing.
type Question struct {
	Campaign campaign.ID
	Unit     organisation.UnitID // with all below it
	Alone    bool                // Unit without what is below it
	Year     int                 // 0: this year, or the campaign's nearest to it
	Line     string
	Standing Standing
	Awaiting bool // the office has to decide

	dropped bool // those that were dropped too
}

// Row is a goal as a list shows it.
type Row struct {
	Goal
	Of      organisation.Node
	Counts  *playbook.Measure // nil if no version of the plan has it
	Pace    Pace
	Force   Version // in force; N 0 for none
	Waiting Version // waits for the office; N 0 for none
	Decides bool    // the reader may approve or return it
	Sets    bool    // the reader may change it
}

// List is the goals of a year, the worst first.
type List struct {
	campaign.Running
	Rule   register.Goals
	Tree   *organisation.Tree
	Year   int
	Years  []int
	Rows   []Row
	Counts map[Standing]int // of all goals before Standing and Awaiting picked some
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
	r, rule, err := s.open(tx, who, q.Campaign)
	if err != nil {
		return out, err
	}
	out = List{Running: r, Rule: *rule, Counts: map[Standing]int{}, Years: YearsOf(r)}
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
	m := measuring{tx: tx, r: r, span: SpanOf(out.Year, r.Book.Start, r.Ends), sums: map[string]tally.Sums{}}
	for _, h := range now {
		if !seen(h.goal.Unit) || !wanted(h.goal.Unit) || h.force.Dropped && !h.awaits() && !q.dropped || h.newest.N == 0 {
			continue
		}
		row, err := m.row(h, out.Tree, *rule)
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
	sortRows(out.Rows, out.Tree, r.Book)
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
	span Span
	sums map[string]tally.Sums
}

func (m *measuring) row(h held, tree *organisation.Tree, rule register.Goals) (Row, error) {
	row := Row{Goal: h.goal, Counts: m.r.Book.Measure(h.goal.Measure), Force: h.force}
	row.Of, _ = tree.Unit(h.goal.Unit)
	if h.awaits() {
		row.Waiting = h.newest
	}
	done, err := m.done(h.goal, row.Counts)
	if err != nil {
		return row, err
	}
	if h.force.N == 0 || h.force.Dropped {
		row.Force, row.Pace = Version{}, Pace{Done: done, Percent: -1, Standing: Unset}
		return row, nil
	}
	over := playbook.Flow
	if row.Counts != nil {
		over = row.Counts.OverTime
	}
	row.Pace = Judge(h.force.Value, done, over, m.span, m.r.Today(), rule)
	return row, nil
}

// done is what the ledger holds of a goal's measure, of the unit and all below.
func (m *measuring) done(g Goal, measure *playbook.Measure) (Measured, error) {
	if measure == nil || measure.From == nil {
		return Measured{}, nil
	}
	sums, ok := m.sums[measure.ID]
	if !ok {
		var err error
		if sums, err = m.count(measure); err != nil {
			return Measured{}, err
		}
		m.sums[measure.ID] = sums
	}
	return Measured{sums[tally.Cell{Unit: g.Unit, Line: g.Line, Year: g.Year}], true}, nil
}

func (m *measuring) count(measure *playbook.Measure) (tally.Sums, error) {
	if m.r.Today().Before(m.span.First) || m.span.Days() == 0 {
		return nil, nil
	}
	q := tally.Ask(m.r.Root, m.r.ID, *measure.From)
	q.From, q.To, q.Held = m.span.First, earlier(m.r.Today(), m.span.Last), measure.OverTime == playbook.Stock
	if q.Held {
		q.From = calendar.Date{}
	}
	return tally.Count(m.tx, q)
}

func earlier(a, b calendar.Date) calendar.Date {
	if b.Before(a) {
		return b
	}
	return a
}

// sortRows puts the worst first; among equals as offices list units, then as the
// plan lists lines and measures.
func sortRows(rows []Row, tree *organisation.Tree, pb *playbook.Playbook) {
	places := tree.Places()
	line := func(id string) int {
		return slices.IndexFunc(pb.Lines, func(l playbook.Line) bool { return l.ID == id })
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Standings, a.Pace.Standing), slices.Index(Standings, b.Pace.Standing)),
			cmp.Compare(places[a.Unit], places[b.Unit]),
			cmp.Compare(line(a.Line), line(b.Line)),
			cmp.Compare(a.Measure, b.Measure))
	})
}
