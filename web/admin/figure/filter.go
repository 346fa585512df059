package figure

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// filter is the row of choices above the table.
type filter struct {
	Sources, By, From, To   []desk.Option
	Categories, Lines, AsOf []desk.Option
	Hierarchies             []desk.Option // where a unit was named
	Unit                    string
	Measures                []desk.Option
	Chosen                  int           // of Measures
	States                  []desk.Option // Value is the address
	Within                  []desk.Option // groups the answer is kept to; Value is the address without
	Hidden                  []desk.Hidden // what the form passes on unseen
	Narrowed                bool
}

// filter lists the choices with what is chosen.
func (t tabler) filter() filter {
	f := filter{Unit: t.k.unit, Narrowed: len(t.k.query) > 0}
	if n, ok := t.Tree.Unit(t.Unit); ok {
		if same, _ := t.Tree.ByName(n.Name); same.ID == n.ID {
			f.Unit = n.Name
		}
		for _, h := range []organisation.Hierarchy{"", organisation.ByCounty, organisation.ByIndustry} {
			f.Hierarchies = append(f.Hierarchies, desk.Option{Value: string(h), Text: t.p.T("figure.along_" + string(h)), On: h == t.Hierarchy})
		}
	}
	for _, s := range rollup.Sources(t.Book) {
		f.Sources = append(f.Sources, desk.Option{Value: s.Obligation + "." + s.Form, Text: t.source(s), On: s == t.Source})
	}
	for _, by := range t.ways() {
		f.By = append(f.By, desk.Option{Value: string(by), Text: t.p.T("figure.by_" + string(by)), On: by == t.By})
	}
	for _, name := range t.Book.Audience.Categories {
		f.Categories = append(f.Categories, desk.Option{Value: name, Text: t.p.T("category." + name), On: name == string(t.Category)})
	}
	if t.lined() {
		for _, l := range t.Book.Lines {
			f.Lines = append(f.Lines, desk.Option{Value: l.ID, Text: l.Name, On: l.ID == t.Line})
		}
	}
	for _, as := range []rollup.AsOf{rollup.Then, rollup.Today} {
		f.AsOf = append(f.AsOf, desk.Option{Value: string(as), Text: t.p.T("figure.as_of_" + string(as)), On: as == t.AsOf})
	}
	t.stretches(&f)
	t.picks(&f)
	t.passOn(&f)
	return f
}

// ways are the groupings that say something about the source.
func (t tabler) ways() []rollup.By {
	ways := []rollup.By{rollup.ByUnit, rollup.ByCounty, rollup.ByIndustry, rollup.ByCategory}
	if t.lined() {
		ways = append(ways, rollup.ByLine)
	}
	if t.recurs() {
		ways = append(ways, rollup.ByPeriod, rollup.ByPhase)
	}
	return ways
}

// lined reports whether the form has a row for each action line.
func (t tabler) lined() bool {
	return slices.ContainsFunc(t.Form.Sections, func(s playbook.Section) bool {
		return s.Kind == playbook.Grid && len(s.Rows) > 0 && t.Book.Line(s.Rows[0].ID) != nil
	})
}

func (t tabler) recurs() bool { return t.Book.Obligation(t.Source.Obligation).Every != playbook.Once }

// stretches lists the periods that have begun or are in the answer. The first has no value, nor has
// the last one of an answer whose end was left open: an address that names
// neither goes on with the months.
func (t tabler) stretches(f *filter) {
	if !t.recurs() {
		return
	}
	last := t.Today()
	if n := len(t.Periods); n > 0 && t.Periods[n-1].End.After(last) {
		last = t.Periods[n-1].End
	}
	all := t.Book.Obligation(t.Source.Obligation).PeriodsUntil(t.Book, last)
	for i, p := range all {
		title := desk.PeriodTitle(t.p, p.Key())
		from, to := desk.Option{Value: p.Key(), Text: title, On: t.has(p, 0)}, desk.Option{Value: p.Key(), Text: title, On: t.has(p, len(t.Periods)-1)}
		if i == 0 {
			from.Value = ""
		}
		if to.On && t.k.To.IsZero() {
			to.Value = ""
		}
		f.From, f.To = append(f.From, from), append(f.To, to)
	}
}

func (t tabler) has(p calendar.Period, i int) bool {
	return i >= 0 && i < len(t.Periods) && t.Periods[i] == p
}

// picks lists the figures that the form asks for.
func (t tabler) picks(f *filter) {
	for _, m := range t.Book.Measures {
		if !asks(t.Form, m.ID) {
			continue
		}
		on := slices.ContainsFunc(t.Measures, func(shown playbook.Measure) bool { return shown.ID == m.ID })
		f.Measures = append(f.Measures, desk.Option{Value: m.ID, Text: m.Name, On: on})
		if on {
			f.Chosen++
		}
	}
}

// asks reports whether a form has a field of the measure.
func asks(f *playbook.Form, measure string) bool {
	return slices.ContainsFunc(f.Sections, func(s playbook.Section) bool {
		return slices.ContainsFunc(s.Fields, func(fd playbook.Field) bool { return fd.Measure == measure })
	})
}

// passOn keeps what the row of choices does not show.
func (t tabler) passOn(f *filter) {
	for _, s := range []rollup.State{rollup.Accepted, rollup.Sent} {
		f.States = append(f.States, desk.Option{Value: t.k.with("/figures", "state", string(s)), Text: t.p.T("figure.state_" + string(s)), On: s == t.State})
	}
	for _, name := range []string{"state", "sort", "chart", "in"} {
		for _, value := range t.k.query[name] {
			f.Hidden = append(f.Hidden, desk.Hidden{Name: name, Value: value})
		}
	}
	for i, m := range t.In {
		f.Within = append(f.Within, desk.Option{Value: t.k.without(i), Text: t.named(m.By, m.Key)})
	}
}
