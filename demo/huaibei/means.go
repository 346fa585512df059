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
		return s.Paper(d, dice, habits[d.Obligation], false)
	}
	return demo.Intention{}
}

// undated decides about what has no last day: most send it, some have begun.
func undated(s *demo.Story, d *demo.Duty, dice demo.Die, send calendar.Date, never float64) (in demo.Intention) {
	if dice.Chance(habits[d.Obligation].Draft) {
		in.Draft = s.Calendar.AddWorkdays(send, -dice.Between(1, 6))
	}
	if !dice.Chance(never * d.Debtor.Care()) {
		in.Send = send
	}
	return in
}

// diligence is how often the units of a category check themselves of their own
// accord (H-33).
var diligence = map[organisation.Category]float64{organisation.County: .9, organisation.System: .6, organisation.Direct: .3}

// check decides about a quarter's self-check: who makes one makes it towards
// the quarter's end.
func check(s *demo.Story, d *demo.Duty, dice demo.Die) demo.Intention {
	p, err := calendar.ParsePeriod(d.Period)
	if err != nil || !dice.Chance(diligence[d.Debtor.Category]) {
		return demo.Intention{}
	}
	return demo.Intention{Send: s.Calendar.WorkdayOnOrBefore(p.End.AddDays(-dice.Between(0, 14)))}
}
