package plan

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// decide settles the dates that a notice would have put into the past.
func (a *area) decide(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	n, err := a.Campaigns.Decide(c.Context(), c.Who, id, c.FormValue("obligation"), c.FormValue("period"),
		campaign.Decision(c.FormValue("decision")))
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("manage.decided", n))
	return c.Redirect("/")
}
