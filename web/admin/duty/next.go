package duty

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// justReviewed marks the address of a page that is shown after a review.
const justReviewed = "reviewed"

// nextReview leads a reviewer on: to the next report that waits, if any does.
type nextReview struct{ URL, Title string }

func (a *area) nextReview(c *desk.Call, e report.Entry) (*nextReview, error) {
	bodies := c.Who.Bodies(people.ReportReview, e.Place)
	if len(bodies) == 0 {
		return nil, nil
	}
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: e.Running.ID, Awaits: bodies, Limit: 2})
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(page.Items, func(it campaign.Item) bool { return it.ID != e.Case.Duty.ID })
	if i < 0 {
		return &nextReview{}, nil
	}
	it := &page.Items[i]
	title := desk.DutyTitle(page.Book, &it.Duty) + " " + desk.PeriodTitle(web.Printer(c.Context()), it.Period)
	return &nextReview{dutyURL(it.ID), desk.UnitName(page.Tree, it.Unit) + " " + strings.TrimSpace(title)}, nil
}
