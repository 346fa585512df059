package pingdingshan

import (
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// progress is a monthly report (P-58).
func (d duty) progress(p calendar.Period) {
	u, dice := d.Debtor, demo.Roll("progress", d.Key())
	if reason := nilReason(d, dice, int(p.Start.Month)); reason != "" {
		d.None = reason
		return
	}
	var said []string
	for _, w := range u.Lines {
		f := w.Month(u, Issued, p.Start.Year, int(p.Start.Month))
		d.Enter("figures/"+w.Line+"/", f)
		if f.Sessions > 0 {
			said = append(said, fmt.Sprintf(demo.Pick(dice, done[w.Line]), place(u, dice), f.Sessions, f.Times))
		}
	}
	if len(said) == 0 {
		said = []string{"本月以走访摸底和准备工作为主，在建项目按计划推进。"}
	}
	d.Cells["texts/progress"] = strings.Join(said, "")
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
