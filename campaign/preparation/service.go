package preparation

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/asking"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/choice"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what preparing a campaign needs of a transaction.
type Tx interface {
	original.Tx
	preparations
	asking.Queue
}

type preparations interface {
	InsertPreparation(*Preparation) error
	UpdatePreparation(Preparation) (Preparation, error) // by its revision
	DropPreparation(ID, int64) error                    // by its revision, with its document
	Preparation(ID) (Preparation, error)
	PreparationsOf(root organisation.UnitID) ([]Preparation, error) // the last changed first, without their texts
	KeepPrepared(ID, []byte) error                                  // the official document, nil to take it away
	Prepared(ID) ([]byte, error)
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases of preparing a campaign.
type Service struct {
	db        Store
	campaigns *campaign.Service
	clock     func() time.Time
	wake      func()
	trees     organisation.Trees
}

// NewService returns the service on a store, the campaigns it launches and a
// clock. wake tells who does the jobs that one is committed.
func NewService(db Store, campaigns *campaign.Service, clock func() time.Time, wake func()) *Service {
	return &Service{db: db, campaigns: campaigns, clock: clock, wake: wake}
}

// at is where a campaign of a unit would be launched: it belongs to none yet,
// so that a grant for one campaign launches no other.
func at(root, unit organisation.UnitID) people.Place { return people.Place{Root: root, Unit: unit} }

// open loads a preparation for who may launch it; to others it does not exist.
func (s *Service) open(tx Tx, who people.Actor, id ID) (Preparation, error) {
	p, err := tx.Preparation(id)
	if err != nil {
		return p, err
	}
	return p, who.May(people.CampaignLaunch, at(p.Root, p.Unit))
}

// Allowed reports nil if the actor may work on a preparation: for who must know
// it before a request is read any further.
func (s *Service) Allowed(ctx context.Context, who people.Actor, id ID) error {
	return s.db.View(ctx, func(tx Tx) error {
		_, err := s.open(tx, who, id)
		return err
	})
}

// change carries out one step of a preparation as its writer saw it. Somebody
// else who was faster makes it stale: nothing is written over.
func (s *Service) change(ctx context.Context, who people.Actor, id ID, revision int64, step func(Tx, *Preparation) error) (p Preparation, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if p, err = s.open(tx, who, id); err != nil {
			return err
		}
		if err := p.idle(); err != nil {
			return err
		}
		if p.Revision != revision {
			return fault.New(fault.Stale, "preparation.stale")
		}
		if err := step(tx, &p); err != nil {
			return err
		}
		p.Changed = s.clock()
		p.Title = choice.Title(p.Source, p.Choices, p.Title)
		p, err = tx.UpdatePreparation(p)
		return err
	})
	return p, err
}
