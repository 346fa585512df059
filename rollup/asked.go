package rollup

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// asked is a question that was settled: everything an answer is made from but
// the rows.
type asked struct {
	Question
	campaign.Running
	form     *playbook.Form
	spots    map[string][]spot // by measure
	measures []playbook.Measure
	tree     *organisation.Tree
	sees     map[organisation.UnitID]bool // units in the reader's scope; nil: all
	below    map[organisation.UnitID]bool // Unit with all below it as the tree stands today; nil: all
	standing []standing                   // of the units of what is read, by number
	top      organisation.Category        // of Unit
	oneLine  bool                         // only line is asked for
	line     string
	openEnd  bool // To was left open
}

// settle checks a question and fills in what it leaves open. The units are for
// narrow to check.
func settle(r campaign.Running, q Question) (a asked, err error) {
	a = asked{Question: q, Running: r}
	if a.Source, err = SourceOf(r.Book, q.Source); err != nil {
		return a, err
	}
	a.form = r.Book.Form(a.Source.Form)
	a.spots = measured(r.Book, a.form)
	var bad []fault.Field
	wrong := func(is bool, path, key string, args ...any) {
		if is {
			bad = append(bad, fault.Field{Path: path, Key: key, Args: args})
		}
	}
	choose(&a.By, ByUnit, "by", wrong, ByUnit, ByCounty, ByIndustry, ByCategory, ByLine, ByPeriod, ByPhase)
	choose(&a.AsOf, Then, "as_of", wrong, Then, Today)
	choose(&a.State, Accepted, "state", wrong, Accepted, Sent)
	choose(&a.Hierarchy, "", "hierarchy", wrong, "", organisation.ByCounty, organisation.ByIndustry)
	wrong(a.Category != "" && !a.Category.Known(), "category", "rollup.not_option", string(a.Category))
	wrong(a.Line != "" && r.Book.Line(a.Line) == nil, "line", "rollup.not_option", a.Line)
	wrong(!a.From.IsZero() && !a.To.IsZero() && a.To.Before(a.From), "to", "rollup.ends_before")
	for _, id := range a.Question.Measures {
		wrong(a.spots[id] == nil, "measure", "rollup.unknown_measure", id, a.form.Title)
	}
	for _, m := range a.In {
		wrong(!slices.Contains([]By{ByUnit, ByCounty, ByIndustry, ByCategory, ByLine, ByPeriod, ByPhase}, m.By), "in", "rollup.not_option", string(m.By))
	}
	a.openEnd = a.To.IsZero()
	a.pick()
	return a, fault.Violations(bad)
}

// choose fills in the usual value and refuses one that is none of the options.
func choose[T ~string](v *T, usual T, path string, wrong func(bool, string, string, ...any), options ...T) {
	if *v == "" {
		*v = usual
	}
	wrong(!slices.Contains(options, *v), path, "rollup.not_option", string(*v))
}

// pick settles the measures, in the order of the plan, and the line.
func (a *asked) pick() {
	for _, m := range a.Book.Measures {
		if a.spots[m.ID] != nil && (len(a.Question.Measures) == 0 || slices.Contains(a.Question.Measures, m.ID)) {
			a.measures = append(a.measures, m)
		}
	}
	a.Question.Measures = nil
	for _, m := range a.measures {
		a.Question.Measures = append(a.Question.Measures, m.ID)
	}
	a.line, a.oneLine = a.Line, a.Line != ""
	for _, m := range a.In {
		if m.By == ByLine {
			a.line, a.oneLine = m.Key, true
		}
	}
}

// within reports whether a period belongs to the stretch: it lies wholly in it,
// or it is «once».
func (a *asked) within(p calendar.Period) bool {
	if p.Kind == calendar.Once {
		return true
	}
	if !a.From.IsZero() && p.Start.Before(a.From) || !a.To.IsZero() && p.End.After(a.To) {
		return false
	}
	return !slices.ContainsFunc(a.In, func(m Member) bool {
		return m.By == ByPeriod && m.Key != p.Key() || m.By == ByPhase && m.Key != phaseOn(a.Book, p.End)
	})
}

