package desk

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web"
)

// campaignName is the session's value for the campaign at hand, campaignQuery
// the query parameter that chooses another.
const (
	campaignName  = "campaign"
	campaignQuery = "campaign"
)

// choiceKey is where a request keeps its choice, so that it is made once.
type choiceKey struct{}

// choice is the campaigns an account may see, and which one is at hand.
type choice struct {
	all  []campaign.Campaign
	hand *campaign.Campaign // nil without any
}

// choose settles the campaign at hand: the one asked for now, the one kept in
// the session, else the newest.
func (d *Desk) choose(c *Call) (*choice, error) {
	if ch, ok := c.Context().Value(choiceKey{}).(*choice); ok {
		return ch, nil
	}
	all, err := d.Campaigns.Campaigns(c.Context(), c.Who)
	if err != nil {
		return nil, err
	}
	ch := &choice{all: all}
	asked := campaign.ID(c.URL.Query().Get(campaignQuery))
	kept := campaign.ID(d.Sessions.Value(c.Context(), campaignName))
	for _, id := range []campaign.ID{asked, kept} {
		if i := slices.IndexFunc(all, func(x campaign.Campaign) bool { return x.ID == id }); i >= 0 && ch.hand == nil {
			ch.hand = &all[i]
		}
	}
	if ch.hand == nil && len(all) > 0 {
		ch.hand = &all[0]
	}
	if ch.hand != nil && ch.hand.ID != kept && len(all) > 1 {
		d.Sessions.Put(c.Context(), campaignName, string(ch.hand.ID))
	}
	c.Request = c.WithContext(context.WithValue(c.Context(), choiceKey{}, ch))
	return ch, nil
}

// Campaign returns the campaign at hand. Where there is none the page asked
// for does not exist.
func (d *Desk) Campaign(c *Call) (campaign.ID, error) {
	ch, err := d.choose(c)
	if err != nil {
		return "", err
	}
	if ch.hand == nil {
		return "", fault.New(fault.NotFound, "web.no_campaign")
	}
	return ch.hand.ID, nil
}

func (ch *choice) links() []web.Link {
	var out []web.Link
	if len(ch.all) > 1 {
		for _, x := range ch.all {
			out = append(out, web.Link{Text: x.Title, URL: "/?" + campaignQuery + "=" + string(x.ID)})
		}
	}
	return out
}

// HandID returns the campaign at hand, "" without one.
func (d *Desk) HandID(c *Call) string {
	if ch, err := d.choose(c); err == nil && ch.hand != nil {
		return string(ch.hand.ID)
	}
	return ""
}
