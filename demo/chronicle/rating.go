package chronicle

import (
	"maps"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// rated is the year of which each unit says how far it came along every line,
// before it sums the year up (P-10).
const rated = 2019

// ratings are what the unit says of its year: of the lines it works along with
// evidence, of the others that nothing was done.
func (t *teller) ratings(u *demo.Unit) {
	on := calendar.Date{Year: rated, Month: 10, Day: 28}
	for _, line := range slices.Sorted(maps.Keys(t.Lines)) {
		name := "rating/" + u.Code + "/" + line
		values := map[string]string{"year": strconv.Itoa(rated), "line": line, "rating": "not_carried_out", "text": "本单位没有安排这一项。"}
		works := u.On(line)
		if works {
			dice := demo.Roll(name)
			values["rating"] = demo.Pick(dice, []string{"reached", "mostly", "mostly", "partly"})
			values["text"] = demo.Pick(dice, []string{"对照年初目标逐项核对，任务按进度完成。", "主要任务已完成，有一项因资金到位晚顺延到年底。", "任务完成，帮扶户反映较好，台账齐全。"})
		}
		t.Note(on, demo.Fact{Name: name, Register: "ratings", Unit: u, Values: values})
		if works {
			t.Prove(on, name, "年度自评佐证.pdf")
			t.Move(t.day(on, 1), name, "confirm", "", demo.ByLiaison)
		}
	}
}