// settleEnd ends a stretch that was left open with the newest period that is due
// by today, so that no unit is said to owe what nobody expects of it yet, or that
// has a report which counts and which the reader may see, so that every one is in
// the answer. Where there is neither it keeps those that have begun.
func (a *asked) settleEnd(in *reading) {
	if !a.openEnd {
		return
	}
	for i, s := range slices.Backward(in.spans) {
		if !s.due.IsZero() && !s.due.After(a.Today()) || slices.ContainsFunc(s.rows, a.tells) {
			in.spans, a.To = in.spans[:i+1], s.End
			return
		}
	}
	a.To = calendar.PeriodOf(calendar.Kind(a.Book.Obligation(a.Source.Obligation).Every), a.Today()).End
	in.spans = slices.DeleteFunc(in.spans, func(s *span) bool { return s.End.After(a.To) })
}

// tells reports whether a duty has a report that counts and the reader may see.
// Whatever else is asked for, the end is the same: a group has the stretch of the
// whole.
func (a *asked) tells(r Row) bool {
	return r.counts(a.State) && (a.sees == nil || a.sees[r.Unit])
}

// phaseOn returns the phase a day belongs to: the first of those current then,
// "" for none.
func phaseOn(pb *playbook.Playbook, day calendar.Date) string {
	if current := pb.PhasesOn(day); len(current) > 0 {
		return current[0].ID
	}
	return ""
}

// standing is where a unit stands today, worked out once a question.
type standing struct {
	code             string
	county, industry string // codes
	category         organisation.Category
	seen, below      bool
}

// place works out where the units of what is read stand today.
func (a *asked) place(in reading) {
	a.standing = make([]standing, len(in.units))
	for i, id := range in.units {
		n, _ := a.tree.Unit(id)
		st := &a.standing[i]
		*st = standing{code: n.Code, category: n.Category, seen: a.sees == nil || a.sees[id], below: a.below == nil || a.below[id]}
		if a.AsOf == Today {
			st.county, st.industry = a.code(a.tree.CountyOf(id)), a.code(a.tree.IndustryOf(id))
		}
	}
}

// has reports whether a duty of the stretch is among those asked for that the
// reader may see.
func (a *asked) has(r *Row) bool { return a.standing[r.unit].seen && a.means(r) }

// means reports whether a duty of the stretch is among those asked for.
func (a *asked) means(r *Row) bool {
	switch {
	case a.below != nil && !a.inside(r):
		return false
	case a.Category != "" && a.category(r) != a.Category:
		return false
	}
	for _, m := range a.In {
		if m.By != ByLine && a.key(m.By, r) != m.Key {
			return false
		}
	}
	return true
}

// partial reports whether duties that are asked for are left out because the
// reader may not see them. Of a group in which there is nothing to be seen it
// says nothing, as of one that is none.
func (a *asked) partial(in reading) bool {
	if a.sees == nil {
		return false
	}
	left, told := false, len(a.In) == 0
	for _, s := range in.spans {
		for i := range s.rows {
			if r := &s.rows[i]; a.within(s.Period) && !r.Excused && a.means(r) {
				seen := a.standing[r.unit].seen
				left, told = left || !seen, told || seen
			}
		}
	}
	return left && told
}

// inside reports whether a duty's unit belongs to Unit: as it was then, to the
// county or the industry that the duty names. Of any other kind of unit a duty
// names none, and the tree of today is asked.
func (a *asked) inside(r *Row) bool {
	if a.AsOf == Then && r.Unit != a.Unit {
		switch {
		case a.top == organisation.County && a.Hierarchy != organisation.ByIndustry:
			return r.County == a.Unit
		case a.top == organisation.Industry && a.Hierarchy != organisation.ByCounty:
			return r.Industry == a.Unit
		}
	}
	return a.standing[r.unit].below
}

func (a *asked) category(r *Row) organisation.Category {
	if a.AsOf == Today {
		return a.standing[r.unit].category
	}
	return r.Category
}

// key returns the group of a duty in every way of grouping but ByLine.
func (a *asked) key(by By, r *Row) string {
	switch by {
	case ByUnit:
		return a.standing[r.unit].code
	case ByCounty:
		if a.AsOf == Today {
			return a.standing[r.unit].county
		}
		return a.standing[r.county].code
	case ByIndustry:
		if a.AsOf == Today {
			return a.standing[r.unit].industry
		}
		return a.standing[r.industry].code
	case ByCategory:
		return string(a.category(r))
	case ByPeriod:
		return r.in.key
	case ByPhase:
		if r.in.Kind == calendar.Once {
			return phaseOn(a.Book, r.Due)
		}
		return phaseOn(a.Book, r.in.End)
	}
	return ""
}

func (a *asked) code(id organisation.UnitID) string {
	n, _ := a.tree.Unit(id)
	return n.Code
}
