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
	EntryID    = entry.EntryID
	Entry      = entry.Entry
	Past       = entry.Past
	New        = entry.New
	Pick       = entry.Pick
	Query      = entry.Query
	Search     = entry.Search
	Span       = entry.Span
	Cursor     = entry.Cursor
	Related    = entry.Related
	Marks      = entry.Marks
	Mark       = entry.Mark
	Amount     = entry.Amount
	Evidence   = entry.Evidence
	EvidenceID = entry.EvidenceID
	View       = entry.View
	ViewID     = entry.ViewID
	Count      = entry.Count
	Tx         = entry.Tx
	BulkTx     = entry.BulkTx
	Store      = entry.Store
	Blobs      = entry.Blobs
)

// What takes many rows at a time.
type (
	Bulk   = write.Bulk
	Filled = write.Filled
	Met    = write.Met
	Fate   = write.Fate
)

// The fates of a row.
const (
	Fresh  = write.Fresh
	Differ = write.Differ
	Alike  = write.Alike
	Bad    = write.Bad
)

// The orders of a list, and the bounds of what is asked at once.
const (
	SortDay     = entry.SortDay
	SortTitle   = entry.SortTitle
	SortUnit    = entry.SortUnit
	SortChanged = entry.SortChanged
	MaxPage     = entry.MaxPage
	MaxTotal    = entry.MaxTotal
	MaxMoves    = write.MaxMoves
	MaxFile     = write.MaxFile
	MaxFiles    = write.MaxFiles
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
