package goal

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// none stands where there is no figure.
const none = "—"

// tabs are the four pages of this menu.
func tabs(c *desk.Call, at string) []desk.Option {
	var out []desk.Option
	for _, t := range []desk.Option{
		{Value: "/goals", Text: c.T("goal.tab")}, {Value: "/quotas", Text: c.T("quota.tab")},
		{Value: "/yearly", Text: c.T("yearly.tab")}, {Value: "/dimensions", Text: c.T("dimension.tab")},
	} {
		t.On = t.Value == at
		out = append(out, t)
	}
	return out
}

// yearOptions are the years to choose from, a year each.
func yearOptions(c *desk.Call, years []int, at int) []desk.Option {
	var out []desk.Option
	for _, y := range years {
		out = append(out, desk.Option{Value: strconv.Itoa(y), Text: c.T("goal.year", strconv.Itoa(y)), On: y == at})
	}
	return out
}

// yearAsked reads the year of an address, 0 for none.
func yearAsked(c *desk.Call) int {
	y, err := strconv.Atoi(c.URL.Query().Get("year"))
	if err != nil {
		return 0
	}
	return y
}

// clause is the link to a clause of the plan.
func clause(pb *playbook.Playbook, id string) desk.Option {
	return desk.Option{Value: "/plan#" + id, Text: desk.ClauseTag(pb, id)}
}

// entries is the address of the list of a source's entries of a unit.
func entries(code string, src *register.Source, line, state string, from, to calendar.Date) string {
	if src == nil || code == "" {
		return ""
	}
	q := url.Values{"unit": {code}}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	set("line", line)
	set("state", cmp.Or(state, "counted"))
	set("from", from.String())
	set("to", to.String())
	for field, options := range src.Where {
		if field = "f." + field; field == "f."+tally.State {
			field = "state"
		}
		q[field] = options
	}
	return "/ledger/" + src.Register + "?" + q.Encode()
}

// measured is the address of the entries that a measure is made of: of a level
// those that hold on the last day, whenever they began.
func measured(code string, m *playbook.Measure, line string, from, to calendar.Date) string {
	at := entries(code, m.From, line, "", from, to)
	if !rule.Level(m) || at == "" {
		return at
	}
	page, query, _ := strings.Cut(entries(code, m.From, line, "", calendar.Date{}, calendar.Date{}), "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		return at
	}
	q.Del("from")
	q.Del("to")
	q.Set("holds", to.String())
	return page + "?" + q.Encode()
}

// row is a goal in a list.
type row struct {
	Goal                                    string // its address
	Unit, UnitURL                           string
	Line, Measure, Suffix                   string // Suffix: what it is counted in
	Value, Required, Done, DoneURL, Percent string
	Forecast                                string
	State, Class                            string
	Waiting                                 *waiting
	Pick                                    string // for the box that chooses it, "" where it cannot be
}

// waiting is what waits for the office.
type waiting struct{ Value, Reason string }

// rowOf words a goal.
func rowOf(c *desk.Call, l goal.List, r goal.Row) row {
	p := web.Printer(c.Context())
	out := row{
		Goal: goalURL(r), Unit: r.Of.Name, UnitURL: unitURL(r.Of.Code, r.Year), Line: lineName(c, l.Book, r.Line),
		State: c.T("goal.standing_" + string(r.Pace.Standing)), Class: class(r.Pace.Standing),
		Value: none, Required: none, Done: none, Percent: none, Forecast: none, Measure: r.Measure,
	}
	kind := quantity.Count
	m := l.Book.Measure(r.Measure)
	if m != nil {
		kind, out.Measure = m.Kind, m.Name
	}
	out.Suffix = p.Unit(kind)
	if r.Force.N > 0 {
		out.Value, out.Required = kind.Format(r.Pace.Value), about(kind, r.Pace.Required)
	}
	if r.Pace.Done.Known {
		span := rule.SpanOf(r.Year, l.Book.Start, l.Ends)
		out.Done, out.DoneURL = kind.Format(r.Pace.Done.N), measured(r.Of.Code, m, r.Line, span.First, span.Until(l.Today()))
	}
	if r.Pace.Percent >= 0 {
		out.Percent = strconv.FormatInt(r.Pace.Percent, 10) + "%"
	}
	if r.Pace.Forecast.Known {
		out.Forecast = about(kind, r.Pace.Forecast.N)
	}
	if r.Waiting.N > 0 {
		out.Waiting = &waiting{stated(c, kind, r.Waiting), r.Waiting.Reason}
		if r.Decides {
			out.Pick = pickOf(r)
		}
	}
	return out
}

// about prints a number that was worked out, money as fine as it is shown.
func about(kind quantity.Kind, n int64) string {
	if kind == quantity.Money {
		const step = 10_000
		n = (n + step/2) / step * step
	}
	return kind.Format(n)
}

// stated words what a version states.
func stated(c *desk.Call, kind quantity.Kind, v goal.Version) string {
	if v.Dropped {
		return c.T("goal.dropped")
	}
	return kind.Format(v.Value)
}

func lineName(c *desk.Call, pb *playbook.Playbook, id string) string {
	if id == "" {
		return c.T("goal.all_lines")
	}
	if l := pb.Line(id); l != nil {
		return l.Name
	}
	return id
}

func unitURL(code string, year int) string {
	return "/goals/" + code + "?year=" + strconv.Itoa(year)
}

func goalURL(r goal.Row) string {
	return unitURL(r.Of.Code, r.Year) + "&goal=" + string(r.ID) + "#goal"
}

// class is the colour of a standing, as tags have it.
func class(s rule.Standing) string {
	switch s {
	case rule.Missed, rule.Red:
		return "missing"
	case rule.Yellow:
		return "late"
	case rule.Green, rule.Reached:
		return "sent"
	}
	return "excused"
}

func yearText(year int) string { return strconv.Itoa(year) }

func firstOf(year int) calendar.Date { return calendar.Date{Year: year, Month: time.January, Day: 1} }
