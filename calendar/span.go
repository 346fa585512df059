package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

// Span is a number of days or of working days: «7 days», «20 workdays». The
// zero Span is none.
type Span struct {
	N        int
	Workdays bool
}

// maxSpan is the greatest number of days a span may have: three years.
const maxSpan = 1096

// ParseSpan reads «1 day», «7 days», «1 workday» or «20 workdays». The number
// is from 1 to 1096.
func ParseSpan(s string) (Span, error) {
	number, unit, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.Atoi(number)
	span, known := spanUnit(strings.TrimSpace(unit))
	if err != nil || n < 1 || n > maxSpan || !known {
		return Span{}, fmt.Errorf("calendar: %q is no span like «7 days» or «20 workdays»", s)
	}
	span.N = n
	return span, nil
}

// spanUnit reads what a span counts.
func spanUnit(word string) (Span, bool) {
	switch strings.TrimSuffix(word, "s") {
	case "day":
		return Span{}, true
	case "workday":
		return Span{Workdays: true}, true
	}
	return Span{}, false
}

// String returns what ParseSpan reads, «20 workdays», or "" for no span.
func (s Span) String() string {
	if s == (Span{}) {
		return ""
	}
	return fmt.Sprintf("%d %s", s.N, plural(s.N, s.unit()))
}

func (s Span) unit() string {
	if s.Workdays {
		return "workday"
	}
	return "day"
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// Chinese returns «20个工作日», «7日».
func (s Span) Chinese() string {
	switch {
	case s == Span{}:
		return ""
	case s.Workdays:
		return fmt.Sprintf("%d个工作日", s.N)
	}
	return fmt.Sprintf("%d日", s.N)
}

// English returns «20 working days», «7 days».
func (s Span) English() string { return strings.Replace(s.String(), "workday", "working day", 1) }

// After returns the last day of the span that begins on the day after d.
func (s Span) After(d Date, c *Calendar) Date {
	if s.Workdays {
		return c.AddWorkdays(d, s.N)
	}
	return d.AddDays(s.N)
}

// Before returns the day that lies the span before d.
func (s Span) Before(d Date, c *Calendar) Date {
	if s.Workdays {
		return c.AddWorkdays(d, -s.N)
	}
	return d.AddDays(-s.N)
}

// Compare orders spans by about how long they are: five working days count as
// seven days.
func (s Span) Compare(other Span) int { return s.weight() - other.weight() }

func (s Span) weight() int {
	if s.Workdays {
		return s.N * 7
	}
	return s.N * 5
}
