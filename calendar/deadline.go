package calendar

import (
	"fmt"
	"time"
)

// Clock is a time of day in minutes after 00:00, at most EndOfDay.
type Clock int

// EndOfDay is 24:00, the time of a deadline that names only a day.
const EndOfDay Clock = 24 * 60

// Times of day that a rule may name by a word: «noon» and «close of business».
// An office that closes at another hour writes that hour.
const (
	Noon    Clock = 12 * 60
	Closing Clock = 17*60 + 30
)

// String returns «09:00».
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// Deadline is the outcome of a due rule for one period.
type Deadline struct {
	Date        Date   // the last day that is in time
	Clock       Clock  // the time on Date from which it is late
	Provisional bool   // 暂定: rests on days that are not yet announced
	Rest        string // names Date if it is a rest day («周日», «端午节»), else ""
	Version     string // the Calendar's version
}

// At returns the instant from which a submission is late; strictly before it
// is in time. A deadline that names only a day ends with the day (N-P15). No
// deadline has no instant: the zero Time.
func (d Deadline) At(loc *time.Location) time.Time {
	if d.Date.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Date.Year, d.Date.Month, d.Date.Day, 0, int(d.Clock), 0, 0, loc)
}
