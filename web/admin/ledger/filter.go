package ledger

import (
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// everyState is the choice among the states that also finds what is over.
const everyState = "any"

// countedState is the choice of what is in the figures, over or not: a figure
// elsewhere leads there.
const countedState = "counted"

// overdueState is the choice of what is past its day and not over.
const overdueState = "overdue"

// wholeCount is what an address names to have a list counted to its end.
const wholeCount = "count"

// asked is what a list is asked for.
type asked struct {
	query   ledger.Query
	unit    string // as it was typed
	state   string
	nowhere bool           // the unit is none
	about   ledger.EntryID // the entry that all of the list refer to, "" for none
	by      register.Field // by which they do, none for any
}

// filterView is the row of filters.
type filterView struct {
	Unit, From, To, Text string
	UnknownUnit          bool
	Lines, States        []desk.Option
	Dated                bool
	Choices              []choice // those of the register, unfolded on demand
	Open                 bool     // one of them is made
	On                   bool     // anything is asked for
	Keep                 []desk.Hidden
}

// choice is a filter by the answers of a field.
type choice struct {
	Name, Label string
	Options     []desk.Option
}

// asked reads what an address asks of a list.
func (a *area) asked(c *desk.Call, at at) (asked, error) {
	q := c.URL.Query()
	ask := asked{unit: strings.TrimSpace(q.Get("unit")), state: q.Get("state")}
	ask.query = ledger.Query{
		Campaign: at.campaign, Register: at.book.ID, Line: q.Get("line"), Text: strings.TrimSpace(q.Get("q")),
		Points: ledger.EntryID(q.Get("points")), Sort: q.Get("sort"), Desc: q.Get("desc") != "", After: q.Get("after"),
		From: day(q.Get("from")), To: day(q.Get("to")), Holds: day(q.Get("holds")), Marks: at.marks(q), Whole: q.Get(wholeCount) != "",
	}
	if ask.about = ask.query.Points; ask.about != "" {
		if f, is := at.book.Field(q.Get("by")); is && f.Type == register.Entry {
			ask.by, ask.query.Points = f, ""
			ask.query.Marks[f.ID] = []string{string(ask.about)}
		}
	}
	if ask.query.Sort == "" && at.book.Day != "" {
		ask.query.Sort, ask.query.Desc = ofDay, true
	}
	switch ask.state {
	case "":
		ask.query.Open = true
	case everyState:
	case countedState:
		ask.query.Counted = true
	case overdueState:
		ask.query.Overdue = true
	default:
		ask.query.States = q["state"]
	}
	if ask.unit == "" {
		return ask, nil
	}
	id, err := a.UnitNamed(c, ask.unit)
	if ask.query.Below = []organisation.UnitID{id}; id == "" {
		ask.nowhere = true
	}
	return ask, err
}

// day reads a date of an address, none where it is none.
func day(text string) calendar.Date {
	d, err := calendar.ParseDate(text)
	if err != nil {
		return calendar.Date{}
	}
	return d
}

// marks reads the choices that an address asks for.
func (at at) marks(q url.Values) map[string][]string {
	out := map[string][]string{}
	for _, f := range at.chosen() {
		if v := slices.DeleteFunc(slices.Clone(q["f."+f.ID]), func(one string) bool { return one == "" }); len(v) > 0 {
			out[f.ID] = v
		}
	}
	return out
}

// chosen lists the fields by whose answers a list is filtered.
func (at at) chosen() (out []register.Field) {
	for _, f := range at.book.Fields {
		if f.Type == register.Choice && f.ID != at.book.Line || f.Type == register.Tick {
			out = append(out, f)
		}
	}
	return out
}

// view shows what is asked for in the row of filters.
func (as asked) view(c *desk.Call, at at) filterView {
	q := c.URL.Query()
	v := filterView{
		Unit: as.unit, UnknownUnit: as.nowhere, Text: as.query.Text, Dated: at.book.Day != "",
		From: as.query.From.String(), To: as.query.To.String(),
	}
	if at.book.Line != "" {
		for _, l := range at.book.Lines {
			v.Lines = append(v.Lines, desk.Option{Value: l.ID, Text: l.Label, On: l.ID == as.query.Line})
		}
	}
	if len(at.book.States) > 1 {
		for _, s := range at.book.States {
			v.States = append(v.States, desk.Option{Value: s.ID, Text: at.words.State(s.ID), On: s.ID == as.state})
		}
	}
	if at.book.Due != "" {
		v.States = append(v.States, desk.Option{Value: overdueState, Text: c.T("ledger.overdue_state"), On: as.state == overdueState})
	}
	v.States = append(v.States, desk.Option{Value: register.Withdrawn, Text: at.words.State(register.Withdrawn), On: as.state == register.Withdrawn},
		desk.Option{Value: countedState, Text: c.T("ledger.counted_state"), On: as.state == countedState},
		desk.Option{Value: everyState, Text: c.T("ledger.any_state"), On: as.state == everyState})
	for _, f := range at.chosen() {
		ch := choice{Name: "f." + f.ID, Label: at.words.Field(f.ID), Options: at.words.Options(f, as.query.Marks[f.ID])}
		if f.Type == register.Tick {
			ch.Options = []desk.Option{{Value: "yes", Text: c.T("export.yes"), On: len(as.query.Marks[f.ID]) > 0}}
		}
		v.Choices = append(v.Choices, ch)
	}
	v.Open = slices.ContainsFunc(v.Choices, func(ch choice) bool { return len(as.query.Marks[strings.TrimPrefix(ch.Name, "f.")]) > 0 })
	v.On = v.Open || v.Unit+v.From+v.To+v.Text+as.state+as.query.Line+string(as.about) != ""
	for _, name := range []string{"col", "sort", "desc", "points", "by", "holds"} {
		for _, value := range q[name] {
			v.Keep = append(v.Keep, desk.Hidden{Name: name, Value: value})
		}
	}
	return v
}
