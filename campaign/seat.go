package campaign

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// PostGrant returns the grant that a holding carries, and false where its post
// carries none.
func (r Running) PostGrant(h Holding) (people.Grant, bool) {
	p := r.Book.Post(h.Post)
	if p == nil || p.Role == "" {
		return people.Grant{}, false
	}
	g := people.Grant{Role: people.Role(p.Role), Unit: r.Unit, Campaign: string(r.ID), From: h.From, Revision: 1}
	if g.Role.ActsForBody() {
		g.Body = p.Body
	}
	return g, true
}

// seat fills the posts of a new campaign with the persons named, else with the
// words of the plan. Nobody gives himself a role by it.
func (r Running) seat(tx Tx, who people.Actor, named map[string][]organisation.PersonID) error {
	from := r.Book.Start
	if today := r.Today(); today.Before(from) {
		from = today
	}
	for _, p := range r.Book.Posts {
		holders := []Holding{{PlanName: p.Person}}
		if persons := named[p.ID]; len(persons) > 0 {
			holders = make([]Holding, len(persons))
			for i, id := range persons {
				if err := fault.Violations(r.Unknown(tx, id)); err != nil {
					return err
				}
				if p.Role != "" && id == who.Person && !who.Program {
					return fault.New(fault.Forbidden, "campaign.post_role")
				}
				holders[i].Person = id
			}
		}
		for _, h := range holders {
			h.ID, h.Campaign, h.Post, h.From, h.Revision = ident.New[HoldingID](), r.ID, p.ID, from, 1
			if err := tx.InsertHolding(&h); err != nil {
				return err
			}
			if err := r.Empower(tx, h); err != nil {
				return err
			}
		}
	}
	return nil
}

// Await begins a post with the words of the plan for its holder, today.
func (r Running) Await(tx Tx, p playbook.Post) error {
	return tx.InsertHolding(&Holding{ID: ident.New[HoldingID](), Campaign: r.ID, Post: p.ID, PlanName: p.Person, From: r.Today(), Revision: 1})
}

// Empower gives every account of a post's new holder what the post carries.
func (r Running) Empower(tx Tx, h Holding) error {
	g, carries := r.PostGrant(h)
	if !carries || h.Person == "" {
		return nil
	}
	accounts, err := tx.AccountsFor(h.Person)
	for _, a := range accounts {
		g.ID, g.Account = ident.New[people.GrantID](), a.ID
		if err := tx.InsertGrant(&g); err != nil {
			return err
		}
	}
	return err
}

// Unknown names a person that is none of the campaign's federation.
func (r Running) Unknown(tx Tx, person organisation.PersonID) []fault.Field {
	if p, err := tx.Person(person); err != nil || !p.Erased.IsZero() || p.Root != r.Root {
		return []fault.Field{{Path: "person", Key: "people.unknown_person"}}
	}
	return nil
}
