// Package retention erases the personal values that a campaign no longer needs:
// so many years after its end as its plan says. It first says how many persons
// that is and who is kept, and why; the office confirms, and a job erases. What
// the persons did stays in every figure, under names nobody can read any more.
package retention

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what the use cases here need of a transaction.
type Tx interface {
	campaign.Tx
	jobs.Enqueuer
	// BroughtIn lists the persons whom a campaign brought in and who are not
	// erased, by id.
	BroughtIn(Question) ([]Touched, error)
	ErasePerson(id organisation.PersonID, revision int64, at time.Time) (organisation.Person, error)
	PersonsNamed([]organisation.PersonID) (map[organisation.PersonID]organisation.Person, error)
	Record(at time.Time, from audit.Origin, act audit.Act) error
}

// Question asks for the persons of a campaign.
type Question struct {
	Campaign  campaign.ID
	Root      organisation.UnitID
	Registers []string      // standing ones that the campaign uses
	Others    []campaign.ID // that still need their persons
	Theirs    []string      // standing registers that those use
	On        calendar.Date
	After     organisation.PersonID
	Limit     int // 0 for all
}

// Why is a reason to keep a person.
type Why string

// The reasons to keep somebody.
const (
	HasAccount Why = "account"  // signs in to the program
	HoldsPost  Why = "post"     // holds a post, or is a liaison, in another campaign
	OnRoster   Why = "roster"   // stands on the roster of honourees
	InAnother  Why = "campaign" // an entry of another campaign is about this person
)

// Touched is a person whom a campaign brought in.
type Touched struct {
	Person   organisation.PersonID
	Revision int64
	Register string // of an entry that is about this person, "" for staff alone
	Kept     []Why  // none: to be erased
}

// Plan is what a retention does, before it is done.
type Plan struct {
	Campaign  campaign.Campaign
	Years     int
	Clause    string
	Ended     calendar.Date // the campaign's last day, zero while it has none
	From      calendar.Date // the day from which the values may be erased, zero while unknown
	Due       bool          // that day has come
	Erasable  int
	Registers map[string]int // of those, by register; "" for staff
	Kept      []Kept
	More      int // of those kept who are not named
}

// Kept is somebody whose values stay.
type Kept struct {
	Person organisation.PersonID
	Name   string // masked where nothing but a register of persons in need names them
	Why    []Why
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out retention.
type Service struct {
	db        Store
	campaigns *campaign.Service
	clock     func() time.Time
	wake      func() // tells the runner of jobs that there is one
}

// NewService returns the service; wake is called when a job was committed.
func NewService(db Store, campaigns *campaign.Service, clock func() time.Time, wake func()) *Service {
	return &Service{db, campaigns, clock, wake}
}

// Plan says what would be erased and who would be kept, for who may decide it.
func (s *Service) Plan(ctx context.Context, who people.Actor, id campaign.ID) (p Plan, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		p, err = s.plan(tx, r)
		return err
	})
	return p, err
}

// Waiting is the plan of a campaign whose years are over while values of persons
// are still there; false for any other, and for who may not decide it.
func (s *Service) Waiting(ctx context.Context, who people.Actor, id campaign.ID) (p Plan, waits bool, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.open(tx, who, id)
		if err != nil || !s.due(r) {
			return err
		}
		p, err = s.plan(tx, r)
		waits = err == nil && p.Erasable > 0
		return err
	})
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Forbidden) || fault.Is(err, fault.NotFound) {
		return p, false, nil
	}
	return p, waits, err
}

// open finds the campaign for who may decide on its persons. A plan that says
// nothing of retention has none.
func (s *Service) open(tx Tx, who people.Actor, id campaign.ID) (campaign.Running, error) {
	r, err := s.campaigns.Open(tx, who, people.PersonalErase, id)
	if err == nil && r.Book.Ledger.Retention == nil {
		err = fault.New(fault.Conflict, "retention.none")
	}
	return r, err
}

func (s *Service) plan(tx Tx, r campaign.Running) (Plan, error) {
	p := Plan{Campaign: r.Campaign, Years: r.Book.Ledger.Retention.Years, Clause: r.Book.Ledger.Retention.Clause, Registers: map[string]int{}}
	p.Ended, p.From = span(r)
	p.Due = s.due(r)
	q, err := s.question(tx, r)
	if err != nil {
		return p, err
	}
	all, err := tx.BroughtIn(q)
	if err != nil {
		return p, err
	}
	return p, p.count(tx, all)
}

// maxKept is how many of those kept a plan names.
const maxKept = 200

func (p *Plan) count(tx Tx, all []Touched) error {
	var ids []organisation.PersonID
	var kept []Touched
	for _, t := range all {
		if len(t.Kept) == 0 {
			p.Erasable++
			p.Registers[t.Register]++
			continue
		}
		if len(kept) == maxKept {
			p.More++
			continue
		}
		kept, ids = append(kept, t), append(ids, t.Person)
	}
	names, err := tx.PersonsNamed(ids)
	if err != nil {
		return err
	}
	for _, t := range kept {
		k := Kept{t.Person, names[t.Person].Name, t.Kept}
		if len(t.Kept) == 1 && t.Kept[0] == InAnother {
			k.Name = names[t.Person].MaskedName()
		}
		p.Kept = append(p.Kept, k)
	}
	return nil
}

// span returns the last day of a campaign and the first on which its personal
// values may be erased; zero while it has no end.
func span(r campaign.Running) (ended, from calendar.Date) {
	if !r.Closed.IsZero() {
		ended = organisation.DayOf(r.Closed)
	}
	if r.Ends.After(ended) {
		ended = r.Ends
	}
	if ended.IsZero() {
		return ended, from
	}
	return ended, ended.AddMonths(12 * r.Book.Ledger.Retention.Years).AddDays(1)
}

// due reports whether a campaign was closed and its years are over.
func (s *Service) due(r campaign.Running) bool {
	_, from := span(r)
	return !r.Closed.IsZero() && !from.After(organisation.DayOf(s.clock()))
}
