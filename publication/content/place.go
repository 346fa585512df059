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
		if r.Code != code || r.Form != c.Measures[m].Form {
			continue
		}
		if line == "" {
			return r.Sums[m].Value, r.Title() + " " + c.Measures[m].Name, r.Sums[m].Why == ""
		}
		place = r.Title() + " " + c.Lines[l].Name + " " + c.Measures[m].Name
		for _, f := range r.Figures {
			if f.Measure == c.Measures[m].Of && f.Line == line {
				v.N, ok = v.N+f.Value, true
			}
		}
	}
	return v, place, ok
}

// Moved counts the duties that stand otherwise by now, as far as a bulletin
// tells.
func (c *Content) Moved(now []Row) (n int) {
	type standing struct {
		timing   campaign.Timing
		sent     int64
		accepted bool
	}
	before := map[campaign.DutyID]standing{}
	for _, r := range c.Rows {
		before[r.Duty] = standing{r.Timing, r.Sent, r.Accepted}
	}
	for _, r := range now {
		if before[r.Duty] != (standing{r.Timing, r.Sent, r.Accepted}) {
			n++
		}
	}
	return n
}

// Withdrawn names the units whose figures the content has and whose report is
// not accepted any more, or another one.
func (c *Content) Withdrawn(now []Row) (names []string) {
	stands := map[campaign.DutyID]int64{}
	for _, r := range now {
		if r.Accepted {
			stands[r.Duty] = r.Sent
		}
	}
	for _, r := range c.Rows {
		if r.Accepted && stands[r.Duty] != r.Sent {
			names = append(names, r.Title())
		}
	}
	return names
}
