package figure

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// drawing is one figure of the answer as charts and as a map.
type drawing struct {
	Measure string
	Unit    string
	Choices []desk.Option // other figures; Value is the address
	Trend   *trend        // over the periods
	Bars    []bar         // of the groups
	By      string
	Shares  []share // over lines
	Share   web.Bar
	Map     *chartMap
	Why     string // why nothing can be drawn
	NoMap   string // why there is no map
}

// share is the part of a line.
type share struct{ Class, Name, Text, Percent, URL string }

// draw makes the charts of one figure: over time, of the groups, over lines,
// and on the map.
func (t tabler) draw(roll roll) (*drawing, error) {
	at := max(slices.IndexFunc(t.Measures, func(m playbook.Measure) bool { return m.ID == t.k.chart }), 0)
	m := t.Measures[at]
	d := &drawing{Measure: m.Name, Unit: t.p.Unit(m.Kind), By: t.p.T("figure.by_" + string(t.By))}
	for i, other := range t.Measures {
		d.Choices = append(d.Choices, desk.Option{Value: t.k.with("/figures", "chart", other.ID) + "#drawing", Text: other.Name, On: i == at})
	}
	one := func(by rollup.By, in ...rollup.Member) (tabler, error) {
		q := t.Question
		q.By, q.Measures, q.In = by, []string{m.ID}, append(slices.Clone(q.In), in...)
		answer, err := roll(q)
		return tabler{answer, t.k, t.p}, err
	}
	if t.recurs() && len(t.Periods) > 1 {
		over, err := one(rollup.ByPeriod)
		if err != nil {
			return nil, err
		}
		d.Trend = over.trend()
	}
	if t.By != rollup.ByPeriod {
		d.Bars = t.bars(at)
	}
	if t.lined() && t.Line == "" {
		lines, err := one(rollup.ByLine)
		if err != nil {
			return nil, err
		}
		d.share(lines)
	}
	counties, err := one(rollup.ByCounty)
	if err != nil {
		return nil, err
	}
	zones, err := one(rollup.ByUnit, rollup.Member{By: rollup.ByCategory, Key: string(organisation.Zone)})
	if err != nil {
		return nil, err
	}
	d.onMap(counties, zones)
	if d.Trend == nil && d.Bars == nil && d.Map == nil {
		d.Why = t.why(cmp.Or(t.Total.Sums[at].Why, rollup.Nothing))
	}
	return d, nil
}

// bar is a group of an answer, drawn as long as its sum is.
type bar struct {
	Name, Value string
	Says, URL   string // both in words
	Length      across
}

// bars draws the sums i of the groups from the greatest down, phases in their
// order, without what belongs to no group. There are none of fewer than two values.
func (t tabler) bars(i int) []bar {
	groups := slices.DeleteFunc(slices.Clone(t.Groups), func(g rollup.Group) bool { return !g.Sums[i].Known || g.Key == "" })
	if len(groups) < 2 {
		return nil
	}
	longest := slices.MaxFunc(groups, func(a, b rollup.Group) int { return cmp.Compare(a.Sums[i].N, b.Sums[i].N) }).Sums[i].N
	if t.By != rollup.ByPhase {
		slices.SortStableFunc(groups, func(a, b rollup.Group) int { return cmp.Compare(b.Sums[i].N, a.Sums[i].N) })
	}
	var out []bar
	for _, g := range groups {
		out = append(out, bar{
			Name: t.named(t.By, g.Key), Value: t.cell(g.Sums[i]).Text, Says: t.says(g, i), URL: t.opened(g, i),
			Length: across(10000 * float64(g.Sums[i].N) / float64(max(longest, 1))),
		})
	}
	return out
}

// says tells the sum i of a group in words: «2018年9月 1,624 人次».
func (t tabler) says(g rollup.Group, i int) string {
	words := t.named(t.By, g.Key) + " " + t.cell(g.Sums[i]).Text
	if g.Sums[i].Known {
		words += " " + t.p.Unit(t.Measures[i].Kind)
	}
	return words
}

// sums returns the sums i of the groups.
func (t tabler) sums(i int) []rollup.Sum {
	var out []rollup.Sum
	for _, g := range t.Groups {
		out = append(out, g.Sums[i])
	}
	return out
}

// share makes the bar of the lines' parts.
func (d *drawing) share(t tabler) {
	if !t.Total.Sums[0].Known || t.Total.Sums[0].N <= 0 {
		return
	}
	total := t.Total.Sums[0].N
	scale := max(total/1_000_000_000, 1) // keeps the arithmetic of shares in bounds
	var counts []int
	d.Share.Label, total = d.Measure, total/scale
	sum := int64(0)
	for i, g := range t.Groups {
		s := g.Sums[0]
		class, part := "tone-"+strconv.Itoa(i%tones+1), s.N/scale
		counts = append(counts, int(part))
		d.Shares = append(d.Shares, share{Class: class, Name: t.named(t.By, g.Key), Text: t.cell(s).Text, URL: t.opened(g, 0)})
		d.Share.Parts = append(d.Share.Parts, web.Part{Class: class, From: int(10000 * sum / total), To: int(10000 * (sum + part) / total)})
		sum += part
	}
	for i, percent := range locale.Percentages(counts...) {
		d.Shares[i].Percent = percent
	}
}

// tones is how many colours the lines have (tokens.css).
const tones = 8
