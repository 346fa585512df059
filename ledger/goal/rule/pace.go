// Package rule is the arithmetic of yearly goals: what a plan states, which days
// of a year belong to a campaign, and how what was done stands to what should
// have been. It is pure.
package rule

import (
	"math/big"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Span is the days of a year that belong to the campaign, both included. The
// zero Span has none.
type Span struct{ First, Last calendar.Date }

// SpanOf returns the days of a year within a campaign; a zero end is none.
func SpanOf(year int, start, end calendar.Date) Span {
	s := Span{calendar.Date{Year: year, Month: time.January, Day: 1}, calendar.Date{Year: year, Month: time.December, Day: 31}}
	if start.After(s.First) {
		s.First = start
	}
	if !end.IsZero() && end.Before(s.Last) {
		s.Last = end
	}
	if s.Last.Before(s.First) {
		return Span{}
	}
	return s
}

// Days returns how many days the span has.
func (s Span) Days() int {
	if s.First.IsZero() {
		return 0
	}
	return s.Last.Sub(s.First) + 1
}

// Passed returns how many of its days are over: none on the first one.
func (s Span) Passed(today calendar.Date) int {
	return min(max(today.Sub(s.First), 0), s.Days())
}

// Until returns the day up to which what was done counts: today, at the latest
// the last of its days.
func (s Span) Until(today calendar.Date) calendar.Date {
	if s.Last.Before(today) {
		return s.Last
	}
	return today
}

// Over reports whether all its days have passed.
func (s Span) Over(today calendar.Date) bool { return today.After(s.Last) }

// Standing is how a goal stands.
type Standing string

// The standings, the worst first: the order of the list.
const (
	Missed  Standing = "missed"  // the year is over and the goal was not reached
	Red     Standing = "red"     // far below the required pace
	Yellow  Standing = "yellow"  // below it
	Unset   Standing = "unset"   // no version is in force
	Unknown Standing = "unknown" // nothing in the ledger counts the measure
	Early   Standing = "early"   // too few days have passed to judge
	Ahead   Standing = "ahead"   // the year has not begun
	Green   Standing = "green"   // on pace
	Reached Standing = "reached"
	Idle    Standing = "idle" // nothing is meant to be done this year
)

// Standings lists the standings in the order of the list.
var Standings = []Standing{Missed, Red, Yellow, Unset, Unknown, Early, Ahead, Green, Reached, Idle}

// Enough is how many days must have passed before a pace is judged or carried
// forward: a rate of fewer says nothing of the year.
const Enough = 30

// Measured is what the ledger says of a measure to date.
type Measured struct {
	N     int64 // stored units
	Known bool  // false: nothing in the ledger counts it
}

// Judgement is a goal beside what was done.
type Judgement struct {
	Value    int64 // the goal, in stored units
	Required int64 // what should have been reached by now if every day bore the same
	Done     Measured
	Forecast Measured // where the year ends at this rate
	Percent  int64    // of the required pace that was reached; -1 where none is required yet
	Standing Standing
}

// Judge sets a goal beside what was done up to today.
//
// The required pace is the goal's share of the days that have passed. A flow is
// carried forward at its rate. A stock is a level: what there is now is what is
// foreseen. What is counted once (households, persons) is never carried forward:
// nobody knows how many new ones each month brings.
func Judge(value int64, done Measured, measure *playbook.Measure, span Span, today calendar.Date, rule register.Goals) Judgement {
	p := Judgement{Value: value, Done: done, Percent: -1}
	passed, days := int64(span.Passed(today)), int64(span.Days())
	if days > 0 {
		p.Required, _ = share(value, passed, days)
	}
	if done.Known && value > 0 && passed > 0 {
		p.Percent = percent(done.N, days, value, passed)
	}
	if measure != nil {
		p.Forecast = forecast(done, measure.OverTime, passed, days)
	}
	p.Standing = p.stand(span, today, rule)
	return p
}

func (p Judgement) stand(span Span, today calendar.Date, rule register.Goals) Standing {
	switch {
	case p.Value == 0:
		return Idle
	case span.Days() == 0 || today.Before(span.First):
		return Ahead
	case !p.Done.Known:
		return Unknown
	case p.Done.N >= p.Value:
		return Reached
	case span.Over(today):
		return Missed
	case span.Passed(today) < Enough:
		return Early
	case p.Percent < int64(rule.Red):
		return Red
	case p.Percent < int64(rule.Yellow):
		return Yellow
	}
	return Green
}

func forecast(done Measured, over playbook.OverTime, passed, days int64) Measured {
	if !done.Known || passed < Enough || passed >= days {
		return Measured{}
	}
	switch over {
	case playbook.Stock:
		return done
	case playbook.Flow:
		if n, fits := share(done.N, days, passed); fits {
			return Measured{n, true}
		}
	}
	return Measured{}
}

// Level reports whether a measure is a level on a day, and no sum over days.
func Level(m *playbook.Measure) bool { return m.OverTime == playbook.Stock }

// share returns n × part ÷ whole, rounded half up, and whether it fits.
func share(n, part, whole int64) (int64, bool) {
	x := new(big.Int).Mul(big.NewInt(n), big.NewInt(2*part))
	x.Add(x, big.NewInt(whole))
	x.Div(x, big.NewInt(2*whole))
	return x.Int64(), x.IsInt64()
}

// percent returns how many whole percent done × days is of value × passed.
func percent(done, days, value, passed int64) int64 {
	x := new(big.Int).Mul(big.NewInt(done), big.NewInt(100*days))
	x.Div(x, new(big.Int).Mul(big.NewInt(value), big.NewInt(passed)))
	if !x.IsInt64() {
		return mostPercent
	}
	return min(x.Int64(), mostPercent)
}

// mostPercent is where a percentage stops to say anything.
const mostPercent = 9999
