package demo

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// duty is a duty with what its unit makes of it.
type duty struct {
	campaign.Duty
	unit   *unit
	bodies []string // that receive it

	change   int               // how often the intention changed: what an older one planned is dropped
	cells    map[string]string // the report as typed
	none     string            // reason of a nil report
	flaw     *flaw             // what the office will return
	newest   int64             // version sent
	revision int64             // of the stored draft
}

// flaw is what is wrong in a first version, and what mends it.
type flaw struct {
	cell, right, comment string
	body                 string // the recipient who finds it
}

// key names a duty the same way in every demonstration.
func (d *duty) key() string {
	return strings.Join([]string{d.unit.code, d.Obligation, d.Period, d.Form}, "/")
}

// deed names what a unit does at once, be it one form or three.
func (d *duty) deed() string { return strings.Join([]string{d.unit.code, d.Obligation, d.Period}, "/") }

// habit is how units go about an obligation.
type habit struct {
	early         []int   // weights of sending 0, 1, 2 … working days before the last day
	late, missing float64 // shares
	draft         float64 // share that begins a draft days before
	flawed        float64 // share that is returned once
}

var habits = map[string]habit{
	"survey-and-draft": {early: []int{40, 30, 20, 10}, late: .07, missing: .02, draft: .2, flawed: .03},
	"argue":            {early: []int{40, 30, 20, 10}, late: .06, missing: .03, draft: .2, flawed: .02},
	"clarify-rules":    {early: []int{45, 30, 15, 10}, late: .10, missing: .04, draft: .2, flawed: .04},
	"plan-and-tables":  {early: []int{45, 30, 15, 10}, late: .09, missing: .03, draft: 1, flawed: .10},
	"track":            {early: []int{10, 12, 12, 14, 14, 10, 8, 8, 6, 6}, late: .04, missing: .02, draft: .6, flawed: .02},
	"phase3-work":      {early: []int{10, 12, 12, 14, 14, 10, 8, 8, 6, 6}, late: .04, missing: .02, draft: .4, flawed: .02},
	"annual-summary":   {early: []int{9, 9, 9, 9, 8, 7, 6, 6, 5, 5, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1}, late: .05, missing: .02, draft: .4, flawed: .06},
	"monthly-report":   {early: []int{9, 7, 7, 17, 24, 18, 12, 6}, late: .05, missing: .013, draft: .85, flawed: .06},
}

// intention is the days on which a unit means to act; a zero day is never.
type intention struct{ draft, send, held calendar.Date }

// intend puts on the agenda what the debtor of a duty will do, from a day on.
func (s *story) intend(d *duty, from calendar.Date) {
	if d.Obligation == bulletin { // the office goes about it in another way
		return
	}
	d.change++
	in := s.intention(d)
	first := calendar.DateOf(d.Opens, locale.Shanghai)
	if first.Before(from) {
		first = from
	}
	in.draft, in.send = notBefore(in.draft, first), notBefore(in.send, first)
	if d.revision > 0 { // begun already
		in.draft = calendar.Date{}
	}
	s.write(d, in)
	switch {
	case d.Form == "" && !in.send.IsZero():
		s.meant(d, in.send, "sign-for", 9*60+10, 17*60, s.signFor)
	case s.signed(d):
		s.intendPaper(d, in)
	case !in.send.IsZero():
		if in.draft.Before(in.send) {
			s.meant(d, in.draft, "draft", 9*60+10, 17*60, s.save)
		}
		s.meant(d, in.send, "send", 9*60+10, 17*60+20, s.send)
	default:
		s.meant(d, in.draft, "draft", 9*60+10, 17*60, s.save)
	}
}

// intendPaper is a paper's way: the liaison writes and hands up, the leader
// signs.
func (s *story) intendPaper(d *duty, in intention) {
	s.meant(d, in.draft, "draft", 9*60+10, 10*60+30, s.save)
	handed := in.send
	if handed.IsZero() && d.Form == formPlan { // long after the last day; the leader lets it lie
		handed = s.calendar.AddWorkdays(in.draft, 62)
	}
	s.meant(d, handed, "hand-up", 10*60+40, 11*60+50, s.handUp)
	s.meant(d, in.send, "send", 14*60+40, 17*60+20, s.send)
}

func notBefore(day, first calendar.Date) calendar.Date {
	if !day.IsZero() && day.Before(first) {
		return first
	}
	return day
}

// meant puts a step on the agenda of a day, unless the intention changes.
func (s *story) meant(d *duty, day calendar.Date, step string, from, to int, do func(context.Context, *duty) error) {
	if day.IsZero() {
		return
	}
	change := d.change
	s.add(day, roll("minute", d.key(), step).between(from, to), func(ctx context.Context) error {
		if d.change != change {
			return nil
		}
		return do(ctx, d)
	})
}

