// Package ledger keeps what was done, once, where it happened (台账): the
// entries of the registers, who recorded, confirmed and accepted them, and what
// each was before it was corrected. Reports, tables, quotas, goals and
// bulletins are views of it.
//
// An entry belongs to the unit that recorded it and counts for that unit and
// all above it. What names a human is kept with the person, sealed; an entry
// only points there.
package ledger

import (
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/ledger/write"
)

// What package entry says, under the name by which everybody else knows it.
type (
	EntryID    = entry.EntryID    // identifies an entry
	Entry      = entry.Entry      // one thing recorded
	Past       = entry.Past       // an entry as it stood before a change
	New        = entry.New        // an entry as it is recorded
	Request    = entry.Request    // a request that recorded an entry
	Pick       = entry.Pick       // an entry as its reader saw it
	Step       = entry.Step       // a move as it is asked for
	Query      = entry.Query      // which entries a list shows
	Search     = entry.Search     // a query as its reader may ask it
	Span       = entry.Span       // which units stood below some others, between two days
	Cursor     = entry.Cursor     // the place after which a page goes on
	Related    = entry.Related    // what other entries say of one
	FromSource = entry.FromSource // what of it came from one source
	Marks      = entry.Marks      // what is kept beside an entry so that it is found
	Mark       = entry.Mark       // one value that a field holds
	Amount     = entry.Amount     // the number that a field holds
	Evidence   = entry.Evidence   // a file that shows what an entry says
	EvidenceID = entry.EvidenceID // identifies a file
	View       = entry.View       // a filter that an account keeps
	ViewID     = entry.ViewID     // identifies a saved view
	Total      = entry.Total      // how many entries a list has, and what they add up to
	Count      = entry.Count      // how many entries of a register stand in a state
	Tx         = entry.Tx         // what the use cases need of a transaction
	BulkTx     = entry.BulkTx     // what many rows at a time need of one
	Store      = entry.Store      // runs transactions
	Blobs      = entry.Blobs      // keeps the bytes of evidence
)

// What takes many rows at a time.
type (
	Bulk   = write.Bulk   // takes many rows into a register
	Filled = write.Filled // a row: an entry as it shall be
	Pairs  = write.Pairs  // keeps numbers by keys, more than memory holds
	Met    = write.Met    // what a row met in the register
	Fate   = write.Fate   // what becomes of a row
)

// BySource is the field by which contributions are told apart (P-03).
const BySource = entry.BySource

// The fates of a row.
const (
	Fresh  = write.Fresh  // it is new
	Differ = write.Differ // it changes an entry
	Alike  = write.Alike  // it changes nothing
	Bad    = write.Bad    // it is wrong
)

// The orders of a list, and the bounds of what is asked at once.
const (
	SortDay     = entry.SortDay     // by the day on which an entry counts
	SortTitle   = entry.SortTitle   // by the title
	SortUnit    = entry.SortUnit    // by the unit, those of one unit together
	SortChanged = entry.SortChanged // by the last change
	MaxPage     = entry.MaxPage     // entries of a page
	MaxLook     = entry.MaxLook     // entries that are looked at to count a list and add it up
	MaxMoves    = write.MaxMoves    // entries that one act moves
	MaxFile     = write.MaxFile     // bytes of a file
	MaxFiles    = write.MaxFiles    // files of an entry
)

// MarksOf derives the marks of an entry in its book.
var MarksOf = entry.MarksOf

// AmountOf is the number that an entry holds in a field, -1 for none.
var AmountOf = entry.AmountOf

// Within lets the use cases work inside a transaction that is open, see
// write.Service.Within.
func (s *Service) Within(tx Tx) *Service {
	return &Service{s.Service.Within(tx), write.Joined(tx)}
}
