package pingdingshan

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// measures are those in which the goals of a line are set.
var measures = map[string][]string{
	"skill": {"person_times", "sessions"}, "industry": {"households", "sessions"}, "project_line": {"sessions", "households"},
	"employment": {"person_times"}, "pairing": {"households", "honourees_joined"}, "intellect": {"sessions", "person_times"},
	"collective": {"sessions", "person_times"},
}

// aims are between what the goal of a year lies, and by what it grows.
var aims = map[string][2]int{
	"sessions": {1, 2}, "honourees_joined": {1, 1}, "person_times": {20, 50}, "households": {4, 8},
}

// unitPlan is the plan of a unit with its goals (P-19).
func (d duty) unitPlan() {
	u, dice := d.Debtor, demo.Roll("plan", d.Key())
	d.Cells["plan/text"] = fmt.Sprintf("一、目标。围绕%s的定点村，三年内把%d条线做实，年年有项目、项目有人管。\n"+
		"二、任务。依靠本单位劳模和获奖者，每条线定一名负责人，每月报一次进展。\n"+
		"三、保障。工会经费列支专项，社会捐助单独记账；每季度开一次专题会，年底对照目标检查。", u.Area, len(u.Lines))
	for _, line := range lines {
		row := "goals/" + line + "/"
		measure, goals := demo.Pick(dice, measures[line]), [3]int{}
		if u.On(line) {
			low, high := aims[measure][0], aims[measure][1]
			goals[0] = dice.Between(low, high)
			goals[1] = goals[0] + dice.Between(low, high)
			goals[2] = goals[1] + dice.Between(0, low)
		}
		d.Cells[row+"measure"] = measure
		for i, year := range []string{"y2018", "y2019", "y2020"} {
			d.Cells[row+year] = strconv.Itoa(goals[i])
		}
	}
}

// lowGoal makes a goal of the last year too low.
func (d duty) lowGoal() *demo.Flaw {
	row := "goals/" + d.Debtor.Lines[0].Line + "/"
	right := d.Cells[row+"y2020"]
	d.Cells[row+"y2020"] = "0"
	return &demo.Flaw{Cell: row + "y2020", Right: right, Comment: "前两年都有目标，2020年填0，请核对。"}
}

// basicSummary is the table on the villages and the roster (P-16, P-17). What
// the ledger holds stands in it already.
func (d duty) basicSummary(filled calendar.Date) {
	u, dice := d.Debtor, demo.Roll("summary", d.Key())
	d.Cells["notes/problems"] = demo.Pick(dice, []string{"缺技术、缺销路，青壮年外出多。", "灌溉设施老旧，部分户因病致贫。", "产业单一，抗风险能力弱。"})
	d.Cells["contact/filled_by"], d.Cells["contact/reviewed_by"] = u.LiaisonName, u.LeaderName
	d.Cells["contact/filled_on"] = filled.String()
}

// tellSummary completes the table: the villages of the ledger with what it does
// not hold, a village where it has none, and the ranks of which nobody is.
func (d duty) tellSummary(shown map[string]string) {
	u, dice := d.Debtor, demo.Roll("summary", d.Key())
	rows := 1
	for shown[fmt.Sprintf("villages/r%d/village", rows+1)] != "" {
		rows++
	}
	for i := range rows {
		row := fmt.Sprintf("villages/r%d/", i+1)
		households := number(shown[row+"households"])
		if shown[row+"village"] == "" {
			households = dice.Between(38, 120)
			d.Cells[row+"village"] = u.Area + "/" + demo.Pick(dice, towns) + "/" + places[(dice.IntN(3)+3*i)%len(places)]
			d.Count(row+"households", households)
			d.Count(row+"persons", households*dice.Between(24, 37)/10)
			d.Cells[row+"first_secretary"] = secretary(u, i+1)
		}
		d.Cells[row+"team"] = cmp.Or(shown[row+"team"], strconv.Itoa(dice.Between(3, 5)))
		d.Cells[row+"assistants"] = cmp.Or(shown[row+"assistants"], strconv.Itoa(dice.Between(10, 40)))
		d.Count(row+"paired", households*dice.Between(3, 8)/10)
	}
	for _, cell := range []string{"national", "provincial", "municipal", "county", "joining"} {
		d.Cells["honourees/"+cell] = cmp.Or(shown["honourees/"+cell], "0")
	}
}

