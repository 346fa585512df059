package calendar

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Calendar says which days are working days by the notices it knows. It is
// never changed after New; a Calendar may be shared between goroutines.
type Calendar struct {
	notices   []Notice // by publication
	workdays  map[Date]bool
	festivals map[Date]string
	announced map[int]bool
	version   string
}

// New makes the calendar of the notices. Where several name a day, the one
// published last decides. The same notice given twice counts once. Making one
// takes about as long as a query: keep it rather than make it for each date.
func New(notices []Notice) *Calendar {
	sorted := slices.SortedFunc(slices.Values(notices), Notice.compare)
	sorted = slices.CompactFunc(sorted, func(a, b Notice) bool { return a.compare(b) == 0 })
	c := &Calendar{
		notices:   sorted,
		workdays:  map[Date]bool{},
		festivals: map[Date]string{},
		announced: map[int]bool{},
		version:   version(sorted),
	}
	for _, n := range sorted {
		for _, d := range n.Off {
			c.workdays[d] = false
		}
		for _, d := range n.Work {
			c.workdays[d] = true
		}
		maps.Copy(c.festivals, n.Names)
		if !n.Change {
			c.announced[n.Year] = true
		}
	}
	return c
}

// KnownOn returns the calendar as it was known at the end of the day d: only
// the notices published on d or before.
func (c *Calendar) KnownOn(d Date) *Calendar {
	return New(knownOn(c.notices, d))
}

func knownOn(notices []Notice, d Date) []Notice {
	return slices.DeleteFunc(slices.Clone(notices), func(n Notice) bool { return n.Published.After(d) })
}

// Notices returns the notices the calendar knows, in the order of their
// publication.
func (c *Calendar) Notices() []Notice { return slices.Clone(c.notices) }

// Version names the set of notices known by the newest of them,
// «2019@2018-12-06»: the year it arranges and the day it was published. Where
// the set is not the one the program carries, a short hash of the whole set
// follows. A calendar without a notice is «none».
func (c *Calendar) Version() string { return c.version }

func version(sorted []Notice) string {
	if len(sorted) == 0 {
		return "none"
	}
	newest := sorted[len(sorted)-1]
	name := fmt.Sprintf("%d@%s", newest.Year, newest.Published)
	text := setText(sorted)
	if text == setText(knownOn(ownNotices(), newest.Published)) {
		return name
	}
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%s+%x", name, sum[:4])
}

func setText(notices []Notice) string {
	var b strings.Builder
	for _, n := range notices {
		b.WriteString(n.text() + "\n")
	}
	return b.String()
}

// Announced reports whether the notice of the year is known.
func (c *Calendar) Announced(year int) bool { return c.announced[year] }

// Certain reports whether nothing still to be announced can be expected to
// change d: the notice of its year is known and, for a day in December, that
// of the next year too.
func (c *Calendar) Certain(d Date) bool {
	return c.announced[d.Year] && (d.Month != time.December || c.announced[d.Year+1])
}

// IsWorkday reports whether d is a working day: as a notice says, otherwise
// Monday to Friday. Moved working days (调休) count.
func (c *Calendar) IsWorkday(d Date) bool {
	if work, named := c.workdays[d]; named {
		return work
	}
	return !d.weekend()
}

// RestDay names a day that is no working day, by its festival («端午节») or its
// weekday («周日»). It is "" for a working day.
func (c *Calendar) RestDay(d Date) string {
	if c.IsWorkday(d) {
		return ""
	}
	if name := c.festivals[d]; name != "" {
		return name
	}
	return d.WeekdayChinese()
}

// LastWorkday returns the last working day in first..last, both included, and
// false if there is none.
func (c *Calendar) LastWorkday(first, last Date) (Date, bool) {
	for d := last; !d.Before(first); d = d.AddDays(-1) {
		if c.IsWorkday(d) {
			return d, true
		}
	}
	return Date{}, false
}

// AddWorkdays returns the n-th working day after d, or before d if n is
// negative; d itself is never counted. For n = 0 it returns d.
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		if c.IsWorkday(d) {
			n--
		}
	}
	return d
}

// WorkdayOnOrAfter returns d if it is a working day, otherwise the next one.
func (c *Calendar) WorkdayOnOrAfter(d Date) Date { return c.AddWorkdays(d.AddDays(-1), 1) }

// WorkdayOnOrBefore returns d if it is a working day, otherwise the one before.
func (c *Calendar) WorkdayOnOrBefore(d Date) Date { return c.AddWorkdays(d.AddDays(1), -1) }
