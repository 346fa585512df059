package chronicle

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// honour is what of a unit stands out: sites, cases, mechanisms.
func (t *teller) honour(u *demo.Unit) {
	if dice := demo.Roll("site", u.Code); dice.Chance(.3) {
		t.site(u, dice)
	}
	for i := range 2 {
		if dice := demo.Roll("case", u.Code, strconv.Itoa(i)); dice.Chance(.4) {
			t.story(u, dice)
		}
	}
	if dice := demo.Roll("mechanism", u.Code); t.keeps("mechanisms") && dice.Chance(.7) {
		on := t.day(calendar.Date{Year: 2020, Month: 1, Day: 10}, dice.Between(10, 160))
		t.Note(on, demo.Fact{Register: "mechanisms", Unit: u, Values: map[string]string{
			"name": demo.Pick(dice, []string{"劳模联系村制度", "消费帮扶长期采购协议", "防返贫走访办法"}), "kind": demo.Pick(dice, []string{"rule", "agreement", "plan"}),
			"day": on.String(), "text": "经费列入工会年度预算，每季度对照检查一次，人员调整时一并移交。", "point": one(dice, t.points[u.Code]),
		}})
	}
}

// site is a demonstration site or a base on its way: some are named, some wait,
// one is struck off again.
func (t *teller) site(u *demo.Unit, dice demo.Die) {
	name, kind := "site/"+u.Code, "demo_site"
	if t.keeps("base_years") {
		kind = "demo_base"
	}
	place, point := t.place(u, dice)
	on := calendar.Date{Year: 2019, Month: 9, Day: dice.Between(5, 25)}
	t.Note(on, demo.Fact{Name: name, Register: "sites", Unit: u, Values: map[string]string{
		"kind": kind, "name": area(u) + demo.Pick(dice, []string{"食用菌", "果蔬", "养殖", "手工加工"}) + map[string]string{"demo_site": "劳模示范点", "demo_base": "劳模产业扶贫示范基地"}[kind] + "（" + u.Name + "）",
		"place": place, "line": u.Lines[0].Line, "lead": t.some(u, dice, 1), "point": point, "influence": demo.Pick(dice, []string{"county", "city", "city", "province"}),
		"feature": "劳模领办，农户入股分红，技术和销路都有专人负责。", "effect": "一年多来农户稳定增收，没有一户中途退出。",
	}})
	if kind == "demo_site" {
		t.Correct(t.day(on, 1), name, map[string]string{
			"renown": "县、市多次组织观摩。", "standing": "2018年和2019年上半年的任务都按期完成。", "firmness": "土地、用工、收购都有书面协议。",
		}, "补充申报材料", demo.ByLiaison)
	}
	fate := dice.Weighted([]int{15, 15, 15, 50, 5})
	if fate > 0 {
		t.Move(t.day(on, 3), name, "nominate", "", demo.ByLiaison)
	}
	if fate > 1 {
		t.Settle(t.day(on, 25), name, "review", "", map[string]string{"review": "实地查看，材料属实，同意推荐。"}, demo.ByOffice)
	}
	if fate > 2 {
		t.Settle(t.day(on, 50), name, "name", "", map[string]string{"decision": "市总工会专题会议研究命名"}, demo.ByOffice)
		if kind == "demo_base" {
			t.Note(t.day(on, 80), demo.Fact{Register: "base_years", Unit: u, Values: map[string]string{
				"site": "@" + name, "year": "2019", "households": strconv.Itoa(dice.Between(12, 60)), "jobs": strconv.Itoa(dice.Between(5, 40)), "area": strconv.Itoa(dice.Between(40, 600)),
			}})
		}
	}
	if fate > 3 {
		t.Move(t.day(on, 200), name, "revoke", "经营主体变更，不再由劳模领办。", demo.ByOffice)
	}
}

// story is a typical case that the unit proposes to the office.
func (t *teller) story(u *demo.Unit, dice demo.Die) {
	on := t.day(t.Begin, dice.Between(60, 500))
	what := demo.Pick(dice, []string{"劳模带徒弟", "车间办到村口", "先订后种的食堂采购", "课堂进大棚", "一村一顾问", "修好一口井"})
	name := "case/" + u.Code + "/" + on.String()
	t.Note(on, demo.Fact{Name: name, Register: "cases", Unit: u, Values: map[string]string{
		"name": t.called(u.Code, what), "kind": "practice", "line": demo.Pick(dice, u.Lines).Line, "day": on.String(), "subject": t.some(u, dice, 1),
		"text": "起因是村里有活没人教。工会请来劳模，先带三户做成，再由三户带全村；办法写进协议，人走办法不走。",
	}})
	switch fate := dice.Float64(); {
	case fate < .7:
		t.Move(t.day(on, dice.Between(3, 12)), name, "approve", "", demo.ByOffice)
	case fate < .85:
		t.Move(t.day(on, dice.Between(3, 12)), name, "decline", "缺少可核实的成效，请补充后再报。", demo.ByOffice)
	}
}
