// Package content is what a bulletin rests on: who owes the period's reports
// and how each stands, the figures of those that were accepted, and what they
// add up to. It is taken at one moment and kept with the bulletin, so that
// nothing said later of a report changes what was printed.
package content

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Content is the frozen part of a bulletin.
type Content struct {
	At       time.Time    // the moment it shows
	Measures []Measure    // the columns, in the order of the plan
	Lines    []Line       // the action lines of the figures, in the order of the plan
	Rows     []Row        // every unit that owes, also those that did not report
	Totals   Totals       // of the accepted reports
	Counts   Counts       // how punctually they came
	Late     []Supplement // 补报: earlier periods, sent after their bulletin
	Fixes    []Fix        // corrections of earlier numbers that this one prints
	Log      Log          // head of the audit log at that moment
}

// Measure is a figure with what decides whether it adds.
type Measure struct {
	ID, Name             string
	Kind                 quantity.Kind
	OverUnits, OverLines bool
}

// Line is an action line.
type Line struct{ ID, Name string }

// Row is how one unit's report of the period stands.
type Row struct {
	Unit     organisation.UnitID
	Code     string
	Name     string
	Category organisation.Category
	Form     string // title, where the obligation asks for several forms; else ""
	Duty     campaign.DutyID
	Word     campaign.Word   // as shown for the duty at that moment
	Timing   campaign.Timing // NotDue while it is owed and its deadline has not come
	Days     int             // days late
	Excused  string          // reason of an excuse
	Nil      bool            // 零报告
	Sent     int64           // newest version sent, 0 for none
	Accepted bool            // and its figures are in
	Digest   string          // of that version
	Figures  []paper.Figure  // of an accepted version
	Sums     []Sum           // each figure over the lines, in the order of Measures
}

// Why says why a sum is not known.
type Why string

// The reasons; "" for a sum that is known.
const (
	Nothing   Why = "nothing"    // no accepted report has the figure
	OverUnits Why = "over_units" // it does not add over units
	OverLines Why = "over_lines" // it does not add over lines
)

// Sum is a figure, «—» with the reason where it is not known.
type Sum struct {
	quantity.Value
	Why Why
}

// Totals are the sums of all units: of each measure, and of each on each line.
type Totals struct {
	All    []Sum            // in the order of Measures
	ByLine map[string][]Sum // by id of the line, in the order of Measures
}

// Counts count the units' reports: Owed is OnTime + Late + Missing + NotDue;
// the excused are counted apart.
type Counts struct {
	Owed, OnTime, Late, Missing, NotDue, Excused int64
	Sent, Accepted, Nil                          int64
}

// Paper is the newest version of a duty's report.
type Paper struct {
	Duty     campaign.DutyID
	Unit     organisation.UnitID
	Form     string
	Period   string
	N        int64
	Accepted bool
	Digest   string
	Figures  []paper.Figure
	Content  paper.Content
}

// Supplement is a report of an earlier period that came after its bulletin.
type Supplement struct {
	Unit     organisation.UnitID
	Name     string
	Period   string
	Duty     campaign.DutyID
	Version  int64
	Digest   string
	Accepted bool
	Figures  []paper.Figure // of an accepted version
	Sums     []Sum          // in the order of Measures
}

// Fix is a correction as the number after it prints it.
type Fix struct {
	ID       string // of the correction
	Number   string // «2018年第2期»
	Place    string // «叶县总工会 受益人次»
	Old, New string
	Reason   string
}

// Log is the head of the audit log: how many records it had and the root of
// their tree, "" before the first one has its place.
type Log struct {
	Size int64
	Root string
}
