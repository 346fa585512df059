package pingdingshan

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

var habits = map[string]demo.Habit{
	"survey-and-draft": {Early: []int{40, 30, 20, 10}, Late: .07, Missing: .02, Draft: .2, Flawed: .03},
	"argue":            {Early: []int{40, 30, 20, 10}, Late: .06, Missing: .03, Draft: .2, Flawed: .02},
	"clarify-rules":    {Early: []int{45, 30, 15, 10}, Late: .10, Missing: .04, Draft: .2, Flawed: .04},
	"plan-and-tables":  {Early: []int{45, 30, 15, 10}, Late: .09, Missing: .03, Draft: 1, Flawed: .10},
	"track":            {Early: []int{10, 12, 12, 14, 14, 10, 8, 8, 6, 6}, Late: .04, Missing: .02, Draft: .6, Flawed: .02},
	"phase3-work":      {Early: []int{10, 12, 12, 14, 14, 10, 8, 8, 6, 6}, Late: .04, Missing: .02, Draft: .4, Flawed: .02},
	"annual-summary":   {Early: []int{9, 9, 9, 9, 8, 7, 6, 6, 5, 5, 4, 4, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1}, Late: .05, Missing: .02, Draft: .4, Flawed: .06},
	"monthly-report":   {Early: []int{9, 7, 7, 17, 24, 18, 12, 6}, Late: .05, Missing: .013, Draft: .85, Flawed: .06},
}

// oddities: on 2018-09-28 the September report of 叶县 is still to be written,
// one is returned, and one of August was returned and is overdue since. On
// 2020-10-15 three of October have come early: one is returned, one waits to be
// read, one is accepted.
var oddities = map[string]demo.Oddity{
	"yexian/monthly-report/2018-09":  {Early: 0, Review: 1},
	"lushan/monthly-report/2018-09":  {Early: 5, Flawed: true, Review: 2, Answer: 3},
	"lanxi/monthly-report/2018-08":   {Early: 0, Flawed: true, Review: 4, Answer: 16},
	"yexian/monthly-report/2020-10":  {Early: 0, Review: 1},
	"lushan/monthly-report/2020-10":  {Early: 13, Flawed: true, Review: 1, Answer: 4},
	"jiaxian/monthly-report/2020-10": {Early: 12, Review: 3},
	"nonglin/monthly-report/2020-10": {Early: 13, Review: 1},
}

// slow are the units that named their liaison only in July and August, and the
// one that has none (P-52).
var slow = map[string]int{"shilong": 24, "youdian": 31, "tieyan": 38, "ruilin": 45, "boyun": 29, "zhaolu": -1}

// named returns the day on which a unit names its liaison, zero for never.
func named(u *demo.Unit, c *calendar.Calendar) calendar.Date {
	days, ok := slow[u.Code]
	switch {
	case days < 0:
		return calendar.Date{}
	case !ok:
		days = demo.Roll("liaison", u.Code).Between(1, 12)
	}
	return c.AddWorkdays(Issued, days)
}

// Means implements demo.Acts.
func (acts) Means(s *demo.Story, d *demo.Duty) demo.Intention {
	dice := demo.Roll("intention", d.Deed())
	switch d.Obligation {
	case "receipt":
		if slow[d.Debtor.Code] < 0 {
			return demo.Intention{}
		}
		return demo.Intention{Send: s.Calendar.AddWorkdays(Issued, dice.Weighted([]int{20, 35, 25, 10, 6, 0, 0, 4}))}
	case "register-body-and-liaison":
		return demo.Intention{Send: named(d.Debtor, s.Calendar)}
	case "assessment-rules": // without a date: four in ten have theirs by the autumn
		if dice.Chance(.4) {
			return demo.Intention{Send: s.Calendar.AddWorkdays(Issued, dice.Between(25, 75))}
		}
		return demo.Intention{}
	case "argue":
		return forum(s, d, dice)
	case "exchange-meeting":
		held := calendar.Date{Year: 2018, Month: 8, Day: 28}
		return demo.Intention{Send: held.AddDays(1), Held: held}
	case "kickoff", "quarterly-meeting":
		return meeting(s, d, dice)
	}
	h, ok := habits[d.Obligation]
	if !ok {
		return demo.Intention{} // nobody reports it, or the office goes about it in another way
	}
	in := s.Paper(d, dice, h, d.Obligation == "track")
	if in.Send.IsZero() && d.Form == formPlan { // long after the last day; the leader lets it lie
		in.Handed = s.Calendar.AddWorkdays(in.Draft, 62)
	}
	if in.Send.IsZero() {
		in.Send = s.Chased(d)
	}
	return in
}

// forum decides when the plan is argued, and when the record of it is made.
func forum(s *demo.Story, d *demo.Duty, dice demo.Die) demo.Intention {
	in := s.Paper(d, dice, habits[d.Obligation], false)
	if d.Debtor.Code == uninvited {
		in.Send = s.Calendar.AddWorkdays(s.Calendar.WorkdayOnOrBefore(d.DueOn), -1)
	}
	first := in.Send
	if !in.Draft.IsZero() {
		first = in.Draft
	}
	if !first.IsZero() {
		in.Held = s.Calendar.AddWorkdays(first, -dice.Between(1, 3))
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
func meeting(s *demo.Story, d *demo.Duty, dice demo.Die) (in demo.Intention) {
	last := s.Calendar.WorkdayOnOrBefore(d.DueOn)
	days, care := dice.Between(1, 28), d.Debtor.Care()
	if d.Obligation == "kickoff" {
		days = dice.Between(0, 8)
	}
	in.Held = s.Calendar.WorkdayOnOrBefore(last.AddDays(-days))
	in.Send = s.Calendar.AddWorkdays(in.Held, dice.Weighted([]int{25, 40, 20, 15}))
	if l, ok := lapses[d.Deed()]; ok {
		return demo.Intention{Send: s.Calendar.AddWorkdays(d.DueOn, l.recorded), Held: s.Calendar.AddWorkdays(d.DueOn, l.held)}
	}
	switch fate := dice.Float64(); {
	case d.Debtor == s.Federation: // sets the example
	case fate < .02*care:
		return demo.Intention{}
	case fate < .05*care && d.Obligation == "kickoff": // held late
		in.Held = s.Calendar.AddWorkdays(d.DueOn, dice.Between(1, 8))
		in.Send = s.Calendar.AddWorkdays(in.Held, 1)
	case fate < .12*care: // recorded late
		in.Send = s.Calendar.AddWorkdays(d.DueOn, dice.Between(2, 9))
	}
	return in
}
