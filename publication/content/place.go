package content

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Figure returns a figure of a unit as it was printed: the unit's sum of a
// measure, or its figure on a line. place names it in words; ok is false where
// the content has no such unit, measure or line, or no value for it.
func (c *Content) Figure(code, measure, line string) (v quantity.Value, place string, ok bool) {
	m := slices.IndexFunc(c.Measures, func(m Measure) bool { return m.ID == measure })
	l := slices.IndexFunc(c.Lines, func(l Line) bool { return l.ID == line })
	if m < 0 || l < 0 && line != "" {
		return v, "", false
	}
	v.Kind = c.Measures[m].Kind
	for _, r := range c.Rows {
		if r.Code != code {
			continue
		}
		if line == "" {
			place = r.Name + " " + c.Measures[m].Name
			v.N, ok = v.N+r.Sums[m].N, ok || r.Sums[m].Why == ""
			continue
		}
		place = r.Name + " " + c.Lines[l].Name + " " + c.Measures[m].Name
		for _, f := range r.Figures {
			if f.Measure == measure && f.Line == line {
				v.N, ok = v.N+f.Value, true
			}
		}
	}
	return v, place, ok
}

// Moved counts the duties that stand otherwise in a later content, as far as a
// bulletin tells.
func (c *Content) Moved(now Content) (n int) {
	type standing struct {
		timing   campaign.Timing
		sent     int64
		accepted bool
	}
	before := map[campaign.DutyID]standing{}
	for _, r := range c.Rows {
		before[r.Duty] = standing{r.Timing, r.Sent, r.Accepted}
	}
	for _, r := range now.Rows {
		if before[r.Duty] != (standing{r.Timing, r.Sent, r.Accepted}) {
			n++
		}
	}
	return n
}
