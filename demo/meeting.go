package demo

import (
	"fmt"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// attendee is a person who came, in one of the roles of the playbook.
type attendee struct{ name, role, unit string }

// The roles of people at a meeting.
const (
	roleSecretary = "village_first_secretary"
	roleWorker    = "model_worker"
	roleAward     = "labour_award"
	roleLeader    = "unit_leader"
	roleOther     = "other"
)

// uninvited is the unit at whose forum neither a first secretary nor a model
// worker sat (P-21).
const uninvited = "songtao"

// secretary returns the first secretary of one of the unit's villages.
func (u *unit) secretary(village int) string {
	return newRegistry().name(roll("secretary", u.code, strconv.Itoa(village)))
}

// came draws who came to a meeting, the chair first.
func (d *duty) came(dice die) []attendee {
	u, names := d.unit, newRegistry()
	leader, clerk := u.leaderName, u.liaisonName
	if d.unit.code == root {
		leader, clerk = names.name(dice), names.name(dice)
	}
	all := []attendee{{leader, roleLeader, u.name}}
	if d.Form == formForum && u.code == uninvited {
		return append(all, attendee{clerk, roleOther, u.name}, attendee{names.name(dice), roleOther, "村委会"})
	}
	all = append(all, attendee{names.name(dice), roleWorker, u.name})
	if d.Form == formForum || dice.chance(.4) {
		all = append(all, attendee{u.secretary(1), roleSecretary, "驻" + pick(dice, places)})
	}
	if dice.chance(.5) {
		all = append(all, attendee{names.name(dice), roleAward, u.name})
	}
	return append(all, attendee{clerk, roleOther, u.name})
}

// held enters what every record of a meeting begins with: when, where, who.
func (d *duty) held(day calendar.Date, dice die) []attendee {
	d.cells["meeting/held_on"] = day.String()
	d.cells["meeting/time"] = pick(dice, []string{"上午9时", "上午9时30分", "下午3时", "下午2时30分"})
	d.cells["meeting/place"] = pick(dice, rooms)
	all := d.came(dice)
	for i, a := range all {
		row := fmt.Sprintf("attendees/r%d/", i+1)
		d.cells[row+"name"], d.cells[row+"role"], d.cells[row+"unit"] = a.name, a.role, a.unit
	}
	return all
}

// forum is the record of how the plan was argued (P-21, P-22).
func (d *duty) forum(in intention) {
	dice := roll("forum", d.key())
	d.held(in.held, dice)
	d.cells["meeting/kind"] = pick(dice, []string{"forum", "forum", "forum", "review", "visit"})
	d.cells["outcome/argued"] = pick(dice, argued)
	d.cells["outcome/advice"] = pick(dice, advice)
	if d.unit.code == uninvited {
		d.cells["outcome/advice"] = "村委会建议先修渠再建棚，条件成熟一个上一个。"
	}
	if dice.chance(.8) {
		d.cells["outcome/adopted"] = pick(dice, adopted)
	}
}

// kickoff is the record of the mobilisation meeting, with the start of every
// line (P-27).
func (d *duty) kickoff(in intention) {
	dice := roll("kickoff", d.key())
	d.held(in.held, dice)
	d.count("meeting/attended", dice.between(12, 90))
	d.cells["outcome/matters"] = pick(dice, matters)
	for _, line := range lines {
		row := "lines/" + line + "/"
		if d.unit.on(line) {
			d.cells[row+"state"], d.cells[row+"started_on"] = "started", in.held.String()
			continue
		}
		d.cells[row+"state"] = "planned"
		if dice.chance(.6) {
			d.cells[row+"started_on"] = in.held.AddDays(dice.between(20, 90)).String()
		}
	}
}

// meeting is the record of a special meeting (P-55).
func (d *duty) meeting(in intention) {
	dice := roll("meeting", d.key())
	all := d.held(in.held, dice)
	d.cells["meeting/chair"] = all[0].name
	d.cells["outcome/discussed"] = pick(dice, discussed)
	d.cells["outcome/decisions"] = pick(dice, decided)
	if d.Obligation == "exchange-meeting" {
		d.cells["meeting/place"] = "市总工会报告厅"
		d.cells["outcome/discussed"] = "九个单位介绍劳模助力脱贫的做法，参观示范点两处。"
		d.cells["outcome/decisions"] = "会议材料汇编后印发各单位。"
		return
	}
	start := dice.IntN(len(troubles))
	for i := range dice.between(0, 3) {
		row, trouble := fmt.Sprintf("problems/r%d/", i+1), troubles[(start+i)%len(troubles)]
		d.cells[row+"problem"], d.cells[row+"measure"] = trouble[0], trouble[1]
		d.cells[row+"owner"] = pick(dice, all).name
		d.cells[row+"due"] = in.held.AddDays(dice.between(15, 75)).String()
	}
}

// summary is the annual summary (P-35).
func (d *duty) summary() {
	dice := roll("annual", d.key())
	d.cells["year/work"] = fmt.Sprintf(pick(dice, yearWork), len(d.unit.lines), d.unit.area)
	d.cells["year/results"] = pick(dice, yearResults)
	d.cells["year/experience"] = pick(dice, practices) + pick(dice, experiences)
	d.cells["year/problems"] = pick(dice, troubles)[0]
	d.cells["year/next_year"] = pick(dice, nextYear)
}

// thin leaves a cell too thin to be of use.
func (d *duty) thin(cell, comment string) func() *flaw {
	return func() *flaw {
		right := d.cells[cell]
		d.cells[cell] = "已按要求完成。"
		return &flaw{cell: cell, right: right, comment: comment}
	}
}
