package playbook

import (
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// openHorizon is how many months ahead the periods of a plan without an end
// are listed.
const openHorizon = 24

// Periods returns the periods for which the obligation is owed, in order: one
// «once», the first of «any» number, or every month, quarter or year from From to Until. Of a plan without
// an end it returns those of the first 24 months; PeriodsUntil gives more.
func (o Obligation) Periods(pb *Playbook) []calendar.Period {
	last := pb.End
	if last.IsZero() {
		last = calendar.DateOf(pb.Start.In(time.UTC).AddDate(0, openHorizon, -1), time.UTC)
	}
	return o.PeriodsUntil(pb, last)
}

// PeriodsUntil returns the periods for which the obligation is owed up to the
// one that contains last.
func (o Obligation) PeriodsUntil(pb *Playbook, last calendar.Date) []calendar.Period {
	from := o.From
	if from.IsZero() {
		from = pb.Start
	}
	if !o.Until.IsZero() && o.Until.Before(last) {
		last = o.Until
	}
	return calendar.PeriodsBetween(calendar.Kind(o.Every), from, last)
}

// Due is one date of an obligation.
type Due struct {
	Obligation *Obligation
	Period     calendar.Period
	Deadline   calendar.Deadline
}

// NextDates returns, for every obligation that is carried out and has a
// deadline, its first date on or after today, in order of date.
func (pb *Playbook) NextDates(cal *calendar.Calendar, today calendar.Date) []Due {
	var all []Due
	for i := range pb.Obligations {
		o := &pb.Obligations[i]
		if o.Due == nil || o.Later != "" {
			continue
		}
		last := pb.End
		if last.IsZero() {
			last = today.AddDays(366)
		}
		for _, period := range o.PeriodsUntil(pb, last) {
			if d := o.Due.Resolve(period, cal); !d.Date.Before(today) {
				all = append(all, Due{o, period, d})
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Due) int { return a.Deadline.Date.Compare(b.Deadline.Date) })
	return all
}
