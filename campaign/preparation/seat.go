package preparation

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Seat is a post of the plan with who is to hold it.
type Seat struct {
	Post    *playbook.Post
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
		pb, _, err := fitted(p)
		if err != nil {
			return err
		}
		for i := range pb.Posts {
			seat := Seat{Post: &pb.Posts[i]}
			for _, id := range p.Choices.Holders[seat.Post.ID] {
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
