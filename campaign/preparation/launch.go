package preparation

import (
	"context"
	"errors"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/asking"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Carry carries a launch out that was asked for, with the rights that who asked
// has now. It bears being done again: what is launched, or was taken back, is
// left alone. A failure that another attempt may get past is returned and leaves
// the preparation launching. Any other ends the launch and is kept with its
// reason; it is returned too where the cause is our own, for the log.
func (s *Service) Carry(ctx context.Context, actors asking.Actors, id ID) error {
	var p Preparation
	err := s.db.View(ctx, func(tx Tx) (err error) {
		p, err = tx.Preparation(id)
		return err
	})
	if err != nil || p.State() != Launching {
		return err
	}
	who, err := p.Asked.Asker(ctx, actors, at(p.Root, p.Unit))
	if err == nil {
		err = s.db.Update(ctx, func(tx Tx) error { return s.launch(ctx, tx, who, id) })
	}
	if err == nil || asking.Passes(err) {
		return err
	}
	if kept := s.refuse(ctx, id, err); kept != nil || fault.Is(err, fault.Internal) {
		return errors.Join(err, kept)
	}
	return nil
}

// launch makes the campaign with its duties, its posts and its official
// document, all in one transaction. Of two attempts at once one is stale.
func (s *Service) launch(ctx context.Context, tx Tx, who people.Actor, id ID) error {
	p, err := tx.Preparation(id)
	if err != nil || p.State() != Launching {
		return err
	}
	p.Asked = nil
	if p, err = tx.UpdatePreparation(p); err != nil {
		return err
	}
	body, err := document(tx, p)
	if err != nil {
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
	c, err := s.campaigns.LaunchIn(tx, who, campaign.Start{
		Organiser: p.Unit, Source: source, Without: p.Choices.Without(plan.Book), Except: p.Choices.Except, Holders: p.Choices.Holders,
	})
	if err != nil {
		return err
	}
	if body != nil {
		if _, err := original.NewService(joined{tx}, s.campaigns, s.clock).Attach(ctx, who, c.ID, p.File, body); err != nil {
			return err
		}
	}
	p.Campaign, p.Title = c.ID, c.Title
	if p, err = tx.UpdatePreparation(p); err != nil {
		return err
	}
	return tx.KeepPrepared(p.ID, nil)
}

// refuse ends a launch and keeps why.
func (s *Service) refuse(ctx context.Context, id ID, cause error) error {
	return s.db.Update(ctx, func(tx Tx) error {
		p, err := tx.Preparation(id)
		if err != nil || p.State() != Launching {
			return err
		}
		p.Asked, p.Refusal = nil, asking.NewRefusal(s.clock(), cause)
		_, err = tx.UpdatePreparation(p)
		return err
	})
}

// document returns the official document, nil where there is none, or where the
// campaign has it by now.
func document(tx Tx, p Preparation) ([]byte, error) {
	if p.File == "" || p.State() == Launched {
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