// intention decides how a debtor meets a duty.
func (s *story) intention(d *duty) intention {
	dice := roll("intention", d.deed())
	switch d.Obligation {
	case "receipt":
		if slow[d.unit.code] < 0 {
			return intention{}
		}
		return intention{send: s.calendar.AddWorkdays(FirstDay, dice.weighted([]int{20, 35, 25, 10, 6, 0, 0, 4}))}
	case "register-body-and-liaison":
		return intention{send: d.unit.named(s.calendar)}
	case "assessment-rules": // without a date: four in ten have theirs by the autumn
		if dice.chance(.4) {
			return intention{send: s.calendar.AddWorkdays(FirstDay, dice.between(25, 75))}
		}
		return intention{}
	case "argue":
		return s.forum(d, dice)
	case "exchange-meeting":
		held := calendar.Date{Year: 2018, Month: 8, Day: 28}
		return intention{send: held.AddDays(1), held: held}
	case "kickoff", "quarterly-meeting":
		return s.meeting(d, dice)
	}
	if o, ok := oddities[d.deed()]; ok {
		last := s.calendar.WorkdayOnOrBefore(d.DueOn)
		return intention{send: s.calendar.AddWorkdays(last, -o.early)}
	}
	if h, ok := habits[d.Obligation]; ok {
		return s.paper(d, dice, h)
	}
	return intention{} // nobody reports it
}

// paper decides when a report is written and sent.
func (s *story) paper(d *duty, dice die, h habit) (in intention) {
	last, care := s.calendar.WorkdayOnOrBefore(d.DueOn), d.unit.carelessness()
	fate, drafts := dice.Float64(), dice.chance(h.draft)
	switch {
	case fate < h.missing*care:
	case fate < (h.missing+h.late)*care:
		in.send = s.calendar.AddWorkdays(d.DueOn, dice.between(1, 4))
	default:
		in.send = s.calendar.AddWorkdays(last, -dice.weighted(h.early))
	}
	if !drafts {
		return in
	}
	in.draft = s.calendar.AddWorkdays(last, -dice.between(2, 5))
	if d.Obligation == "track" { // the form lies open for half a year
		in.draft = s.calendar.AddWorkdays(calendar.DateOf(d.Opens, locale.Shanghai), dice.between(20, 70))
	}
	if !in.send.IsZero() && !in.draft.Before(in.send) {
		in.draft = s.calendar.AddWorkdays(in.send, -1)
	}
	return in
}

// forum decides when the plan is argued, and when the record of it is made.
func (s *story) forum(d *duty, dice die) intention {
	in := s.paper(d, dice, habits[d.Obligation])
	if d.unit.code == uninvited {
		in.send = s.calendar.AddWorkdays(s.calendar.WorkdayOnOrBefore(d.DueOn), -1)
	}
	first := in.send
	if !in.draft.IsZero() {
		first = in.draft
	}
	if !first.IsZero() {
		in.held = s.calendar.AddWorkdays(first, -dice.between(1, 3))
	}
	return in
}

// lapses are kick-offs that were held, and recorded, so many working days after
// the last day: one held late, one held in time and recorded late (P-27).
var lapses = map[string]struct{ held, recorded int }{
	"shilong/kickoff/once":  {1, 2},
	"jiaotong/kickoff/once": {-1, 1},
}

// meeting decides when a meeting is held, and when the record is made: most
// within days, some only after the last day (N-P16), some never. What is held
// every quarter is not held after it (P-55).
func (s *story) meeting(d *duty, dice die) (in intention) {
	last := s.calendar.WorkdayOnOrBefore(d.DueOn)
	days, care := dice.between(1, 28), d.unit.carelessness()
	if d.Obligation == "kickoff" {
		days = dice.between(0, 8)
	}
	in.held = s.calendar.WorkdayOnOrBefore(last.AddDays(-days))
	in.send = s.calendar.AddWorkdays(in.held, dice.weighted([]int{25, 40, 20, 15}))
	if l, ok := lapses[d.deed()]; ok {
		return intention{send: s.calendar.AddWorkdays(d.DueOn, l.recorded), held: s.calendar.AddWorkdays(d.DueOn, l.held)}
	}
	switch fate := dice.Float64(); {
	case d.unit == s.federation: // sets the example
	case fate < .02*care:
		return intention{}
	case fate < .05*care && d.Obligation == "kickoff": // held late
		in.held = s.calendar.AddWorkdays(d.DueOn, dice.between(1, 8))
		in.send = s.calendar.AddWorkdays(in.held, 1)
	case fate < .12*care: // recorded late
		in.send = s.calendar.AddWorkdays(d.DueOn, dice.between(2, 9))
	}
	return in
}

// actor returns who fills the debtor's forms.
func (s *story) actor(d *duty) people.Actor {
	if d.unit == s.federation {
		return s.offices[helpOffice]
	}
	return d.unit.liaison
}

// oddity is a deed that goes as a demonstration wants it.
type oddity struct {
	early  int  // working days before the last day
	flawed bool // it is returned
	review int  // working days until it is read
	answer int  // working days until it is sent again
}

// oddities: on 2018-09-28 the September report of 叶县 is still to be written,
// one is returned, and one of August was returned and is overdue since.
var oddities = map[string]oddity{
	"yexian/monthly-report/2018-09": {early: 0, review: 1},
	"lushan/monthly-report/2018-09": {early: 5, flawed: true, review: 2, answer: 3},
	"lanxi/monthly-report/2018-08":  {early: 0, flawed: true, review: 4, answer: 16},
}
