package api

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// FiguresWanted says which reports' figures are meant.
type FiguresWanted struct {
	InCampaign
	Obligation string   `query:"obligation" maxLength:"64" doc:"Absent: the first that recurs and whose form has figures."`
	Form       string   `query:"form" maxLength:"64"`
	Measures   []string `query:"measure,explode" maxItems:"200" doc:"Ids, repeated or separated by commas; absent: all of the form."`
	From       string   `query:"from" maxLength:"10" doc:"A day or a period, «2018-07-01», «2018-07», «2018Q3», «2018»: periods that lie wholly between from and to count. Absent: the first of the campaign."`
	To         string   `query:"to" maxLength:"10" doc:"The same; absent: the newest period that has begun."`
	Unit       string   `query:"unit" maxLength:"32" doc:"Code of a unit: it with all below it."`
	Hierarchy  string   `query:"hierarchy" enum:"county,industry" doc:"Along which others are below the unit; absent: along both, each once."`
	Category   string   `query:"category" enum:"federation,county,zone,industry,direct_enterprise,system,direct,poverty_office,grassroots"`
	Line       string   `query:"line" maxLength:"64" doc:"Id of an action line."`
	In         []string `query:"in,explode" maxItems:"8" doc:"And only what belongs to a group of an answer, «county:yexian»; «county:» is what belongs to no county. Repeatable."`
	AsOf       string   `query:"as_of" enum:"then,today" default:"then" doc:"By the county, industry and category of the due day, or of today."`
	State      string   `query:"state" enum:"accepted,sent" default:"accepted" doc:"Reports that every recipient accepted, or all that were sent."`
}

// question turns a request into a question.
func (a *API) question(c *call, in FiguresWanted) (q rollup.Question, err error) {
	q = rollup.Question{
		Campaign: in.Campaign, Source: rollup.Source{Obligation: in.Obligation, Form: in.Form},
		Hierarchy: organisation.Hierarchy(in.Hierarchy), Category: organisation.Category(in.Category), Line: in.Line,
		AsOf: rollup.AsOf(in.AsOf), State: rollup.State(in.State),
	}
	for _, some := range in.Measures {
		for _, id := range strings.Split(some, ",") {
			q.Measures = append(q.Measures, strings.TrimSpace(id))
		}
	}
	for _, member := range in.In {
		by, key, _ := strings.Cut(member, ":")
		q.In = append(q.In, rollup.Member{By: rollup.By(by), Key: key})
	}
	from, err := stretch("from", in.From)
	if err != nil {
		return q, err
	}
	to, err := stretch("to", in.To)
	if err != nil {
		return q, err
	}
	q.From, q.To = from.Start, to.End
	if in.Unit != "" {
		q.Unit, err = a.unitID(c, in.Unit)
	}
	return q, err
}

// stretch reads a day or the key of a period.
func stretch(path, text string) (p calendar.Period, err error) {
	if text == "" {
		return p, nil
	}
	if d, err := calendar.ParseDate(text); err == nil {
		return calendar.Period{Start: d, End: d}, nil
	}
	if p, err = calendar.ParsePeriod(text); err != nil || p.Kind == calendar.Once {
		err = fault.Violations([]fault.Field{{Path: path, Key: "api.not_stretch"}})
	}
	return p, err
}

type rollupWanted struct {
	FiguresWanted
	By string `query:"by" enum:"unit,county,industry,category,line,period,phase" default:"unit"`
}

// FiguresHead begins every answer of figures: what was asked, as it was settled.
type FiguresHead struct {
	Answer
	Obligation string    `json:"obligation"`
	Form       string    `json:"form"`
	From       day       `json:"from,omitempty"`
	To         day       `json:"to,omitempty"`
	AsOf       string    `json:"as_of" enum:"then,today"`
	State      string    `json:"state" enum:"accepted,sent"`
	Measures   []measure `json:"measures"`
}

type measure struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Kind      string `json:"kind" enum:"count,persons,person_times,households,sessions,money,hours"`
	Unit      string `json:"unit" doc:"What its values are written in."`
	OverTime  string `json:"over_time" enum:"flow,stock,distinct" doc:"Over periods a flow is summed, of a stock each unit's last value counts, a distinct count never adds."`
	OverUnits bool   `json:"over_units" doc:"It adds over units."`
	OverLines bool   `json:"over_lines" doc:"It adds over action lines."`
}

func headOf(r rollup.Answer, print *locale.Printer) FiguresHead {
	return FiguresHead{
		Obligation: r.Source.Obligation, Form: r.Source.Form, From: dayOf(r.From), To: dayOf(r.To), AsOf: string(r.AsOf), State: string(r.State),
		Measures: each(r.Measures, func(m playbook.Measure) measure {
			return measure{m.ID, m.Name, string(m.Kind), print.Unit(m.Kind), string(m.OverTime), m.OverUnits, m.OverLines}
		}),
	}
}

// Amount is a value as it is typed and as it is stored.
type Amount struct {
	Value  string `json:"value" doc:"As a person would type it, «3.20» in 万元."`
	Stored int64  `json:"stored" doc:"In the smallest unit: 分, tenths of an hour, else whole."`
}

