package post

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// mayEmpower refuses a post that carries a role to who would give it to
// themselves, and one that acts for a body to who does not act for it (P-25).
func (r running) mayEmpower(who people.Actor, post string, person organisation.PersonID) error {
	g, carries := r.PostGrant(campaign.Holding{Post: post})
	if !carries || who.Program {
		return nil
	}
	bodies := who.Bodies(people.ReportReview, people.Place{Root: r.Root, Unit: r.Unit, Campaign: string(r.ID)})
	if who.Person == person || g.Body != "" && !slices.Contains(bodies, g.Body) {
		return fault.New(fault.Forbidden, "campaign.post_role")
	}
	return nil
}

// Equip gives an account that was made after its person came to a post what
// the post carries. What it has already it is not given again.
func (s *Service) Equip(ctx context.Context, who people.Actor, a people.Account) error {
	if err := who.May(people.AccountManage, people.Place{Root: a.Root, Unit: a.Root}); err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx Tx) error {
		all, err := tx.CampaignsOf(a.Root)
		if err != nil || a.Person == "" {
			return err
		}
		for _, c := range all {
			r, err := s.campaigns.Running(tx, c)
			if err == nil && r.Closed.IsZero() {
				err = running{r}.equip(tx, who, a)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (r running) equip(tx Tx, who people.Actor, a people.Account) error {
	holdings, err := tx.Holdings(r.ID)
	if err != nil {
		return err
	}
	for _, h := range holdings {
		g, carries := r.PostGrant(h)
		if !carries || h.Person != a.Person || !h.To.IsZero() && h.To.Before(r.Today()) {
			continue
		}
		held, err := tx.GrantsOn(a.ID, h.From)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(held, func(have people.Grant) bool { return carried(have, g) }) {
			continue
		}
		g.ID, g.Account, g.To = ident.New[people.GrantID](), a.ID, h.To
		if err := tx.InsertGrant(&g); err != nil {
			return err
		}
		err = tx.Record(r.Now, who.Origin, audit.Act{
			Name: "grant.give", Subject: string(a.ID), Root: string(r.Root), Campaign: string(r.ID), Unit: string(g.Unit), Clause: r.postClause(h.Post),
			New: map[string]any{"role": g.Role, "body": g.Body, "from": g.From.String(), "to": g.To.String()},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// relieve ends, with a holding that ends, what the post carried.
func (r running) relieve(tx Tx, h campaign.Holding) error {
	want, carries := r.PostGrant(h)
	if !carries || h.Person == "" {
		return nil
	}
	accounts, err := tx.AccountsFor(h.Person)
	if err != nil {
		return err
	}
	for _, a := range accounts {
		held, err := tx.GrantsOn(a.ID, h.To)
		if err != nil {
			return err
		}
		for _, g := range held {
			if !carried(g, want) {
				continue
			}
			g.To = h.To
			if _, err := tx.UpdateGrant(g); err != nil {
				return err
			}
		}
	}
	return nil
}

// carried reports whether a grant is the one that a holding carries.
func carried(g, want people.Grant) bool {
	return g.Role == want.Role && g.Unit == want.Unit && g.Campaign == want.Campaign && g.Body == want.Body && g.From == want.From
}
