package content

import (
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// columns puts the answers of package rollup into columns: one for each measure
// of each form.
type columns struct {
	answers  map[Ask]rollup.Answer
	period   string
	forms    []string // that have figures
	measures []Measure
	first    map[string]int                  // column of each form
	units    map[Ask]map[string][]rollup.Sum // by code
}

func newColumns(g *Gathering) columns {
	k := columns{answers: g.Answers, period: g.Period, first: map[string]int{}, units: map[Ask]map[string][]rollup.Sum{}}
	for _, form := range g.Obligation.Forms {
		a, ok := g.Answers[Ask{form, g.Period, rollup.ByUnit}]
		if !ok {
			continue
		}
		k.forms = append(k.forms, form)
		k.first[form] = len(k.measures)
		for _, m := range a.Measures {
			c := Measure{ID: m.ID, Of: m.ID, Name: m.Name, Kind: m.Kind, OverUnits: m.OverUnits, OverLines: m.OverLines}
			c.Alone = rollup.Rows(g.Running.Book, a.Form, m.ID) == 1
			if len(g.Obligation.Forms) > 1 {
				c.ID, c.Form = form+"."+m.ID, a.Form.Title
			}
			k.measures = append(k.measures, c)
		}
	}
	return k
}

// empty returns sums of which nothing is known.
func (k columns) empty() []Sum {
	out := make([]Sum, len(k.measures))
	for i, m := range k.measures {
		out[i].Kind, out[i].Why = m.Kind, rollup.Nothing
	}
	return out
}

// put puts the sums of a form into their columns.
func (k columns) put(out []Sum, form string, sums []rollup.Sum) {
	for i, s := range sums {
		out[k.first[form]+i] = Sum{s.Value, s.Why, s.From}
	}
}

// unit returns the sums of a unit's report of a form and period.
func (k columns) unit(form, period string, id organisation.UnitID) []Sum {
	ask, out := Ask{form, period, rollup.ByUnit}, k.empty()
	a, ok := k.answers[ask]
	if !ok {
		return out
	}
	if k.units[ask] == nil {
		k.units[ask] = map[string][]rollup.Sum{}
		for _, g := range a.Groups {
			k.units[ask][g.Key] = g.Sums
		}
	}
	n, _ := a.Tree.Unit(id)
	k.put(out, form, k.units[ask][n.Code])
	return out
}

// totals returns the sums of all units.
func (k columns) totals() Totals {
	t := Totals{All: k.empty(), ByLine: map[string][]Sum{}}
	for _, form := range k.forms {
		lines := k.answers[Ask{form, k.period, rollup.ByLine}]
		k.put(t.All, form, lines.Total.Sums)
		for _, g := range lines.Groups {
			if t.ByLine[g.Key] == nil {
				t.ByLine[g.Key] = k.empty()
			}
			k.put(t.ByLine[g.Key], form, g.Sums)
		}
	}
	return t
}
