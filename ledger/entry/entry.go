// Package entry says what the ledger keeps: entries, what they were, what is
// derived from them and lies beside them; what a list of them is asked; and who
// may read and write which. Package write makes and changes them, package ledger
// is what all others see.
package entry

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
