package revision

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what changing a plan needs of a transaction.
type Tx interface {
	campaign.Tx
	Editions(campaign.ID) ([]campaign.Edition, error) // the newest first, without their source
	Released(campaign.ID) ([]campaign.Recipient, error)
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

var errLater = fault.New(fault.Conflict, "fault.not_found")

// Preview says what publishing a text would do. A text with mistakes is no
// failure: they are what it answers with.
func (s *Service) Preview(ctx context.Context, who people.Actor, id campaign.ID, source []byte) (Preview, error) {
	return Preview{}, errLater
}

// Publish makes a text the version in force and brings open and future duties
// in line with it. base is the version the text was begun from: if another has
// been published since, it is stale. A text with errors is refused with all of
// them, one that says the same as the version in force as a conflict. The
// actor's draft is dropped.
func (s *Service) Publish(ctx context.Context, who people.Actor, id campaign.ID, base int64, source []byte, note string) (campaign.Edition, error) {
	return campaign.Edition{}, errLater
}

// PreviewReading says what settling a reading would do.
func (s *Service) PreviewReading(ctx context.Context, who people.Actor, id campaign.ID, reading string, d Decision) (Preview, error) {
	return Preview{}, errLater
}

// Sign settles a reading: the decision, the body that the actor acts for and
// the day go into the text of the version in force, which is published as the
// next one.
func (s *Service) Sign(ctx context.Context, who people.Actor, id campaign.ID, base int64, reading string, d Decision) (campaign.Edition, error) {
	return campaign.Edition{}, errLater
}

// Editions lists the versions of a campaign's playbook, the newest first,
// without their text.
func (s *Service) Editions(ctx context.Context, who people.Actor, id campaign.ID) ([]campaign.Edition, error) {
	return nil, errLater
}

// Edition returns a version of a campaign's playbook with its text; version 0
// is the one in force.
func (s *Service) Edition(ctx context.Context, who people.Actor, id campaign.ID, version int64) (campaign.Edition, error) {
	return campaign.Edition{}, errLater
}

// Draft returns the text the actor is working on. While there is none it is the
// version in force, with a zero Saved.
func (s *Service) Draft(ctx context.Context, who people.Actor, id campaign.ID) (Draft, error) {
	return Draft{}, errLater
}

// SaveDraft keeps the text the actor is working on; it may have mistakes.
func (s *Service) SaveDraft(ctx context.Context, who people.Actor, id campaign.ID, base int64, source []byte) error {
	return errLater
}

// DropDraft forgets the text the actor was working on.
func (s *Service) DropDraft(ctx context.Context, who people.Actor, id campaign.ID) error {
	return errLater
}
