package pingdingshan

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// progress decides whether there is anything to report in a month (P-58).
func (d duty) progress(p calendar.Period) {
	d.None = nilReason(d, demo.Roll("progress", d.Key()), int(p.Start.Month))
}

// tellProgress writes the texts of a monthly report beside what the ledger says.
func (d duty) tellProgress(shown map[string]string) {
	u, dice := d.Debtor, demo.Roll("texts", d.Key())
	var said []string
	for _, w := range u.Lines {
		row := "figures/" + w.Line + "/"
		if sessions, times := number(shown[row+"sessions"]), number(shown[row+"person_times"]); sessions > 0 && times > 0 {
			said = append(said, fmt.Sprintf(demo.Pick(dice, done[w.Line]), place(u, dice), sessions, times))
		}
	}
	if d.None != "" {
		return
	}
	if len(said) == 0 {
		said = []string{"本月以走访摸底和准备工作为主，在建项目按计划推进。"}
	}
	if shown["texts/progress"] == "" || dice.Chance(.4) {
		d.Cells["texts/progress"] = strings.Join(said, "")
	}
	d.Cells["texts/results"] = "项目和责任人已经落实，成果将从下月起陆续体现。"
	if d.Period != "2018-06" {
		d.Cells["texts/results"] = demo.Pick(dice, results[demo.Pick(dice, u.Lines).Line])
	}
	if dice.Chance(.6) {
		d.Cells["texts/practices"] = demo.Pick(dice, practices)
	}
	if dice.Chance(.4) {
		d.Cells["texts/experience"] = demo.Pick(dice, experiences)
	}
	d.Differ(dice, shown)
}

// number reads a figure, 0 where there is none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// nilReason returns why a unit reports nothing, "" where it reports.
func nilReason(d duty, dice demo.Die, month int) string {
	if _, ok := oddities[d.Deed()]; ok {
		return ""
	}
	fate := dice.Float64()
	switch {
	case d.Period == "2018-06" && fate < .18:
		return "not_started"
	case month == 2 && fate < .12:
		return "season"
	case d.Period != "2018-06" && fate < .006:
		return "between_stages"
	case fate > .994:
		return "merged"
	}
	return ""
}
