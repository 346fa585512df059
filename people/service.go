package people

import (
	"context"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Tx is what the use cases here need of a transaction. Every Update… writes the
// row whose revision it is given and returns it with the next one; a row that
// somebody else wrote first is a Stale fault.
type Tx interface {
	accounts
	grants
	tokens
	Unit(organisation.UnitID) (organisation.Unit, error)
	Ancestors(organisation.UnitID, calendar.Date) ([]organisation.UnitID, error)
	Person(organisation.PersonID) (organisation.Person, error)
	Record(at time.Time, from audit.Origin, act audit.Act) error
}

type accounts interface {
	InsertAccount(*Account) error
	UpdateAccount(Account) (Account, error)
	Account(AccountID) (Account, error)
	AccountByLogin(login string) (Account, error)
	AccountsOf(root organisation.UnitID) ([]Account, error) // by login
	// CountFailure counts an attempt to sign in and returns how many there were
	// since the time given; beyond the limit it counts no further.
	CountFailure(login string, at, since time.Time, limit int) (int, error)
	ClearFailures(login string) error
}

type grants interface {
	InsertGrant(*Grant) error
	UpdateGrant(Grant) (Grant, error)
	Grant(GrantID) (Grant, error)
	GrantsIn(root organisation.UnitID) ([]Grant, error)             // ended ones too, by account
	GrantsOn(account AccountID, day calendar.Date) ([]Grant, error) // those in force, with Above
}

type tokens interface {
	InsertToken(*Token) error
	RevokeToken(id TokenID, at time.Time) error
	Token(TokenID) (Token, error)
	TokensOf(AccountID) ([]Token, error)                        // newest first
	AccountByToken(hash []byte, now time.Time) (Account, error) // of a token still good
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out signing in and the care of accounts.
type Service struct {
	db        Store
	clock     func() time.Time // the program's: grants, audit
	real      func() time.Time // the wall's: lock-out, tokens
	passwords passwords
}

// NewService returns the service on a store and two clocks: the program's,
// which a demonstration sets, and the wall's, which nobody sets.
func NewService(db Store, clock, real func() time.Time) *Service {
	return &Service{db, clock, real, newPasswords()}
}

func (s *Service) today() calendar.Date { return calendar.DateOf(s.clock(), locale.Shanghai) }

// place returns a unit as a place of the permission table.
func (s *Service) place(tx Tx, id organisation.UnitID) (Place, error) {
	u, err := tx.Unit(id)
	if err != nil {
		return Place{}, err
	}
	path, err := tx.Ancestors(id, s.today())
	return Place{Root: u.Root, Unit: id, Path: path}, err
}

// atRoot is the place where a whole account is managed: who manages a part of
// the tree gives grants there and does not touch passwords.
func atRoot(root organisation.UnitID) Place { return Place{Root: root, Unit: root} }

func (s *Service) record(tx Tx, by Actor, name string, a Account, old, fresh map[string]any) error {
	return tx.Record(s.clock(), by.Origin, audit.Act{Name: name, Subject: string(a.ID), Root: string(a.Root), Old: old, New: fresh})
}

// stale answers a write on an old revision with what differs.
func stale(path string, stored, sent any) error {
	err := fault.New(fault.Stale, "fault.stale")
	err.Fields = []fault.Field{{Path: path, Key: "people.differs", Args: []any{stored, sent}}}
	return err
}

// violations collects what is wrong with an input, all of it at once.
type violations []fault.Field

func (v *violations) add(bad bool, path, key string, args ...any) {
	if bad {
		*v = append(*v, fault.Field{Path: path, Key: key, Args: args})
	}
}
