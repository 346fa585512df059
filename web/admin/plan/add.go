package plan

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// manageFunc is a change of one duty by the office, with a reason.
type manageFunc func(context.Context, people.Actor, campaign.DutyID, string, int64) error

// addPage is where the office adds a duty that the rows do not have.
type addPage struct {
	Obligations          []desk.Option
	Unit, Period, Reason string
	Message              string
	Problems             map[string]string
}

func (a *area) addForm(c *desk.Call) error {
	return a.renderAdd(c, http.StatusOK, addPage{Unit: c.FormValue("unit"), Period: c.FormValue("period")})
}

func (a *area) renderAdd(c *desk.Call, status int, p addPage) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	if err := c.Who.MayIn(people.DutyManage, r.Root, string(id)); err != nil {
		return err
	}
	for _, ob := range r.Book.Obligations {
		if ob.Later == "" {
			p.Obligations = append(p.Obligations, desk.Option{Value: ob.ID, Text: ob.Title + " · " + desk.ClauseTag(r.Book, ob.Clause), On: ob.ID == c.FormValue("obligation")})
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.add, status, c.T("manage.add"), p)
}

// addDuty enters a duty by hand, for a unit that was entered late.
func (a *area) addDuty(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	p := addPage{Unit: strings.TrimSpace(c.FormValue("unit")), Period: strings.TrimSpace(c.FormValue("period")), Reason: c.FormValue("reason")}
	unit, err := a.UnitNamed(c, p.Unit)
	if err != nil {
		return err
	}
	period := p.Period
	if period == "" {
		period = "once"
	}
	err = a.Campaigns.Add(c.Context(), c.Who, id, unit, c.FormValue("obligation"), period, p.Reason)
	if f := fault.From(err); err != nil && f.Kind != fault.Forbidden && f.Kind.Status() < http.StatusInternalServerError && f.Key != "fault.not_found" {
		r, lookErr := a.Campaigns.Look(c.Context(), c.Who, id)
		if lookErr != nil {
			return lookErr
		}
		p.Message, p.Problems = desk.Problems(c, titledFault(r.Book, f))
		return a.renderAdd(c, f.Kind.Status(), p)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("manage.added"))
	return c.Redirect("/duties?unit=" + p.Unit)
}

// titledFault names the obligation a refusal is about by its title.
func titledFault(pb *playbook.Playbook, f *fault.Error) *fault.Error {
	out := *f
	out.Args = slices.Clone(f.Args)
	for i, arg := range out.Args {
		if id, ok := arg.(string); ok && pb.Obligation(id) != nil {
			out.Args[i] = pb.Obligation(id).Title
		}
	}
	return &out
}
