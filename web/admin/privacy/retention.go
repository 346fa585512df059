package privacy

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// retentionPage says whose values go and whose stay, before anything is done.
type retentionPage struct {
	retention.Plan
	None   bool // the plan says nothing of it
	Clause string
	Rows   []countRow
	Kept   []keptRow
	Form   *desk.Form // nil before the day, or with nobody to erase
}

// countRow is how many persons of a register are to be erased.
type countRow struct {
	What string
	N    int
}

// keptRow is somebody whose values stay, and why.
type keptRow struct{ Name, Why string }

// reasons are the words of why somebody is kept.
var reasons = map[retention.Why]string{
	retention.HasAccount: "retention.account", retention.HoldsPost: "retention.post",
	retention.OnRoster: "retention.roster", retention.InAnother: "retention.campaign",
}

// retention shows what the erasure after the campaign would do.
func (a *area) retention(c *desk.Call) error { return a.showRetention(c, http.StatusOK, nil) }

func (a *area) showRetention(c *desk.Call, status int, refusal error) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	p := retentionPage{}
	p.Plan, err = a.Retention.Plan(c.Context(), c.Who, id)
	switch {
	case fault.Is(err, fault.Conflict):
		p.None = true
	case err != nil:
		return err
	default:
		if err := a.wordRetention(c, id, &p); err != nil {
			return err
		}
	}
	if refusal != nil && p.Form != nil {
		p.Form.Refused(c, refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.retention, status, c.T("retention.title"), p)
}

func (a *area) wordRetention(c *desk.Call, id campaign.ID, p *retentionPage) error {
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	if p.Plan.Clause != "" {
		p.Clause = desk.ClauseTag(r.Book, p.Plan.Clause)
	}
	for _, register := range slices.Sorted(maps.Keys(p.Registers)) {
		what := c.T("retention.staff")
		if register != "" {
			what = c.T("register." + register)
		}
		p.Rows = append(p.Rows, countRow{what, p.Registers[register]})
	}
	for _, k := range p.Plan.Kept {
		var why []string
		for _, w := range k.Why {
			why = append(why, c.T(reasons[w]))
		}
		p.Kept = append(p.Kept, keptRow{k.Name, strings.Join(why, c.T("core.list_comma"))})
	}
	if p.Due && p.Erasable > 0 {
		p.Form = &desk.Form{
			ID: "erase", Action: "/retention", Title: c.T("retention.confirm_title"), Submit: c.T("retention.erase", p.Erasable),
			Confirm: c.T("retention.confirm", p.Erasable), Hidden: []desk.Hidden{{Name: "seen", Value: strconv.Itoa(p.Erasable)}},
		}
	}
	return nil
}

// confirmRetention lets the job erase those who were counted.
func (a *area) confirmRetention(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	seen, err := strconv.Atoi(c.Text("seen"))
	if err != nil {
		return fault.New(fault.Invalid, "web.bad_form")
	}
	if err := a.Retention.Confirm(c.Context(), c.Who, id, seen); err != nil {
		if desk.Mendable(err) {
			return a.showRetention(c, http.StatusConflict, err)
		}
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("retention.begun", seen))
	return c.Redirect("/retention")
}
