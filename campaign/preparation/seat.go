package preparation

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Seat is a post of the plan with who is to hold it.
type Seat struct {
	Post    string   // id in the playbook
	Holders []Holder // none: it waits for its holder (P-44)
}

// Holder is a person with the accounts that will carry the role of the post.
type Holder struct {
	Person organisation.Person
	Logins []string
}

// Seats lists the posts of the plan with who is to hold them.
func (s *Service) Seats(ctx context.Context, who people.Actor, id ID) (out []Seat, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		p, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		plan, err := p.plan()
		if err != nil {
			return err
		}
		for _, post := range plan.Book.Posts {
			seat := Seat{Post: post.ID}
			for _, id := range p.Choices.Holders[post.ID] {
				h, err := holder(tx, id)
				if err != nil {
					return err
				}
				seat.Holders = append(seat.Holders, h)
			}
			out = append(out, seat)
		}
		return nil
	})
	return out, err
}

func holder(tx Tx, id organisation.PersonID) (h Holder, err error) {
	if h.Person, err = tx.Person(id); err != nil {
		return h, err
	}
	accounts, err := tx.AccountsFor(id)
	for _, a := range accounts {
		if a.Disabled.IsZero() {
			h.Logins = append(h.Logins, a.Login)
		}
	}
	return h, err
}
