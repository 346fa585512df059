package admin

import (
	"net/http"
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

// gate answers a post on what the account may not touch before anything it
// brings is read: what is wrong with it is told only to who may. The use case
// behind the route checks again, in its own transaction.
func (a *Admin) gate(c *call, r route) error {
	if r.act == "" || c.Method != http.MethodPost {
		return nil
	}
	if strings.Contains(r.pattern, " /duties/{id}/") {
		return a.Campaigns.Allowed(c.Context(), c.who, r.act, campaign.DutyID(c.PathValue("id")))
	}
	ch, err := a.choose(c)
	if err != nil {
		return err
	}
	at := ""
	if ch.hand != nil {
		at = string(ch.hand.ID)
	}
	code := c.PathValue("code")
	if code == "" {
		return c.who.MayIn(r.act, c.who.Root, at)
	}
	tree, err := a.Units.Tree(c.Context(), c.who.Root, a.Units.Today())
	if err != nil {
		return err
	}
	n, ok := tree.ByCode(code)
	if !ok {
		return nil // the page itself says what was sought in vain
	}
	return c.who.May(r.act, placeOf(tree, n, at))
}
