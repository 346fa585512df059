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
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// EntryID identifies an entry.
type EntryID string

// Entry is one thing recorded.
type Entry struct {
	ID        EntryID
	Root      organisation.UnitID
	Campaign  campaign.ID // "" in a standing register
	Register  string
	Unit      organisation.UnitID   // that recorded it, or whose it is
	Since     calendar.Date         // from when on it is that unit's, zero: from its beginning
	Person    organisation.PersonID // the human it is about, "" for none
	Title     string                // "" where it is a person's name: that is read with the person
	Line      string                // action line, "" for none
	On        calendar.Date         // the day on which it counts
	Until     calendar.Date         // the last day it holds, zero while it goes on
	State     string
	Counted   time.Time         // since when it is in the figures, zero while it is not
	Same      string            // what makes it this one (see register.Shape.Key), "" for none
	Values    map[string]string // canonical, by field; personal ones are not among them
	Created   time.Time
	By        people.AccountID
	Changed   time.Time
	ChangedBy people.AccountID
	Revision  int64
}

// Past is an entry as it stood before a change.
type Past struct {
	Entry EntryID
	N     int64 // the revision it had
	State string
	Line  string
	On    calendar.Date
	Until calendar.Date
	Unit  organisation.UnitID
	Since calendar.Date
	Title string
	// Values as they were.
	Values map[string]string
	Note   string // why it was changed
	Move   string // the move that changed it, "" for a correction
	At     time.Time
	By     people.AccountID
}
