package plan

import (
	"net/http"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// managePage is where the office excuses a unit from a duty or takes that back.
type managePage struct {
	desk.DutyLine
	Reason   string
	Message  string
	Problems map[string]string
}

func (a *area) manageForm(c *desk.Call) error { return a.renderManage(c, http.StatusOK, managePage{}) }

func (a *area) renderManage(c *desk.Call, status int, p managePage) error {
	e, err := a.Reports.Open(c.Context(), c.Who, campaign.DutyID(c.PathValue("id")))
	if err != nil {
		return err
	}
	if err := c.Who.May(people.DutyManage, e.Place); err != nil {
		return err
	}
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{
		Campaign: e.Running.ID, Unit: e.Item.Unit, Obligation: e.Obligation, Period: e.Period,
	})
	if err != nil {
		return err
	}
	p.DutyLine = desk.NewDutyLine(web.Printer(c.Context()), page.Running, page.Tree, &e.Item)
	return desk.ShowStatus(a.Desk, c, a.page.manage, status, c.T("manage.title"), p)
}

func (a *area) excuse(c *desk.Call) error { return a.manage(c, a.Campaigns.Excuse, "manage.excused") }

func (a *area) owe(c *desk.Call) error { return a.manage(c, a.Campaigns.Owe, "manage.owed") }

// manage carries out one change of a duty and says on its page what was wrong.
func (a *area) manage(c *desk.Call, change manageFunc, done string) error {
	id := campaign.DutyID(c.PathValue("id"))
	revision, err := strconv.ParseInt(c.FormValue("revision"), 10, 64)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	reason := c.FormValue("reason")
	if err := change(c.Context(), c.Who, id, reason, revision); err != nil {
		if f := fault.From(err); f.Kind == fault.Invalid || f.Kind == fault.Conflict || f.Kind == fault.Stale {
			p := managePage{Reason: reason}
			p.Message, p.Problems = desk.Problems(c, err)
			return a.renderManage(c, f.Kind.Status(), p)
		}
		return err
	}
	a.Sessions.Flash(c.Context(), c.T(done))
	return c.Redirect("/duties/" + string(id))
}
