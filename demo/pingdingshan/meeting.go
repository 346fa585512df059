package pingdingshan

import (
	"fmt"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
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
func secretary(u *demo.Unit, village int) string {
	return names().Name(demo.Roll("secretary", u.Code, strconv.Itoa(village)))
}

// came draws who came to a meeting, the chair first.
func (d duty) came(dice demo.Die) []attendee {
	u, names := d.Debtor, names()
	leader, clerk := u.LeaderName, u.LiaisonName
	if d.Debtor.Code == root {
		leader, clerk = names.Name(dice), names.Name(dice)
	}
	all := []attendee{{leader, roleLeader, u.Name}}
	if d.Form == formForum && u.Code == uninvited {
		return append(all, attendee{clerk, roleOther, u.Name}, attendee{names.Name(dice), roleOther, "村委会"})
	}
	all = append(all, attendee{names.Name(dice), roleWorker, u.Name})
	if d.Form == formForum || dice.Chance(.4) {
		all = append(all, attendee{secretary(u, 1), roleSecretary, "驻" + demo.Pick(dice, places)})
	}
	if dice.Chance(.5) {
		all = append(all, attendee{names.Name(dice), roleAward, u.Name})
	}
	return append(all, attendee{clerk, roleOther, u.Name})
}

// held enters what every record of a meeting begins with: when, where, who.
func (d duty) held(day calendar.Date, dice demo.Die) []attendee {
	d.Cells["meeting/held_on"] = day.String()
	d.Cells["meeting/time"] = demo.Pick(dice, []string{"上午9时", "上午9时30分", "下午3时", "下午2时30分"})
	d.Cells["meeting/place"] = demo.Pick(dice, rooms)
	all := d.came(dice)
	for i, a := range all {
		row := fmt.Sprintf("attendees/r%d/", i+1)
		d.Cells[row+"name"], d.Cells[row+"role"], d.Cells[row+"unit"] = a.name, a.role, a.unit
	}
	return all
}

// forum is the record of how the plan was argued (P-21, P-22).
func (d duty) forum(in demo.Intention) {
	dice := demo.Roll("forum", d.Key())
	d.held(in.Held, dice)
	d.Cells["meeting/kind"] = demo.Pick(dice, []string{"forum", "forum", "forum", "review", "visit"})
	d.Cells["outcome/argued"] = demo.Pick(dice, argued)
	d.Cells["outcome/advice"] = demo.Pick(dice, advice)
	if d.Debtor.Code == uninvited {
		d.Cells["outcome/advice"] = "村委会建议先修渠再建棚，条件成熟一个上一个。"
	}
	if dice.Chance(.8) {
		d.Cells["outcome/adopted"] = demo.Pick(dice, adopted)
	}
}

// kickoff is the record of the mobilisation meeting, with the start of every
// line (P-27).
func (d duty) kickoff(in demo.Intention) {
	dice := demo.Roll("kickoff", d.Key())
	d.held(in.Held, dice)
	d.Count("meeting/attended", dice.Between(12, 90))
	d.Cells["outcome/matters"] = demo.Pick(dice, matters)
	for _, line := range lines {
		row := "lines/" + line + "/"
		if d.Debtor.On(line) {
			d.Cells[row+"state"], d.Cells[row+"started_on"] = "started", in.Held.String()
			continue
		}
		d.Cells[row+"state"] = "planned"
		if dice.Chance(.6) {
			d.Cells[row+"started_on"] = in.Held.AddDays(dice.Between(20, 90)).String()
		}
	}
}

// meeting is the record of a special meeting (P-55).
func (d duty) meeting(in demo.Intention) {
	dice := demo.Roll("meeting", d.Key())
	all := d.held(in.Held, dice)
	d.Cells["meeting/chair"] = all[0].name
	d.Cells["outcome/discussed"] = demo.Pick(dice, discussed)
	d.Cells["outcome/decisions"] = demo.Pick(dice, decided)
	if d.Obligation == "exchange-meeting" {
		d.Cells["meeting/place"] = "市总工会报告厅"
		d.Cells["outcome/discussed"] = "九个单位介绍劳模助力脱贫的做法，参观示范点两处。"
		d.Cells["outcome/decisions"] = "会议材料汇编后印发各单位。"
		return
	}
	start := dice.IntN(len(troubles))
	for i := range dice.Between(0, 3) {
		row, trouble := fmt.Sprintf("problems/r%d/", i+1), troubles[(start+i)%len(troubles)]
		d.Cells[row+"problem"], d.Cells[row+"measure"] = trouble[0], trouble[1]
		d.Cells[row+"owner"] = demo.Pick(dice, all).name
		d.Cells[row+"due"] = in.Held.AddDays(dice.Between(15, 75)).String()
	}
}

// summary is the annual summary (P-35).
func (d duty) summary() {
	dice := demo.Roll("annual", d.Key())
	d.Cells["year/work"] = fmt.Sprintf(demo.Pick(dice, yearWork), len(d.Debtor.Lines), d.Debtor.Area)
	d.Cells["year/results"] = demo.Pick(dice, yearResults)
	d.Cells["year/experience"] = demo.Pick(dice, practices) + demo.Pick(dice, experiences)
	d.Cells["year/problems"] = demo.Pick(dice, troubles)[0]
	d.Cells["year/next_year"] = demo.Pick(dice, nextYear)
}
