package admin

import (
	"context"
	"net/http"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// manageFunc is a change of one duty by the office, with a reason.
type manageFunc func(context.Context, people.Actor, campaign.DutyID, string, int64) error

// addPage is where the office adds a duty that the rows do not have.
type addPage struct {
	Obligations          []option
	Unit, Period, Reason string
	Message              string
	Problems             map[string]string
}

func (a *Admin) addForm(c *call) error {
	return a.renderAdd(c, http.StatusOK, addPage{Unit: c.FormValue("unit"), Period: c.FormValue("period")})
}

func (a *Admin) renderAdd(c *call, status int, p addPage) error {
	id, err := a.campaign(c)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.who, id)
	if err != nil {
		return err
	}
	if err := c.who.MayIn(people.DutyManage, r.Root, string(id)); err != nil {
		return err
	}
	for _, ob := range r.Book.Obligations {
		if ob.Later == "" {
			p.Obligations = append(p.Obligations, option{ob.ID, ob.Title + " · " + clauseTag(r.Book, ob.Clause), ob.ID == c.FormValue("obligation")})
		}
	}
	return showStatus(a, c, a.pages.workbench.add, status, c.t("manage.add"), p)
}

// addDuty enters a duty by hand, for a unit that was entered late.
func (a *Admin) addDuty(c *call) error {
	id, err := a.campaign(c)
	if err != nil {
		return err
	}
	p := addPage{Unit: strings.TrimSpace(c.FormValue("unit")), Period: strings.TrimSpace(c.FormValue("period")), Reason: c.FormValue("reason")}
	unit, err := a.namedUnit(c, p.Unit)
	if err != nil {
		return err
	}
	period := p.Period
	if period == "" {
		period = "once"
	}
	err = a.Campaigns.Add(c.Context(), c.who, id, unit, c.FormValue("obligation"), period, p.Reason)
	if f := fault.From(err); err != nil && f.Kind != fault.Forbidden && f.Kind.Status() < http.StatusInternalServerError && f.Key != "fault.not_found" {
		p.Message, p.Problems = problems(c, err)
		return a.renderAdd(c, f.Kind.Status(), p)
	}
	if err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t("manage.added"))
	return c.redirect("/duties?unit=" + p.Unit)
}
