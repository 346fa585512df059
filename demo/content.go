package demo

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Forms of the playbook.
const (
	formProgress  = "progress"
	formPlan      = "unit-plan"
	formSummary   = "basic-summary"
	formBreakdown = "task-breakdown"
	formClarify   = "clarify"
	formRules     = "assessment-rules"
	formForum     = "forum"
	formKickoff   = "kickoff"
	formMeeting   = "meeting"
	formYear      = "summary"
)

// signed reports whether the leader signs the duty's form (N-P18).
func (s *story) signed(d *duty) bool {
	return d.Form == formPlan || d.Form == formSummary || d.Form == formBreakdown
}

// write writes what the debtor will send, with a flaw where it will be
// returned.
func (s *story) write(d *duty, in intention) {
	d.cells, d.none, d.flaw = map[string]string{}, "", nil
	dice := roll("flaw", d.key())
	flawed := dice.chance(habits[d.Obligation].flawed)
	if o, ok := oddities[d.deed()]; ok {
		flawed = o.flawed
	}
	mar := d.compose(in)
	if flawed && d.none == "" && mar != nil {
		if d.flaw = mar(); d.flaw != nil {
			d.flaw.body = pick(dice, d.bodies)
		}
	}
}

// compose writes a whole report without a fault and returns what would put a
// flaw into it.
func (d *duty) compose(in intention) (mar func() *flaw) {
	switch d.Form {
	case "":
		return nil
	case formProgress:
		if p, err := calendar.ParsePeriod(d.Period); err == nil {
			d.progress(p)
		}
		return d.tooMany
	case formPlan:
		d.unitPlan()
		return d.lowGoal
	case formSummary:
		d.basicSummary(in.draft)
		return d.largeTeam
	case formBreakdown:
		d.taskBreakdown()
		return d.smallValue
	case formClarify:
		d.clarify()
		return d.thinRules
	case formRules:
		d.assessmentRules()
		return nil
	}
	return d.recorded(in)
}

// recorded writes what was done, or held.
func (d *duty) recorded(in intention) (mar func() *flaw) {
	switch d.Form {
	case formForum:
		d.forum(in)
		return d.thin("outcome/argued", "请按项目、方案、目标、责任人逐项写明论证意见。")
	case formKickoff:
		d.kickoff(in)
		return d.thin("outcome/matters", "请写明部署了哪些事项。")
	case formMeeting:
		d.meeting(in)
		return d.thin("outcome/discussed", "请写明研究了什么、定了什么。")
	case formYear:
		d.summary()
		return d.thin("year/experience", "请写明可供交流的做法。")
	}
	d.completion(in)
	return d.thin("done/summary", "请写明做了什么、结果如何、还有哪些问题。")
}

// completion says that something was done.
func (d *duty) completion(in intention) {
	day := in.send
	if day.IsZero() {
		day = in.draft
	}
	d.cells["done/held_on"] = day.String()
	d.cells["done/summary"] = pick(roll("completion", d.key()), deeds[d.Obligation])
}

// attachment returns the slot and the name of the file that goes with a draft,
// "" for none.
func attachment(d *duty) (slot, name string) {
	dice := roll("file", d.key())
	switch {
	case d.Form == formPlan && dice.chance(.35):
		return "papers/plan", d.unit.name + "行动方案.pdf"
	case d.Form == formClarify && dice.chance(.5):
		return "papers/incentives", "激励奖惩办法.pdf"
	case d.Obligation == "track" && dice.chance(.2):
		return "papers/minutes", "跟踪记录.pdf"
	case d.Form == formYear && dice.chance(.6):
		return "papers/summary", "年度总结.pdf"
	}
	return "", ""
}
