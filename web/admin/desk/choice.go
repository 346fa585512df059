package desk

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web"
)

// campaignName is the session's value for the campaign at hand, campaignQuery
// the query parameter that chooses another: scripts put the campaign that a page
// shows into the address of what its forms send. Requests that a page makes
// beside its forms name it by campaignHeader.
const (
	campaignName   = "campaign"
	campaignQuery  = "campaign"
	campaignHeader = "X-Campaign"
)

// choiceKey is where a request keeps its choice, so that it is made once.
type choiceKey struct{}

// choice is the campaigns an account may see, and which one is at hand.
type choice struct {
	all  []campaign.Campaign
	hand *campaign.Campaign // nil without any
}

// choose settles the campaign at hand: the one asked for now, the one that the
// page shows from which the request comes, the one kept in the session, else
// the default. What is asked for and cannot be seen does not exist: nothing is
// ever done in another campaign instead.
func (d *Desk) choose(c *Call) (*choice, error) {
	if ch, ok := c.Context().Value(choiceKey{}).(*choice); ok {
		return ch, nil
	}
	all, err := d.Campaigns.Campaigns(c.Context(), c.Who)
	if err != nil {
		return nil, err
	}
	ch := &choice{all: all}
	kept := campaign.ID(d.Sessions.Value(c.Context(), campaignName))
	if asked := askedFor(c); asked != "" {
		if ch.hand = ch.find(asked); ch.hand == nil {
			return nil, fault.New(fault.NotFound, "web.unknown_campaign")
		}
	} else if ch.hand = ch.find(kept); ch.hand == nil {
		if ch.hand, err = d.first(c, all); err != nil {
			return nil, err
		}
	}
	if ch.hand != nil && ch.hand.ID != kept && len(all) > 1 {
		d.Sessions.Put(c.Context(), campaignName, string(ch.hand.ID))
	}
	c.Request = c.WithContext(context.WithValue(c.Context(), choiceKey{}, ch))
	return ch, nil
}

// askedFor returns the campaign that a request names, "" for none.
func askedFor(c *Call) campaign.ID {
	if id := c.URL.Query().Get(campaignQuery); id != "" {
		return campaign.ID(id)
	}
	return campaign.ID(c.Header.Get(campaignHeader))
}

// find returns the campaign of an id, nil where it is not among those seen.
func (ch *choice) find(id campaign.ID) *campaign.Campaign {
	i := slices.IndexFunc(ch.all, func(x campaign.Campaign) bool { return x.ID == id })
	if i < 0 {
		return nil
	}
	return &ch.all[i]
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
			out = append(out, web.Link{Text: x.Title, URL: switchTo(x.ID)})
		}
	}
	return out
}

// switchTo returns the address that takes another campaign in hand.
func switchTo(id campaign.ID) string { return "/?" + campaignQuery + "=" + string(id) }

// HandID returns the campaign at hand, "" without one.
func (d *Desk) HandID(c *Call) string {
	if ch, err := d.choose(c); err == nil && ch.hand != nil {
		return string(ch.hand.ID)
	}
	return ""
}
