// Package intake takes lists from outside into the registers of the ledger: a
// file is checked to its last row, everything wrong is said at its cell, what
// would change is shown, and only then, and only as a whole, it is stored.
package intake

import (
	"cmp"
	"context"
	"errors"
	"io"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ID identifies an import.
type ID string

// State is where an import stands.
type State string

// The states.
const (
	Checking  State = "checking"  // waits for the check, or is being checked
	Checked   State = "checked"   // may be stored if nothing is wrong
	Storing   State = "storing"   // waits to be stored, or is being stored
	Stored    State = "stored"    // all of it is in the register
	Failed    State = "failed"    // nothing of it is, Refusal says why
	Cancelled State = "cancelled" // nothing of it is
)

// Import is a file that was handed in for a register.
type Import struct {
	ID       ID
	Root     organisation.UnitID
	Campaign campaign.ID // in whose words it is read
	Register string
	Unit     organisation.UnitID // whose the rows are that name no unit
	Name     string              // of the file
	Size     int64
	State    State
	Summary  Summary
	Refusal  *Refusal
	By       people.AccountID
	From     audit.Origin // with whose rights it is checked and stored
	Began    time.Time
	Changed  time.Time
	Revision int64
}

// Running reports whether something is still being done.
func (m *Import) Running() bool { return m.State == Checking || m.State == Storing }

// Storable reports whether it may be confirmed: it was read to its end, nothing
// is wrong in it, and it says something that the register does not.
func (m *Import) Storable() bool {
	return m.State == Checked && m.Summary.Findings == 0 && m.Summary.New+m.Summary.Changed > 0
}

// Summary is what a check found, and what storing did.
type Summary struct {
	Sheets                  []Sheet
	Left                    []string // sheets without a head, which are not read
	Rows                    int      // that say something
	New, Changed, Unchanged int
	Wrong                   int            // rows with findings
	Findings                int            // all of them
	Fields                  map[string]int // findings, by column
	Twice, Taken            int            // findings that are duplicates: in the file, in the register
	Cut                     bool           // there were more findings than MaxFindings, and the check ended there
}

// Sheet is a sheet that was read.
type Sheet struct {
	Name    string
	Head    int
	Missing []string       // columns that the file does not have, by id
	Unknown []grid.Heading // columns that are not read
}

// Finding is something wrong at a place.
type Finding struct {
	N int
	grid.Place
	Field   string // the column's id, "" for the whole row
	Key     string // what is wrong, a message
	Args    []any
	Clause  string
	Found   string // what stands there, personal values masked
	Suggest string // what may have been meant, "" for nothing near
}

// Change is what a row changes, or adds.
type Change struct {
	N int
	grid.Place
	Fate     ledger.Fate
	Entry    ledger.EntryID // "" of a new one
	Title    string
	Old, New map[string]string // canonical, by field
}

// MaxFindings is how many findings are kept. Who has so many has handed in
// another list than the one asked for.
const MaxFindings = 100_000

// maxChanges is how many changed rows are listed. All are counted.
const maxChanges = 20_000

// Refusal is why nothing came of an import: a fault as it can be stored.
type Refusal struct {
	Key  string
	Args []any
}

// Handed is a file as it is handed in.
type Handed struct {
	Campaign campaign.ID
	Register string
	Unit     organisation.UnitID
	Name     string
}

// Tx is what the use cases need of a transaction.
type Tx interface {
	ledger.BulkTx
	jobs.Enqueuer
	imports
	// EntriesEntitled returns the entries of some registers that are called so, by
	// title or by code, and not withdrawn.
	EntriesEntitled(of ledger.Entry, registers, titles []string) ([]Named, error)
	// EntryTitles lists what entries of some registers are called, no persons.
	EntryTitles(of ledger.Entry, registers []string, limit int) ([]Named, error)
}

// Named is an entry that a cell may mean.
type Named struct {
	ID       ledger.EntryID
	Register string
	Unit     organisation.UnitID
	Texts    []string // its title and its code, or the name of the person it is about
}

type imports interface {
	InsertImport(*Import) error
	UpdateImport(Import) (Import, error) // by its revision
	Import(ID) (Import, error)
	Imports(of campaign.ID, register string, limit int) ([]Import, error) // the newest first
	StaleImports(before time.Time) ([]Import, error)                      // whose file was handed in before and may still lie there
	ForgetFindings(ID) error
	AddFindings(ID, []Finding) error
	AddChanges(ID, []Change) error
	Findings(id ID, field string, after, limit int) ([]Finding, error)
	Changes(id ID, after, limit int) ([]Change, error)
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Files keeps what is handed in until it was worked on, sealed.
type Files interface {
	Keep(ctx context.Context, id string, r io.Reader, limit int64) (int64, error)
	Open(ctx context.Context, id string, size int64) (io.ReaderAt, error)
	Drop(ctx context.Context, id string) error
}

// Opener opens a file of rows, whatever its format.
type Opener func(src io.ReaderAt, size int64) (grid.File, error)

// Actors tells what an account may do today; people.Service does.
type Actors interface {
	ActorOf(context.Context, people.AccountID, audit.Origin) (people.Actor, error)
}

// Service carries out the use cases of imports.
type Service struct {
	db      Store
	ledger  *ledger.Service
	places  *campaign.Service
	actors  Actors
	files   Files
	open    Opener
	clock   func() time.Time
	wake    func()
	running running
}

// NewService returns the service. wake tells the jobs of this node that one was
// added.
func NewService(db Store, entries *ledger.Service, places *campaign.Service, actors Actors, files Files, open Opener, clock func() time.Time, wake func()) *Service {
	return &Service{db: db, ledger: entries, places: places, actors: actors, files: files, open: open, clock: clock, wake: wake}
}

// CheckJob is the job that checks an import.
type CheckJob struct{ Import ID }

// Kind implements jobs.Args.
func (CheckJob) Kind() string { return "intake.check" }

// UniqueKey implements jobs.Unique.
func (j CheckJob) UniqueKey() string { return string(j.Import) }

// StoreJob is the job that stores one.
type StoreJob struct{ Import ID }

// Kind implements jobs.Args.
func (StoreJob) Kind() string { return "intake.store" }

// UniqueKey implements jobs.Unique.
func (j StoreJob) UniqueKey() string { return string(j.Import) }

// maxFile is how large a file may be, in bytes.
const maxFile = 256 << 20

// HandIn takes a file and lets it be checked.
func (s *Service) HandIn(ctx context.Context, who people.Actor, in Handed, r io.Reader) (m Import, err error) {
	m = Import{ID: ident.New[ID](), Campaign: in.Campaign, Register: in.Register, Unit: in.Unit, Name: in.Name, State: Checking, By: who.Account, From: who.Origin, Revision: 1}
	m.From.Account = string(who.Account)
	err = s.db.View(ctx, func(tx Tx) error {
		b, err := s.ledger.Bulk(tx, who, in.Campaign, in.Register, true)
		if err == nil {
			err = cmp.Or(b.May(in.Unit), b.Writable())
			m.Root = b.Running().Root
		}
		return err
	})
	if err != nil {
		return m, err
	}
	if m.Size, err = s.files.Keep(ctx, string(m.ID), r, maxFile); err != nil {
		return m, err
	}
	if err = s.enter(ctx, &m); err != nil {
		return m, errors.Join(err, s.files.Drop(context.WithoutCancel(ctx), string(m.ID)))
	}
	s.wake()
	return m, nil
}

// enter stores the import of a file that is a list.
func (s *Service) enter(ctx context.Context, m *Import) error {
	src, err := s.files.Open(ctx, string(m.ID), m.Size)
	if err != nil {
		return err
	}
	if _, err := s.open(src, m.Size); err != nil {
		return err
	}
	return s.db.Update(ctx, func(tx Tx) error {
		m.Began = s.clock().Truncate(time.Millisecond)
		m.Changed = m.Began
		if err := tx.InsertImport(m); err != nil {
			return err
		}
		if err := jobs.Enqueue(tx, time.UnixMilli(0), CheckJob{m.ID}); err != nil {
			return err
		}
		return tx.Record(m.Began, m.From, m.act("intake.hand_in", map[string]any{"file": m.Name, "size": m.Size}))
	})
}

// act describes an act on the import.
func (m *Import) act(name string, fresh map[string]any) audit.Act {
	return audit.Act{Name: name, Subject: string(m.ID), Root: string(m.Root), Campaign: string(m.Campaign), Unit: string(m.Unit), New: fresh}
}
