// Package campaign runs a playbook: from its obligations and a tree of units
// it makes the duties, «unit U owes form F for period P by instant T», and
// says at any moment how each of them stands.
package campaign

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// ID identifies a campaign.
type ID string

// DutyID identifies a duty.
type DutyID string

// Campaign is a running playbook of one organising unit.
type Campaign struct {
	ID       ID
	Unit     organisation.UnitID // the organiser
	Root     organisation.UnitID // its federation
	Playbook string              // id of the playbook
	Version  int64               // version of the playbook in force
	Digest   string              // SHA-256 of that version
	Title    string
	Launched time.Time
	Ends     calendar.Date           // last day of the plan, zero without an end
	Closed   time.Time               // zero while the campaign takes reports (P-37)
	Calendar string                  // version of the calendar last applied
	Without  []organisation.Category // categories left out although the plan asks them
	Except   []organisation.UnitID   // units left out although their category is asked
	Revision int64
}

// Edition is one version of the playbook of a campaign, as it was published.
type Edition struct {
	Campaign  ID
	Version   int64
	Digest    string // SHA-256 of Source
	Source    string
	Published time.Time
	By        people.AccountID // who published it, "" for the program
	Note      string           // why, in the words of who published it; "" for the first
}

// Duty says that a debtor owes a form for a period by an instant. It is a
// stored row: rates are counts of rows.
type Duty struct {
	ID          DutyID
	Campaign    ID
	Unit        organisation.UnitID // the debtor; the organiser for the federation's own
	Obligation  string              // id in the playbook
	Form        string              // id in the playbook, "" for a receipt
	Period      string              // key of the period: «2018-09», «once»
	Clause      string
	Opens       time.Time     // before it nothing can be sent
	DueOn       calendar.Date // last day in time; zero: 无期限, counted in no rate
	Due         time.Time     // instant from which it is late; zero without a date
	Provisional bool          // 暂定: rests on days not yet announced
	Calendar    string        // version of the calendar the date comes from
	Rule        int64         // version of the playbook the date comes from
	Category    organisation.Category
	County      organisation.UnitID // county-level parent on the due day
	Industry    organisation.UnitID // industry parent on the due day
	Newest      int64               // newest version sent, 0 for none
	Nil         bool                // it is a nil report
	Accepted    bool                // every recipient accepted the newest version
	First       time.Time           // instant of the first submission
	Held        calendar.Date       // day of the event in it (N-P16)
	Judged      time.Time           // instant that decides the timing; zero: not sent, or recorded too late to count
	Published   time.Time           // when the bulletin of its period was issued; first sent after it, it is 补报 (P-60)
	Excused     string              // reason; "" while it is owed
	ExcusedAt   time.Time
	Pending     string // day a new notice gives, ISO, while the office has not decided
	Revision    int64
}

// Verdict is what a recipient said of the newest version.
type Verdict string

// The verdicts.
const (
	NoVerdict Verdict = "none"
	Received  Verdict = "received"
	Returned  Verdict = "returned"
	Accepted  Verdict = "accepted"
	Released  Verdict = "released" // a later version of the playbook names it no longer: it receives nothing and is not among a duty's recipients
)

// Recipient is a body that receives a duty's reports, with its own verdict on
// the newest version (P-25).
type Recipient struct {
	Duty     DutyID
	Body     string // id in the playbook
	Verdict  Verdict
	Version  int64 // the version it is about
	At       time.Time
	Wanted   calendar.Date // a return: the day it is wanted back
	Revision int64
}

// Draft is what can be seen from outside of a draft: that there is one, and
// whether it was handed to the leader for signature.
type Draft struct {
	Exists bool
	Handed bool
}

// Item is a duty with all that its standing depends on.
type Item struct {
	Duty
	Draft      Draft
	Recipients []Recipient
}
