package huaibei

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Writes implements demo.Acts.
func (acts) Writes(d *demo.Duty, in demo.Intention) (mar func() *demo.Flaw) {
	switch d.Form {
	case "progress":
		return d.TooMany("受益人次与活动场次对不上，是否多录一位？请核对。")
	case "contest-entry":
		entry(d)
		return d.Thin("work/targets", "目标请写出数量和完成时间。")
	case "work-plan":
		workPlan(d)
		return d.Thin("plan/text", "请写明全年安排和责任分工，或附计划文件。")
	case "self-check":
		selfCheck(d, in.Send)
	}
	return nil
}

// Attaches implements demo.Acts.
func (acts) Attaches(d *demo.Duty) (slot, name string) {
	dice := demo.Roll("file", d.Key())
	switch {
	case d.Form == "work-plan" && dice.Chance(.5):
		return "papers/plan", d.Period + "年工作计划.pdf"
	case d.Form == "contest-entry" && dice.Chance(.3):
		return "papers/plan", "竞赛方案.pdf"
	case d.Form == "progress" && dice.Chance(.15):
		return "papers/evidence", "活动签到表.pdf"
	}
	return "", ""
}

// Tells implements demo.Acts: the texts of a quarterly report (H-52) beside what
// the ledger says.
func (acts) Tells(_ *demo.Story, d *demo.Duty, shown map[string]string) {
	u, dice := d.Debtor, demo.Roll("progress", d.Key())
	var said []string
	for _, w := range u.Lines {
		row := "figures/" + w.Line + "/"
		sessions, err := strconv.Atoi(shown[row+"sessions"])
		times, bad := strconv.Atoi(shown[row+"person_times"])
		if err == nil && bad == nil {
			said = append(said, fmt.Sprintf(demo.Pick(dice, done[w.Line]), place(u, dice), sessions, times))
		}
	}
	if len(said) == 0 {
		said = []string{"本季以走访摸底和联络为主，活动安排在下季。"}
	}
	if shown["texts/progress"] == "" || dice.Chance(.4) {
		d.Cells["texts/progress"] = strings.Join(said, "")
	}
	d.Cells["texts/results"] = demo.Pick(dice, results[demo.Pick(dice, u.Lines).Line])
	if dice.Chance(.7) {
		d.Cells["texts/practices"] = demo.Pick(dice, practices)
	}
	if dice.Chance(.45) {
		d.Cells["texts/experience"] = demo.Pick(dice, experiences)
	}
	d.Differ(dice, shown)
}

// entry is the entry to the contest (H-32).
func entry(d *demo.Duty) {
	u, dice := d.Debtor, demo.Roll("entry", d.Key())
	d.Cells["task/local_task"] = fmt.Sprintf(demo.Pick(dice, tasks), u.Area)
	if dice.Chance(.7) {
		d.Cells["task/local_target"] = demo.Pick(dice, targets)
	}
	order := dice.Perm(len(projects))
	for i := range dice.Between(1, 3) {
		p, row := projects[order[i]], fmt.Sprintf("projects/r%d/", i+1)
		d.Cells[row+"project"], d.Cells[row+"part"] = p[0], p[1]
	}
	for _, row := range []string{"work", "project", "income", "satisfaction"} {
		d.Cells["compare/"+row+"/aim"] = demo.Pick(dice, aims[row])
	}
	d.Cells["strive/title"] = "collective"
	if u.Category == organisation.Direct && dice.Chance(.3) {
		d.Cells["strive/title"] = "individual"
	}
	d.Cells["work/plan"] = demo.Pick(dice, plans)
	d.Cells["work/measures"] = demo.Pick(dice, measures)
	d.Cells["work/targets"] = demo.Pick(dice, aimed)
}

// workPlan is the plan of a year with its activities (H-49, H-50).
func workPlan(d *demo.Duty) {
	u, dice := d.Debtor, demo.Roll("plan", d.Key())
	d.Cells["plan/text"] = fmt.Sprintf(demo.Pick(dice, yearPlans), d.Period, u.Area)
	order := dice.Perm(len(activities))
	for i := range dice.Between(3, 5) {
		a, row := activities[order[i]], fmt.Sprintf("activities/r%d/", i+1)
		d.Cells[row+"line"], d.Cells[row+"name"] = a[0], a[1]
		d.Cells[row+"mode"] = demo.Pick(dice, []string{"volunteer", "volunteer", "donation"})
		d.Cells[row+"when"] = strconv.Itoa(dice.Between(3, 11)) + "月"
		d.Cells[row+"owner"] = u.LeaderName
	}
}

// selfCheck is a stage's summary and what the unit itself found (H-33).
func selfCheck(d *demo.Duty, on calendar.Date) {
	dice := demo.Roll("self-check", d.Key())
	half := "上半年"
	if on.Month > 6 {
		half = "下半年"
	}
	d.Cells["stage/period"] = fmt.Sprintf("%d年%s", on.Year, half)
	d.Cells["stage/done_on"] = on.String()
	found := demo.Pick(dice, troubles)
	d.Cells["findings/summary"] = demo.Pick(dice, stages)
	d.Cells["findings/check"], d.Cells["findings/analysis"] = found[0], found[1]
}
