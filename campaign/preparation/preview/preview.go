// Package preview counts the duties that a launch would make, before there is
// any: by obligation and by day, with the days that are no working days.
package preview

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Preview is every duty that a launch today would make.
type Preview struct {
	Asks     []Ask // in the order of the playbook
	Days     []Day // days on which something is due, in order
	Units    int   // units that owe something, the organiser apart
	Duties   int   // rows there will be
	First    calendar.Date
	Past     int // rows whose day lies before today: they would be missing at once
	Calendar *calendar.Calendar
}

// Ask is one obligation and form.
type Ask struct {
	Obligation  *playbook.Obligation
	Form        *playbook.Form // nil for a receipt
	Units       int            // that owe it, the most in any period
	Periods     int
	Duties      int
	First, Last calendar.Date // zero: 无期限
	Resting     int           // periods whose day is no working day
	Provisional int           // periods whose day is not certain yet
}

// Even reports whether every unit owes every period: then units times periods
// are the duties.
func (a Ask) Even() bool { return a.Units*a.Periods == a.Duties }

// Own reports whether the organiser alone owes it.
func (a Ask) Own() bool { return !a.Obligation.Units }

// Day is a day on which something is due.
type Day struct {
	On          calendar.Date
	Rest        string // what kind of rest day it is, "" for a working day
	Provisional bool
	Dues        []Due
}

// Due is what is due on a day.
type Due struct {
	Ask    int // in Preview.Asks
	Period calendar.Period
	Units  int
}

// Count counts every duty that a launch would make of the campaign as it would
// be, at this moment.
func Count(r campaign.Running, cal *calendar.Calendar, forest organisation.Forest) (Preview, error) {
	t := tally{Preview: Preview{Calendar: cal}, organiser: r.Unit, today: r.Today(),
		seen: map[organisation.UnitID]bool{}, asks: map[askKey]int{}, days: map[calendar.Date]*Day{}}
	f := r.Frame(cal)
	for _, slot := range f.Slots() {
		debtors, _, err := f.Debtors(slot, forest)
		if err != nil {
			return Preview{}, err
		}
		t.add(r.Book, slot, debtors)
	}
	for _, d := range t.days {
		t.Days = append(t.Days, *d)
	}
	slices.SortFunc(t.Days, func(a, b Day) int { return a.On.Compare(b.On) })
	if i := slices.IndexFunc(t.Days, func(d Day) bool { return !d.On.Before(t.today) }); i >= 0 {
		t.First = t.Days[i].On
	}
	t.Units = len(t.seen)
	return t.Preview, nil
}

// tally is a preview in the making.
type tally struct {
	Preview
	organiser organisation.UnitID
	today     calendar.Date
	seen      map[organisation.UnitID]bool
	asks      map[askKey]int
	days      map[calendar.Date]*Day
}

type askKey struct{ obligation, form string }

func (t *tally) add(pb *playbook.Playbook, s campaign.Slot, debtors []organisation.Node) {
	key := askKey{s.Obligation.ID, s.Row.Form}
	i, ok := t.asks[key]
	if !ok {
		i = len(t.Asks)
		t.asks[key] = i
		t.Asks = append(t.Asks, Ask{Obligation: s.Obligation, Form: pb.Form(s.Row.Form)})
	}
	for _, n := range debtors {
		if n.ID != t.organiser {
			t.seen[n.ID] = true
		}
	}
	a := &t.Asks[i]
	a.Units, a.Periods, a.Duties = max(a.Units, len(debtors)), a.Periods+1, a.Duties+len(debtors)
	t.Duties += len(debtors)
	if on := s.Row.DueOn; !on.IsZero() && len(debtors) > 0 {
		t.due(a, i, s, len(debtors))
	}
}

func (t *tally) due(a *Ask, i int, s campaign.Slot, units int) {
	on := s.Row.DueOn
	d := t.days[on]
	if d == nil {
		d = &Day{On: on, Rest: t.Calendar.RestDay(on)}
		t.days[on] = d
	}
	d.Provisional = d.Provisional || s.Row.Provisional
	d.Dues = append(d.Dues, Due{i, s.Period, units})
	if a.First.IsZero() || on.Before(a.First) {
		a.First = on
	}
	if a.Last.Before(on) {
		a.Last = on
	}
	if d.Rest != "" {
		a.Resting++
	}
	if s.Row.Provisional {
		a.Provisional++
	}
	if on.Before(t.today) {
		t.Past += units
	}
}