// largeTeam makes a team ten times too large.
func (d duty) largeTeam() *demo.Flaw {
	const cell = "villages/r1/team"
	right := d.Cells[cell]
	d.Cells[cell] = right + "0"
	return &demo.Flaw{Cell: cell, Right: right, Comment: "工作队人数与驻村名单不符，请核对。"}
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

// taskBreakdown is the table of tasks of the three years (P-22): the projects of
// the ledger, and for a year without one what is planned.
func (d duty) taskBreakdown(shown map[string]string) {
	u, dice := d.Debtor, demo.Roll("tasks", d.Key())
	n, years := 0, map[int]bool{}
	for shown[fmt.Sprintf("tasks/r%d/project", n+1)] != "" {
		n++
		row := fmt.Sprintf("tasks/r%d/", n)
		p, year := projects[shown[row+"line"]], number(shown[row+"starts"][:4])
		years[year] = true
		d.Cells[row+"year"], d.Cells[row+"goal"], d.Cells[row+"unit"] = fmt.Sprintf("y%d", year), p.goal, p.unit
		d.Cells[row+"value"] = strconv.Itoa(dice.Between(p.low, p.high))
		if number(shown[row+"value"]) > 0 { // as the project has it
			d.Cells[row+"goal"], d.Cells[row+"value"], d.Cells[row+"unit"] = shown[row+"goal"], shown[row+"value"], shown[row+"unit"]
		}
	}
	for year := 2018; year <= 2020; year++ {
		if !years[year] {
			n++
			d.task(fmt.Sprintf("tasks/r%d/", n), year, u.Lines[dice.IntN(len(u.Lines))], dice)
			d.Cells[fmt.Sprintf("tasks/r%d/point", n)] = shown["tasks/r1/point"]
			d.Cells[fmt.Sprintf("tasks/r%d/honourees", n)] = shown["tasks/r1/honourees"]
		}
	}
}

// task writes a row that no project of the ledger is yet.
func (d duty) task(row string, year int, w demo.Work, dice demo.Die) {
	u, p := d.Debtor, projects[w.Line]
	d.Cells[row+"year"], d.Cells[row+"line"] = fmt.Sprintf("y%d", year), w.Line
	d.Cells[row+"project"] = p.name
	d.Cells[row+"goal"], d.Cells[row+"unit"], d.Cells[row+"steps"] = p.goal, p.unit, p.steps
	d.Cells[row+"value"] = strconv.Itoa(dice.Between(p.low, p.high))
	d.Cells[row+"resource"] = demo.Pick(dice, []string{"talent", "technology", "funds", "market"})
	d.Cells[row+"mode"] = demo.Pick(dice, []string{"volunteer", "donation", "market"})
	d.Cells[row+"owner"], d.Cells[row+"owner_unit"] = u.LeaderName, u.Name
	d.Cells[row+"starts"] = fmt.Sprintf("%d-%02d-01", year, map[bool]int{true: 7, false: 3}[year == 2018])
	d.Cells[row+"ends"] = fmt.Sprintf("%d-%02d-30", year, dice.Between(10, 12))
}

// smallValue makes the value of a task smaller than the plan's.
func (d duty) smallValue() *demo.Flaw {
	const cell = "tasks/r1/value"
	right := d.Cells[cell]
	d.Cells[cell] = "1"
	return &demo.Flaw{Cell: cell, Right: right, Comment: "目标数值与方案中的年度目标不一致，请核对。"}
}

// clarify names organisation, working rules, rewards and penalties (P-23).
func (d duty) clarify() {
	u := d.Debtor
	d.Cells["items/leadership"] = fmt.Sprintf("组长%s，联络员%s；领导小组下设办公室，各条线各有一名负责人。", u.LeaderName, u.LiaisonName)
	d.Cells["items/mechanism"] = "每月报送、每季开会、半年检查；问题登记、限期解决。"
	d.Cells["items/incentives"] = "年终评选先进，优先推荐参加上级表彰；连续两次迟报的通报并约谈。"
}

// assessmentRules gives the unit's own assessment and incentives (P-66).
func (d duty) assessmentRules() {
	d.Cells["rules/assessment"] = "助力脱贫列入年度考核，按项目进度、成效和报送情况评议。"
	d.Cells["rules/incentives"] = "成绩突出的优先推荐评先，所在分工会年终通报表扬。"
}

// thinRules leaves one of the three items too thin.
func (d duty) thinRules() *demo.Flaw {
	const cell = "items/incentives"
	right := d.Cells[cell]
	d.Cells[cell] = "另行制定。"
	return &demo.Flaw{Cell: cell, Right: right, Comment: "请写明奖励和惩戒的要点。"}
}
