package rollup

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// reading is what a question reads: the periods up to the end of its stretch,
// in order, and what the numbers of their cells stand for.
type reading struct {
	spans []*span
	cells []cell
	units []organisation.UnitID
}

// walker is given what a reading holds.
type walker struct {
	window func(*span) string        // stocks are judged within each window: its last value counts
	owed   func(r *Row, counts bool) // each duty of the stretch, with whether its report counts
	stock  func(at, from *Row)
}

// walk goes through the periods in order. A unit's stocks of a window are those
// of its last report there, at; a nil report leaves them as they stood, so they
// are read in from, the last report until then that was none. A phase may hold
// another: windows are told of when all periods are through.
func (a *asked) walk(in reading, w walker) {
	stocks := slices.ContainsFunc(a.measures, isStock)
	full := make([]*Row, len(in.units)) // of each unit, the last report that was not nil
	ends := map[string][][2]*Row{}      // of each window and unit, the last report there, and full then
	for _, s := range in.spans {
		inside := a.within(s.Period)
		last := ends[w.window(s)]
		if last == nil && inside && stocks {
			last = make([][2]*Row, len(in.units))
			ends[w.window(s)] = last
		}
		for i := range s.rows {
			r := &s.rows[i]
			counts := r.counts(a.State)
			if inside && !r.Excused {
				w.owed(r, counts)
			}
			if !stocks || !counts {
				continue
			}
			if !r.Nil {
				full[r.unit] = r
			}
			if inside {
				last[r.unit] = [2]*Row{r, full[r.unit]}
			}
		}
	}
	for _, last := range ends {
		for _, end := range last {
			if end[1] != nil {
				w.stock(end[0], end[1])
			}
		}
	}
}

func isStock(m playbook.Measure) bool { return m.OverTime == playbook.Stock }

// whole is the window of everything together.
func whole(*span) string { return "" }

// windows returns how a way of grouping cuts time.
func (a *asked) windows(by By) func(*span) string {
	switch by {
	case ByPeriod:
		return func(s *span) string { return s.key }
	case ByPhase:
		return func(s *span) string { return phaseOn(a.Book, s.End) }
	}
	return whole
}

// looksBack reports whether the answer needs what was reported before the
// stretch: stocks that a nil report leaves as they stood.
func (a *asked) looksBack(in reading) bool {
	return slices.ContainsFunc(a.measures, isStock) && slices.ContainsFunc(in.spans, func(s *span) bool {
		return slices.ContainsFunc(s.rows, func(r Row) bool { return r.Nil && r.counts(a.State) })
	})
}

// column says where a cell's figures go: to which of the measures asked for, and
// to which line.
type column struct {
	measure int // -1: it is not asked for
	stock   bool
	line    string
}

// columns returns the column of every cell of a reading.
func (a *asked) columns(in reading) []column {
	at := map[string]int{}
	for i, m := range a.measures {
		at[m.ID] = i
	}
	out := make([]column, len(in.cells))
	for i, c := range in.cells {
		out[i] = column{measure: -1, line: a.lineAt(c)}
		if m, ok := at[c.measure]; ok && (!a.oneLine || out[i].line == a.line) {
			out[i].measure, out[i].stock = m, isStock(a.measures[m])
		}
	}
	return out
}

// lineAt returns the action line of a cell; of one that the form no longer has,
// the row's if it is a line.
func (a *asked) lineAt(c cell) string {
	if s, row, fd := a.form.Cell(c.address); fd != nil {
		return lineOf(a.Book, s, row)
	}
	if a.Book.Line(c.row) != nil {
		return c.row
	}
	return ""
}

// lines lists the lines an answer by line has groups of: those of the plan that
// its form has rows of, and "" for what stands in no grid of lines.
func (a *asked) lines() []string {
	have := map[string]bool{}
	for _, m := range a.measures {
		for _, at := range a.spots[m.ID] {
			have[at.line] = true
		}
	}
	var out []string
	for _, l := range a.Book.Lines {
		if have[l.ID] {
			out = append(out, l.ID)
		}
	}
	if have[""] {
		out = append(out, "")
	}
	if a.oneLine {
		out = slices.DeleteFunc(out, func(l string) bool { return l != a.line })
	}
	return out
}

// sorted returns the keys of groups in their natural order; units below none,
// what has no phase and what stands in no grid of lines come last.
func (a *asked) sorted(by By, groups map[string]*group) []string {
	var order []string
	switch by {
	case ByCategory:
		for _, c := range organisation.Categories {
			order = append(order, string(c))
		}
	case ByPhase:
		for _, p := range a.Book.Phases {
			order = append(order, p.ID)
		}
	case ByLine:
		for _, l := range a.Book.Lines {
			order = append(order, l.ID)
		}
	case ByUnit, ByCounty, ByIndustry:
		place := a.tree.Places()
		order = slices.SortedFunc(maps.Keys(groups), func(x, y string) int {
			m, _ := a.tree.ByCode(x)
			n, _ := a.tree.ByCode(y)
			return cmp.Or(cmp.Compare(place[m.ID], place[n.ID]), cmp.Compare(x, y))
		})
		order = slices.DeleteFunc(order, func(key string) bool { return key == "" })
	}
	rank := func(key string) int {
		if i := slices.Index(order, key); i >= 0 {
			return i
		}
		if key == "" {
			return len(order) + 1
		}
		return len(order)
	}
	return slices.SortedFunc(maps.Keys(groups), func(x, y string) int {
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x, y))
	})
}
