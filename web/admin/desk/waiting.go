package desk

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Elsewhere is a campaign beside the one at hand in which something waits for
// the reader.
type Elsewhere struct {
	Title, URL string
	Count      int // what waits there, counted up to campaign.Many
}

// Elsewhere lists the other campaigns in which something waits for the reader.
func (d *Desk) Elsewhere(c *Call) ([]Elsewhere, error) {
	ch, err := d.choose(c)
	if err != nil {
		return nil, err
	}
	var out []Elsewhere
	for i := range ch.all {
		x := &ch.all[i]
		if x == ch.hand || !x.Closed.IsZero() {
			continue
		}
		now, err := d.Campaigns.Desk(c.Context(), c.Who, x.ID)
		if err != nil {
			return nil, err
		}
		if n := int(now.Mine + now.Review); n > 0 {
			out = append(out, Elsewhere{x.Title, switchTo(x.ID), n})
		}
	}
	return out, nil
}

// Overdue is a campaign whose years of retention are over while values of persons
// are still kept.
type Overdue struct {
	Title, Clause, URL string
	Years, Persons     int
}

// Retentions lists the closed campaigns of which the reader has to let the
// personal values go. Where no campaign is closed nothing is asked.
func (d *Desk) Retentions(c *Call) ([]Overdue, error) {
	ch, err := d.choose(c)
	if err != nil {
		return nil, err
	}
	var out []Overdue
	for i := range ch.all {
		x := &ch.all[i]
		if x.Closed.IsZero() || c.Who.Scope(people.PersonalErase, string(x.ID)).Empty() {
			continue
		}
		p, waits, err := d.Retention.Waiting(c.Context(), c.Who, x.ID)
		if err != nil {
			return nil, err
		}
		if !waits {
			continue
		}
		due := Overdue{Title: x.Title, Years: p.Years, Persons: p.Erasable, URL: "/retention?" + campaignQuery + "=" + string(x.ID)}
		if p.Clause != "" {
			r, err := d.Campaigns.Look(c.Context(), c.Who, x.ID)
			if err != nil {
				return nil, err
			}
			due.Clause = ClauseTag(r.Book, p.Clause)
		}
		out = append(out, due)
	}
	return out, nil
}

// first returns the campaign at hand of who has chosen none: the one in which
// something waits for the reader, by the earliest due day, else the newest that
// concerns the reader, else the newest; nil without any. It asks about each
// campaign and is called once a session.
func (d *Desk) first(c *Call, all []campaign.Campaign) (*campaign.Campaign, error) {
	if len(all) == 0 {
		return nil, nil
	}
	best, lead := &all[0], stake{}
	if len(all) == 1 {
		return best, nil
	}
	for i := range all {
		s, err := d.stakeIn(c, &all[i])
		if err != nil {
			return nil, err
		}
		if s.before(lead) {
			best, lead = &all[i], s
		}
	}
	return best, nil
}

// stake is what a reader has in a campaign.
type stake struct {
	concerns bool          // the reader's units owe something in it, or the reader follows all units
	waits    bool          // something of it waits for the reader
	due      calendar.Date // of the earliest that waits, zero without a date
}

// before reports whether a stake is to be seen to before another.
func (s stake) before(o stake) bool {
	switch {
	case s.waits != o.waits:
		return s.waits
	case !s.waits:
		return s.concerns && !o.concerns
	case s.due.IsZero() || o.due.IsZero():
		return !s.due.IsZero() && o.due.IsZero()
	}
	return s.due.Before(o.due)
}

// stakeIn looks at what the reader has in a campaign. One that is closed waits
// for nobody.
func (d *Desk) stakeIn(c *Call, x *campaign.Campaign) (s stake, err error) {
	s.concerns = len(c.Who.Scope(people.DutyRead, string(x.ID)).All) > 0
	bodies := c.Who.Bodies(people.ReportReview, people.Place{Root: x.Root, Unit: x.Unit, Campaign: string(x.ID)})
	lists := []campaign.Filter{{Mine: true, Open: true}}
	if len(bodies) > 0 {
		lists = append(lists, campaign.Filter{Awaits: bodies})
	}
	if x.Closed.IsZero() {
		for _, f := range lists {
			due, found, err := d.earliest(c, x, f)
			if err != nil {
				return s, err
			}
			if next := (stake{s.concerns, found, due}); next.before(s) {
				s = next
			}
		}
	}
	if !s.waits && !s.concerns {
		_, s.concerns, err = d.earliest(c, x, campaign.Filter{Mine: true})
	}
	return s, err
}

// earliest returns the due day of the first duty of a list, and whether it has any.
func (d *Desk) earliest(c *Call, x *campaign.Campaign, f campaign.Filter) (calendar.Date, bool, error) {
	f.Campaign, f.Limit = x.ID, 1
	page, err := d.Campaigns.Duties(c.Context(), c.Who, f)
	if err != nil || len(page.Items) == 0 {
		return calendar.Date{}, false, err
	}
	return page.Items[0].DueOn, true, nil
}
