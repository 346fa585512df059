package dashboard

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// wholePlan is the «unit» of an address that asks for the plan of all.
const wholePlan = "all"

// unitView is the plan as one unit sees it.
type unitView struct {
	ID         organisation.UnitID
	Name, Code string
	Works      bool // the reader discharges its duties
	duties     map[[2]string][]mine
	owes       map[string]bool // obligations
}

// mine is how a unit stands in one duty, and the button that leads to it.
type mine struct {
	desk.DutyLine
	Form string // its title, where the obligation has several
	Fill bool   // there is something to fill in
}

// of lists the unit's duties of an obligation and period.
func (u *unitView) of(obligation, period string) []mine {
	return u.duties[[2]string{obligation, period}]
}

// concerns reports whether the unit owes something for the clause.
func (r *clauseRow) concerns(u *unitView) bool {
	return slices.ContainsFunc(r.obligations, func(id string) bool { return u.owes[id] })
}

// unitAsked returns whose view of the plan is wanted: of the unit asked for, else
// of the reader's own; nil for the plan of all.
func (a *area) unitAsked(c *desk.Call, r campaign.Running, want asked) (*unitView, error) {
	if want.Unit == wholePlan || want.Unit == "" && c.Who.May(people.DutyRead, desk.OrganiserOf(r)) == nil {
		return nil, nil //nolint:nilnil // the plan of all is no unit's
	}
	tree, err := a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today())
	if err != nil {
		return nil, err
	}
	n, ok := tree.ByCode(want.Unit)
	if want.Unit == "" {
		n, ok = ownUnit(c, tree)
	}
	if !ok && want.Unit == "" {
		return nil, nil //nolint:nilnil // a reader without a unit reads the plan of all
	}
	if !ok || c.Who.May(people.DutyRead, desk.PlaceOf(tree, n, string(r.ID))) != nil {
		return nil, fault.New(fault.NotFound, "organisation.unknown_unit")
	}
	return a.viewOf(c, r, tree, n)
}

// ownUnit returns the unit of the reader's first grant.
func ownUnit(c *desk.Call, tree *organisation.Tree) (organisation.Node, bool) {
	if len(c.Who.Grants) == 0 {
		return organisation.Node{}, false
	}
	return tree.Unit(c.Who.Grants[0].Unit)
}

func (a *area) viewOf(c *desk.Call, r campaign.Running, tree *organisation.Tree, n organisation.Node) (*unitView, error) {
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: r.ID, Unit: n.ID})
	if err != nil {
		return nil, err
	}
	at := desk.PlaceOf(tree, n, string(r.ID))
	u := &unitView{ID: n.ID, Name: n.Name, Code: n.Code, duties: map[[2]string][]mine{}, owes: map[string]bool{}}
	for _, act := range []people.Action{people.DutyFill, people.DutySign, people.DutySignFor} {
		u.Works = u.Works || c.Who.May(act, at) == nil
	}
	for i := range page.Items {
		it := &page.Items[i]
		key := [2]string{it.Obligation, it.Period}
		m := mine{DutyLine: desk.NewDutyLine(web.Printer(c.Context()), page.Running, page.Tree, it)}
		if ob := r.Book.Obligation(it.Obligation); ob != nil && len(ob.Forms) > 1 {
			m.Form = m.Title
		}
		m.Fill = u.Works && slices.Contains(toDo, m.Standing.Word) && r.Writable() == nil
		u.owes[it.Obligation] = true
		u.duties[key] = append(u.duties[key], m)
	}
	return u, nil
}

// toDo are the words of duties on which something is to be done.
var toDo = []campaign.Word{campaign.WordOpen, campaign.WordDraft, campaign.WordAwaiting, campaign.WordReturned, campaign.WordMissing}

// views are the ways in which the reader may look at the plan.
func (a *area) views(c *desk.Call, r campaign.Running, want asked, unit *unitView) []desk.Option {
	if unit == nil && want.Unit == "" {
		return nil
	}
	whole, own := want, want
	whole.Unit, own.Unit = wholePlan, want.Unit
	office := c.Who.May(people.DutyRead, desk.OrganiserOf(r)) == nil
	if office {
		whole.Unit = ""
	}
	if want.Unit == wholePlan {
		own.Unit = ""
	}
	text := c.T("dashboard.own")
	if unit != nil && office {
		text = unit.Name
	}
	out := []desk.Option{{Value: own.URL(), Text: text, On: unit != nil}, {Value: whole.URL(), Text: c.T("dashboard.whole"), On: unit == nil}}
	if office && unit == nil {
		return nil
	}
	return out
}
