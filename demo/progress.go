package demo

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// seasons is how busy the months are, January first: the spring festival and
// the harvests leave less time.
var seasons = [12]float64{.7, .4, .9, 1, 1.1, .7, .9, 1, .9, 1, 1.1, 1}

// pace is how much of its full work a unit does in a month: it takes half a
// year to get going, and the spring of 2020 stood still.
func pace(year, month int) float64 {
	begun := (year-2018)*12 + month - 6
	p := math.Min(1, .4+.12*float64(begun)) * seasons[month-1]
	if year == 2020 && month >= 2 && month <= 4 {
		p *= .35
	}
	return p
}

// figures are one line's numbers of a month.
type figures struct {
	projects, sessions, times, households, people int
	union, social                                 float64 // 万元
}

func (w work) month(u *unit, year, month int) (f figures) {
	d, p := roll("figures", u.code, w.line, strconv.Itoa(year), strconv.Itoa(month)), pace(year, month)
	begun := (year-2018)*12 + month - 6
	f.projects = w.projects + min(9, int(w.growth*float64(begun)))
	f.sessions = int(math.Round(w.sessions * p * (.6 + .8*d.Float64())))
	if f.sessions > 0 {
		f.times = f.sessions * d.between(14, 62)
		f.households = max(1, int(float64(f.times)*(.25+.35*d.Float64())))
		f.people = min(f.sessions*3, d.between(w.people, w.people+4))
	}
	f.union = hundredths(w.union * p * (.5 + d.Float64()))
	if d.chance(.45) {
		f.social = hundredths(w.social * p * (.4 + d.Float64()))
	}
	return f
}

func hundredths(x float64) float64 { return math.Round(x*20) / 20 }

// progress is a monthly report (P-58).
func (d *duty) progress(p calendar.Period) {
	u, dice := d.unit, roll("progress", d.key())
	if reason := nilReason(d, dice, int(p.Start.Month)); reason != "" {
		d.none = reason
		return
	}
	var said []string
	for _, w := range u.lines {
		f := w.month(u, p.Start.Year, int(p.Start.Month))
		row := "figures/" + w.line + "/"
		d.count(row+"projects", f.projects)
		d.count(row+"sessions", f.sessions)
		d.count(row+"person_times", f.times)
		d.count(row+"households", f.households)
		d.count(row+"honourees_joined", f.people)
		d.amount(row+"funds_union", f.union)
		d.amount(row+"funds_social", f.social)
		if f.sessions > 0 {
			said = append(said, fmt.Sprintf(pick(dice, done[w.line]), place(u, dice), f.sessions, f.times))
		}
	}
	if len(said) == 0 {
		said = []string{"本月以走访摸底和准备工作为主，在建项目按计划推进。"}
	}
	d.cells["texts/progress"] = strings.Join(said, "")
	d.cells["texts/results"] = "项目和责任人已经落实，成果将从下月起陆续体现。"
	if d.Period != "2018-06" {
		d.cells["texts/results"] = pick(dice, results[pick(dice, u.lines).line])
	}
	if dice.chance(.6) {
		d.cells["texts/practices"] = pick(dice, practices)
	}
	if dice.chance(.4) {
		d.cells["texts/experience"] = pick(dice, experiences)
	}
}

// nilReason returns why a unit reports nothing, "" where it reports.
func nilReason(d *duty, dice die, month int) string {
	if _, ok := oddities[d.deed()]; ok {
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

// count enters a number that is not 0; what is 0 stays empty.
func (d *duty) count(cell string, n int) {
	if n != 0 {
		d.cells[cell] = strconv.Itoa(n)
	}
}

// amount enters money in 万元.
func (d *duty) amount(cell string, x float64) {
	if x != 0 {
		d.cells[cell] = strconv.FormatFloat(x, 'f', 2, 64)
	}
}

// tooMany makes one number of a monthly report ten times too large, as a
// finger that slips does.
func (d *duty) tooMany() *flaw {
	for _, w := range d.unit.lines {
		cell := "figures/" + w.line + "/person_times"
		if right := d.cells[cell]; right != "" {
			d.cells[cell] = right + "0"
			return &flaw{cell: cell, right: right, comment: "受益人次约为上月的十倍，是否多录一位？请核对。"}
		}
	}
	return nil
}
