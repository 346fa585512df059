package chronicle

import (
	"fmt"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/demo"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Of the honourees of a city two in a hundred are of the nation, one in seven of
// the province, and the rest of the city and its counties.
var (
	levels  = []string{"national", "provincial", "municipal", "county"}
	ranks   = []int{2, 14, 42, 42}
	kinds   = []string{"model_worker", "may_day", "craftsman"}
	shares  = []int{60, 27, 13}
	honours = map[string]string{"model_worker": "劳动模范", "may_day": "五一劳动奖章", "craftsman": "工匠"}
)

// trade is what an industry's honourees are good at.
type trade struct {
	industry     string
	specialities []string
}

var trades = map[organisation.Category][]trade{
	organisation.County: {
		{"agriculture", []string{"果树栽培", "食用菌种植", "蔬菜大棚", "农机维修"}}, {"livestock", []string{"生猪养殖", "肉牛养殖", "家禽防疫"}},
		{"education", []string{"小学语文", "职业教育"}}, {"health", []string{"中医针灸", "全科门诊"}}, {"public_service", []string{"社区服务", "法律援助"}},
		{"trade", []string{"农产品购销", "电子商务"}}, {"construction", []string{"房屋修缮", "水利施工"}},
	},
	organisation.DirectEnterprise: {{"manufacturing", []string{"焊接", "数控加工", "设备检修", "质量检验"}}, {"energy", []string{"电气维修", "锅炉运行"}}},
	organisation.Industry: {
		{"education", []string{"教学研究", "班级管理", "幼儿教育"}}, {"health", []string{"内科", "骨科", "护理", "妇幼保健"}}, {"transport", []string{"汽车维修", "安全驾驶"}},
		{"construction", []string{"砌筑", "测量放线", "水暖安装"}}, {"finance", []string{"小额信贷", "财务管理"}}, {"science", []string{"农业技术推广", "信息网络"}},
	},
}

// tradesOf returns what the honourees of a unit are good at.
func tradesOf(u *demo.Unit) []trade {
	switch u.Category {
	case organisation.County, organisation.Zone:
		return trades[organisation.County]
	case organisation.DirectEnterprise, organisation.Direct:
		return trades[organisation.DirectEnterprise]
	}
	return trades[organisation.Industry]
}

// people enters who takes part: honourees with their honours, collectives.
func (t *teller) people(u *demo.Unit) {
	n, dice := t.Honourees[u.Category], demo.Roll("honourees", u.Code)
	for i := range dice.Between(n[0], n[1]) {
		person := t.honouree(u, i)
		if i == 0 && dice.Chance(.08) {
			t.twice(u, person)
		}
	}
	if t.keeps("collectives") {
		t.collectives(u)
	}
	if t.keeps("teams") {
		t.team(u)
	}
}

func (t *teller) honouree(u *demo.Unit, i int) string {
	name := fmt.Sprintf("honouree/%s/%d", u.Code, i)
	dice := demo.Roll(name)
	on := t.day(t.Issued, dice.Between(1, 3))
	person, phone := t.Invent(dice)
	level, family := levels[dice.Weighted(ranks)], kinds[dice.Weighted(shares)]
	work := demo.Pick(dice, tradesOf(u))
	t.Note(on, demo.Fact{Name: name, Register: "honourees", Unit: u, Values: map[string]string{
		"name": person, "phone": phone, "family": family, "level": level, "year": strconv.Itoa(dice.Between(1995, t.Issued.Year-1)),
		"honour": t.title(u, level, family), "granted_by": t.giver(u, level, family), "industry": work.industry, "speciality": demo.Pick(dice, work.specialities),
		"strengths": demo.Pick(dice, []string{"talent", "talent,innovation", "industry", "project,industry", "innovation"}),
		"in_post":   tick(dice, .7), "local": tick(dice, .9),
	}})
	t.honourees[u.Code] = append(t.honourees[u.Code], name)
	if level != "county" && dice.Chance(.45) { // an earlier one, a level below
		lower := map[string]string{"national": "provincial", "provincial": "municipal", "municipal": "county"}[level]
		t.Note(on, demo.Fact{Register: "honours", Unit: u, Values: map[string]string{
			"honouree": "@" + name, "family": family, "level": lower, "year": strconv.Itoa(dice.Between(1988, 1994)),
			"honour": t.title(u, lower, family), "granted_by": t.giver(u, lower, family),
		}})
	}
	t.invited(u, name, dice, "person")
	return person
}

// twice enters a person who is in the register already once more, from an old list
// of names: somebody has to find out whether it is the same one.
func (t *teller) twice(u *demo.Unit, person string) {
	dice := demo.Roll("twice", u.Code)
	work := demo.Pick(dice, tradesOf(u))
	t.Note(t.day(t.Issued, 20), demo.Fact{Register: "honourees", Unit: u, Values: map[string]string{
		"name": person, "family": "model_worker", "level": "county", "year": strconv.Itoa(dice.Between(1990, 1999)),
		"honour": t.title(u, "county", "model_worker"), "granted_by": t.giver(u, "county", "model_worker"), "industry": work.industry,
	}})
}

// invited asks an honouree or a collective to take part: most do.
func (t *teller) invited(u *demo.Unit, name string, dice demo.Die, kind string) {
	if !dice.Chance(.75) {
		return
	}
	part, on := "part/"+name, t.day(t.Issued, 4)
	t.Note(on, demo.Fact{Name: part, Register: "participations", Unit: u, Values: map[string]string{
		"participant": "@" + name, "kind": kind, "day": on.String(), "line": demo.Pick(dice, u.Lines).Line,
	}})
	switch fate := dice.Float64(); {
	case fate < .8:
		t.Move(t.day(on, dice.Between(1, 2)), part, "join", "", demo.ByLiaison)
	case fate < .9:
		t.Move(t.day(on, dice.Between(10, 300)), part, "join", "", demo.ByLiaison)
	case fate < .97:
		t.Move(t.day(on, dice.Between(1, 20)), part, "decline", demo.Pick(dice, []string{"年事已高，不便外出。", "长期在外地工作。"}), demo.ByLiaison)
	}
}

func tick(dice demo.Die, share float64) string {
	if dice.Chance(share) {
		return "yes"
	}
	return ""
}

// title is what an honour is called.
func (t *teller) title(u *demo.Unit, level, family string) string {
	return t.realm(u, level, "全国") + honours[family]
}

// realm is where an honour is of.
func (t *teller) realm(u *demo.Unit, level, nation string) string {
	switch level {
	case "national":
		return nation
	case "provincial":
		return t.Province
	case "municipal":
		return t.City
	}
	return area(u)
}

// giver is who conferred an honour: governments the model workers, federations
// of unions the rest.
func (t *teller) giver(u *demo.Unit, level, family string) string {
	if family == "model_worker" {
		if level == "national" {
			return "党中央、国务院"
		}
		return t.realm(u, level, "") + "人民政府"
	}
	return t.realm(u, level, "中华全国") + "总工会"
}

// collectives are the studios, crews and units of a unit that were honoured.
func (t *teller) collectives(u *demo.Unit) {
	for i, kind := range []string{"studio", "pioneer", "certificate"} {
		name := fmt.Sprintf("collective/%s/%s", u.Code, kind)
		dice := demo.Roll(name)
		if !dice.Chance([]float64{.45, .4, .2}[i]) {
			continue
		}
		work := demo.Pick(dice, tradesOf(u))
		called := map[string]string{"studio": "劳模创新工作室", "pioneer": "班组", "certificate": ""}[kind]
		speciality := demo.Pick(dice, work.specialities)
		t.Note(t.day(t.Issued, 4), demo.Fact{Name: name, Register: "collectives", Unit: u, Values: map[string]string{
			"kind": kind, "name": u.Name + speciality + called, "lead": one(dice, t.honourees[u.Code]), "level": demo.Pick(dice, levels[1:]),
			"year": strconv.Itoa(dice.Between(2008, 2017)), "industry": work.industry, "speciality": speciality,
			"strengths": demo.Pick(dice, []string{"talent,innovation", "innovation", "industry"}), "persons": strconv.Itoa(dice.Between(6, 40)),
		}})
		t.seats[u.Code] = append(t.seats[u.Code], name)
		as := "collective"
		if kind == "studio" {
			as = kind
		}
		t.invited(u, name, dice, as)
	}
}

// team is the unit's team of volunteers with its members and their hours.
func (t *teller) team(u *demo.Unit) {
	name, dice := "team/"+u.Code, demo.Roll("team", u.Code)
	if !u.On("team") && !dice.Chance(.5) || len(t.honourees[u.Code]) < 3 {
		return
	}
	on := t.day(t.Begin, dice.Between(8, 40))
	t.Note(on, demo.Fact{Name: name, Register: "teams", Unit: u, Values: map[string]string{
		"name": area(u) + "劳模扶贫志愿服务队（" + u.Name + "）", "founded_on": on.String(), "leader": "@" + t.honourees[u.Code][0],
		"charter": "一、队员自愿加入，由所在工会登记。\n二、每季度至少服务一次，服务时长由队长核记。\n三、不收受服务对象的任何财物。",
	}})
	for i, member := range t.honourees[u.Code] {
		d := demo.Roll("member", u.Code, member)
		if i > 0 && !d.Chance(.6) {
			continue
		}
		post := ""
		if i == 0 {
			post = "队长"
		}
		t.Note(on, demo.Fact{Register: "members", Unit: u, Values: map[string]string{
			"team": "@" + name, "honouree": "@" + member, "joined_on": on.String(), "post": post,
		}})
		for day := t.day(on, d.Between(10, 50)); day.Before(t.End); day = t.day(day, d.Between(45, 160)) {
			place, _ := t.place(u, d)
			t.Note(t.day(day, 1), demo.Fact{Register: "services", Unit: u, Values: map[string]string{
				"team": "@" + name, "honouree": "@" + member, "day": day.String(), "place": place, "hours": demo.Pick(d, []string{"2", "3", "3.5", "4", "6"}),
			}})
		}
	}
}
