package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date: a day without a time or a zone. It is comparable, so
// it can be a map key. The zero Date means «no date».
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day on which t falls in loc.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads an ISO date, «2018-06-29». Years run from 1 to 9999; a day
// that its month does not have is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() == 0 {
		return Date{}, fmt.Errorf("calendar: %q is no date like 2018-06-29", s)
	}
	return DateOf(t, time.UTC), nil
}

// String returns the ISO form, «2018-06-29», or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese returns the form official documents use, «2018年6月29日».
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// MarshalText writes the ISO form, nothing for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// IsZero reports whether d is «no date».
func (d Date) IsZero() bool { return d == Date{} }

// In returns 00:00 of the day in loc.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// AddDays returns the day n calendar days later, or earlier if n is negative.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC), time.UTC)
}

// Sub returns how many calendar days d lies after other.
func (d Date) Sub(other Date) int {
	return int((d.In(time.UTC).Unix() - other.In(time.UTC).Unix()) / (24 * 60 * 60))
}

// Ordinal returns a number that rises by one from day to day; 1970-01-01 is 0.
func (d Date) Ordinal() int64 { return int64(d.Sub(Date{1970, time.January, 1})) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.In(time.UTC).Weekday() }

// weekend reports whether d is a Saturday or a Sunday.
func (d Date) weekend() bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// Compare orders dates: -1 if d is before other, 0 if they are the same, 1 if
// it is after.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is later than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// lastOfMonth returns the last day of the month.
func lastOfMonth(year int, m time.Month) Date { return Date{year, m + 1, 1}.AddDays(-1) }

var weekdays = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// WeekdayChinese returns the day of the week as offices write it, «周五».
func (d Date) WeekdayChinese() string { return weekdays[d.Weekday()] }
