// Package progress counts how the duties of a plan stand, by obligation and
// period. The counts of a whole campaign are kept in memory; what the record
// says was touched since, and what an hour that came has changed, is counted
// anew, so that they are right the moment a report is sent and cost little where
// little happens.
package progress

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Slot names the duties of one obligation and period.
type Slot struct{ Obligation, Period string }

// Count says how the duties of a slot stand: rows, the papers of P-24 counted
// together. An excused duty is among All and Excused and nowhere else.
type Count struct {
	Slot
	Category              organisation.Category // of the debtors; "" where all are counted together
	DueOn                 calendar.Date         // the earliest, where notices moved some
	Provisional           bool
	Held                  calendar.Date // the last day on which what is asked was held
	All, Excused          int64
	Units                 int64 // that owe at least one paper
	OnTime, Late, Missing int64
	NotOpen               int64
	Sent, Returned        int64
	Drafted, Awaiting     int64     // by word: of those neither sent nor missing
	Pending               int64     // wait for the office's decision
	Since, Until          time.Time // between these hours the clock alone changes nothing; zero for no bound
}

// Owed returns how many duties are not excused.
func (n Count) Owed() int { return int(n.All - n.Excused) }

// Plus adds the counts of two slots, or of two parts of one. The units are those
// of the larger: who owes one period owes the next.
func (n Count) Plus(m Count) Count {
	n = n.join(m)
	n.Units = max(n.Units, m.Units)
	return n
}

// join adds what two parts of a slot have, but for the units.
func (n Count) join(m Count) Count {
	if n.All == 0 || !m.DueOn.IsZero() && m.DueOn.Before(n.DueOn) {
		n.DueOn = m.DueOn
	}
	if m.Held.After(n.Held) {
		n.Held = m.Held
	}
	n.Provisional = n.Provisional || m.Provisional
	n.All, n.Excused = n.All+m.All, n.Excused+m.Excused
	n.OnTime, n.Late, n.Missing = n.OnTime+m.OnTime, n.Late+m.Late, n.Missing+m.Missing
	n.NotOpen, n.Sent, n.Returned = n.NotOpen+m.NotOpen, n.Sent+m.Sent, n.Returned+m.Returned
	n.Drafted, n.Awaiting, n.Pending = n.Drafted+m.Drafted, n.Awaiting+m.Awaiting, n.Pending+m.Pending
	return n
}

// Draft counts what is written and not sent of a slot, by the category of the
// debtors.
type Draft struct {
	Slot
	Category          organisation.Category
	Drafted, Awaiting int64
}

// Board is how a plan stands at a moment.
type Board struct {
	campaign.Running
	Calendar *calendar.Calendar // as known today, to name rest days
	Counts   []Count            // in the order in which they are due
}

// Asked narrows what is counted; zero: all that the reader may see.
type Asked struct {
	Unit     organisation.UnitID
	Category organisation.Category
}
