package goal

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what the use cases of goals need of a transaction.
type Tx interface {
	campaign.Tx
	goals
	EntryParts(tally.Question) ([]tally.Part, error)
}

type goals interface {
	InsertGoals([]Goal) error
	UpdateGoals([]Goal) error // by their revisions
	GoalsOf(Filter) ([]Goal, error)
	Goal(ID) (Goal, error)
	InsertGoalVersions([]Version) error
	UpdateGoalVersions([]Version) error // by their revisions
	// VersionsInHand returns the versions that are in force or the newest.
	VersionsInHand(Filter) ([]Version, error)
	GoalVersions(ID) ([]Version, error) // the newest first
	// AwaitingGoals counts the goals whose newest version waits, by unit.
	AwaitingGoals(campaign.ID) (map[organisation.UnitID]int, error)
	// PlansToTake lists accepted reports of a form whose goals were not taken
	// yet, by duty, those after one, at most so many.
	PlansToTake(of campaign.ID, obligation, form string, after campaign.DutyID, most int) ([]Plan, error)
}

// Filter picks goals. A zero field asks for nothing.
type Filter struct {
	Campaign campaign.ID
	Unit     organisation.UnitID
	Year     int
	Line     string
}

// Plan is an accepted report that states goals.
type Plan struct {
	Duty  campaign.DutyID
	Unit  organisation.UnitID
	N     int64 // the version that was accepted
	Rule  int64 // the version of the playbook whose form it fills
	Cells map[string]string
	By    people.AccountID // who sent it
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases of goals.
type Service struct {
	db        Store
	campaigns *campaign.Service
}

// NewService returns the service on a store and the campaigns.
func NewService(db Store, campaigns *campaign.Service) *Service {
	return &Service{db, campaigns}
}

// Within lets the use cases work inside a transaction that is open. An error of
// one of them must end it.
func (s *Service) Within(tx Tx) *Service { return &Service{joined{tx}, s.campaigns} }

// joined is a transaction that is open, as a store.
type joined struct{ tx Tx }

// Update implements Store.
func (j joined) Update(_ context.Context, fn func(Tx) error) error { return fn(j.tx) }

// View implements Store.
func (j joined) View(_ context.Context, fn func(Tx) error) error { return fn(j.tx) }

// open loads a campaign that has goals, for who may read the ledger somewhere
// in it.
func (s *Service) open(tx Tx, who people.Actor, id campaign.ID) (campaign.Running, error) {
	r, err := s.campaigns.Open(tx, who, people.CampaignRead, id)
	if err != nil {
		return r, err
	}
	if r.Book.Ledger.Goals == nil {
		return r, fault.New(fault.NotFound, "goal.not_asked")
	}
	return r, who.MayIn(people.LedgerRead, r.Root, string(id))
}

// write opens a campaign for a change of its goals.
func (s *Service) write(tx Tx, who people.Actor, id campaign.ID) (campaign.Running, error) {
	if err := tx.HoldCampaign(id); err != nil {
		return campaign.Running{}, err
	}
	r, err := s.open(tx, who, id)
	if err == nil {
		err = r.Writable()
	}
	return r, err
}

// may checks an act on a unit's goals.
func (s *Service) may(tx Tx, who people.Actor, act people.Action, r campaign.Running, unit organisation.UnitID) error {
	place, err := s.campaigns.Place(tx, who, r, unit)
	if err != nil {
		return err
	}
	return who.May(act, place)
}
