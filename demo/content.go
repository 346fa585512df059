package demo

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Forms of the playbook.
const (
	formProgress  = "progress"
	formPlan      = "unit-plan"
	formSummary   = "basic-summary"
	formBreakdown = "task-breakdown"
	formClarify   = "clarify"
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
	}
	d.completion(in)
	return d.thinSummary
}

// completion says that a deed was done, or a meeting held.
func (d *duty) completion(in intention) {
	dice, held := roll("completion", d.key()), in.held
	if held.IsZero() {
		held = in.send
	}
	if held.IsZero() {
		held = in.draft
	}
	d.cells["done/held_on"] = held.String()
	d.cells["done/summary"] = pick(dice, deeds[d.Obligation])
	if d.Obligation == "exchange-meeting" {
		d.cells["done/place"], d.cells["done/attended"] = "市总工会报告厅", "86"
		return
	}
	if !in.held.IsZero() {
		d.cells["done/place"] = pick(dice, rooms)
		d.cells["done/attended"] = strconv.Itoa(dice.between(12, 90))
	}
}

func (d *duty) thinSummary() *flaw {
	const cell = "done/summary"
	right := d.cells[cell]
	d.cells[cell] = "已按要求完成。"
	return &flaw{cell: cell, right: right, comment: "请写明做了什么、结果如何、还有哪些问题。"}
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
	}
	return "", ""
}
