package chronicle

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// places imports the village that the unit helps, with its households.
func (t *teller) places(u *demo.Unit) {
	nth := slices.Index(t.Points, u.Code)
	if nth < 0 {
		return
	}
	name, dice := "point/"+u.Code, demo.Roll("point", u.Code)
	at, village := dice.IntN(len(t.Towns)), t.Villages[nth%len(t.Villages)]
	for t.helped[area(u)+t.Towns[at]+village] { // no township has two villages of one name
		at = (at + 1) % len(t.Towns)
	}
	town := t.Towns[at]
	t.helped[area(u)+town+village] = true
	households := dice.Between(38, 160)
	why := ""
	if dice.Chance(.04) {
		why = "本村项目由县里统一实施，工会只参加培训和走访。"
	}
	t.Note(t.day(t.Issued, 2), demo.Fact{Name: name, Register: "points", Unit: u, By: demo.ByOffice, Values: map[string]string{
		"code": fmt.Sprintf("V%02d-%s", nth+1, u.Code), "county": area(u), "township": town, "village": village, "first_secretary": t.Secretary(u, 1),
		"households": strconv.Itoa(households), "persons": strconv.Itoa(households * dice.Between(24, 37) / 10), "exit_year": strconv.Itoa(dice.Between(2018, 2020)),
		"team": strconv.Itoa(dice.Between(3, 5)), "assistants": strconv.Itoa(dice.Between(10, 40)), "no_project": why,
		"source": "市扶贫办建档立卡数据", "listed_on": t.Issued.String(),
	}})
	t.points[u.Code] = append(t.points[u.Code], name)
	t.village[name] = area(u) + town + village
	for i := range t.Homes {
		t.home(u, name, i)
	}
	if t.keeps("village_years") {
		t.incomes(u, name, dice)
	}
}

// home imports a household; a few are put on the watch list in 2020 (P-40).
func (t *teller) home(u *demo.Unit, point string, i int) {
	name := fmt.Sprintf("%s/%02d", point, i+1)
	dice := demo.Roll(name)
	head, _ := t.Invent(dice)
	exit := dice.Between(2018, 2020)
	t.Note(t.day(t.Issued, 3), demo.Fact{Name: name, Register: "households", Unit: u, By: demo.ByOffice, Values: map[string]string{
		"code": fmt.Sprintf("%s-%03d", u.Code, i+1), "name": head, "point": "@" + point, "persons": strconv.Itoa(dice.Between(1, 6)), "status": "poor",
		"watch": "none", "cause": demo.Pick(dice, []string{"illness", "disability", "schooling", "technology", "labour", "funds"}), "exit_year": strconv.Itoa(exit),
		"income_year": year(t.Issued), "income": wan(dice.Between(18, 29)),
	}})
	t.homes[point] = append(t.homes[point], name)
	t.Correct(calendar.Date{Year: exit + 1, Month: 1, Day: 20}, name, map[string]string{
		"status": "exited", "income_year": strconv.Itoa(exit), "income": wan(dice.Between(41, 78)),
	}, "县扶贫办年度动态调整", demo.ByOffice)
	if dice.Chance(.06) {
		on := calendar.Date{Year: 2020, Month: 4, Day: dice.Between(7, 28)}
		t.Correct(on, name, map[string]string{
			"watch": demo.Pick(dice, []string{"unstable_exited", "unstable_exited", "marginal", "sudden_hardship"}), "watched_on": on.String(), "watch_source": "县扶贫办防返贫监测名单",
		}, "列入监测名单", demo.ByOffice)
	}
}

// incomes are what a village earned in common each year (H-27).
func (t *teller) incomes(u *demo.Unit, point string, dice demo.Die) {
	earned := 2 + 3*dice.Float64()
	for y := t.Issued.Year; y < t.End.Year; y++ {
		t.Note(calendar.Date{Year: y + 1, Month: 2, Day: 20}, demo.Fact{Register: "village_years", Unit: u, By: demo.ByOffice, Values: map[string]string{
			"point": "@" + point, "year": strconv.Itoa(y), "income": money(earned), "document": strconv.Itoa(y) + "年村集体经济收入报表", "from": "光伏电站、土地流转、扶贫车间租金。",
		}})
		earned *= 1.2 + .4*dice.Float64()
	}
}

// wan writes hundreds of 元 in 万元.
func wan(hundreds int) string { return strconv.FormatFloat(float64(hundreds)/100, 'f', 2, 64) }
