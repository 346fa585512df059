package chronicle

import (
	"fmt"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// work is what the unit does: projects, and along each of its lines month by
// month activities.
func (t *teller) work(u *demo.Unit) {
	for i, w := range u.Lines {
		dice := demo.Roll("project", u.Code, w.Line)
		if wanted := i == 0 && len(t.points[u.Code]) > 0; dice.Chance(.5) || wanted { // P-18: each village has one
			t.project(u, w, i, dice)
		}
	}
	t.activities(u)
	t.pairings(u)
}

// project is planned before the work begins or in a later year, approved,
// started, followed and mostly brought to its end.
func (t *teller) project(u *demo.Unit, w demo.Work, nth int, dice demo.Die) {
	name, line := "project/"+u.Code+"/"+w.Line, t.Lines[w.Line]
	start := t.day(t.Begin, dice.Between(3, 70))
	if dice.Chance(.4) {
		start = t.day(start, dice.Between(150, 460))
	}
	place, point := t.place(u, dice)
	if all := t.points[u.Code]; nth == 0 && len(all) > 0 {
		place, point, start = t.village[all[0]], "@"+all[0], t.day(t.Begin, dice.Between(3, 70))
	}
	end := t.day(start, dice.Between(120, 520))
	f := map[string]string{
		"name": area(u) + demo.Pick(dice, line.Projects), "line": w.Line, "point": point, "mode": demo.Pick(dice, t.Modes),
		"resources": demo.Pick(dice, []string{"talent,technology", "talent", "technology,funds", "funds", "talent,market"}), "lead": t.some(u, dice, 2),
		"owner": u.LeaderName, "owner_unit": u.Name, "steps": demo.Pick(dice, line.Steps), "goal": "带动" + strconv.Itoa(w.People*4) + "户",
		"budget": money(1 + 12*dice.Float64()*u.Scale), "households": strconv.Itoa(w.People * 4), "need": place + demo.Pick(dice, []string{"缺技术指导。", "缺销路。", "劳力闲着没活干。"}),
		"planned_from": start.String(), "planned_until": end.String(),
	}
	if t.keeps("operator") && f["mode"] == "market" {
		f["operator"], f["sharing"] = area(u)+"惠农合作社", "净收益的六成归农户，四成滚动投入。"
	}
	planned := t.day(t.Issued, 4)
	if start.Year > t.Begin.Year {
		planned = t.day(start, -20)
	}
	t.Note(planned, demo.Fact{Name: name, Register: "projects", Unit: u, Values: f})
	t.Move(t.day(planned, 2), name, "approve", "", demo.ByLiaison)
	t.Move(start, name, "start", "", demo.ByLiaison)
	if nth == 0 && point != "" {
		t.Move(t.day(planned, 4), point[1:], "settle", "", demo.ByLiaison)
	}
	t.course(u, name, w, start, end, dice)
}

// course is how a project goes: milestones, steps, what is given for it.
func (t *teller) course(u *demo.Unit, name string, w demo.Work, start, end calendar.Date, dice demo.Die) {
	first := t.day(start, dice.Between(20, 40))
	for i, what := range []string{"责任和场地落实", "建成投用、农户参与"} {
		due := []calendar.Date{first, t.day(end, -10)}[i]
		stone := fmt.Sprintf("%s/milestone/%d", name, i)
		t.Note(t.day(start, 1), demo.Fact{Name: stone, Register: "milestones", Unit: u, Values: map[string]string{"project": "@" + name, "name": what, "due": due.String()}})
		if dice.Chance(.85) {
			t.Move(t.day(due, dice.Between(-6, 12)), stone, "reach", "", demo.ByLiaison)
		}
	}
	percent := 0
	for on := t.day(start, dice.Between(8, 20)); on.Before(end) && on.Before(t.End); on = t.day(on, dice.Between(35, 70)) {
		percent = min(95, percent+dice.Between(8, 25))
		t.Note(t.day(on, 1), demo.Fact{Register: "steps", Unit: u, Values: map[string]string{
			"project": "@" + name, "day": on.String(), "text": demo.Pick(dice, went), "percent": strconv.Itoa(percent), "spent": money(w.Union * dice.Float64() * .75),
		}})
		if dice.Chance(.8) {
			t.given(u, name, w, on, dice)
		}
	}
	// what a clause demands at the end (evidence), not every unit has yet
	if t.keeps("operator") && end.Before(t.End) && dice.Chance(.8) {
		t.Move(t.day(end, dice.Between(0, 15)), name, "complete", "", demo.ByLiaison)
	}
}

// given is money, or goods, for a project.
func (t *teller) given(u *demo.Unit, project string, w demo.Work, on calendar.Date, dice demo.Die) {
	source := demo.Pick(dice, []string{"union", "union", "union", "society", "honouree_unit", "government", "honouree"})
	giver := map[string]string{
		"union": u.Name, "society": "爱心企业联合会", "honouree_unit": "劳模所在企业", "government": area(u) + "扶贫办", "honouree": "劳模个人捐助",
	}[source]
	f := map[string]string{
		"day": on.String(), "kind": "money", "source": source, "line": w.Line, "project": "@" + project, "giver": giver, "amount": money(.3 + w.Union*dice.Float64()),
	}
	if dice.Chance(.15) {
		f["kind"], f["thing"], f["quantity"], f["measure"] = "goods", demo.Pick(dice, []string{"树苗", "化肥", "菌袋", "课桌椅", "电脑"}), strconv.Itoa(dice.Between(10, 400)), "件"
		delete(f, "amount")
	}
	t.Note(t.day(on, 1), demo.Fact{Register: "contributions", Unit: u, Values: f})
}

// activities are those of the unit and of the grass-roots units below it.
func (t *teller) activities(u *demo.Unit) {
	accepted := map[int]int{}
	for i, month := range t.months() {
		for _, w := range u.Lines {
			dice := demo.Roll("activity", u.Code, w.Line, month.String())
			busy := t.Busy * pace(i, month)
			if int(month.Month) == 3+certain(w.Line, u) { // one a year is certain
				busy = 1
			}
			if dice.Chance(busy) {
				t.activity(u, w, within(month, dice), dice, accepted)
			}
		}
	}
}

// pace is how busy a month of the work is: the first are slow, the festival and
// the spring of 2020 stand still.
func pace(begun int, month calendar.Date) float64 {
	p := min(1, .5+.15*float64(begun))
	switch {
	case month.Year == 2020 && month.Month >= 2 && month.Month <= 4:
		return p * .25
	case month.Month == 2:
		return p * .5
	}
	return p
}

// activity is one thing done on a day: recorded by who did it, confirmed by the
// county, and accepted by the office as far as a quota counts it.
func (t *teller) activity(u *demo.Unit, w demo.Work, on calendar.Date, dice demo.Die, accepted map[int]int) {
	line, sessions := t.Lines[w.Line], dice.Weighted([]int{0, 50, 25, 15, 10})
	times := sessions * dice.Between(line.Low, line.High)
	place, point := t.place(u, dice)
	what := t.called(u.Code, demo.Pick(dice, line.Activities))
	name := fmt.Sprintf("activity/%s/%s/%s", u.Code, w.Line, on)
	f := map[string]string{
		"name": what, "day": on.String(), "line": w.Line, "place": place, "led_by": t.some(u, dice, 2), "helped": helped(t, u, dice), "point": point,
		"person_times": strconv.Itoa(times), "households": strconv.Itoa(max(1, times*dice.Between(15, 45)/100)), "persons": strconv.Itoa(max(1, times*dice.Between(60, 95)/100)),
		"sessions": strconv.Itoa(sessions), "hours": strconv.Itoa(sessions * dice.Between(2, 4)), "tags": line.Tag, "direction": t.Direction[w.Line],
	}
	if point == "" && t.Direction != nil {
		f["no_target"] = "面向全镇群众，没有限定帮扶村户"
	}
	if w.Line == "employment" {
		f["jobs"] = strconv.Itoa(dice.Between(2, 15))
	}
	by := u
	if all := t.below[u.Code]; len(all) > 0 && dice.Chance(.5) {
		by = demo.Pick(dice, all)
		f["led_by"], f["helped"] = t.some(u, dice, 1), ""
	}
	if other := t.joint[u.Code]; other != "" && by == u && dice.Chance(.2) {
		f["organisers"] = u.Code + "," + other
	}
	t.recorded(u, by, name, f, on, dice)
	t.accept(u, name, on, dice, accepted)
}

// helped are honourees beside those who led.
func helped(t *teller, u *demo.Unit, dice demo.Die) string {
	if !dice.Chance(.3) {
		return ""
	}
	return t.some(u, dice, 2)
}

// recorded writes an activity down the next days; what the grass roots wrote the
// county confirms within the week, now and then after a return.
func (t *teller) recorded(u, by *demo.Unit, name string, f map[string]string, on calendar.Date, dice demo.Die) {
	day := t.day(on, dice.Between(1, 3))
	t.Note(day, demo.Fact{Name: name, Register: "activities", Unit: by, Values: f})
	if by == u {
		return
	}
	day = t.day(day, dice.Between(1, 4))
	if dice.Chance(.08) {
		t.Move(day, name, "return", "请补充实际到场人数。", demo.ByCounty)
		t.Move(t.day(day, 2), name, "resubmit", "", demo.ByLiaison)
		day = t.day(day, 4)
	}
	t.Move(day, name, "confirm", "", demo.ByCounty)
}

// accept lets the office accept the activity, as many a year as it does.
func (t *teller) accept(u *demo.Unit, name string, on calendar.Date, dice demo.Die, accepted map[int]int) {
	if t.Accepted == nil || accepted[on.Year] >= t.Accepted(u, on.Year) {
		return
	}
	accepted[on.Year]++
	t.Move(t.day(on, dice.Between(14, 24)), name, "accept", "", demo.ByOffice)
}

// certain spreads over the year what is certain.
func certain(line string, u *demo.Unit) int { return demo.Roll("certain", u.Code, line).IntN(6) }

// pairings bind the unit's honourees, or the unit, to the village.
func (t *teller) pairings(u *demo.Unit) {
	for _, point := range t.points[u.Code] {
		dice := demo.Roll("pairing", u.Code)
		on := t.day(t.Begin, dice.Between(5, 25))
		t.Note(on, demo.Fact{Register: "pairings", Unit: u, Values: map[string]string{
			"kind": "unit_village", "side": u.Name, "point": "@" + point, "from": on.String(), "line": t.pairingLine(u), "jobs": strconv.Itoa(dice.Between(0, 12)),
			"commitment": "每季度走访一次，每年办两件实事。",
		}})
		for i, home := range t.homes[point] {
			d := demo.Roll("pairing", home)
			if i > 2 || !d.Chance(.6) || len(t.honourees[u.Code]) <= i {
				continue
			}
			t.Note(t.day(on, d.Between(1, 20)), demo.Fact{Register: "pairings", Unit: u, Values: map[string]string{
				"kind": "honouree_household", "side": "劳模结对", "honouree": "@" + t.honourees[u.Code][i], "household": "@" + home, "from": on.String(), "line": t.pairingLine(u),
			}})
		}
	}
}

func (t *teller) pairingLine(u *demo.Unit) string {
	if u.On("pairing") {
		return "pairing"
	}
	return u.Lines[0].Line
}

// went says how a project goes on.
var went = []string{
	"与村两委、农户代表商定分工，物资已经到场。", "完成第一批投入，参与农户都领到了任务。", "技术员上门看了两遍，个别户补种补栽。",
	"设备安装调试完毕，开始试运行。", "产品有了固定买家，货款当月结清。", "请第三方看过现场，问题两处，已经整改。", "雨水多，进度慢了十天，已调整工期。",
}
