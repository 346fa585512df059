package goal

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// formOf is the form that changes a goal, or states another one where there is
// none.
func formOf(c *desk.Call, l goal.List, n organisation.Node, at *goal.Row) *desk.Form {
	f := desk.Form{
		ID: "goal", Action: unitURL(n.Code, l.Year), Title: c.T("goal.new"), Submit: c.T("goal.hand_in"), Hint: c.T("goal.awaits_hint"),
	}
	if c.Who.May(people.GoalApprove, desk.PlaceOf(l.Tree, n, string(l.ID))) == nil {
		f.Submit, f.Hint = c.T("goal.save"), c.T("goal.at_once_hint")
	}
	if at != nil {
		f.Action += "&goal=" + string(at.ID)
		f.Title = c.T("goal.change")
		for name, value := range map[string]string{
			"line": at.Line, "measure": at.Measure, "year": strconv.Itoa(at.Year), "seen": strconv.FormatInt(at.Newest, 10),
		} {
			f.Hidden = append(f.Hidden, desk.Hidden{Name: name, Value: value})
		}
	} else {
		f.Inputs = choices(c, l)
	}
	value := desk.Input{Name: "value", Label: c.T("goal.value"), Kind: "text", Required: at == nil}
	if at != nil {
		value.Hint = c.T("goal.empty_drops")
		if m := l.Book.Measure(at.Measure); m != nil {
			value.Label = c.T("goal.value_in", web.Printer(c.Context()).Unit(m.Kind))
			if at.Force.N > 0 {
				value.Value = m.Kind.Plain(at.Pace.Value)
			}
		}
	}
	f.Inputs = append(f.Inputs, value, desk.Input{Name: "reason", Label: c.T("goal.reason"), Kind: "text", Required: true})
	return &f
}

// choices are the inputs that say which goal a new one is.
func choices(c *desk.Call, l goal.List) []desk.Input {
	lines := []desk.Option{{Text: c.T("goal.all_lines")}}
	for _, line := range l.Book.Lines {
		lines = append(lines, desk.Option{Value: line.ID, Text: line.Name})
	}
	var measures []desk.Option
	p := web.Printer(c.Context())
	for _, m := range l.Book.Measures {
		measures = append(measures, desk.Option{Value: m.ID, Text: c.T("goal.measure_in", m.Name, p.Unit(m.Kind))})
	}
	return []desk.Input{
		{Name: "line", Label: c.T("goal.line"), Kind: "select", Options: lines},
		{Name: "measure", Label: c.T("goal.measure"), Kind: "select", Options: measures, Required: true},
		{Name: "year", Label: c.T("goal.year_label"), Kind: "select", Options: yearOptions(c, l.Years, l.Year), Required: true},
	}
}

// set states a goal, or changes or drops one.
func (a *area) set(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	n, err := a.seen(c, id)
	if err != nil {
		return err
	}
	year, _ := strconv.Atoi(c.Text("year"))             // the service refuses one that is none
	seen, _ := strconv.ParseInt(c.Text("seen"), 10, 64) // 0 for a new one
	g, err := a.Goals.Set(c.Context(), c.Who, goal.Wish{
		Campaign: id, Unit: n.ID, Line: c.Text("line"), Measure: c.Text("measure"), Year: year,
		Typed: c.Text("value"), Reason: c.Text("reason"), Seen: seen,
	})
	if err != nil && desk.Mendable(err) {
		return a.refuse(c, n, err)
	}
	if err != nil {
		return err
	}
	key := "goal.handed_in"
	if g.InForce == g.Newest {
		key = "goal.saved"
	}
	a.Sessions.Flash(c.Context(), c.T(key))
	return c.Redirect(unitURL(n.Code, g.Year))
}

// refuse shows the form again as it was sent.
func (a *area) refuse(c *desk.Call, n organisation.Node, refused error) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	l, err := a.Goals.List(c.Context(), c.Who, goal.Question{Campaign: id, Unit: n.ID, Alone: true, Year: yearAsked(c)})
	if err != nil {
		return err
	}
	var at *goal.Row
	for i := range l.Rows {
		if string(l.Rows[i].ID) == c.URL.Query().Get("goal") {
			at = &l.Rows[i]
		}
	}
	form := formOf(c, l, n, at)
	form.Refused(c, refused)
	return a.showUnit(c, fault.From(refused).Kind.Status(), form)
}
