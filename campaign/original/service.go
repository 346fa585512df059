package original

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what documents need of a transaction.
type Tx interface {
	campaign.Tx
	InsertDocument(*Document) error
	Document(campaign.ID, int64) (Document, error)
	Documents(campaign.ID) ([]Document, error) // the newest first, without their bodies
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service attaches and reads the documents of campaigns. It is safe for
// concurrent use.
type Service struct {
	db        Store
	campaigns *campaign.Service
	clock     func() time.Time
	held      held
}

// NewService returns the service on a store, the campaigns and a clock.
func NewService(db Store, campaigns *campaign.Service, clock func() time.Time) *Service {
	return &Service{db: db, campaigns: campaigns, clock: clock}
}

// Versions lists the documents that were attached to a campaign, the newest
// first, without their bodies.
func (s *Service) Versions(ctx context.Context, who people.Actor, id campaign.ID) (list []Document, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if _, err := s.campaigns.Open(tx, who, people.PlanRead, id); err != nil {
			return err
		}
		list, err = tx.Documents(id)
		return err
	})
	return list, err
}

// File returns one version of the document as it was attached.
func (s *Service) File(ctx context.Context, who people.Actor, id campaign.ID, version int64) (d Document, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if _, err := s.campaigns.Open(tx, who, people.PlanRead, id); err != nil {
			return err
		}
		d, err = tx.Document(id, version)
		return err
	})
	return d, err
}

// Read returns the newest document of a campaign beside the playbook in force.
// A campaign without one is a fault of kind NotFound, «original.none».
func (s *Service) Read(ctx context.Context, who people.Actor, id campaign.ID) (o *Original, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanRead, id)
		if err != nil {
			return err
		}
		list, err := tx.Documents(id)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fault.New(fault.NotFound, "original.none")
		}
		o, err = s.held.read(tx, r, list[0])
		return err
	})
	return o, err
}
