package ledger

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Query says which entries a list shows. An empty field asks for nothing.
type Query struct {
	Campaign campaign.ID
	Register string
	Below    []organisation.UnitID // of these units and all below them, by the tree of each entry's day
	States   []string              // none: all that are not withdrawn
	Counted  bool                  // in the figures
	Open     bool                  // not over: in no state that ends
	Line     string
	From, To calendar.Date       // the day on which the entry counts, both in
	Marks    map[string][]string // by field: holds one of these
	Text     string              // words; each is somewhere in the entry's title, texts or person's name
	Points   EntryID             // entries that name this one
	Person   organisation.PersonID
	Sort     string // SortDay, SortTitle, SortUnit, SortChanged, or the id of a number field; "": SortDay
	Desc     bool
	After    string // Page.Next of the page before
	Limit    int    // entries a page; 0: 50, at most MaxPage
	Totals   bool   // Page.Total is wanted
}

// The orders of a list.
const (
	SortDay     = "day"
	SortTitle   = "title"
	SortUnit    = "unit"
	SortChanged = "changed"
)

// Bounds of lists.
const (
	MaxPage  = 200
	MaxTotal = 10_000 // up to so many entries a list is counted and added up
)

// Row is an entry of a list with the names of all that it refers to.
type Row struct {
	Entry
	Name     string            // its title, or the name of the human it is about as the reader may see it
	UnitName string            // of today
	Names    map[string]string // of the units and entries that its values name, by id
}

// Page is a part of a list.
type Page struct {
	Entries []Row
	Next    string // Query.After of the page after this one, "" for the last
	Total   Total
}

// Total is all there is of a list. More says that it is longer than MaxTotal:
// then Count is that and nothing is added up.
type Total struct {
	Count int64
	More  bool
	Sums  map[string]int64 // stored units, by number field
}

// Opened is an entry as its page shows it.
type Opened struct {
	Row
	Book     book.Book
	Campaign campaign.Campaign // in whose words it is shown
	Human    *Human            // whom it is about, nil for nobody
	Shown    map[string]string // by field: as Book.Shown, units and entries by their names
	Related  []Related
	Past     []Past // the oldest first
	May      May
	Moves    []book.Move // that the reader can make now
	Evidence []Evidence  // what was removed too
}

// Related is what other entries say of this one: how many of a register name it
// in a field, and what their numbers add up to where they are in the figures.
type Related struct {
	Register, Field string
	Count           int64
	Sums            map[string]int64 // stored units, by number field
}

// May says what the reader may do with an entry beyond its moves.
type May struct {
	Correct, Withdraw, Transfer, Attach bool
}

// New is an entry as it is recorded.
type New struct {
	Campaign campaign.ID
	Register string
	Unit     organisation.UnitID
	Typed    map[string]string // by field, as typed; units by id, code or name, entries by id
	Key      string            // the client's idempotency key, "" without one
}

// Pick names an entry as its reader saw it.
type Pick struct {
	ID       EntryID
	Revision int64
}
