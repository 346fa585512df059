package admin

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
)

// routes lists every address of the staff pages but signing in.
func (a *Admin) routes() []route {
	return slices.Concat(
		a.sessionRoutes(), a.workbenchRoutes(), a.planRoutes(), a.matrixRoutes(), a.officeRoutes(),
		a.dutyRoutes(), a.orgRoutes(), a.accountRoutes(), a.auditRoutes(),
	)
}

// gate answers a post about a duty that the account may not touch before
// anything it brings is read: what is wrong with it is told only to who may.
// The use case behind the route checks again, in its own transaction.
func (a *Admin) gate(c *call, r route) error {
	if r.act == "" || !strings.HasPrefix(r.pattern, "POST /duties/{id}/") {
		return nil
	}
	return a.Campaigns.Allowed(c.Context(), c.who, r.act, campaign.DutyID(c.PathValue("id")))
}
