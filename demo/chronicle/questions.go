package chronicle

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// questions are what the unit found and told: surveys, problems, what is needed,
// outreach and news, as far as the plan keeps them.
func (t *teller) questions(u *demo.Unit) {
	if t.keeps("surveys") {
		t.survey(u)
	}
	if t.keeps("problems") {
		t.problems(u)
	}
	if t.keeps("needs") {
		t.needs(u)
	}
	if t.keeps("outreach") {
		t.told(u)
	}
	if t.keeps("measures_taken") {
		t.measures(u)
	}
	if t.keeps("ratings") && u.Category != organisation.Grassroots {
		t.ratings(u)
	}
}

func (t *teller) survey(u *demo.Unit) {
	dice := demo.Roll("survey", u.Code)
	on := t.Issued.AddDays(dice.Between(0, 2))
	place, _ := t.place(u, dice) // the lists of villages come a day later
	t.Note(t.day(t.Issued, 1), demo.Fact{Name: "survey/" + u.Code, Register: "surveys", Unit: u, Values: map[string]string{
		"day": on.String(), "place": place, "people": "工会干部、劳模代表、驻村第一书记、村民代表", "persons": strconv.Itoa(dice.Between(8, 24)),
		"findings": demo.Pick(dice, []string{"青壮年外出多，留下的缺技术；种的东西卖不上价。", "水渠年久失修，浇地难；有意愿搞养殖，缺本钱。", "村小缺英语老师；慢性病户买药要跑县城。"}),
	}})
}

// problems are opened, taken up, and closed by somebody else (P-29).
func (t *teller) problems(u *demo.Unit) {
	for i := range 2 {
		dice := demo.Roll("problem", u.Code, strconv.Itoa(i))
		if !dice.Chance(.55) {
			continue
		}
		on := t.day(t.Begin, dice.Between(5, 560))
		name := "problem/" + u.Code + "/" + on.String()
		t.Note(on, demo.Fact{Name: name, Register: "problems", Unit: u, Values: map[string]string{
			"name": demo.Pick(dice, []string{"第二批资金没有到位", "技术员人手不够", "产品销路不稳", "用工季节性缺口大", "土地流转手续没有办完"}),
			"kind": demo.Pick(dice, []string{"funds", "technology", "market", "labour", "policy"}), "day": on.String(), "line": demo.Pick(dice, u.Lines).Line,
			"due": t.day(on, dice.Between(15, 60)).String(), "owner": u.LeaderName, "measure": "由负责人牵头，一周内拿出办法，按月通报。",
		}})
		if !dice.Chance(.85) {
			continue
		}
		taken := t.day(on, dice.Between(1, 6))
		t.Move(taken, name, "take_up", "", demo.ByLiaison)
		if dice.Chance(.8) {
			closed := t.day(taken, dice.Between(8, 55))
			result := demo.Pick(dice, []string{"已协调解决，资金到账。", "已由邻县劳模定期指导。", "签订了收购协议。"})
			t.Settle(t.day(closed, 1), name, "close", "", map[string]string{"result": result}, demo.ByOffice)
		}
	}
}

// needs are what the village needs and what the unit offers (P-07).
func (t *teller) needs(u *demo.Unit) {
	dice := demo.Roll("need", u.Code)
	if !dice.Chance(.7) {
		return
	}
	on, name := t.day(t.Begin, dice.Between(2, 200)), "need/"+u.Code
	resource := demo.Pick(dice, []string{"talent", "technology", "funds", "market"})
	t.Note(on, demo.Fact{Name: name, Register: "needs", Unit: u, Values: map[string]string{
		"kind": demo.Pick(dice, []string{"need", "need", "offer"}), "resource": resource, "day": on.String(), "line": demo.Pick(dice, u.Lines).Line,
		"name":  map[string]string{"talent": "农技劳模定期指导", "technology": "大棚保温改造技术", "funds": "小型水渠维修资金", "market": "蔬菜稳定收购渠道"}[resource],
		"point": one(dice, t.points[u.Code]),
	}})
	if dice.Chance(.6) {
		t.Move(t.day(on, dice.Between(10, 90)), name, "match", "", demo.ByLiaison)
	}
}

// told is what the unit told others (H-63) and the contest's office (H-34).
func (t *teller) told(u *demo.Unit) {
	for i, month := range t.months() {
		dice := demo.Roll("told", u.Code, month.String())
		if i%3 != 1 || !dice.Chance(.5) {
			continue
		}
		on := within(month, dice)
		if dice.Chance(.5) {
			form := demo.Pick(dice, []string{"meeting", "lecture", "newspaper", "web", "poster", "visit"})
			t.Note(t.day(on, 1), demo.Fact{Register: "outreach", Unit: u, Values: map[string]string{
				"name": demo.Pick(dice, []string{"跟着劳模去扶贫宣讲", "扶贫政策进车间", "劳模事迹展"}), "form": form, "day": on.String(), "place": area(u), "reach": strconv.Itoa(dice.Between(40, 900)),
			}})
			continue
		}
		t.Note(t.day(on, 1), demo.Fact{Register: "news", Unit: u, Values: map[string]string{
			"name": demo.Pick(dice, []string{"劳模服务队下村", "结对村喜收早葡萄", "义诊到了家门口"}) + "（" + on.String()[5:] + "）", "day": on.String(), "line": demo.Pick(dice, u.Lines).Line,
			"text": "服务队一早到村，按清单逐项办理，群众反映较好。下次时间已同村里约定。",
		}})
	}
}

// measures are those taken for the village (H-22, H-27a), and what was built
// there (H-26).
func (t *teller) measures(u *demo.Unit) {
	for _, point := range t.points[u.Code] {
		for i := range 3 {
			dice := demo.Roll("measure", u.Code, strconv.Itoa(i))
			on := t.day(t.Begin, dice.Between(20, 420))
			name, kind := "measure/"+u.Code+"/"+strconv.Itoa(i), demo.Pick(dice, []string{"enabling", "enabling", "gift"})
			t.Note(on, demo.Fact{Name: name, Register: "measures_taken", Unit: u, Values: map[string]string{
				"name": map[string]string{"enabling": demo.Pick(dice, []string{"嫁接技术上门教", "小额贷款帮办", "岗前培训"}), "gift": "送化肥种子"}[kind],
				"kind": kind, "day": on.String(), "point": "@" + point, "line": u.Lines[0].Line,
			}})
			if dice.Chance(.75) {
				t.Correct(t.day(on, 30), name, map[string]string{"benefit": "参与户当季见到收成。"}, "实施情况", demo.ByLiaison)
				t.Move(t.day(on, 30), name, "implement", "", demo.ByLiaison)
			}
		}
		dice := demo.Roll("built", u.Code)
		on := calendar.Date{Year: 2019, Month: 10, Day: dice.Between(8, 28)}
		t.Note(on, demo.Fact{Register: "infrastructure", Unit: u, Values: map[string]string{
			"name": demo.Pick(dice, []string{"田间道路硬化", "灌溉泵站改造", "扶贫车间厂房"}), "point": "@" + point, "day": on.String(), "aspects": demo.Pick(dice, []string{"life,transport", "industry", "project,industry"}),
			"effect": "方便群众出行和农产品外运，雨季不再误工。", "households": strconv.Itoa(dice.Between(30, 120)),
		}})
	}
}
