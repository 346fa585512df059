// Package derive works out what a report says from the ledger: which entries
// belong to the period of a duty, and what each figure, text and row of its
// form comes to. Nothing is stored here; a report that is sent keeps what it
// was made of.
//
// The rule of the period is docs/adr/0023: each entry that counts belongs to
// one period of one debtor at most, so that no figure is added twice.
package derive

import (
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Filling is what the ledger puts into a form. Of a form that asks the ledger
// for nothing it is the zero value.
type Filling struct {
	Window
	Cells  map[string]Cell     // every figure and text that has a source, by address
	Rows   map[string][]RowSet // the rows of tables that have one, by section
	Moving int                 // different entries in figures of the period; stocks, which stand, are not among them
	Used   bool                // some entry, or some report below, is in a figure: what is typed instead is told beside it
	Missed []ledger.Entry      // began to count since the report before, and are too old for any period: in no figure
	Joint  []ledger.Entry      // organised with this unit and recorded by another, in whose report they count (联办)
}

// Cell is a figure or a text of the ledger.
type Cell struct {
	Value int64
	Text  string // canonical; "" where there is nothing
	Words bool   // a text: what is typed instead needs no reason
	Parts []Part // what it is made of, the oldest first
	Spans []Span // or the reports of shorter periods it adds
}

// Count returns how many entries, or reports, a cell is made of.
func (c Cell) Count() int { return len(c.Parts) + len(c.Spans) }

// Part is an entry in a figure, with what it gives: 1, its amount, or how many
// of the different things it was the first to bring.
type Part struct {
	ledger.Entry
	Value int64
}

// Place is a cell of a sent version.
type Place struct {
	Duty campaign.DutyID
	N    int64
	Cell string
}

// Told is a Part as a sent version keeps it.
type Told struct {
	Duty  campaign.DutyID
	N     int64 // the version
	Cell  string
	Entry ledger.EntryID
	Value int64
}

// Told lists what the cells are made of, for the version that is sent.
func (f Filling) Told(duty campaign.DutyID, n int64) []Told {
	var out []Told
	for cell, c := range f.Cells {
		for _, p := range c.Parts {
			out = append(out, Told{duty, n, cell, p.ID, p.Value})
		}
	}
	return out
}

// Span is the accepted report of a shorter period in a figure: a month of a
// quarter.
type Span struct {
	Duty   campaign.DutyID
	N      int64
	Period string
	Value  int64
}

// RowSet is a row of a table as the ledger fills it: canonical text by column.
type RowSet struct {
	Entry ledger.EntryID
	Cells map[string]string
}

// Turn is a period of one debtor's obligation, as far as the window of another
// asks for it.
type Turn struct {
	Period string
	First  time.Time // of the first submission, zero for none
	AsOf   time.Time // instant of its data (N-P8)
}

// Reach picks entries that count: of a unit and of all that ever stood below it
// in the stretch, in some registers.
type Reach struct {
	Campaign  campaign.ID
	Registers []string
	Unit      organisation.UnitID
	From, To  calendar.Date // days of entries, From zero: all before, too
	Since     time.Time     // and older ones that began to count after it; zero: none of them
	Holding   bool          // instead of From: those that still hold on To
	Joint     string        // instead of Unit: entries of others that name it in this field
	Uncounted bool          // also those that are not in the figures yet
}

// Tx is what is asked of a transaction.
type Tx interface {
	// Kept reports whether anything is in the ledger of a campaign, or of its
	// federation.
	Kept(root organisation.UnitID, c campaign.ID) (bool, error)
	// Turns lists the periods of the debtor's obligation and form, oldest first.
	Turns(campaign.Duty) ([]Turn, error)
	// SlotUnits lists the units that owe an obligation for a period.
	SlotUnits(c campaign.ID, obligation, period string) ([]organisation.UnitID, error)
	// Within lists entries, by day and id.
	Within(Reach) ([]ledger.Entry, error)
	// ToldOf lists in which cells of other duties' newest versions, of the same
	// obligation and form, entries stand.
	ToldOf(campaign.Duty, []ledger.EntryID) ([]Told, error)
	// Shorter lists the newest accepted reports of a unit with a form, of another
	// obligation, for the periods from one key to another.
	Shorter(d campaign.Duty, obligation, form, from, to string) ([]Shorter, error)
	// ToldIn lists what cells of versions were made of.
	ToldIn([]Place) ([]Told, error)
	// InsertTold keeps what a version was made of.
	InsertTold([]Told) error
	// EntriesTold lists entries by their ids, by day and id.
	EntriesTold([]ledger.EntryID) ([]ledger.Entry, error)
	Nodes(root organisation.UnitID, on calendar.Date) ([]organisation.Node, error)
	UnitTurns(root organisation.UnitID) ([]calendar.Date, error)
}

// text returns the canonical text of a figure; there is none of nothing.
func text(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// holding reports whether an entry of the register goes on from day to day.
func holding(s register.Shape) bool { return s.Standing || s.Until != "" }
