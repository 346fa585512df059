package plan

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// goalCard says how far something is that the year asks for.
type goalCard struct{ Figure, Text, URL string }

// fillGoals shows how many goals wait for the office, and what the year still
// asks of the reader's own unit in activities.
func (a *area) fillGoals(c *desk.Call, id campaign.ID, p *workbenchPage) error {
	if !c.Who.Scope(people.GoalApprove, string(id)).Empty() {
		n, err := a.Goals.Awaiting(c.Context(), c.Who, id)
		if err != nil {
			return err
		}
		if n > 0 {
			p.Goals = append(p.Goals, goalCard{strconv.Itoa(n), c.T("goal.to_approve"), "/goals?awaiting=yes"})
		}
	}
	own := c.Who.Scope(people.DutyFill, string(id)).Own
	if len(own) == 0 || c.Who.Scope(people.LedgerRead, string(id)).Empty() {
		return nil
	}
	count, err := a.Quotas.Count(c.Context(), c.Who, quota.Question{Campaign: id, Unit: own[0]})
	if err != nil {
		if fault.From(err).Key == "quota.not_asked" {
			return nil
		}
		return err
	}
	for _, g := range count.Groups {
		for _, r := range g.Rows {
			text := c.T("quota.card", strconv.Itoa(count.Year), g.Quota.Title, c.T("quota.state_"+string(r.State)))
			if !g.Quota.Until.IsZero() {
				text = c.T("quota.card_once", g.Quota.Until, g.Quota.Title, c.T("quota.state_"+string(r.State)))
			}
			p.Goals = append(p.Goals, goalCard{strconv.FormatInt(r.N, 10) + "/" + strconv.Itoa(g.Quota.Least), text, "/quotas"})
		}
	}
	return nil
}
