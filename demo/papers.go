package demo

import (
	"fmt"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// measures are those in which the goals of a line are set.
var measures = map[string][]string{
	"skill": {"person_times", "sessions"}, "industry": {"households", "projects"}, "project_line": {"projects", "funds"},
	"employment": {"person_times"}, "pairing": {"households", "honourees"}, "intellect": {"sessions", "person_times"},
	"collective": {"sessions", "funds"},
}

// unitPlan is the plan of a unit with its goals (P-19).
func (d *duty) unitPlan() {
	u, dice := d.unit, roll("plan", d.key())
	d.cells["plan/text"] = fmt.Sprintf("一、目标。围绕%s的定点村，三年内把%d条线做实，年年有项目、项目有人管。\n"+
		"二、任务。依靠本单位劳模和获奖者，每条线定一名负责人，每月报一次进展。\n"+
		"三、保障。工会经费列支专项，社会捐助单独记账；每季度开一次专题会，年底对照目标检查。", u.area, len(u.lines))
	for _, line := range lines {
		row := "goals/" + line + "/"
		measure, goals := pick(dice, measures[line]), [3]int{}
		if u.on(line) {
			low, high := 2, 12
			if measure == "person_times" || measure == "households" {
				low, high = 40, 320
			}
			goals[0] = dice.between(low, high)
			goals[1] = goals[0] + dice.between(low, high)
			goals[2] = goals[1] + dice.between(0, low)
		}
		d.cells[row+"measure"] = measure
		for i, year := range []string{"y2018", "y2019", "y2020"} {
			d.cells[row+year] = strconv.Itoa(goals[i])
		}
	}
}

// lowGoal makes a goal of the last year too low.
func (d *duty) lowGoal() *flaw {
	row := "goals/" + d.unit.lines[0].line + "/"
	right := d.cells[row+"y2020"]
	d.cells[row+"y2020"] = "0"
	return &flaw{cell: row + "y2020", right: right, comment: "前两年都有目标，2020年填0，请核对。"}
}

// basicSummary is the table on the villages and the roster (P-16, P-17).
func (d *duty) basicSummary(filled calendar.Date) {
	u, dice := d.unit, roll("summary", d.key())
	for i := range dice.between(1, min(3, 1+int(2*u.scale))) {
		row := fmt.Sprintf("villages/r%d/", i+1)
		households := dice.between(38, 160)
		d.cells[row+"village"] = u.area + "/" + pick(dice, towns) + "/" + places[(dice.IntN(3)+3*i)%len(places)]
		d.count(row+"households", households)
		d.count(row+"persons", households*dice.between(24, 37)/10)
		d.cells[row+"first_secretary"] = u.secretary(i + 1)
		d.count(row+"team", dice.between(3, 5))
		d.count(row+"assistants", dice.between(10, 40))
		d.count(row+"paired", households*dice.between(3, 8)/10)
	}
	roster := []int{dice.between(0, 2), dice.between(1, 9), dice.between(8, 40), dice.between(5, 60)}
	all := 0
	for i, level := range []string{"national", "provincial", "municipal", "county"} {
		d.cells["honourees/"+level] = strconv.Itoa(roster[i])
		all += roster[i]
	}
	d.cells["honourees/joining"] = strconv.Itoa(all * dice.between(4, 9) / 10)
	d.amount("inputs/by_union", hundredths(1+dice.Float64()*9))
	d.amount("inputs/by_unit", hundredths(dice.Float64()*20))
	d.amount("inputs/by_society", hundredths(dice.Float64()*12))
	d.count("inputs/projects", dice.between(1, 5))
	d.cells["notes/problems"] = pick(dice, []string{"缺技术、缺销路，青壮年外出多。", "灌溉设施老旧，部分户因病致贫。", "产业单一，抗风险能力弱。"})
	d.cells["contact/filled_by"], d.cells["contact/reviewed_by"] = u.liaisonName, u.leaderName
	d.cells["contact/filled_on"] = filled.String()
}

// largeTeam makes a team ten times too large.
func (d *duty) largeTeam() *flaw {
	const cell = "villages/r1/team"
	right := d.cells[cell]
	d.cells[cell] = right + "0"
	return &flaw{cell: cell, right: right, comment: "工作队人数与驻村名单不符，请核对。"}
}

// project is what is done along a line, with the measure of its goal.
type project struct {
	name, goal, unit, steps string
	low, high               int // of the goal, a year
}

var projects = map[string]project{
	"skill":        {"实用技术培训班", "培训", "人次", "按农时排课，劳模授课，结业后跟踪指导。", 60, 300},
	"industry":     {"食用菌种植基地", "带动", "户", "统一供菌种，上门指导，保底收购。", 20, 120},
	"project_line": {"小型灌溉渠", "修建", "米", "申报立项，公开招工，按月验收。", 300, 2400},
	"employment":   {"扶贫车间岗位", "提供", "个", "摸清求职意向，岗前培训，签订合同。", 10, 60},
	"pairing":      {"劳模结对帮扶", "结对", "户", "每月走访一次，一户一策，记入台账。", 8, 60},
	"intellect":    {"劳模课堂", "开课", "节", "教师、医生劳模轮流到村，学期初排定。", 6, 30},
	"collective":   {"先进集体共建", "活动", "次", "支部结对，定期采购，联合开展服务。", 4, 16},
}

// taskBreakdown is the table of tasks of the three years (P-22).
func (d *duty) taskBreakdown() {
	u, dice := d.unit, roll("tasks", d.key())
	n := 0
	for year := 2018; year <= 2020; year++ {
		for _, w := range u.lines[:1+dice.IntN(len(u.lines))] {
			n++
			row, p := fmt.Sprintf("tasks/r%d/", n), projects[w.line]
			d.cells[row+"year"], d.cells[row+"line"] = fmt.Sprintf("y%d", year), w.line
			d.cells[row+"point"] = place(u, dice)
			d.cells[row+"project"] = p.name
			d.cells[row+"goal"], d.cells[row+"unit"], d.cells[row+"steps"] = p.goal, p.unit, p.steps
			d.cells[row+"value"] = strconv.Itoa(dice.between(p.low, p.high))
			d.cells[row+"honourees"] = fmt.Sprintf("市级劳模%d人", w.people)
			d.cells[row+"resource"] = pick(dice, []string{"talent", "technology", "funds", "market"})
			d.cells[row+"mode"] = pick(dice, []string{"volunteer", "donation", "market"})
			d.cells[row+"owner"], d.cells[row+"owner_unit"] = u.leaderName, u.name
			d.cells[row+"starts"] = fmt.Sprintf("%d-%02d-01", year, map[bool]int{true: 7, false: 3}[year == 2018])
			d.cells[row+"ends"] = fmt.Sprintf("%d-%02d-30", year, dice.between(10, 12))
		}
	}
}

// smallValue makes the value of a task smaller than the plan's.
func (d *duty) smallValue() *flaw {
	const cell = "tasks/r1/value"
	right := d.cells[cell]
	d.cells[cell] = "1"
	return &flaw{cell: cell, right: right, comment: "目标数值与方案中的年度目标不一致，请核对。"}
}

// clarify names organisation, working rules, rewards and penalties (P-23).
func (d *duty) clarify() {
	u := d.unit
	d.cells["items/leadership"] = fmt.Sprintf("组长%s，联络员%s；领导小组下设办公室，各条线各有一名负责人。", u.leaderName, u.liaisonName)
	d.cells["items/mechanism"] = "每月报送、每季开会、半年检查；问题登记、限期解决。"
	d.cells["items/incentives"] = "年终评选先进，优先推荐参加上级表彰；连续两次迟报的通报并约谈。"
}

// assessmentRules gives the unit's own assessment and incentives (P-66).
func (d *duty) assessmentRules() {
	d.cells["rules/assessment"] = "助力脱贫列入年度考核，按项目进度、成效和报送情况评议。"
	d.cells["rules/incentives"] = "成绩突出的优先推荐评先，所在分工会年终通报表扬。"
}

// thinRules leaves one of the three items too thin.
func (d *duty) thinRules() *flaw {
	const cell = "items/incentives"
	right := d.cells[cell]
	d.cells[cell] = "另行制定。"
	return &flaw{cell: cell, right: right, comment: "请写明奖励和惩戒的要点。"}
}
