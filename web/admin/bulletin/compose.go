package bulletin

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

func composeURL(id campaign.DutyID) string { return "/duties/" + string(id) + "/bulletin" }

// ofDuty leads from the duty that a bulletin discharges to the bulletin, to its
// place in the list where none is composed.
func (a *area) ofDuty(c *desk.Call) error {
	id, due, err := a.find(c)
	switch {
	case err != nil:
		return err
	case id != "":
		return c.Redirect(address(id))
	}
	return c.Redirect("/bulletins#" + due.Period)
}

// compose begins the draft of a duty's period; one that was begun is opened as
// it is.
func (a *area) compose(c *desk.Call) error {
	id, due, err := a.find(c)
	if err != nil {
		return err
	}
	if id != "" {
		return c.Redirect(address(id))
	}
	b, err := a.Bulletins.Compose(c.Context(), c.Who, due.Campaign, due.Obligation, due.Period)
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("bulletin.composed"))
	return c.Redirect(address(b.ID))
}

// find returns the bulletin of a duty, or the period that waits for one.
func (a *area) find(c *desk.Call) (publication.ID, campaign.Item, error) {
	id, err := a.Campaign(c)
	if err != nil {
		return "", campaign.Item{}, err
	}
	all, err := a.Bulletins.List(c.Context(), c.Who, id)
	if err != nil {
		return "", campaign.Item{}, err
	}
	if i := slices.IndexFunc(all.Issued, func(b publication.Bulletin) bool { return b.Duty == c.Duty() }); i >= 0 {
		return all.Issued[i].ID, campaign.Item{}, nil
	}
	if i := slices.IndexFunc(all.Open, func(d publication.Due) bool { return d.ID == c.Duty() }); i >= 0 {
		return all.Open[i].Bulletin.ID, all.Open[i].Item, nil
	}
	return "", campaign.Item{}, fault.New(fault.NotFound, "bulletin.no_such_period")
}

// refresh stores what was typed, takes the figures anew and says what is new in
// them.
func (a *area) refresh(c *desk.Call) error {
	before, err := a.typed(c)
	if err != nil {
		return a.refuse(c, err)
	}
	after, err := a.Bulletins.Compose(c.Context(), c.Who, before.Campaign, before.Obligation, before.Period)
	if err != nil {
		return a.refuse(c, err)
	}
	return a.done(c, news(c, &before.Content, &after.Content))
}

// news says what a later content has that an earlier one had not.
func news(c *desk.Call, before, after *content.Content) string {
	accepted := after.Counts.Accepted - before.Counts.Accepted
	sent := after.Counts.Sent - before.Counts.Sent
	moved := before.Moved(after.Rows)
	switch {
	case moved == 0 && len(before.Late)+len(before.Added) == len(after.Late)+len(after.Added) && len(before.Fixes) == len(after.Fixes):
		return c.T("bulletin.refreshed_same")
	case accepted > 0 && sent > 0:
		return c.T("bulletin.refreshed_both", accepted, sent)
	case accepted > 0:
		return c.T("bulletin.refreshed_accepted", accepted)
	case sent > 0:
		return c.T("bulletin.refreshed_sent", sent)
	}
	return c.T("bulletin.refreshed", moved)
}
