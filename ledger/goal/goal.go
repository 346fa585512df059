// Package goal keeps the yearly goals of the units (年度工作目标, P-19) and says
// how each stands: what should have been reached by now, what the ledger holds,
// and where the year ends at this rate.
//
// A goal is of a unit, a line, a measure and a year. It is taken from the unit's
// plan once every recipient has accepted that, and is then in force; or the unit
// states it, or changes it, with a reason, and it waits for the office. Until the
// office approves a change, the version before it stays in force. No version is
// ever changed or removed.
package goal

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ID identifies a goal.
type ID string

// Goal is what one unit means to reach of one measure in one year.
type Goal struct {
	ID       ID
	Root     organisation.UnitID
	Campaign campaign.ID
	Unit     organisation.UnitID
	Line     string // action line, "" for all of them together
	Measure  string
	Year     int
	InForce  int64 // the version in force, 0 for none
	Newest   int64
	Created  time.Time
	Revision int64
}

// State is what became of a version.
type State string

// The states of a version.
const (
	Awaiting State = "awaiting" // the office has to decide
	Approved State = "approved"
	Returned State = "returned" // the office did not approve it
	Replaced State = "replaced" // the unit stated another one before the office decided
)

// Version is one statement of a goal.
type Version struct {
	Goal      ID
	N         int64 // from 1
	Value     int64 // stored units of the measure's kind
	Dropped   bool  // there is no such goal any more
	State     State
	Duty      campaign.DutyID // the plan it was taken from, "" if it was typed
	Plan      int64           // the version of that plan
	Reason    string          // why it was stated or changed; "" from a plan
	At        time.Time
	By        people.AccountID
	Decided   time.Time
	DecidedBy people.AccountID
	Note      string // why it was returned
	Revision  int64
}
