package rollup

import (
	"cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// head makes the answer without its sums.
func (a *asked) head(in reading) Answer {
	out := Answer{Running: a.Running, Question: a.Question, Form: a.form, Measures: a.measures, Tree: a.tree, Partial: a.partial(in)}
	for _, s := range in.spans {
		if a.within(s.Period) {
			out.Periods = append(out.Periods, s.Period)
		}
	}
	a.settleStretch(&out)
	return out
}

// answer makes the answer of what was read. It is pure.
func (a *asked) answer(in reading) Answer {
	out := a.head(in)
	columns := a.columns(in)
	total := tally{asked: a, columns: columns, groups: map[string]*group{}}
	out.Total = *total.of(in, whole)[0]
	by := tally{asked: a, columns: columns, by: a.By, groups: map[string]*group{}}
	for _, g := range by.of(in, a.windows(a.By)) {
		out.Groups = append(out.Groups, *g)
	}
	return out
}

// settleStretch writes the days of the stretch into the question as answered.
func (a *asked) settleStretch(out *Answer) {
	if len(out.Periods) == 0 || out.Periods[0].Kind == calendar.Once {
		return
	}
	if out.From.IsZero() {
		out.From = out.Periods[0].Start
	}
	if a.openEnd {
		out.To = out.Periods[len(out.Periods)-1].End
	}
}

// tally adds up one way of grouping; by is "" for everything together.
type tally struct {
	*asked
	columns []column
	by      By
	groups  map[string]*group
	lines   []*group // by line: the group of each column
}

// group is a Group with the structure that decides what may be added in it.
type group struct {
	Group
	unit           int32 // of the duties owed, with whether there are several
	period         *span
	units, periods bool
}

// of returns the groups in their order. Groups are of what is owed, not of what
// came.
func (t *tally) of(in reading, window func(*span) string) []*Group {
	t.begin(in)
	t.walk(in, walker{
		window: window,
		owed: func(r *Row, counts bool) {
			if !t.has(r) {
				return
			}
			if t.by == ByLine {
				for _, g := range t.groups {
					g.owe(r, counts)
				}
			} else {
				t.groupOf(r).owe(r, counts)
			}
			if counts {
				t.add(r, r, false)
			}
		},
		stock: func(at, from *Row) {
			if t.has(at) {
				t.add(at, from, true)
			}
		},
	})
	return t.finish()
}

// begin makes the groups that stand there whether anything is owed or not.
func (t *tally) begin(in reading) {
	switch t.by {
	case "":
		t.group("")
	case ByLine:
		for _, l := range t.asked.lines() {
			t.group(l)
		}
		t.lines = make([]*group, len(t.columns))
		for i, c := range t.columns {
			if c.measure >= 0 {
				t.lines[i] = t.group(c.line)
			}
		}
	case ByPeriod:
		for _, s := range in.spans {
			if t.within(s.Period) {
				t.group(s.key)
			}
		}
	}
}

func (t *tally) group(key string) *group {
	g := t.groups[key]
	if g == nil {
		g = &group{Group: Group{Key: key, Sums: make([]Sum, len(t.measures))}}
		for i, m := range t.measures {
			g.Sums[i].Value = quantity.Value{Kind: m.Kind}
		}
		t.groups[key] = g
	}
	return g
}

// groupOf returns the one group a duty counts to, whatever parents its unit has.
func (t *tally) groupOf(r *Row) *group {
	if t.by == "" {
		return t.group("")
	}
	return t.group(t.key(t.by, r))
}

func (g *group) owe(r *Row, counts bool) {
	if g.Owed == 0 {
		g.unit, g.period = r.unit, r.in
	}
	g.Owed++
	g.units = g.units || g.unit != r.unit
	g.periods = g.periods || g.period != r.in
	if counts {
		g.Reports++
	}
}

// add adds the figures of a version: its stocks, or all others.
func (t *tally) add(at, from *Row, stocks bool) {
	if from.told == nil {
		return
	}
	var g *group
	if t.by != ByLine {
		g = t.groupOf(at)
	}
	for _, f := range from.cells {
		c := &t.columns[f.cell]
		if c.measure < 0 || c.stock != stocks {
			continue
		}
		if t.by == ByLine {
			g = t.lines[f.cell]
		}
		s := &g.Sums[c.measure]
		s.add(f.value)
		if at != from && (s.From == "" || from.Period < s.From) {
			s.From = from.Period
		}
	}
}

// add adds a cell. What does not fit leaves its reason, and no number.
func (s *Sum) add(n int64) {
	s.Parts++
	sum := s.N + n
	if (sum > s.N) != (n > 0) { // it went round
		s.Why = TooLarge
		return
	}
	s.N = sum
}

// finish says of every sum whether it is known.
func (t *tally) finish() []*Group {
	var out []*Group
	for _, key := range t.sorted(t.by, t.groups) {
		g := t.groups[key]
		for i := range g.Sums {
			s := &g.Sums[i]
			s.Why = cmp.Or(t.why(g, t.measures[i], s.Parts), s.Why)
			if s.Known = s.Why == ""; !s.Known {
				s.N = 0
			}
		}
		out = append(out, &g.Group)
	}
	return out
}

// why returns the reason for which a group has no sum of a measure, "" if it has.
func (t *tally) why(g *group, m playbook.Measure, parts int) Reason {
	rows := 0
	for _, at := range t.spots[m.ID] {
		if (!t.oneLine || at.line == t.line) && (t.by != ByLine || at.line == g.Key) {
			rows++
		}
	}
	switch {
	case g.Reports == 0:
		return Nothing
	case rows == 0 && parts == 0:
		return NotAsked
	case m.OverTime == playbook.Distinct && g.periods:
		return OverTime
	case !m.OverUnits && g.units:
		return OverUnits
	case !m.OverLines && rows > 1:
		return OverLines
	}
	return ""
}
