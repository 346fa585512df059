package admin

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

func (a *Admin) officeRoutes() []route {
	return []route{
		{"GET /duties/{id}/manage", people.DutyManage, a.manageForm},
		{"POST /duties/{id}/excuse", people.DutyManage, a.excuse},
		{"POST /duties/{id}/owe", people.DutyManage, a.owe},
		{"GET /duties/add", people.DutyManage, a.addForm},
		{"POST /duties/add", people.DutyManage, a.addDuty},
		{"POST /calendar/decide", people.DutyManage, a.decide},
	}
}

// managePage is where the office excuses a unit from a duty or takes that back.
type managePage struct {
	dutyLine
	Reason   string
	Message  string
	Problems map[string]string
}

func (a *Admin) manageForm(c *call) error { return a.renderManage(c, http.StatusOK, managePage{}) }

func (a *Admin) renderManage(c *call, status int, p managePage) error {
	e, err := a.Reports.Open(c.Context(), c.who, campaign.DutyID(c.PathValue("id")))
	if err != nil {
		return err
	}
	if err := c.who.May(people.DutyManage, e.Place); err != nil {
		return err
	}
	page, err := a.Campaigns.Duties(c.Context(), c.who, campaign.Filter{
		Campaign: e.Running.ID, Unit: e.Item.Unit, Obligation: e.Obligation, Period: e.Period,
	})
	if err != nil {
		return err
	}
	p.dutyLine = newDutyLine(web.Printer(c.Context()), page.Running, page.Tree, &e.Item)
	return showStatus(a, c, a.pages.workbench.manage, status, c.t("manage.title"), p)
}

func (a *Admin) excuse(c *call) error { return a.manage(c, a.Campaigns.Excuse, "manage.excused") }

func (a *Admin) owe(c *call) error { return a.manage(c, a.Campaigns.Owe, "manage.owed") }

// manage carries out one change of a duty and says on its page what was wrong.
func (a *Admin) manage(c *call, change manageFunc, done string) error {
	id := campaign.DutyID(c.PathValue("id"))
	revision, err := strconv.ParseInt(c.FormValue("revision"), 10, 64)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	reason := c.FormValue("reason")
	if err := change(c.Context(), c.who, id, reason, revision); err != nil {
		if f := fault.From(err); f.Kind == fault.Invalid || f.Kind == fault.Conflict || f.Kind == fault.Stale {
			p := managePage{Reason: reason}
			p.Message, p.Problems = problems(c, err)
			return a.renderManage(c, f.Kind.Status(), p)
		}
		return err
	}
	a.sessions.Flash(c.Context(), c.t(done))
	return c.redirect("/duties/" + string(id))
}

// problems puts a refusal into words: the sentence, and what is wrong by field.
func problems(c *call, err error) (string, map[string]string) {
	message, violations := web.Printer(c.Context()).Fault(err)
	by := map[string]string{}
	for _, v := range violations {
		by[v.Path] = strings.TrimSpace(by[v.Path] + " " + v.Message)
	}
	return message, by
}
