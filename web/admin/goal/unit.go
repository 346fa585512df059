package goal

import (
	"net/http"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// unitPage is the goals of one unit in a year, and one of them with its history.
type unitPage struct {
	Tabs   []desk.Option
	Title  string
	Clause *desk.Option
	Years  []desk.Option
	Rows   []row
	Form   *desk.Form
	New    string // the address of the form for another goal
	One    *one
	Empty  string
}

// one is a goal that is looked at.
type one struct {
	Title    string
	Versions []version
}

// version is a statement of a goal in words.
type version struct {
	N                   int
	Value, State, Class string
	From                string // what states it
	FromURL             string
	Reason, At, Decided string
	Note                string
}

func (a *area) unit(c *desk.Call) error { return a.showUnit(c, http.StatusOK, nil) }

// showUnit shows the goals of the unit that the address names; form is a refused
// one.
func (a *area) showUnit(c *desk.Call, status int, form *desk.Form) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	n, err := a.seen(c, id)
	if err != nil {
		return err
	}
	page := unitPage{Tabs: tabs(c, "/goals"), Title: c.T("goal.of_unit", n.Name), Form: form}
	l, err := a.Goals.List(c.Context(), c.Who, goal.Question{Campaign: id, Unit: n.ID, Alone: true, Year: yearAsked(c)})
	if notAsked(err, "goal.not_asked") {
		page.Empty = c.T("goal.not_asked")
		return desk.ShowStatus(a.Desk, c, a.page.unit, status, page.Title, page)
	}
	if err != nil {
		return err
	}
	tag := clause(l.Book, l.Book.Ledger.Goals.Clause)
	page.Clause = &tag
	for _, y := range yearOptions(c, l.Years, l.Year) {
		y.Value = "/goals/" + n.Code + "?year=" + y.Value
		page.Years = append(page.Years, y)
	}
	for _, r := range l.Rows {
		page.Rows = append(page.Rows, rowOf(c, l, r))
	}
	if err := a.look(c, &page, l, n, c.URL.Query().Get("goal")); err != nil {
		return err
	}
	return desk.ShowStatus(a.Desk, c, a.page.unit, status, page.Title, page)
}

// seen finds the unit that the address names, if the reader may look at its
// ledger.
func (a *area) seen(c *desk.Call, id campaign.ID) (organisation.Node, error) {
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return organisation.Node{}, err
	}
	n, ok := tree.ByCode(c.PathValue("code"))
	if !ok {
		return n, fault.New(fault.NotFound, "organisation.unknown_unit")
	}
	return n, c.Who.May(people.LedgerRead, desk.PlaceOf(tree, n, string(id)))
}

// look shows the goal that was picked with its history, and the form that
// changes it, or the form for another one.
func (a *area) look(c *desk.Call, page *unitPage, l goal.List, n organisation.Node, picked string) error {
	sets := a.mayEdit(c, l, n)
	if page.Form != nil || picked == "" {
		if page.Form == nil && sets && c.URL.Query().Get("new") != "" {
			page.Form = formOf(c, l, n, nil)
		}
		if sets && page.Form == nil {
			page.New = "/goals/" + n.Code + "?new=yes&year=" + strconv.Itoa(l.Year) + "#goal"
		}
		return nil
	}
	o, err := a.Goals.Open(c.Context(), c.Who, goal.ID(picked))
	if err != nil {
		return err
	}
	if o.Row.Unit != n.ID {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	page.One = history(c, o)
	if sets {
		page.Form = formOf(c, l, n, &o.Row)
	}
	return nil
}

func (a *area) mayEdit(c *desk.Call, l goal.List, n organisation.Node) bool {
	return l.Closed.IsZero() && c.Who.May(people.GoalSet, desk.PlaceOf(l.Tree, n, string(l.ID))) == nil
}

// history words the versions of a goal.
func history(c *desk.Call, o goal.Opened) *one {
	p := web.Printer(c.Context()).In(o.Zone)
	kind, name := quantity.Count, o.Row.Measure
	if m := o.Book.Measure(o.Row.Measure); m != nil {
		kind, name = m.Kind, m.Name
	}
	out := &one{Title: c.T("goal.one", strconv.Itoa(o.Row.Year), lineName(c, o.Book, o.Row.Line), name)}
	for _, v := range o.Versions {
		w := version{
			N: int(v.N), Value: stated(c, kind, v), State: c.T("goal.state_" + string(v.State)), Class: "excused",
			Reason: v.Reason, At: p.Stamp(v.At), Note: v.Note, From: c.T("goal.typed"),
		}
		if v.Duty != "" {
			w.From, w.FromURL = c.T("goal.from_plan", v.Plan), "/duties/"+string(v.Duty)
		}
		switch v.State {
		case goal.Awaiting:
			w.Class = "awaiting"
		case goal.Returned:
			w.Class = "returned"
		case goal.Approved:
			if v.N == o.Row.InForce {
				w.State, w.Class = c.T("goal.in_force"), "sent"
			}
		}
		if !v.Decided.IsZero() {
			w.Decided = p.Stamp(v.Decided)
		}
		out.Versions = append(out.Versions, w)
	}
	return out
}
