package preparation

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Launch makes the campaign with its duties, its posts and its official
// document, and ends the preparation, all in one transaction. It launches what
// its caller saw: a preparation that somebody changed since is stale.
func (s *Service) Launch(ctx context.Context, who people.Actor, id ID, revision int64) (c campaign.Campaign, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		p, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		body, err := document(tx, p)
		if err != nil {
			return err
		}
		if err := tx.DropPreparation(id, revision); err != nil { // of two who launch at once, one is stale
			return err
		}
		plan, err := p.plan()
		if err != nil {
			return err
		}
		source, err := unlike(tx, p, plan)
		if err != nil {
			return err
		}
		c, err = s.campaigns.LaunchIn(tx, who, campaign.Start{
			Organiser: p.Unit, Source: source, Without: p.Choices.Without(plan.Book), Except: p.Choices.Except, Holders: p.Choices.Holders,
		})
		if err != nil || body == nil {
			return err
		}
		_, err = original.NewService(joined{tx}, s.campaigns, s.clock).Attach(ctx, who, c.ID, p.File, body)
		return err
	})
	return c, err
}

func document(tx Tx, p Preparation) ([]byte, error) {
	if p.File == "" {
		return nil, nil
	}
	return tx.Prepared(p.ID)
}

// unlike returns the text under an id that no other campaign of the organiser
// has.
func unlike(tx Tx, p Preparation, plan choice.Plan) ([]byte, error) {
	others, err := tx.CampaignsOf(p.Root)
	if err != nil {
		return nil, err
	}
	return plan.Unlike(func(id string) bool {
		return slices.ContainsFunc(others, func(c campaign.Campaign) bool { return c.Unit == p.Unit && c.Playbook == id })
	})
}

// joined lets the documents work inside the transaction of the launch.
type joined struct{ tx Tx }

// Update implements original.Store.
func (j joined) Update(_ context.Context, fn func(original.Tx) error) error { return fn(j.tx) }

// View implements original.Store.
func (j joined) View(ctx context.Context, fn func(original.Tx) error) error {
	return j.Update(ctx, fn)
}
