package organisation

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// Tx is what the use cases here need of a transaction. Every Update… writes the
// row whose revision it is given and returns it with the next one; a row that
// somebody else wrote first is a Stale fault.
type Tx interface {
	units
	unitHistory
	persons
	Record(at time.Time, from audit.Origin, act audit.Act) error
}

type units interface {
	InsertUnit(*Unit) error
	UpdateUnit(Unit) (Unit, error)
	Unit(UnitID) (Unit, error)
	UnitByCode(root UnitID, code string) (Unit, error)
	Roots() ([]Unit, error)                 // by id
	UnitChanges(root UnitID) (int64, error) // grows with every change of a unit
	Nodes(root UnitID, on calendar.Date) ([]Node, error)
	Ancestors(unit UnitID, on calendar.Date) ([]UnitID, error)
	EverAbove(unit UnitID, since calendar.Date) ([]UnitID, error) // on that day or any later one
	ExistBelow(unit UnitID, after calendar.Date) (bool, error)    // a unit directly below after that day
}

type unitHistory interface {
	InsertUnitName(*Name) error
	UpdateUnitName(Name) (Name, error)
	UnitNames(UnitID) ([]Name, error) // by their first day
	InsertUnitParent(*Parent) error
	UpdateUnitParent(Parent) (Parent, error)
	UnitParents(UnitID) ([]Parent, error) // by their first day
}

type persons interface {
	InsertPerson(*Person) error
	UpdatePerson(Person) (Person, error)
	ErasePerson(id PersonID, revision int64, at time.Time) (Person, error)
	Person(PersonID) (Person, error)
	Persons(root UnitID) ([]Person, error) // as they were entered
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Authority is who acts: where the act comes from, and whether it is allowed.
// A people.Actor is one.
type Authority interface {
	From() audit.Origin
	MayManage(root, unit UnitID, path []UnitID) error
	MayRegister(root, unit UnitID, path []UnitID) error
}

// Service carries out the changes of units and persons.
type Service struct {
	db    Store
	clock func() time.Time
	trees Trees
}

// NewService returns the service on a store and the program's clock.
func NewService(db Store, clock func() time.Time) *Service { return &Service{db: db, clock: clock} }

// Today returns the day on the program's clock.
func (s *Service) Today() calendar.Date { return DayOf(s.clock()) }

// DayOf returns the day of an instant, as units are looked at.
func DayOf(t time.Time) calendar.Date { return calendar.DateOf(t, locale.Shanghai) }

// Tree reads the units of a root as they stand on a day.
func (s *Service) Tree(ctx context.Context, root UnitID, on calendar.Date) (t *Tree, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		t, err = s.trees.At(tx, root, on)
		return err
	})
	return t, err
}

// Roots returns the federations of the installation, the first entered first.
func (s *Service) Roots(ctx context.Context) (roots []Unit, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		roots, err = tx.Roots()
		return err
	})
	return roots, err
}

// History is all that was ever recorded of a unit.
type History struct {
	Unit    Unit
	Names   []Name
	Parents []Parent
}

// History reads a unit with all its names and parents, by their first day.
// Whether the reader may see the unit is for the caller to ask.
func (s *Service) History(ctx context.Context, id UnitID) (h History, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		h, err = history(tx, id)
		return err
	})
	return h, err
}

func history(tx Tx, id UnitID) (h History, err error) {
	if h.Unit, err = tx.Unit(id); err != nil {
		return h, err
	}
	if h.Names, err = tx.UnitNames(id); err != nil {
		return h, err
	}
	h.Parents, err = tx.UnitParents(id)
	return h, err
}

// allowed reports whether the authority may manage the unit as it stands today.
func (s *Service) allowed(tx Tx, by Authority, u Unit) error {
	path, err := tx.Ancestors(u.ID, s.Today())
	if err != nil {
		return err
	}
	return by.MayManage(u.Root, u.ID, path)
}

// open reads a unit with its history for a change, checking that the authority
// may make it.
func (s *Service) open(tx Tx, by Authority, id UnitID) (History, error) {
	h, err := history(tx, id)
	if err != nil {
		return h, err
	}
	return h, s.allowed(tx, by, h.Unit)
}

func (s *Service) record(tx Tx, by Authority, name string, u Unit, old, fresh map[string]any) error {
	return tx.Record(s.clock(), by.From(), audit.Act{
		Name: name, Subject: string(u.ID), Root: string(u.Root), Unit: string(u.ID), Old: old, New: fresh,
	})
}

// value is one field as the record holds it and as somebody sent it.
type value struct{ path, stored, sent string }

// stale answers a write on an old revision with the difference: what stands
// there by now, and what was sent.
func stale(values ...value) error {
	err := fault.New(fault.Stale, "fault.stale")
	for _, v := range values {
		if v.stored != v.sent {
			err.Fields = append(err.Fields, fault.Field{Path: v.path, Key: "organisation.differs", Args: []any{v.stored, v.sent}})
		}
	}
	return err
}

// violations collects what is wrong with an input, all of it at once.
type violations []fault.Field

func (v *violations) add(bad bool, path, key string, args ...any) {
	if bad {
		*v = append(*v, fault.Field{Path: path, Key: key, Args: args})
	}
}
