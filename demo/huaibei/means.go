package huaibei

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

var habits = map[string]demo.Habit{
	"enter-contest":    {Draft: .5, Flawed: .12},
	"work-plan":        {Draft: .4, Flawed: .08},
	"quarterly-report": {Early: []int{10, 9, 9, 16, 20, 14, 10, 6, 6}, Late: .07, Missing: .02, Draft: .7, Flawed: .08},
}

// oddities: on 2020-10-15 two reports of the third quarter are returned, one of
// them since the holiday, and another waits to be read.
var oddities = map[string]demo.Oddity{
	"hb-suixi/quarterly-report/2020Q3":  {Early: 0, Flawed: true, Review: 4, Answer: 4},
	"hb-dianzi/quarterly-report/2020Q3": {Early: 2, Flawed: true, Review: 2, Answer: 12},
	"hb-jiaoyu/quarterly-report/2020Q3": {Early: 0, Review: 9},
}

// silent is the poverty office that never signed for the notice.
const silent = "hb-lieshan-fupin"

// Means implements demo.Acts.
func (acts) Means(s *demo.Story, d *demo.Duty) demo.Intention {
	dice, opens := demo.Roll("intention", d.Deed()), calendar.DateOf(d.Opens, locale.Shanghai)
	switch d.Obligation {
	case "receipt":
		if d.Debtor.Code == silent {
			return demo.Intention{}
		}
		return demo.Intention{Send: s.Calendar.AddWorkdays(Issued, dice.Weighted([]int{20, 30, 20, 12, 8, 4, 0, 0, 6}))}
	case "enter-contest": // who has not entered by the spring does not
		return undated(s, d, dice, s.Calendar.AddWorkdays(opens, dice.Between(8, 70)), .15)
	case "work-plan":
		return undated(s, d, dice, s.Calendar.AddWorkdays(opens, dice.Between(12, 58)), .05)
	case "self-check":
		return check(s, d, dice)
	case "quarterly-report":
		in := s.Paper(d, dice, habits[d.Obligation], false)
		if in.Send.IsZero() {
			in.Send = s.Chased(d)
		}
		return in
	}
	return demo.Intention{}
}

// undated decides about what has no last day: most send it.
func undated(s *demo.Story, d *demo.Duty, dice demo.Die, send calendar.Date, never float64) (in demo.Intention) {
	if dice.Chance(never * d.Debtor.Care()) {
		return in
	}
	in.Send = send
	if dice.Chance(habits[d.Obligation].Draft) {
		in.Draft = s.Calendar.AddWorkdays(send, -dice.Between(1, 6))
	}
	return in
}

// diligence is how many working days a unit of a category lets pass between two
// of its self-checks, which it makes of its own accord (H-33).
var diligence = map[organisation.Category][2]int{organisation.County: {45, 75}, organisation.System: {60, 130}, organisation.Direct: {110, 260}}

// check decides when a unit checks itself the next time: the first in the
// second year's spring or later.
func check(s *demo.Story, d *demo.Duty, dice demo.Die) demo.Intention {
	pause, opens := diligence[d.Debtor.Category], calendar.DateOf(d.Opens, locale.Shanghai)
	return demo.Intention{Send: s.Calendar.AddWorkdays(opens, dice.Between(pause[0], pause[1]))}
}