func amountOf(v quantity.Value) Amount { return Amount{v.Kind.Plain(v.N), v.N} }

type sum struct {
	Value  string `json:"value,omitempty" doc:"As a person would type it; absent where it is not known."`
	Stored *int64 `json:"stored,omitempty" doc:"In the smallest unit."`
	Known  bool   `json:"known"`
	Why    string `json:"why,omitempty" enum:"nothing,over_time,over_units,over_lines" doc:"Why it is not known: no report has it, or it does not add over periods, units or lines."`
	Reason string `json:"reason,omitempty" doc:"The same in words."`
	Parts  int    `json:"parts" doc:"Cells of reports it is made of."`
}

type sums struct {
	Key     string         `json:"key" doc:"Code of the unit, id of the category, line or phase, key of the period; \"\" for what belongs to none."`
	Name    string         `json:"name,omitempty"`
	Owed    int            `json:"owed" doc:"Duties of the stretch that are not excused."`
	Reports int            `json:"reports" doc:"Reports that count."`
	Values  map[string]sum `json:"values" doc:"By the id of the measure."`
}

type rollupAnswer struct {
	FiguresHead
	By      string   `json:"by" enum:"unit,county,industry,category,line,period,phase"`
	Periods []string `json:"periods" doc:"Those in the stretch."`
	Groups  []sums   `json:"groups"`
	Total   sums     `json:"total" doc:"Of everything together: what a unit reports is in it once."`
}

type part struct {
	Duty    campaign.DutyID `json:"duty"`
	Version int64           `json:"version"`
	Unit    named           `json:"unit"`
	Period  string          `json:"period"`
	Line    string          `json:"line,omitempty"`
	Cell    string          `json:"cell"`
	Amount
	Counted bool `json:"counted" doc:"false: a stock that a later period replaced."`
}

type partsWanted struct {
	FiguresWanted
	Cursor string `query:"cursor" doc:"«next» of the page before." maxLength:"20"`
	Limit  int    `query:"limit" default:"200" minimum:"1" maximum:"1000" doc:"Cells a page."`
}

type partsAnswer struct {
	FiguresHead
	Total sums   `json:"total" doc:"The sum that is opened."`
	Items []part `json:"items" doc:"By period, unit and place in the form."`
	Next  string `json:"next,omitempty" doc:"The cursor of the page after this one; absent on the last page."`
}

func (a *API) figures() {
	serve(a, read("/campaigns/{campaign}/rollup", "roll-up", "What the figures of reports add up to"), a.rollup)
	serve(a, read("/campaigns/{campaign}/rollup/parts", "roll-up-parts", "The cells of reports that a sum is made of"), a.parts)
	a.listFigures()
	a.dataValues()
}

func (a *API) rollup(c *call, in *rollupWanted) (*rollupAnswer, error) {
	q, err := a.question(c, in.FiguresWanted)
	if err != nil {
		return nil, err
	}
	q.By = rollup.By(in.By)
	r, err := a.Figures.Roll(c, c.who, q)
	if err != nil {
		return nil, err
	}
	return &rollupAnswer{
		FiguresHead: headOf(r, c.print), By: string(r.By), Periods: each(r.Periods, calendar.Period.Key),
		Groups: each(r.Groups, func(g rollup.Group) sums { return sumsOf(r, g, c.print) }), Total: sumsOf(r, r.Total, c.print),
	}, nil
}

func (a *API) parts(c *call, in *partsWanted) (*partsAnswer, error) {
	from, err := strconv.Atoi(in.Cursor)
	if in.Cursor != "" && (err != nil || from < 0) {
		return nil, fault.Violations([]fault.Field{{Path: "cursor", Key: "api.bad_cursor"}})
	}
	q, err := a.question(c, in.FiguresWanted)
	if err != nil {
		return nil, err
	}
	if len(q.Measures) != 1 {
		return nil, fault.Violations([]fault.Field{{Path: "measure", Key: "api.one_measure"}})
	}
	r, err := a.Figures.Parts(c, c.who, q, q.Measures[0])
	if err != nil {
		return nil, err
	}
	out := &partsAnswer{FiguresHead: headOf(r.Answer, c.print), Total: sumsOf(r.Answer, r.Total, c.print)}
	from = min(from, len(r.Parts))
	to := min(from+in.Limit, len(r.Parts))
	if to < len(r.Parts) {
		out.Next = strconv.Itoa(to)
	}
	kind := r.Measures[0].Kind
	out.Items = each(r.Parts[from:to], func(p rollup.Part) part {
		return part{p.Duty, p.N, nameIn(r.Tree, p.Unit), p.Period, p.Line, p.Cell, amountOf(quantity.Value{Kind: kind, N: p.Value}), p.Counted}
	})
	return out, nil
}

// sumsOf writes a group of an answer.
func sumsOf(r rollup.Answer, g rollup.Group, print *locale.Printer) sums {
	out := sums{Key: g.Key, Name: groupName(r, g.Key, print), Owed: g.Owed, Reports: g.Reports, Values: make(map[string]sum, len(g.Sums))}
	for i, s := range g.Sums {
		v := sum{Known: s.Known, Why: string(s.Why), Parts: s.Parts}
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
