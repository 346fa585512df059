// Package proposal proposes who comes to the posts that a plan gives to the
// heads of units: a new industry union adds its head to the members of the
// leading group (P-45). Nobody is appointed by it; the office confirms.
package proposal

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Proposal is a unit whose head does not hold yet the post that the plan gives
// to the heads of units of its category.
type Proposal struct {
	Post *playbook.Post
	Unit organisation.Node
	Head organisation.Person // zero where nobody is entered as the unit's head
}

// Tx is what proposals need of a transaction.
type Tx interface {
	campaign.Tx
	AccountsOf(root organisation.UnitID) ([]people.Account, error)
	GrantsIn(root organisation.UnitID) ([]people.Grant, error)
}

// Store runs transactions.
type Store interface {
	View(context.Context, func(Tx) error) error
}

// Service proposes holders of posts.
type Service struct {
	db        Store
	campaigns *campaign.Service
	posts     *post.Service
}

// NewService returns the service on a store, the campaigns and their posts.
func NewService(db Store, campaigns *campaign.Service, posts *post.Service) *Service {
	return &Service{db, campaigns, posts}
}

// Open lists, post by post, the units whose heads are proposed today, for who
// may appoint them.
func (s *Service) Open(ctx context.Context, who people.Actor, id campaign.ID) (out []Proposal, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PostManage, id)
		if err != nil || !slices.ContainsFunc(r.Book.Posts, func(p playbook.Post) bool { return len(p.Heads) > 0 }) {
			return err
		}
		holdings, err := tx.Holdings(id)
		if err != nil {
			return err
		}
		tree, err := s.campaigns.Tree(tx, r)
		if err != nil {
			return err
		}
		heads, err := heads(tx, r)
		if err != nil {
			return err
		}
		for i := range r.Book.Posts {
			p := &r.Book.Posts[i]
			for _, n := range tree.InCategories(r.Unit, categories(p), r.Today()) {
				if held(holdings, p.ID, n.ID, heads[n.ID], r.Today()) {
					continue
				}
				x := Proposal{Post: p, Unit: n}
				if x.Head, err = person(tx, heads[n.ID]); err != nil {
					return err
				}
				out = append(out, x)
			}
		}
		return nil
	})
	return out, err
}

// Confirm appoints the head of a unit to a post for which it is proposed.
func (s *Service) Confirm(ctx context.Context, who people.Actor, id campaign.ID, post string, unit organisation.UnitID, head organisation.PersonID, from calendar.Date) error {
	if err := s.Proposed(ctx, who, id, post, unit); err != nil {
		return err
	}
	return s.posts.AppointHead(ctx, who, id, post, unit, head, from)
}

// Proposed reports nil if the head of a unit is proposed for a post: for who
// must know it before a person is entered.
func (s *Service) Proposed(ctx context.Context, who people.Actor, id campaign.ID, post string, unit organisation.UnitID) error {
	all, err := s.Open(ctx, who, id)
	if err == nil && !slices.ContainsFunc(all, func(p Proposal) bool { return p.Post.ID == post && p.Unit.ID == unit }) {
		err = fault.New(fault.Conflict, "post.not_proposed")
	}
	return err
}

func categories(p *playbook.Post) []organisation.Category {
	out := make([]organisation.Category, len(p.Heads))
	for i, c := range p.Heads {
		out[i] = organisation.Category(c)
	}
	return out
}

// held reports whether a post has the head of the unit: as such, or as a person
// who was appointed without it.
func held(all []campaign.Holding, post string, unit organisation.UnitID, head organisation.PersonID, on calendar.Date) bool {
	return slices.ContainsFunc(all, func(h campaign.Holding) bool {
		return h.Post == post && (h.To.IsZero() || h.On(on)) && (h.Unit == unit || head != "" && h.Person == head)
	})
}

// heads are the persons whose account signs as the leader of a unit.
func heads(tx Tx, r campaign.Running) (map[organisation.UnitID]organisation.PersonID, error) {
	accounts, err := tx.AccountsOf(r.Root)
	if err != nil {
		return nil, err
	}
	person := map[people.AccountID]organisation.PersonID{}
	for _, a := range accounts {
		if a.Disabled.IsZero() {
			person[a.ID] = a.Person
		}
	}
	grants, err := tx.GrantsIn(r.Root)
	out := map[organisation.UnitID]organisation.PersonID{}
	for _, g := range grants {
		if p := person[g.Account]; p != "" && g.Role == people.UnitLeader && g.HoldsOn(r.Today()) && (g.Campaign == "" || g.Campaign == string(r.ID)) {
			out[g.Unit] = p
		}
	}
	return out, err
}

func person(tx Tx, id organisation.PersonID) (organisation.Person, error) {
	if id == "" {
		return organisation.Person{}, nil
	}
	return tx.Person(id)
}
