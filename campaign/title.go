package campaign

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Title is what a campaign is called, and the playbook that names its bodies.
type Title struct {
	ID    ID
	Title string
	Book  *playbook.Playbook
}

// Titles lists the campaigns of the actor's root by name alone, for who gives
// grants in them or reads the audit record without reading the campaigns.
func (s *Service) Titles(ctx context.Context, who people.Actor) (out []Title, err error) {
	if who.MayIn(people.AccountManage, who.Root, "") != nil {
		if err := who.MayIn(people.AuditRead, who.Root, ""); err != nil {
			return nil, err
		}
	}
	err = s.db.View(ctx, func(tx Tx) error {
		all, err := tx.CampaignsOf(who.Root)
		if err != nil {
			return err
		}
		for _, c := range all {
			pb, err := s.Book(tx, c)
			if err != nil {
				return err
			}
			out = append(out, Title{c.ID, c.Title, pb})
		}
		return nil
	})
	return out, err
}
