package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Relative is a day told by its distance from a start: «start», «start+20d»,
// «start+1y-1d». The months count first and stop at the end of a shorter month
// («start+1m» of 31 January is the last of February), then the days.
type Relative struct{ Months, Days int }

var relativeForm = regexp.MustCompile(`^start(?:([+-]\d{1,2})y)?(?:([+-]\d{1,3})m)?(?:([+-]\d{1,4})d)?$`)

// ParseRelative reads «start» with years, months and days to add or to take
// away, each at most once and in this order.
func ParseRelative(s string) (Relative, error) {
	m := relativeForm.FindStringSubmatch(s)
	if m == nil {
		return Relative{}, fmt.Errorf("calendar: %q is no day like start, start+20d, start+3m or start+1y-1d", s)
	}
	var n [3]int
	for i, part := range m[1:] {
		n[i], _ = strconv.Atoi(part) // digits or nothing
	}
	return Relative{12*n[0] + n[1], n[2]}, nil
}

// On returns the day when the start is known.
func (r Relative) On(start Date) Date { return start.AddMonths(r.Months).AddDays(r.Days) }

// String returns what ParseRelative reads.
func (r Relative) String() string {
	var b strings.Builder
	b.WriteString("start")
	for _, part := range []struct {
		n    int
		unit string
	}{{r.Months / 12, "y"}, {r.Months % 12, "m"}, {r.Days, "d"}} {
		if part.n != 0 {
			fmt.Fprintf(&b, "%+d%s", part.n, part.unit)
		}
	}
	return b.String()
}

// AddMonths returns the same day n months later, or earlier if n is negative;
// the last day of a month that has no such day.
func (d Date) AddMonths(n int) Date {
	first := Date{d.Year, d.Month, 1}.In(time.UTC).AddDate(0, n, 0)
	last := lastOfMonth(first.Year(), first.Month())
	return Date{last.Year, last.Month, min(d.Day, last.Day)}
}
