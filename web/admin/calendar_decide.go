package admin

import "github.com/xianfeng-oss/xianfeng/campaign"

// decide settles the dates that a notice would have put into the past.
func (a *Admin) decide(c *call) error {
	id, err := a.campaign(c)
	if err != nil {
		return err
	}
	n, err := a.Campaigns.Decide(c.Context(), c.who, id, c.FormValue("obligation"), c.FormValue("period"),
		campaign.Decision(c.FormValue("decision")))
	if err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t("manage.decided", n))
	return c.redirect("/")
}
