// Package rollup answers what the figures of reports add up to: by unit,
// county, industry, category, line, period or phase, over any stretch of time.
// It keeps no totals. What is in it is the newest version of every duty, read
// when it changed and never otherwise, so that a report accepted before the
// question is always in the answer.
//
// How a figure adds is the playbook's word (Measure): over time a flow is
// summed, of a stock each unit's last value counts, a distinct count never adds;
// over units and over lines it adds or it does not. What may not be added is not
// known, and the answer says why. Figures of two obligations or two forms are
// never added: they may tell of the same thing twice.
package rollup

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Source is where figures come from: a form of an obligation.
type Source struct{ Obligation, Form string }

// By is what the groups of an answer are.
type By string

// The ways of grouping. A report counts to one group alone: to the county and
// the industry its duty names, to the phase in which its period ends.
const (
	ByUnit     By = "unit"
	ByCounty   By = "county"
	ByIndustry By = "industry"
	ByCategory By = "category"
	ByLine     By = "line"
	ByPeriod   By = "period"
	ByPhase    By = "phase"
)

// AsOf is the tree by which units belong to a county, an industry, a category.
type AsOf string

// «As it was then»: as settled for the duty on its due day. «As it is today»:
// as the units stand now.
const (
	Then  AsOf = "then"
	Today AsOf = "today"
)

// State is which reports count.
type State string

// Only what every recipient accepted, or everything sent.
const (
	Accepted State = "accepted"
	Sent     State = "sent"
)

// Question asks for totals. Its zero values: the first recurring obligation
// whose form has figures, by unit, every measure, every period up to the newest
// that is due by today or has a report which counts (where there is neither, up
// to the newest that has begun), every unit the asker may see, as it was then,
// accepted reports.
type Question struct {
	Campaign  campaign.ID
	Source    Source
	By        By
	Measures  []string
	From, To  calendar.Date          // both included: periods that lie wholly between them
	Unit      organisation.UnitID    // this unit with all below it
	Hierarchy organisation.Hierarchy // along which Unit has others below it; "": along both
	Category  organisation.Category
	Line      string
	In        []Member // and only what belongs to all of these groups
	AsOf      AsOf
	State     State
}

// Member is belonging to a group: every group of every answer can be asked for
// alone, also «no county», whose Key is "".
type Member struct {
	By  By
	Key string // as Group.Key has it
}

// Reason is why a sum is not known; its text is the message «rollup.why_» + the
// reason.
type Reason string

// The reasons, from the first that is told.
const (
	Nothing   Reason = "nothing"    // no report counts
	NotAsked  Reason = "not_asked"  // no cell of the form there asks for it
	OverTime  Reason = "over_time"  // it does not add over periods
	OverUnits Reason = "over_units" // it does not add over units
	OverLines Reason = "over_lines" // it does not add over lines
	TooLarge  Reason = "too_large"  // it does not fit into the number it is kept in
)

// Sum is a figure of a group. As the forms say, what there is none of is left
// empty: an empty cell of a report that counts is zero, and so is every cell of a
// nil report but a stock, which it leaves as it stood. A sum may be zero of no
// parts. Where it is not known, shown as «—», Why says the reason. Whether figures may be added follows from what is owed, not from
// what came: a county with two units has no sum of a distinct count, even while
// one of them has sent nothing.
type Sum struct {
	quantity.Value
	Known bool
	Why   Reason // "" when it is known
	Parts int    // cells of reports it is made of
	From  string // key of the earliest period of a stock in it that a nil report left as it stood, "" for none
}

// Group is one row of an answer.
type Group struct {
	Key     string // code of a unit, id of a category, line or phase, key of a period; "" for those that have none
	Owed    int    // duties of the group in the stretch that are not excused
	Reports int    // reports that count
	Sums    []Sum  // in the order of the answer's measures
}

// Answer is what the figures add up to.
type Answer struct {
	campaign.Running
	Question // as it was settled
	Form     *playbook.Form
	Measures []playbook.Measure // those asked for, in the order of the plan
	Periods  []calendar.Period  // those in the stretch
	Groups   []Group            // in their natural order: of the tree, the plan, time
	Total    Group              // of all groups together; its Key is ""
	Partial  bool               // duties asked for are left out: the asker may not see them
	Tree     *organisation.Tree
}

// Opened is a sum opened to its parts.
type Opened struct {
	Answer        // to the same question of the one measure; Total is the sum
	Parts  []Part // by period, unit and place in the form
}

// Part is a cell of a report that a sum was asked of.
type Part struct {
	Duty    campaign.DutyID
	N       int64 // the version
	Unit    organisation.UnitID
	Period  string
	Line    string
	Cell    string
	Value   int64 // stored units
	Counted bool  // false: a stock that a later period replaced
}
