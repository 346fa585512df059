// Package countryside is the campaign of the template «劳模助力乡村振兴» as a
// demonstration plays it on request: the federation of the first script began
// it two months before the day that is shown.
package countryside

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// Template is the id of the playbook, by which the campaign is asked for.
const Template = "rural-revitalisation"

// office is the body of the playbook that receives.
const office = "office"

// Script returns the campaign of a demonstration of a day, which is not begun
// before another day.
func Script(today, first calendar.Date) (demo.Script, error) {
	pb, err := playbooks.Open(Template)
	if err != nil {
		return demo.Script{}, err
	}
	start := begun(today, first)
	source, err := edit.Of(pb.Source).Set("start", start.String()).Bytes()
	if err != nil {
		return demo.Script{}, err
	}
	return demo.Script{
		Plan: source, Issued: start, Guest: true, Clerk: office, Naming: "liaison", Signed: []string{"unit-plan", "task-breakdown"},
		Document: demo.Document{Name: "劳模助力乡村振兴行动实施方案.txt", Body: playbooks.Document(Template)},
		Habits:   habits, Acts: acts{begin: start},
	}, nil
}

// begun returns the last working day that lies two months or more before a day.
func begun(today, first calendar.Date) calendar.Date {
	day := calendar.DateOf(today.In(locale.Shanghai).AddDate(0, -2, 0), locale.Shanghai)
	day = calendar.New(calendar.Notices()).WorkdayOnOrBefore(day)
	if day.Before(first) {
		return first
	}
	return day
}

// lines are the tasks of the plan, in its order.
var lines = []string{"industry", "skill", "consumption", "culture"}

var sizes = map[organisation.Category]demo.Size{
	organisation.County:           {From: .8, To: 1.4, Share: 1},
	organisation.Zone:             {From: .4, To: .7, Share: .6},
	organisation.Industry:         {From: .4, To: .8, Share: .5},
	organisation.DirectEnterprise: {From: .3, To: .6, Share: .4},
}

// acts is what people do in this campaign.
type acts struct{ begin calendar.Date }

// Settles implements demo.Acts.
func (acts) Settles(u *demo.Unit) {
	if size, ok := sizes[u.Category]; ok {
		u.Settle(size, lines, "consumption")
	}
}

// Routine implements demo.Acts: the office issues no bulletin in the first
// months.
func (acts) Routine(*demo.Story, calendar.Date) {}

// Chronicle implements demo.Acts: a campaign that is two months old has nothing
// in its ledger yet.
func (acts) Chronicle(*demo.Story) {}

// Tells implements demo.Acts: what nobody recorded is typed.
func (acts) Tells(*demo.Story, *demo.Duty, map[string]string) {}

// Attaches implements demo.Acts.
func (acts) Attaches(d *demo.Duty) (slot, name string) {
	if d.Form == "unit-plan" && demo.Roll("file", d.Key()).Chance(.4) {
		return "papers/plan", d.Debtor.Name + "工作方案.pdf"
	}
	return "", ""
}

var habits = map[string]demo.Habit{
	"liaison":        {Early: []int{30, 30, 20, 10}, Late: .05, Missing: .02},
	"plan":           {Early: []int{40, 30, 20, 10}, Late: .08, Missing: .03, Draft: 1, Flawed: .08},
	"mobilisation":   {Early: []int{10, 12, 14, 12, 10, 8}, Late: .05, Missing: .02, Draft: .2},
	"monthly-report": {Early: []int{10, 10, 12, 16, 18, 10}, Late: .05, Missing: .015, Draft: .8, Flawed: .05},
}

// Means implements demo.Acts.
func (a acts) Means(s *demo.Story, d *demo.Duty) demo.Intention {
	dice := demo.Roll("intention", d.Deed(), a.begin.String())
	if d.Obligation == "receipt" {
		return demo.Intention{Send: s.Calendar.AddWorkdays(a.begin, dice.Weighted([]int{25, 35, 20, 10, 5, 0, 3}))}
	}
	h, ok := habits[d.Obligation]
	if !ok {
		return demo.Intention{} // nobody has come to it yet
	}
	in := s.Paper(d, dice, h, false)
	if d.Obligation == "liaison" || d.Obligation == "mobilisation" {
		in.Held = s.Calendar.AddWorkdays(calendar.DateOf(d.Opens, locale.Shanghai), dice.Between(1, 3))
		if !in.Send.IsZero() && in.Send.Before(in.Held) {
			in.Send = in.Held
		}
	}
	return in
}
