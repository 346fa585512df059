// Package content is what a bulletin rests on: who owes the period's reports
// and how each stands, the figures of those that were accepted, and what they
// add up to as package rollup says. It is taken at one moment and kept with the bulletin, so that
// nothing said later of a report changes what was printed.
package content

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Content is the frozen part of a bulletin.
type Content struct {
	At       time.Time    // the moment it shows
	Measures []Measure    // the columns, in the order of the plan
	Lines    []Line       // the action lines of the figures, in the order of the plan
	Rows     []Row        // every unit that owes, also those that did not report
	Totals   Totals       // of the accepted reports
	Counts   Counts       // how punctually they came
	Late     []Supplement // 补报: earlier periods, first sent after their bulletin
	Added    []Supplement // earlier periods, accepted since the number that would have had their figures
	Fixes    []Fix        // corrections of earlier numbers that this one prints
	Log      Log          // head of the audit log at that moment
}

// Measure is a figure with what decides whether it adds.
type Measure struct {
	ID                   string // of the plan; where the obligation asks for several forms «form.measure»
	Of                   string // the measure in the plan
	Form                 string // title, where there are several; figures of two forms are never added
	Name                 string
	Kind                 quantity.Kind
	OverUnits, OverLines bool
	Alone                bool // it stands in one row of the form, so a report's figure is known though it does not add over lines
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
	Sums     []Sum           // the unit's, in the order of Measures
}

// Sum is a figure as package rollup answered it, «—» with the reason where it is
// not known.
type Sum struct {
	quantity.Value
	Why  rollup.Reason // "" for a sum that is known
	From string        // key of the period of a stock that a nil report left as it stood, "" for none
}

// Totals are the sums of all units: of each measure, and of each on each line.
type Totals struct {
	All    []Sum            // in the order of Measures
	ByLine map[string][]Sum // by id of the line, "" for what stands on none; in the order of Measures
}

// Counts count the units' reports: Owed is OnTime + Late + Missing + NotDue;
// the excused are counted apart.
type Counts struct {
	Owed, OnTime, Late, Missing, NotDue, Excused int64
	Sent, Accepted, Nil                          int64
}

// Supplement is a report of an earlier period that its bulletin could not have.
type Supplement struct {
	Unit     organisation.UnitID
	Name     string
	Form     string // title, where the obligation asks for several forms
	Period   string
	Duty     campaign.DutyID
	Version  int64
	Digest   string
	Accepted bool
	Nil      bool
	Sums     []Sum // the unit's, in the order of Measures
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
