package post

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// View is a post with its holders as of a day.
type View struct {
	Body, Post, Title string
	Office            string // the holder's office, in the plan's words
	Clause            string
	Holders           []Holder
	Delegates         []Delegate // acting for it on that day or later
}

// Holder is the name shown for a holding.
type Holder struct {
	Holding campaign.Holding
	Name    string
	ByPlan  bool // the plan's own words
}

// List lists the posts of a campaign with who held them on a day (P-43).
func (s *Service) List(ctx context.Context, who people.Actor, id campaign.ID, on calendar.Date) (out []View, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		c, err := s.campaigns.Open(tx, who, people.PostRead, id)
		if err != nil {
			return err
		}
		r := running{c}
		holdings, err := tx.Holdings(id)
		if err != nil {
			return err
		}
		staff, err := tx.Staff(id)
		if err != nil {
			return err
		}
		delegates, err := r.delegates(tx, staff, on)
		if err != nil {
			return err
		}
		for _, p := range r.Book.Posts {
			v := View{Body: p.Body, Post: p.ID, Title: p.Title, Office: p.Office, Clause: p.Clause, Delegates: delegates[p.ID]}
			for _, h := range holdings {
				if h.Post != p.ID || !h.On(on) {
					continue
				}
				if h.Person == "" {
					v.Holders = append(v.Holders, Holder{h, h.PlanName, true})
				} else {
					v.Holders = append(v.Holders, Holder{h, staff[h.Person].Name, false})
				}
			}
			out = append(out, v)
		}
		return nil
	})
	return out, err
}

// Appoint gives a post to a person from a day on. Whoever held it until then
// held it up to the day before; nothing of that is lost (P-43). A post that the
// plan gives to a group has several holders: they stay (P-44, P-45).
func (s *Service) Appoint(ctx context.Context, who people.Actor, id campaign.ID, post string, person organisation.PersonID, from calendar.Date) error {
	return s.AppointHead(ctx, who, id, post, "", person, from)
}

// AppointHead is Appoint for who comes to a post as the head of a unit (P-45).
func (s *Service) AppointHead(ctx context.Context, who people.Actor, id campaign.ID, post string, unit organisation.UnitID, person organisation.PersonID, from calendar.Date) error {
	return s.write(ctx, who, id, func(tx Tx, r running) (audit.Act, error) {
		if err := r.appointable(tx, post, person, from); err != nil {
			return audit.Act{}, err
		}
		if err := r.mayEmpower(who, post, person); err != nil {
			return audit.Act{}, err
		}
		old, err := r.succeed(tx, post, from)
		if err != nil {
			return audit.Act{}, err
		}
		h := campaign.Holding{ID: ident.New[campaign.HoldingID](), Campaign: id, Post: post, Person: person, Unit: unit, From: from, Revision: 1}
		if err := tx.InsertHolding(&h); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{
			Name: "post.appoint", Subject: string(h.ID), Clause: r.postClause(post), Old: old,
			New: map[string]any{"post": post, "person": string(person), "unit": string(unit), "from": from.String()},
		}, r.Empower(tx, h)
	})
}

// Relieve ends a holding with its last day. Nothing of it is lost.
func (s *Service) Relieve(ctx context.Context, who people.Actor, id campaign.ID, holding campaign.HoldingID, last calendar.Date) error {
	return s.write(ctx, who, id, func(tx Tx, r running) (audit.Act, error) {
		holdings, err := tx.Holdings(id)
		if err != nil {
			return audit.Act{}, err
		}
		i := slices.IndexFunc(holdings, func(h campaign.Holding) bool { return h.ID == holding && h.To.IsZero() })
		if i < 0 {
			return audit.Act{}, fault.New(fault.NotFound, "fault.not_found")
		}
		h := holdings[i]
		if last.Before(h.From) {
			return audit.Act{}, fault.Violations([]fault.Field{{Path: "last", Key: "campaign.post_overlap", Args: []any{h.From}}})
		}
		return audit.Act{
			Name: "post.relieve", Subject: string(h.ID), Clause: r.postClause(h.Post),
			Old: map[string]any{"person": string(h.Person)}, New: map[string]any{"post": h.Post, "to": last.String()},
		}, r.end(tx, h, last)
	})
}

// succeed ends who held a post of one, and the plan's own words for a group.
func (r running) succeed(tx Tx, post string, from calendar.Date) (map[string]any, error) {
	holdings, err := tx.Holdings(r.ID)
	if err != nil {
		return nil, err
	}
	old := map[string]any{}
	for _, h := range holdings {
		if h.Post != post || !h.To.IsZero() || r.group(post) && h.Person != "" {
			continue
		}
		if words := h.Person == "" && h.From == from; !words && !h.From.Before(from) {
			return nil, fault.Violations([]fault.Field{{Path: "from", Key: "campaign.post_overlap", Args: []any{h.From}}})
		}
		old["holding"] = string(h.ID)
		if err := r.end(tx, h, from.AddDays(-1)); err != nil {
			return nil, err
		}
	}
	return old, nil
}

// end ends a holding and what its post carried.
func (r running) end(tx Tx, h campaign.Holding, last calendar.Date) error {
	h.To = last
	if _, err := tx.UpdateHolding(h); err != nil {
		return err
	}
	return r.relieve(tx, h)
}

// group reports whether the plan gives a post to a group, naming nobody.
func (r running) group(post string) bool {
	p := r.Book.Post(post)
	return p != nil && p.Person == ""
}

func (r running) postClause(post string) string {
	if p := r.Book.Post(post); p != nil {
		return p.Clause
	}
	return ""
}

func (r running) appointable(tx Tx, post string, person organisation.PersonID, from calendar.Date) error {
	var bad []fault.Field
	if r.postClause(post) == "" {
		bad = append(bad, fault.Field{Path: "post", Key: "campaign.unknown_post", Args: []any{post}})
	}
	if from.IsZero() {
		bad = append(bad, fault.Field{Path: "from", Key: "fault.required"})
	}
	bad = append(bad, r.Unknown(tx, person)...)
	return fault.Violations(bad)
}
