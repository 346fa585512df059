package countryside

import (
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// Writes implements demo.Acts.
func (a acts) Writes(d *demo.Duty, in demo.Intention) (mar func() *demo.Flaw) {
	dice := demo.Roll("countryside", d.Key())
	switch d.Form {
	case "liaison":
		d.Cells["done/named_on"] = in.Held.String()
	case "mobilisation":
		d.Cells["done/held_on"] = in.Held.String()
		d.Cells["done/manner"] = demo.Pick(dice, []string{"meeting", "merged", "merged"})
		d.Cells["done/summary"] = demo.Pick(dice, started)
	case "unit-plan":
		unitPlan(d, dice)
		return d.Thin("plan/text", "请写明帮扶点和年度安排，或附方案文件。")
	case "task-breakdown":
		a.tasks(d, dice)
	case "progress":
		a.progress(d, dice)
		return d.TooMany("受益人次比上月多一位，请核对。")
	}
	return nil
}

// unitPlan is the plan of a unit with its points.
func unitPlan(d *demo.Duty, dice demo.Die) {
	d.Cells["plan/text"] = fmt.Sprintf(demo.Pick(dice, plans), d.Debtor.Area, len(d.Debtor.Lines))
	for i := range dice.Between(1, 2) {
		row := fmt.Sprintf("points/r%d/", i+1)
		d.Cells[row+"place"] = d.Debtor.Area + "/" + villages[(dice.IntN(4)+4*i)%len(villages)]
		d.Cells[row+"needs"] = demo.Pick(dice, needs)
		d.Cells[row+"strengths"] = demo.Pick(dice, strengths)
	}
}

// tasks is the table of tasks.
func (a acts) tasks(d *demo.Duty, dice demo.Die) {
	n := 0
	for _, w := range append(d.Debtor.Lines, d.Debtor.Lines[0]) {
		n++
		row, p := fmt.Sprintf("tasks/r%d/", n), projects[w.Line]
		d.Cells[row+"line"], d.Cells[row+"project"], d.Cells[row+"goal"] = w.Line, p[0], p[1]
		if n > len(d.Debtor.Lines) {
			d.Cells[row+"project"] = p[0] + "（二期）"
		}
		d.Cells[row+"mode"] = "volunteer"
		d.Cells[row+"owner"] = d.Debtor.LeaderName
		d.Cells[row+"starts"] = a.begin.AddDays(40).String()
		d.Cells[row+"ends"] = a.begin.AddDays(dice.Between(180, 320)).String()
	}
}

// progress is a monthly report.
func (a acts) progress(d *demo.Duty, dice demo.Die) {
	p, err := calendar.ParsePeriod(d.Period)
	if err != nil {
		return
	}
	var said []string
	for _, w := range d.Debtor.Lines {
		f, row := w.Month(d.Debtor, a.begin, p.Start.Year, int(p.Start.Month)), "figures/"+w.Line+"/"
		d.Count(row+"projects", f.Projects)
		d.Count(row+"sessions", f.Sessions)
		d.Count(row+"person_times", f.Times)
		d.Count(row+"honourees_joined", f.People)
		d.Amount(row+"funds_union", f.Union)
		if w.Line == "consumption" {
			d.Amount(row+"sales", f.Social)
		}
		if f.Sessions > 0 {
			said = append(said, fmt.Sprintf(done[w.Line], d.Debtor.Area+demo.Pick(dice, villages), f.Sessions, f.Times))
		}
	}
	if len(said) == 0 {
		said = []string{"本月对接帮扶点需求，项目按计划准备。"}
	}
	d.Cells["texts/progress"] = strings.Join(said, "")
	if dice.Chance(.5) {
		d.Cells["texts/practices"] = demo.Pick(dice, practices)
	}
}

var (
	started = []string{
		"与月度例会合并召开，公布项目和责任人，第一个项目会后进场。",
		"动员会后劳模自愿报名，三个项目明确了联系人和时间表。",
	}
	plans = []string{
		"以%s的帮扶点为主，用一年时间做好%d项任务，每项有一名劳模牵头，每月报一次进展。",
		"沿用%s原有帮扶点，%d项任务各办成一件实事，经费列入工会预算，年底形成一项做法。",
	}
	needs     = []string{"缺果树管护技术，品牌知名度不高。", "合作社缺会计和电商人手。", "文化活动少，村里想办阅览角。"}
	strengths = []string{"本单位农技劳模可定期指导。", "职工食堂和工会福利可采购农产品。", "教师、文艺骨干可送课送演出。"}
	projects  = map[string][2]string{
		"industry":    {"劳模果园技术托管", "管护示范园两处，带动三十户"},
		"skill":       {"乡村电商和农机培训班", "全年开班六期，学员一百二十人次"},
		"consumption": {"职工福利定点采购", "帮销农产品二十万元"},
		"culture":     {"劳模宣讲和职工书屋进村", "建书屋一处，活动八场"},
	}
	done = map[string]string{
		"industry":    "产业带动：在%s指导管护%d次，服务%d人次。",
		"skill":       "技能提升：在%s开班%d期，到课%d人次。",
		"consumption": "消费帮扶：为%s组织产销对接%d场，参加%d人次。",
		"culture":     "文化惠民：到%s宣讲、送演出%d场，观众%d人次。",
	}
	practices = []string{"劳模带着徒弟下田，一人包一片园子。", "采购先公示价格和数量，村里按单备货。", "课程由村里点单，开在晚上和雨天。"}
	villages  = []string{"柳河村", "东坡村", "青石岭村", "南湾村", "槐树庄村", "大榆树村", "石门沟村", "河湾村"}
)
