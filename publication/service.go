package publication

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what the use cases of bulletins need of a transaction.
type Tx interface {
	campaign.Tx
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases of bulletins.
type Service struct {
	db        Store
	campaigns *campaign.Service
}

// NewService returns the service on a store and the campaigns.
func NewService(db Store, campaigns *campaign.Service) *Service {
	return &Service{db: db, campaigns: campaigns}
}

// Compose makes the draft of a period's bulletin from what was accepted by
// now, or takes its figures anew and leaves its texts.
func (s *Service) Compose(ctx context.Context, who people.Actor, id campaign.ID, obligation, period string) (Bulletin, error) {
	return Bulletin{}, nil
}

// Open returns a bulletin as the office sees it.
func (s *Service) Open(ctx context.Context, who people.Actor, id ID) (View, error) {
	return View{}, nil
}

// Edit stores the texts of a draft.
func (s *Service) Edit(ctx context.Context, who people.Actor, id ID, e Edit) (Bulletin, error) {
	return Bulletin{}, nil
}

// Discard throws a draft away.
func (s *Service) Discard(ctx context.Context, who people.Actor, id ID, revision int64) error {
	return nil
}

// Sign signs a draft for issue, as the office's director or a recorded
// delegate (P-47).
func (s *Service) Sign(ctx context.Context, who people.Actor, id ID, revision int64) (Bulletin, error) {
	return Bulletin{}, nil
}

// TakeBack takes a signature back with a reason, until the bulletin is issued.
func (s *Service) TakeBack(ctx context.Context, who people.Actor, id ID, revision int64, reason string) (Bulletin, error) {
	return Bulletin{}, nil
}

// Issue gives a signed bulletin its number and discharges the duty.
func (s *Service) Issue(ctx context.Context, who people.Actor, id ID, revision int64) (Bulletin, error) {
	return Bulletin{}, nil
}

// Correct records that something in an issued bulletin was wrong.
func (s *Service) Correct(ctx context.Context, who people.Actor, id ID, c Change) (Correction, error) {
	return Correction{}, nil
}

// List lists the bulletins of a campaign.
func (s *Service) List(ctx context.Context, who people.Actor, id campaign.ID) (List, error) {
	return List{}, nil
}

// Published lists the issued bulletins of every campaign, newest first, for
// everybody.
func (s *Service) Published(ctx context.Context) ([]Public, error) { return nil, nil }

// Read returns an issued bulletin to everybody.
func (s *Service) Read(ctx context.Context, id ID) (Public, error) { return Public{}, nil }
