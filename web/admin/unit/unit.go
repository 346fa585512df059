package unit

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// unitPage is a unit with all that was ever recorded of it.
type unitPage struct {
	Parts    []desk.Option
	Unit     organisation.Node
	On       calendar.Date
	Today    bool
	Exists   bool
	Names    []organisation.Name
	Parents  []parentRow
	Children []desk.Option
	More     int // units below that are not listed
	Contact  *post.LiaisonView
	Former   []post.Contact
	Naming   bool // the reader may name its liaison
	Duties   bool
	Ledger   bool             // the reader may see what the ledger says of it
	Roster   *roster.Standing // who is honoured there and below, nil for nobody
	Forms    []desk.Form
}

type parentRow struct {
	Hierarchy  string
	Code, Name string
	From, To   calendar.Date
}

// childLimit is how many units below are listed on a unit's page.
const childLimit = 60

func (a *area) unit(c *desk.Call) error { return a.renderUnit(c, "", nil) }

// renderUnit shows a unit, with the refusal of the form that was sent.
func (a *area) renderUnit(c *desk.Call, sent string, refusal error) error {
	on := a.AsOf(c)
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
	if c.Who.May(people.UnitManage, desk.PlaceOf(t, n, "")) == nil {
		p.Forms = unitForms(c, t, n, h, a.Units.Today())
	}
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		for i := range p.Forms {
			if p.Forms[i].ID == sent {
				p.Forms[i].Refused(c, refusal)
			}
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.unit, status, n.Name, p)
}

// below lists the units that stand directly below, as far as the reader may
// see them.
func (p *unitPage) below(c *desk.Call, t *organisation.Tree, n organisation.Node) {
	for _, id := range t.Children(n.ID) {
		child, _ := t.Unit(id)
		if !child.ExistsOn(p.On) || c.Who.May(people.UnitRead, desk.PlaceOf(t, child, "")) != nil {
			continue
		}
		if len(p.Children) == childLimit {
			p.More++
			continue
		}
		p.Children = append(p.Children, desk.Option{Value: child.Code, Text: child.Name})
	}
}

// honoured counts who is honoured at the unit and below it, and takes part
// (P-05).
func (a *area) honoured(c *desk.Call, id campaign.ID, n organisation.Node, p *unitPage) error {
	r, err := a.Roster.Look(c.Context(), c.Who, id, n.ID)
	if fault.Is(err, fault.NotFound) {
		return nil // a unit that is closed
	}
	if r.Total.Registered > 0 {
		p.Roster = &r.Total
	}
	return err
}

// meet says who speaks for the unit in the campaign at hand, today.
func (a *area) meet(c *desk.Call, t *organisation.Tree, n organisation.Node, p *unitPage) error {
	id := a.HandID(c)
	if id == "" {
		return nil
	}
	place := desk.PlaceOf(t, n, id)
	p.Duties = c.Who.May(people.DutyRead, place) == nil
	p.Ledger = c.Who.May(people.LedgerRead, place) == nil
	if p.Ledger && p.Today {
		if err := a.honoured(c, campaign.ID(id), n, p); err != nil {
			return err
		}
	}
	if !p.Today || c.Who.May(people.LiaisonRead, place) != nil {
		return nil
	}
	p.Naming = c.Who.May(people.LiaisonManage, place) == nil
	all, err := a.Posts.Liaisons(c.Context(), c.Who, campaign.ID(id))
	for i := range all {
		if all[i].Unit.ID == n.ID {
			p.Contact = &all[i]
		}
	}
	if err != nil || p.Contact == nil {
		return err
	}
	p.Former, err = a.Posts.FormerLiaisons(c.Context(), c.Who, campaign.ID(id), n.ID)
	return err
}
