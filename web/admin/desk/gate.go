package desk

import (
	"net/http"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// gate answers a post on what the account may not touch before anything it
// brings is read: what is wrong with it is told only to who may. The use case
// behind the route checks again, in its own transaction.
func (d *Desk) gate(c *Call, r Route) error {
	if r.Act == "" || c.Method != http.MethodPost {
		return nil
	}
	if strings.Contains(r.Pattern, " /duties/{id}/") {
		return d.Campaigns.Allowed(c.Context(), c.Who, r.Act, campaign.DutyID(c.PathValue("id")))
	}
	if strings.Contains(r.Pattern, " /bulletins/{id}/") {
		return d.Bulletins.Allowed(c.Context(), c.Who, r.Act, publication.ID(c.PathValue("id")))
	}
	if strings.Contains(r.Pattern, "/{entry}/") {
		return d.Ledger.Allowed(c.Context(), c.Who, r.Act, ledger.EntryID(c.PathValue("entry")))
	}
	if strings.Contains(r.Pattern, " /ledger/imports/{") {
		return d.Intake.Allowed(c.Context(), c.Who, intake.ID(c.PathValue("import")))
	}
	if strings.Contains(r.Pattern, " /preparations/{preparation}") {
		return d.Preparations.Allowed(c.Context(), c.Who, preparation.ID(c.PathValue("preparation")))
	}
	ch, err := d.choose(c)
	if err != nil {
		return err
	}
	at := ""
	if ch.hand != nil {
		at = string(ch.hand.ID)
	}
	code := c.PathValue("code")
	if code == "" {
		return c.Who.MayIn(r.Act, c.Who.Root, at)
	}
	tree, err := d.Units.Tree(c.Context(), c.Who.Root, d.Units.Today())
	if err != nil {
		return err
	}
	n, ok := tree.ByCode(code)
	if !ok {
		return nil // the page itself says what was sought in vain
	}
	return c.Who.May(r.Act, PlaceOf(tree, n, at))
}
