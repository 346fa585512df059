package revision

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/change"
)

// Tx is what changing a plan needs of a transaction.
type Tx interface {
	campaign.Tx
	Editions(campaign.ID) ([]campaign.Edition, error) // the newest first, without their source
	Released(campaign.ID) ([]campaign.Recipient, error)
	UpdateDuties([]campaign.Duty) error          // each by its revision
	UpdateRecipients([]campaign.Recipient) error // each by its revision
	PlanDraft(campaign.ID, people.AccountID) (Draft, error)
	SavePlanDraft(Draft) error // over the one that is there
	DropPlanDraft(campaign.ID, people.AccountID) error
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases of changing a plan.
type Service struct {
	db        Store
	campaigns *campaign.Service
	clock     func() time.Time
}

// NewService returns the service on a store, the campaigns it changes and a
// clock.
func NewService(db Store, campaigns *campaign.Service, clock func() time.Time) *Service {
	return &Service{db, campaigns, clock}
}

// Editions lists the versions of a campaign's playbook, the newest first,
// without their text.
func (s *Service) Editions(ctx context.Context, who people.Actor, id campaign.ID) (all []campaign.Edition, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if _, err := s.campaigns.Open(tx, who, people.PlanRead, id); err != nil {
			return err
		}
		all, err = tx.Editions(id)
		return err
	})
	return all, err
}

// Edition returns a version of a campaign's playbook with its text; version 0
// is the one in force.
func (s *Service) Edition(ctx context.Context, who people.Actor, id campaign.ID, version int64) (e campaign.Edition, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanRead, id)
		if err != nil {
			return err
		}
		if version == 0 {
			version = r.Version
		}
		e, err = tx.Edition(id, version)
		return err
	})
	return e, err
}

// Between lists what differs between two versions of a campaign's playbook.
func (s *Service) Between(ctx context.Context, who people.Actor, id campaign.ID, from, to int64) (all []change.Change, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanRead, id)
		if err != nil {
			return err
		}
		before, err := s.campaigns.BookAt(tx, r.Campaign, from)
		if err != nil {
			return err
		}
		after, err := s.campaigns.BookAt(tx, r.Campaign, to)
		if err == nil {
			all = change.Compare(before, after)
		}
		return err
	})
	return all, err
}

// Draft returns the text the actor is working on. While there is none it is the
// version in force, with a zero Saved.
func (s *Service) Draft(ctx context.Context, who people.Actor, id campaign.ID) (d Draft, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanChange, id)
		if err != nil {
			return err
		}
		if d, err = tx.PlanDraft(id, who.Account); fault.Is(err, fault.NotFound) {
			d, err = Draft{Campaign: id, Account: who.Account, Base: r.Version, Source: string(r.Book.Source)}, nil
		}
		return err
	})
	return d, err
}

// SaveDraft keeps the text the actor is working on; it may have mistakes.
func (s *Service) SaveDraft(ctx context.Context, who people.Actor, id campaign.ID, base int64, text []byte) error {
	if len(text) > playbook.MaxSize {
		return fault.New(fault.Invalid, "revision.too_large", playbook.MaxSize>>20)
	}
	return s.db.Update(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanChange, id)
		if err != nil {
			return err
		}
		if base < 1 || base > r.Version {
			return fault.New(fault.Invalid, "fault.not_found")
		}
		return tx.SavePlanDraft(Draft{Campaign: id, Account: who.Account, Base: base, Source: string(text), Saved: s.clock()})
	})
}

// DropDraft forgets the text the actor was working on.
func (s *Service) DropDraft(ctx context.Context, who people.Actor, id campaign.ID) error {
	return s.db.Update(ctx, func(tx Tx) error {
		if _, err := s.campaigns.Open(tx, who, people.PlanChange, id); err != nil {
			return err
		}
		return tx.DropPlanDraft(id, who.Account)
	})
}
