// Package privacy guards what names a human. Names, phones and identity numbers
// are shown masked; who needs one in clear says why, and the record of it is
// written before the answer. It also changes the keys that the values are
// sealed under, and lets an export that holds personal numbers out only with a
// reason.
package privacy

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what the use cases here need of a transaction.
type Tx interface {
	keys
	Person(organisation.PersonID) (organisation.Person, error)
	About(entry string) (About, error)
	Ancestors(unit organisation.UnitID, on calendar.Date) ([]organisation.UnitID, error)
	Roots() ([]organisation.Unit, error)
	Record(at time.Time, from audit.Origin, act audit.Act) error
}

// About says whom an entry of the ledger is about and whose the entry is.
type About struct {
	Person   organisation.PersonID // "" for nobody
	Root     organisation.UnitID
	Unit     organisation.UnitID
	Campaign string // "" in a standing register
	Register string
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Trail reads the audit record; people.Trail does.
type Trail interface {
	Page(context.Context, people.Actor, audit.Filter) ([]audit.Entry, error)
}

// Service carries out the use cases.
type Service struct {
	db    Store
	trail Trail
	ring  Ring
	clock func() time.Time
}

// NewService returns the service on a store, the audit record, the master keys
// and the program's clock.
func NewService(db Store, trail Trail, ring Ring, clock func() time.Time) *Service {
	return &Service{db, trail, ring, clock}
}
