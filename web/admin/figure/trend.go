package figure

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// trend is a figure over the periods as a line.
type trend struct {
	line
	Points []point
}

// point is a period of a trend.
type point struct {
	dot
	Value      string // written at the dot where all have room
	Says, URL  string // the period and its value in words
	Mark, Year string // written below it where they have room
}

// trend draws the one figure of an answer by period; there is none of fewer than
// two values.
func (t tabler) trend() *trend {
	sums := t.sums(0)
	if known := slices.DeleteFunc(slices.Clone(sums), func(s rollup.Sum) bool { return !s.Known }); len(known) < 2 {
		return nil
	}
	out, digits := trend{line: layOut(t.Measures[0].Kind, sums)}, 0
	var periods []calendar.Period
	for i, g := range t.Groups {
		p, err := calendar.ParsePeriod(g.Key)
		if err != nil {
			return nil // what recurs has a period
		}
		value := t.cell(g.Sums[0]).Text
		periods, digits = append(periods, p), max(digits, len(value))
		out.Points = append(out.Points, point{dot: out.Dots[i], Value: value, Says: t.says(g, 0), URL: t.opened(g, 0)})
	}
	for i := range out.Points {
		if !out.fits(digits) || !out.Points[i].Known {
			out.Points[i].Value = ""
		}
	}
	out.name(periods, t.p)
	return &out
}

// The px that the names of a month, of a quarter and of a year take.
const (
	monthWide   = 28
	quarterWide = 56
	yearWide    = 42
)

// name writes the periods below the line.
func (d *trend) name(periods []calendar.Period, p *locale.Printer) {
	wide := monthWide
	if periods[0].Kind == calendar.Quarter {
		wide = quarterWide
	}
	marked, years := spaced(periods, wide), yearly(periods, yearWide)
	for i := range d.Points {
		mark, year := inYear(periods[i], p)
		if marked[i] {
			d.Points[i].Mark = mark
		}
		if years[i] {
			d.Points[i].Year = year
		}
	}
}

// inYear prints a period shortly, and its year: «9月» and «2018年».
func inYear(period calendar.Period, p *locale.Printer) (mark, year string) {
	title, number := desk.PeriodTitle(p, period.Key()), strconv.Itoa(period.Start.Year)
	if p.Lang() == locale.En {
		mark = strings.TrimSpace(strings.TrimSuffix(title, number))
		return mark[:min(3, len(mark))], number
	}
	year = number + "年"
	return strings.TrimPrefix(title, year), year
}
