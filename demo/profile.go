package demo

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// work is what a unit does along one action line.
type work struct {
	line     string
	projects int     // at the start
	growth   float64 // projects begun a month
	sessions float64 // a month at full pace
	union    float64 // 万元 a month at full pace
	social   float64
	people   int // honourees who take part
}

// lines are the action lines of the plan, in its order.
var lines = []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"}

// settle decides the unit's size and the lines it works along.
func (u *unit) settle() {
	d := roll("profile", u.code)
	size := map[organisation.Category][3]float64{ // scale from, to; share of lines
		organisation.County:           {.9, 1.6, 1},
		organisation.Zone:             {.5, .8, .6},
		organisation.Industry:         {.5, .9, .55},
		organisation.DirectEnterprise: {.3, .7, .45},
	}[u.category]
	u.scale = size[0] + d.Float64()*(size[1]-size[0])
	for _, line := range lines {
		if !d.chance(size[2]) && line != "pairing" {
			continue
		}
		u.lines = append(u.lines, work{
			line: line, projects: d.between(1, 3), growth: .05 + d.Float64()*.25*u.scale, sessions: (.8 + d.Float64()*3) * u.scale,
			union: (.4 + d.Float64()*3) * u.scale, social: d.Float64() * 6 * u.scale, people: d.between(2, 9),
		})
	}
}

// on reports whether the unit works along a line.
func (u *unit) on(line string) bool {
	return slices.ContainsFunc(u.lines, func(w work) bool { return w.line == line })
}

// carelessness says how much likelier than others the unit is late.
func (u *unit) carelessness() float64 {
	return pick(roll("care", u.code), []float64{.4, .6, .7, .8, 2.8})
}

// slow are the units that named their liaison only in July and August, and the
// one that has none (P-52).
var slow = map[string]int{"shilong": 24, "youdian": 31, "tieyan": 38, "ruilin": 45, "boyun": 29, "zhaolu": -1}

// named returns the day on which the unit names its liaison, zero for never.
func (u *unit) named(c *calendar.Calendar) calendar.Date {
	days, ok := slow[u.code]
	switch {
	case days < 0:
		return calendar.Date{}
	case !ok:
		days = roll("liaison", u.code).between(1, 12)
	}
	return c.AddWorkdays(FirstDay, days)
}

// registration returns an invented person who works for the unit.
func (u *unit) registration(r *registry, d die) organisation.Registration {
	return organisation.Registration{Unit: u.id, Name: r.name(d), Phone: r.phone()}
}
