package admin

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// unitPage is a unit with all that was ever recorded of it.
type unitPage struct {
	Parts    []option
	Unit     organisation.Node
	On       calendar.Date
	Today    bool
	Exists   bool
	Names    []organisation.Name
	Parents  []parentRow
	Children []option
	More     int // units below that are not listed
	Contact  *campaign.LiaisonView
	Naming   bool // the reader may name its liaison
	Duties   bool
	Forms    []formView
}

type parentRow struct {
	Hierarchy  string
	Code, Name string
	From, To   calendar.Date
}

// childLimit is how many units below are listed on a unit's page.
const childLimit = 60

func (a *Admin) unit(c *call) error { return a.renderUnit(c, "", nil) }

// renderUnit shows a unit, with the refusal of the form that was sent.
func (a *Admin) renderUnit(c *call, sent string, refusal error) error {
	on := a.asOf(c)
	t, n, err := a.unitAt(c, on)
	if err != nil {
		return err
	}
	h, err := a.Units.History(c.Context(), n.ID)
	if err != nil {
		return err
	}
	p := unitPage{
		Parts: a.parts(c, "/units"), Unit: n, On: on, Today: on == a.Units.Today(), Exists: n.ExistsOn(on), Names: h.Names,
	}
	for _, par := range h.Parents {
		above, _ := t.Unit(par.Parent)
		p.Parents = append(p.Parents, parentRow{string(par.Hierarchy), above.Code, above.Name, par.From, par.To})
	}
	p.below(c, t, n)
	if err := a.meet(c, t, n, &p); err != nil {
		return err
	}
	status := http.StatusOK
	if c.who.May(people.UnitManage, placeOf(t, n, "")) == nil {
		p.Forms = unitForms(c, t, n, h, a.Units.Today())
	}
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		for i := range p.Forms {
			if p.Forms[i].ID == sent {
				p.Forms[i].refused(c, refusal)
			}
		}
	}
	return showStatus(a, c, a.pages.org.unit, status, n.Name, p)
}

// below lists the units that stand directly below, as far as the reader may
// see them.
func (p *unitPage) below(c *call, t *organisation.Tree, n organisation.Node) {
	for _, id := range t.Children(n.ID) {
		child, _ := t.Unit(id)
		if !child.ExistsOn(p.On) || c.who.May(people.UnitRead, placeOf(t, child, "")) != nil {
			continue
		}
		if len(p.Children) == childLimit {
			p.More++
			continue
		}
		p.Children = append(p.Children, option{Value: child.Code, Text: child.Name})
	}
}

// meet says who speaks for the unit in the campaign at hand, today.
func (a *Admin) meet(c *call, t *organisation.Tree, n organisation.Node, p *unitPage) error {
	id := a.handID(c)
	if id == "" {
		return nil
	}
	place := placeOf(t, n, id)
	p.Duties = c.who.May(people.DutyRead, place) == nil
	if !p.Today || c.who.May(people.LiaisonRead, place) != nil {
		return nil
	}
	p.Naming = c.who.May(people.LiaisonManage, place) == nil
	all, err := a.Campaigns.Liaisons(c.Context(), c.who, campaign.ID(id))
	for i := range all {
		if all[i].Unit.ID == n.ID {
			p.Contact = &all[i]
		}
	}
	return err
}
