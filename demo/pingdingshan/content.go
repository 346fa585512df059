package pingdingshan

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
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

// Writes implements demo.Acts.
func (acts) Writes(d *demo.Duty, in demo.Intention) func() *demo.Flaw { return duty{d}.compose(in) }

// Tells implements demo.Acts.
func (acts) Tells(_ *demo.Story, d *demo.Duty, shown map[string]string) {
	switch d.Form {
	case formProgress:
		duty{d}.tellProgress(shown)
	case formSummary:
		duty{d}.tellSummary(shown)
	case formBreakdown:
		duty{d}.taskBreakdown(shown)
	}
}

// compose writes a whole report without a fault and returns what would put a
// flaw into it.
func (d duty) compose(in demo.Intention) (mar func() *demo.Flaw) {
	switch d.Form {
	case "":
		return nil
	case formProgress:
		if p, err := calendar.ParsePeriod(d.Period); err == nil {
			d.progress(p)
		}
		return d.TooMany("受益人次约为上月的十倍，是否多录一位？请核对。")
	case formPlan:
		d.unitPlan()
		return d.lowGoal
	case formSummary:
		d.basicSummary(in.Draft)
		return d.largeTeam
	case formBreakdown:
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
func (d duty) recorded(in demo.Intention) (mar func() *demo.Flaw) {
	switch d.Form {
	case formForum:
		d.forum(in)
		return d.Thin("outcome/argued", "请按项目、方案、目标、责任人逐项写明论证意见。")
	case formKickoff:
		d.kickoff(in)
		return d.Thin("outcome/matters", "请写明部署了哪些事项。")
	case formMeeting:
		d.meeting(in)
		return d.Thin("outcome/discussed", "请写明研究了什么、定了什么。")
	case formYear:
		d.summary()
		return d.Thin("year/experience", "请写明可供交流的做法。")
	}
	d.completion(in)
	return d.Thin("done/summary", "请写明做了什么、结果如何、还有哪些问题。")
}

// completion says that something was done.
func (d duty) completion(in demo.Intention) {
	day := in.Send
	if day.IsZero() {
		day = in.Draft
	}
	d.Cells["done/held_on"] = day.String()
	d.Cells["done/summary"] = demo.Pick(demo.Roll("completion", d.Key()), deeds[d.Obligation])
}

// Attaches implements demo.Acts.
func (acts) Attaches(d *demo.Duty) (slot, name string) {
	dice := demo.Roll("file", d.Key())
	switch {
	case d.Form == formPlan && dice.Chance(.35):
		return "papers/plan", d.Debtor.Name + "行动方案.pdf"
	case d.Form == formClarify && dice.Chance(.5):
		return "papers/incentives", "激励奖惩办法.pdf"
	case d.Obligation == "track" && dice.Chance(.2):
		return "papers/minutes", "跟踪记录.pdf"
	case d.Form == formYear && dice.Chance(.6):
		return "papers/summary", "年度总结.pdf"
	}
	return "", ""
}
