package calendar

import "time"

// form is the shape of a due rule.
type form uint8

const (
	fixedDay    form = iota // 2018-06-18, 2018-06-18 09:00
	dayRange                // 2018-06-20..2018-06-30
	monthThird              // late August 2018
	wholeMonth              // end of 2018-06
	lastWorkday             // last workday of month
	lastDay                 // last day of quarter
	nthDay                  // day 10 of next month
	nthWorkday              // workday 5 of next month
	someMonths              // quarter 4 of year, months 5..9 of year
	feastEve                // last workday before May Day
	fromEvent               // 20 workdays after kickoff
)

// third is a part of a month in official language.
type third uint8

const (
	early third = iota // 上旬, 1 to 10
	mid                // 中旬, 11 to 20
	late               // 下旬, 21 to the end
)

// moved says what becomes of a day that the rule names and that is no working
// day.
type moved uint8

const (
	stays    moved = iota // it is due all the same (N-P2)
	toNext                // 遇节假日顺延
	toBefore              // 遇节假日提前
)

// Rule says when something is due. It is comparable, never changes, and is
// made by ParseRule; the zero Rule is none. The forms are in the package
// documentation.
type Rule struct {
	form       form
	start, end Date   // fixedDay: both the day; windows: first and last day
	moved      moved  // forms that do not count working days
	clock      Clock  // on the due day
	third      third  // monthThird
	kind       Kind   // recurring forms: what the period must be
	n          int    // nthDay, nthWorkday; someMonths: the first month
	last       int    // someMonths: the last month
	next       bool   // recurring forms: counted in the period that follows
	feast      feast  // feastEve
	event      string // fromEvent: its id
	name, days string // fromEvent: what Of told of it; days in ISO form
	span       Span   // fromEvent
	before     bool   // fromEvent: before it, not after
}

// IsZero reports whether r is no rule.
func (r Rule) IsZero() bool { return r == Rule{} }

// Kind returns which periods the rule gives a date for: Once for a rule that
// names dates, else Month, Quarter or Year. It is "" for no rule.
func (r Rule) Kind() Kind {
	if r.kind == "" && !r.IsZero() {
		return Once
	}
	return r.kind
}

// FitsEvery reports whether the rule gives a date for every period of the
// kind. An obligation whose rule does not fit its recurrence never falls due.
func (r Rule) FitsEvery(k Kind) bool { return !r.IsZero() && r.Kind() == k }

// Window returns the first and last day of a rule that names a span, and false
// for any other.
func (r Rule) Window() (first, last Date, ok bool) {
	switch r.form {
	case dayRange, monthThird, wholeMonth:
		return r.start, r.end, true
	default:
		return Date{}, Date{}, false
	}
}

// Named returns the last day that a rule names itself, before it is moved off a
// rest day; zero for a rule that is counted over periods or from an event.
func (r Rule) Named() Date {
	switch r.form {
	case fixedDay, dayRange, monthThird, wholeMonth:
		return r.end
	}
	return Date{}
}

// Opens returns the first day on which the duty of p can be discharged: the
// start of the rule's window, else the start of the period. It is the zero
// Date for a rule that names only its last day.
func (r Rule) Opens(p Period) Date {
	if r.form == someMonths && r.FitsEvery(p.Kind) {
		return r.months(p).Start
	}
	if first, _, ok := r.Window(); ok {
		return first
	}
	return p.Start
}

// Resolve returns the deadline of p by what c knows. Dates that the rule names
// itself are not moved off rest days (N-P2), unless it says so. A period that the rule does not
// fit, or whose event has no day yet, has no deadline: the zero Deadline.
func (r Rule) Resolve(p Period, c *Calendar) Deadline {
	if !r.FitsEvery(p.Kind) {
		return Deadline{}
	}
	day, certain := r.day(r.counted(p), c)
	if day.IsZero() {
		return Deadline{}
	}
	if r.moved != stays {
		named := day
		day = r.offRestDay(named, c)
		certain = certain && certainBetween(c, named, day) && certainBetween(c, day, named)
	}
	return Deadline{
		Date:        day,
		Clock:       r.clock,
		Provisional: !certain,
		Rest:        c.RestDay(day),
		Version:     c.Version(),
	}
}

// counted returns the period in which the rule counts.
func (r Rule) counted(p Period) Period {
	if r.next {
		return p.Next()
	}
	return p
}

// months returns the window that the rule names in the year p.
func (r Rule) months(p Period) Period {
	year := r.counted(p).Start.Year
	return Period{Kind: Month, Start: Date{year, time.Month(r.n), 1}, End: lastOfMonth(year, time.Month(r.last))}
}

// day returns the due day in p and whether every day it was counted over is
// certain.
func (r Rule) day(p Period, c *Calendar) (day Date, certain bool) {
	switch r.form {
	case lastWorkday:
		day, found := c.LastWorkday(p.Start, p.End)
		if !found {
			day = p.End
		}
		return day, certainBetween(c, day, p.End)
	case nthWorkday:
		day = c.AddWorkdays(p.Start.AddDays(-1), r.n)
		return day, certainBetween(c, p.Start, day)
	case lastDay:
		return p.End, true
	case nthDay:
		return p.Start.AddDays(r.n - 1), true
	case someMonths:
		return lastOfMonth(p.Start.Year, time.Month(r.last)), true
	case feastEve:
		feast := Date{p.Start.Year, feasts[r.feast].month, 1}
		day := c.AddWorkdays(feast, -1)
		return day, certainBetween(c, day, feast)
	case fromEvent:
		return r.fromEventDay(p, c)
	default:
		return r.end, true
	}
}

// countsWorkdays reports whether the day that the rule gives is a working day
// by itself.
func (r Rule) countsWorkdays() bool {
	switch r.form {
	case lastWorkday, nthWorkday, feastEve:
		return true
	}
	return r.form == fromEvent && r.span.Workdays
}

// offRestDay returns the working day to which a day is moved, if it is.
func (r Rule) offRestDay(day Date, c *Calendar) Date {
	switch r.moved {
	case toNext:
		return c.WorkdayOnOrAfter(day)
	case toBefore:
		return c.WorkdayOnOrBefore(day)
	}
	return day
}

func certainBetween(c *Calendar, first, last Date) bool {
	for d := first; !d.After(last); d = d.AddDays(1) {
		if !c.Certain(d) {
			return false
		}
	}
	return true
}

// feast is a holiday with a fixed first day.
type feast uint8

const (
	mayDay feast = iota
	nationalDay
)

// feasts are the holidays that a rule may name; what moves with the moon is an
// event.
var feasts = [...]struct {
	words, zh string
	month     time.Month
}{
	mayDay:      {"May Day", "五一", time.May},
	nationalDay: {"National Day", "国庆节", time.October},
}

func (f feast) String() string { return feasts[f].words }

// thirdOf returns the first and last day of a part of a month.
func thirdOf(t third, year int, m time.Month) (first, last Date) {
	switch t {
	case early:
		return Date{year, m, 1}, Date{year, m, 10}
	case mid:
		return Date{year, m, 11}, Date{year, m, 20}
	default:
		return Date{year, m, 21}, lastOfMonth(year, m)
	}
}
