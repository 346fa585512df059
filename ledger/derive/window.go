package derive

import (
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
)

// Window is the stretch of days whose entries belong to a period: those after
// the day up to which the period before told, up to the day up to which it tells
// itself. Beside them it takes what was recorded too late for the period before.
type Window struct {
	Before  calendar.Date // the last day of the window before the one before; zero: there is none
	After   calendar.Date // the last day of the window before; zero: no bound
	Through calendar.Date // the last day of this one
	Since   time.Time     // when the period before was first sent, zero: not yet
	Until   time.Time     // when this period was first sent, once that stays as it is; zero: it may be written yet
	first   bool          // no period is before it
}

// WindowOf returns the window of a duty at a moment: as if it were sent now, and
// of what is settled as it was first sent. Its days stay those of the first
// submission (N-P8). turns are the periods of its obligation.
func WindowOf(c campaign.Case, turns []Turn) (Window, error) {
	p, err := calendar.ParsePeriod(c.Period)
	if err != nil {
		return Window{}, err
	}
	i := slices.IndexFunc(turns, func(t Turn) bool { return t.Period == c.Period })
	if p.Timeless() || i < 0 {
		return Window{Through: lastDay(asOf(c), c.Zone), Until: fixed(c), first: true}, nil
	}
	w := Window{Until: fixed(c), first: i == 0}
	if w.Through, err = cut(turns, i, c.Zone); err != nil {
		return w, err
	}
	if c.First.IsZero() && !overtaken(turns, i) {
		w.Through = earlier(lastDay(asOf(c), c.Zone), p.End)
	}
	if i == 0 {
		w.After = p.Start.AddDays(-1)
		return w, nil
	}
	w.Since = turns[i-1].First
	if w.After, err = cut(turns, i-1, c.Zone); err != nil {
		return w, err
	}
	if i > 1 {
		w.Before, err = cut(turns, i-2, c.Zone)
		return w, err
	}
	before, err := calendar.ParsePeriod(turns[0].Period)
	w.Before = before.Start.AddDays(-1)
	return w, err
}

// fixed is the moment after which nothing counts any more: a report that may be
// written again follows the ledger.
func fixed(c campaign.Case) time.Time {
	if c.Settled() {
		return c.First
	}
	return time.Time{}
}

// asOf is the instant of the data as of now: the first submission or this
// moment, at the latest the due instant (N-P8).
func asOf(c campaign.Case) time.Time {
	at := c.First
	if at.IsZero() {
		at = c.Now
	}
	if !c.Due.IsZero() && at.After(c.Due) {
		return c.Due
	}
	return at
}

// cut returns the last day that a period tells of: that of its data if it was
// sent, else its own last day. What was sent after the period that follows it
// also keeps its own last day, for that one began behind it.
func cut(turns []Turn, i int, zone *time.Location) (calendar.Date, error) {
	p, err := calendar.ParsePeriod(turns[i].Period)
	if err != nil || turns[i].First.IsZero() || overtaken(turns, i) {
		return p.End, err
	}
	return earlier(lastDay(turns[i].AsOf, zone), p.End), nil
}

// overtaken reports whether the period after was sent before this one.
func overtaken(turns []Turn, i int) bool {
	if i+1 == len(turns) || turns[i+1].First.IsZero() {
		return false
	}
	return turns[i].First.IsZero() || turns[i+1].First.Before(turns[i].First)
}

// lastDay returns the last day with a moment before the instant: the due
// instant is the midnight after the due day.
func lastDay(at time.Time, zone *time.Location) calendar.Date {
	return calendar.DateOf(at.Add(-time.Millisecond), zone)
}

func earlier(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return a
	}
	return b
}

// place is where an entry stands to a window.
type place int

const (
	elsewhere place = iota // another period tells of it, or none does yet
	inside
	missed // began to count since the period before, too old for this one
)

// of places an entry by its day and the moment since which it counts.
func (w Window) of(on calendar.Date, counted time.Time) place {
	switch late := !w.Since.IsZero() && counted.After(w.Since); {
	case !w.Until.IsZero() && counted.After(w.Until), on.After(w.Through):
		return elsewhere
	case w.After.IsZero() || on.After(w.After):
		return inside
	case late && on.After(w.Before):
		return inside
	case late, w.first:
		return missed
	}
	return elsewhere
}

// holds reports whether what goes on stands at the end of the window.
func (w Window) holds(on, until calendar.Date, counted time.Time) bool {
	return !on.After(w.Through) && (until.IsZero() || !until.Before(w.Through)) &&
		(w.Until.IsZero() || !counted.After(w.Until))
}
