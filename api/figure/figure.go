// Package figure is what the API says of figures: sums and what they are made
// of, the figures of reports, and the same as DHIS2 exchanges them.
package figure

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Head begins every answer of figures: what was asked, as it was settled.
type Head struct {
	Obligation string    `json:"obligation"`
	Form       string    `json:"form"`
	From       string    `json:"from,omitempty" format:"date"`
	To         string    `json:"to,omitempty" format:"date"`
	AsOf       string    `json:"as_of" enum:"then,today"`
	State      string    `json:"state" enum:"accepted,sent"`
	Measures   []Measure `json:"measures"`
	Partial    bool      `json:"partial,omitempty" doc:"Duties asked for are left out: they are of units the asker may not see."`
}

// Measure is a figure with its kind and how it adds.
type Measure struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Kind      string `json:"kind" enum:"count,persons,person_times,households,sessions,money,hours"`
	Unit      string `json:"unit" doc:"What its values are written in."`
	OverTime  string `json:"over_time" enum:"flow,stock,distinct" doc:"Over periods a flow is summed, of a stock each unit's last value counts, a distinct count never adds."`
	OverUnits bool   `json:"over_units" doc:"It adds over units."`
	OverLines bool   `json:"over_lines" doc:"It adds over action lines."`
}

// HeadOf writes what was asked.
func HeadOf(r rollup.Answer, print *locale.Printer) Head {
	h := Head{
		Obligation: r.Source.Obligation, Form: r.Source.Form, From: r.From.String(), To: r.To.String(),
		AsOf: string(r.AsOf), State: string(r.State), Measures: make([]Measure, len(r.Measures)), Partial: r.Partial,
	}
	for i, m := range r.Measures {
		h.Measures[i] = Measure{m.ID, m.Name, string(m.Kind), print.Unit(m.Kind), string(m.OverTime), m.OverUnits, m.OverLines}
	}
	return h
}

// Amount is a value as it is typed and as it is stored.
type Amount struct {
	Value  string `json:"value" doc:"As a person would type it, «3.20» in 万元."`
	Stored int64  `json:"stored" doc:"In the smallest unit: 分, tenths of an hour, else whole."`
}

func amountOf(v quantity.Value) Amount { return Amount{v.Kind.Plain(v.N), v.N} }

// Sum is a figure of a group.
type Sum struct {
	Value  string `json:"value,omitempty" doc:"As a person would type it; absent where it is not known."`
	Stored *int64 `json:"stored,omitempty" doc:"In the smallest unit."`
	Known  bool   `json:"known"`
	Why    string `json:"why,omitempty" enum:"nothing,not_asked,over_time,over_units,over_lines,too_large" doc:"Why it is not known: no report counts, the form does not ask for it there, it does not add over periods, units or lines, or the sum does not fit."`
	Reason string `json:"reason,omitempty" doc:"The same in words."`
	Parts  int    `json:"parts" doc:"Cells of reports it is made of. An empty cell of a report that counts is zero, and so are those of a nil report but its stocks."`
}

// Sums is a group with its figures.
type Sums struct {
	Key     string         `json:"key" doc:"Code of the unit, id of the category, line or phase, key of the period; \"\" for what belongs to none."`
	Name    string         `json:"name,omitempty"`
	Owed    int            `json:"owed" doc:"Duties of the stretch that are not excused."`
	Reports int            `json:"reports" doc:"Reports that count."`
	Values  map[string]Sum `json:"values" doc:"By the id of the measure."`
}

// Rollup is an answer to a question for totals.
type Rollup struct {
	Head
	By      string   `json:"by" enum:"unit,county,industry,category,line,period,phase"`
	Periods []string `json:"periods" doc:"Those in the stretch."`
	Groups  []Sums   `json:"groups"`
	Total   Sums     `json:"total" doc:"Of everything together: what a unit reports is in it once."`
}

// RollupOf writes an answer.
func RollupOf(r rollup.Answer, print *locale.Printer) Rollup {
	out := Rollup{Head: HeadOf(r, print), By: string(r.By), Periods: []string{}, Groups: []Sums{}, Total: sumsOf(r, r.Total, print)}
	for _, p := range r.Periods {
		out.Periods = append(out.Periods, p.Key())
	}
	for _, g := range r.Groups {
		out.Groups = append(out.Groups, sumsOf(r, g, print))
	}
	return out
}

// Unit names a unit.
type Unit struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func unitIn(t *organisation.Tree, id organisation.UnitID) Unit {
	n, _ := t.Unit(id)
	return Unit{n.Code, n.Name}
}

// Part is a cell of a report that a sum was asked of.
type Part struct {
	Duty    campaign.DutyID `json:"duty"`
	Version int64           `json:"version"`
	Unit    Unit            `json:"unit"`
	Period  string          `json:"period"`
	Line    string          `json:"line,omitempty"`
	Cell    string          `json:"cell"`
	Amount
	Counted bool `json:"counted" doc:"false: a stock that a later period replaced."`
}

// Parts is a sum opened to its parts.
type Parts struct {
	Head
	Total Sums   `json:"total" doc:"The sum that is opened."`
	Items []Part `json:"items" doc:"By period, unit and place in the form."`
}

// PartsOf writes some of the parts of a sum.
func PartsOf(r rollup.Opened, some []rollup.Part, print *locale.Printer) Parts {
	out := Parts{Head: HeadOf(r.Answer, print), Total: sumsOf(r.Answer, r.Total, print), Items: []Part{}}
	for _, p := range some {
		v := quantity.Value{Kind: r.Measures[0].Kind, N: p.Value}
		out.Items = append(out.Items, Part{p.Duty, p.N, unitIn(r.Tree, p.Unit), p.Period, p.Line, p.Cell, amountOf(v), p.Counted})
	}
	return out
}

// sumsOf writes a group of an answer.
func sumsOf(r rollup.Answer, g rollup.Group, print *locale.Printer) Sums {
	out := Sums{Key: g.Key, Name: groupName(r, g.Key, print), Owed: g.Owed, Reports: g.Reports, Values: make(map[string]Sum, len(g.Sums))}
	for i, s := range g.Sums {
		v := Sum{Known: s.Known, Why: string(s.Why), Parts: s.Parts}
		if s.Known {
			v.Value, v.Stored = s.Kind.Plain(s.N), &s.N
		} else {
			v.Reason = print.T("rollup.why_" + string(s.Why))
		}
		out.Values[r.Measures[i].ID] = v
	}
	return out
}

// groupName returns what a group is called, "" for what belongs to none.
func groupName(r rollup.Answer, key string, print *locale.Printer) string {
	if key == "" {
		return ""
	}
	switch r.By {
	case rollup.ByCategory:
		return print.T("category." + key)
	case rollup.ByLine:
		return r.Book.Line(key).Name
	case rollup.ByPeriod:
		return periodName(key, print)
	case rollup.ByPhase:
		return r.Book.Phases[slices.IndexFunc(r.Book.Phases, func(p playbook.Phase) bool { return p.ID == key })].Name
	}
	n, _ := r.Tree.ByCode(key)
	return n.Name
}

func periodName(key string, print *locale.Printer) string {
	p, err := calendar.ParsePeriod(key)
	switch {
	case err != nil || p.Kind == calendar.Once:
		return ""
	case print.Lang() == locale.En:
		return p.English()
	}
	return p.Chinese()
}
