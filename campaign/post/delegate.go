package post

import (
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Delegate is the name shown for a delegation.
type Delegate struct {
	Delegation campaign.Delegation
	Name       string
	Shut       bool // no account of the person opens the campaign's bulletins: nothing can be signed as yet
}

// Delegate records that a person may act for a post. Nobody records it for
// himself.
func (s *Service) Delegate(ctx context.Context, who people.Actor, id campaign.ID, post string, person organisation.PersonID, from, to calendar.Date, reason string) error {
	return s.write(ctx, who, id, func(tx Tx, r running) (audit.Act, error) {
		d := campaign.Delegation{ID: ident.New[campaign.DelegationID](), Campaign: id, Post: post, Person: person, From: from, To: to,
			Reason: strings.TrimSpace(reason), Revision: 1}
		if d.From.IsZero() {
			d.From = r.Today()
		}
		if err := r.delegable(tx, d); err != nil {
			return audit.Act{}, err
		}
		if err := r.mayEmpower(who, post, person); err != nil {
			return audit.Act{}, err
		}
		if err := tx.InsertDelegation(&d); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{
			Name: "post.delegate", Subject: string(d.ID), Clause: r.postClause(post),
			New: map[string]any{"post": post, "person": string(person), "from": d.From.String(), "to": d.To.String(), "reason": d.Reason},
		}, nil
	})
}

// delegable checks a delegation: of a post that carries a role, to a person of
// the federation, for days to come, with a reason.
func (r running) delegable(tx Tx, d campaign.Delegation) error {
	bad := r.Unknown(tx, d.Person)
	switch _, carries := r.PostGrant(campaign.Holding{Post: d.Post}); {
	case r.postClause(d.Post) == "":
		bad = append(bad, fault.Field{Path: "post", Key: "campaign.unknown_post", Args: []any{d.Post}})
	case !carries:
		bad = append(bad, fault.Field{Path: "post", Key: "campaign.post_without_role"})
	}
	if d.From.Before(r.Today()) {
		bad = append(bad, fault.Field{Path: "from", Key: "campaign.delegated_in_past", Args: []any{r.Today()}})
	}
	switch {
	case d.To.IsZero():
		bad = append(bad, fault.Field{Path: "to", Key: "fault.required"})
	case d.To.Before(d.From):
		bad = append(bad, fault.Field{Path: "to", Key: "campaign.delegation_turned", Args: []any{d.From}})
	}
	if d.Reason == "" {
		bad = append(bad, fault.Field{Path: "reason", Key: "fault.required"})
	}
	return fault.Violations(bad)
}

// EndDelegation ends a delegation early, with its last day: the day before it
// begins, if it is not to begin at all. What was done under it stays.
func (s *Service) EndDelegation(ctx context.Context, who people.Actor, id campaign.ID, delegation campaign.DelegationID, last calendar.Date) error {
	return s.write(ctx, who, id, func(tx Tx, r running) (audit.Act, error) {
		all, err := tx.Delegations(id)
		if err != nil {
			return audit.Act{}, err
		}
		i := slices.IndexFunc(all, func(d campaign.Delegation) bool { return d.ID == delegation })
		if i < 0 {
			return audit.Act{}, fault.New(fault.NotFound, "fault.not_found")
		}
		d, first := all[i], all[i].From.AddDays(-1)
		if last.Before(first) || last.After(d.To) {
			return audit.Act{}, fault.Violations([]fault.Field{{Path: "last", Key: "campaign.delegation_end", Args: []any{first, d.To}}})
		}
		act := audit.Act{
			Name: "post.end_delegation", Subject: string(d.ID), Clause: r.postClause(d.Post),
			Old: map[string]any{"to": d.To.String()}, New: map[string]any{"post": d.Post, "person": string(d.Person), "to": last.String()},
		}
		d.To = last
		_, err = tx.UpdateDelegation(d)
		return act, err
	})
}

// delegates returns by post who acts for it on a day or will later.
func (r running) delegates(tx Tx, staff Staff, on calendar.Date) (map[string][]Delegate, error) {
	all, err := tx.Delegations(r.ID)
	if err != nil {
		return nil, err
	}
	out := map[string][]Delegate{}
	for _, d := range all {
		if d.To.Before(on) || d.To.Before(d.From) {
			continue
		}
		shut, err := r.shut(tx, d, on)
		if err != nil {
			return nil, err
		}
		out[d.Post] = append(out[d.Post], Delegate{d, staff[d.Person].Name, shut})
	}
	return out, nil
}

// shut reports whether a delegate has no account that opens the bulletins of the
// campaign, on the day or from the first day of the delegation.
func (r running) shut(tx Tx, d campaign.Delegation, on calendar.Date) (bool, error) {
	if on.Before(d.From) {
		on = d.From
	}
	accounts, err := tx.AccountsFor(d.Person)
	for _, a := range accounts {
		held, err := tx.GrantsOn(a.ID, on)
		if err != nil || slices.ContainsFunc(held, func(g people.Grant) bool {
			return people.Table[people.BulletinRead][g.Role] != people.None && (g.Campaign == "" || g.Campaign == string(r.ID))
		}) {
			return false, err
		}
	}
	return true, err
}
