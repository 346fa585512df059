// Package handed is what is known of a list that was handed in: where it stands,
// what is wrong in it, what it would change, and what keeping that asks of the
// store.
package handed

import (
	"context"
	"io"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
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
	Alike                   int            // new ones that may be in the register already, by another unit
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
	Old, New map[string]string // canonical, by field; of a new one what tells it from others
	Like     []ledger.EntryID  // of a new one: those near it about a person of the same name
}

// Wanted are the imports that a list asks for: of a register in a campaign, for
// units in reach, older than the last one of the page before.
type Wanted struct {
	Campaign campaign.ID
	Register string
	Reach    people.Scope
	On       string // the civil date on which the units stand below each other
	Before   ID     // "" for the newest
	Limit    int
}

// MaxFindings is how many findings are kept. Who has so many has handed in
// another list than the one asked for.
const MaxFindings = 100_000

// MaxChanges is how many changed rows are listed. All are counted.
const MaxChanges = 20_000

// Refusal is why nothing came of an import: a fault as it can be stored.
type Refusal struct {
	Key  string
	Args []any
}

// In is a file as it is handed in.
type In struct {
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
	Imports(Wanted) ([]Import, error)                // the newest first
	StaleImports(before time.Time) ([]Import, error) // whose file was handed in before and may still lie there
	ForgetFindings(ID) error
	AddFindings(ID, []Finding) error
	AddChanges(ID, []Change) error
	Findings(id ID, field string, after, limit int) ([]Finding, error)
	Changes(id ID, alike bool, after, limit int) ([]Change, error)
}

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Files keeps what is handed in until it was worked on, sealed, and has room
// for the work.
type Files interface {
	Keep(ctx context.Context, id string, r io.Reader, limit int64) (int64, error)
	Open(ctx context.Context, id string, size int64) (io.ReaderAt, error)
	Drop(ctx context.Context, id string) error
	Kept(ctx context.Context, before time.Time) ([]string, error) // what has lain there since before
	Scratch() Scratch
}

// Scratch is room for what has to be known of every row of a list, however many
// there are. Closing it gives the room back.
type Scratch interface {
	Pairs() ledger.Pairs
	Close() error
}

// File is a file of rows that was opened.
type File = grid.File

// Opener opens a file of rows, whatever its format.
type Opener func(src io.ReaderAt, size int64) (File, error)

// Actors tells what an account may do today; people.Service does.
type Actors interface {
	ActorOf(context.Context, people.AccountID, audit.Origin) (people.Actor, error)
}
