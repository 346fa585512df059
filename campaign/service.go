package campaign

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/workday"
)

// Tx is what the use cases of a campaign need of a transaction.
type Tx interface {
	campaigns
	duties
	posts
	units
	workday.Tx
}

type campaigns interface {
	InsertCampaign(*Campaign) error
	UpdateCampaign(Campaign) (Campaign, error) // by its revision
	Campaign(ID) (Campaign, error)
	CampaignsOf(root organisation.UnitID) ([]Campaign, error) // "" for all
	InsertEdition(*Edition) error
	Edition(ID, int64) (Edition, error)
}

type duties interface {
	HoldDuty(DutyID) error // for this transaction alone
	HoldCampaign(ID) error // for this transaction alone
	InsertDuties([]Duty) error
	InsertRecipients([]Recipient) error
	UpdateDuty(Duty) (Duty, error) // by its revision
	Duty(DutyID) (Item, error)
	Duties(Filter) ([]Item, error)
	CountDuties(Filter) (int64, error)
	NextDue(Filter) (Deadline, error) // the first there is, none else
	Tally(ID, Filter) ([]Tally, error)
}

type posts interface {
	InsertHolding(*Holding) error
	UpdateHolding(Holding) (Holding, error) // by its revision
	Holdings(ID) ([]Holding, error)
	Delegations(ID) ([]Delegation, error)
	Liaisons(ID, organisation.UnitID) ([]Liaison, error) // the current ones, "" for every unit
	Person(organisation.PersonID) (organisation.Person, error)
	AccountsFor(organisation.PersonID) ([]people.Account, error)
	InsertGrant(*people.Grant) error
}

type units interface {
	Unit(organisation.UnitID) (organisation.Unit, error)
	Nodes(root organisation.UnitID, on calendar.Date) ([]organisation.Node, error)
	UnitChanges(root organisation.UnitID) (int64, error)
	UnitTurns(root organisation.UnitID) ([]calendar.Date, error)
	Ancestors(unit organisation.UnitID, on calendar.Date) ([]organisation.UnitID, error)
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases of campaigns.
type Service struct {
	*workday.Service
	db    Store
	clock func() time.Time
	books playbook.Shelf
	trees organisation.Trees

	looked sync.Map // ID → moment of the last upkeep
}

// NewService returns the service on a store and a clock.
func NewService(db Store, clock func() time.Time) *Service {
	return &Service{Service: workday.NewService(workdays{db}, clock), db: db, clock: clock}
}

// workdays is a store as package workday sees it.
type workdays struct{ Store }

// Update implements workday.Store.
func (w workdays) Update(ctx context.Context, fn func(workday.Tx) error) error {
	return w.Store.Update(ctx, func(tx Tx) error { return fn(tx) })
}

// View implements workday.Store.
func (w workdays) View(ctx context.Context, fn func(workday.Tx) error) error {
	return w.Store.View(ctx, func(tx Tx) error { return fn(tx) })
}

// Book returns the playbook in force in a campaign, which knows the versions
// before it.
func (s *Service) Book(tx Tx, c Campaign) (*playbook.Playbook, error) {
	return s.BookAt(tx, c, c.Version)
}

// BookAt returns the playbook that a duty or a report of the campaign follows:
// that of a version up to the one in force.
func (s *Service) BookAt(tx Tx, c Campaign, version int64) (*playbook.Playbook, error) {
	digest := ""
	if version == c.Version {
		digest = c.Digest
	}
	return s.books.At(string(c.ID), version, digest, func(n int64) (string, error) {
		e, err := tx.Edition(c.ID, n)
		return e.Source, err
	})
}

// Zone returns the time zone of a playbook, which Parse has checked.
func Zone(pb *playbook.Playbook) *time.Location {
	zone, err := time.LoadLocation(pb.Timezone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Tree returns the units as they stand today. tx must be one that only reads.
func (s *Service) Tree(tx Tx, r Running) (*organisation.Tree, error) {
	return s.trees.At(tx, r.Root, r.Today())
}

// write runs one change of a campaign that still takes them in a transaction of
// its own, and records its act.
func (s *Service) write(ctx context.Context, who people.Actor, may people.Action, id ID, change func(Tx, Running) (audit.Act, error)) error {
	return s.db.Update(ctx, func(tx Tx) error {
		return s.Change(tx, who, may, id, func(r Running) (audit.Act, error) { return change(tx, r) })
	})
}

// Change is one change of a campaign that still takes them, as a part of an
// open transaction: it has the campaign for itself, and its act is recorded.
func (s *Service) Change(tx Tx, who people.Actor, may people.Action, id ID, change func(Running) (audit.Act, error)) error {
	if err := tx.HoldCampaign(id); err != nil {
		return err
	}
	r, err := s.Open(tx, who, may, id)
	if err != nil {
		return err
	}
	if err := r.Writable(); err != nil {
		return err
	}
	act, err := change(r)
	if err != nil {
		return err
	}
	act.Root, act.Campaign = string(r.Root), string(id)
	return tx.Record(r.Now, who.Origin, act)
}

// Place says where a unit's duties lie, for the permission table. The units
// above are read for who holds a grant anywhere else than at the unit itself.
func (s *Service) Place(tx Tx, who people.Actor, r Running, unit organisation.UnitID) (p people.Place, err error) {
	p = people.Place{Root: r.Root, Unit: unit, Campaign: string(r.ID)}
	if slices.ContainsFunc(who.Grants, func(g people.Grant) bool { return g.Unit != unit }) {
		p.Path, err = tx.Ancestors(unit, r.Today())
	}
	return p, err
}

// Running is a campaign with its playbook, its zone and the moment it is
// looked at: what every use case starts from.
type Running struct {
	Campaign
	Book *playbook.Playbook
	Zone *time.Location
	Now  time.Time
}

// Today returns the day in the zone of the plan.
func (r Running) Today() calendar.Date { return calendar.DateOf(r.Now, r.Zone) }

// Open loads a campaign and checks that the actor may do act in it: at the
// organiser, or, for what is read unit by unit, at any unit at all.
func (s *Service) Open(tx Tx, who people.Actor, act people.Action, id ID) (Running, error) {
	c, err := tx.Campaign(id)
	if err != nil {
		return Running{}, err
	}
	r, err := s.Running(tx, c)
	if err != nil {
		return Running{}, err
	}
	err = who.May(act, people.Place{Root: r.Root, Unit: c.Unit, Campaign: string(id)})
	if err != nil && byUnit(act) && (who.Program || who.Root == r.Root) && !who.Scope(act, string(id)).Empty() {
		err = nil
	}
	return r, err
}

// byUnit reports whether an action is allowed unit by unit: its use cases show
// each reader the units of the reader's scope.
func byUnit(act people.Action) bool { return act == people.DutyRead || act == people.LiaisonRead }

// Running returns a campaign as it runs now, to who has checked who asks.
func (s *Service) Running(tx Tx, c Campaign) (Running, error) {
	pb, err := s.Book(tx, c)
	if err != nil {
		return Running{}, err
	}
	return Running{c, pb, Zone(pb), s.clock()}, nil
}
