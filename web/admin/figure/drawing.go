package figure

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// drawing is one figure of the answer as charts and as a map.
type drawing struct {
	Measure string
	Unit    string
	Choices []desk.Option // other figures; Value is the address
	Trend   string        // a chart over periods, as chart.ts reads it; "" for none
	Bars    string        // a chart of the groups
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
func (a *area) draw(c *desk.Call, t tabler) (*drawing, error) {
	at := max(slices.IndexFunc(t.Measures, func(m playbook.Measure) bool { return m.ID == t.k.chart }), 0)
	m := t.Measures[at]
	d := &drawing{Measure: m.Name, Unit: t.p.Unit(m.Kind), By: t.p.T("figure.by_" + string(t.By))}
	for i, other := range t.Measures {
		d.Choices = append(d.Choices, desk.Option{Value: t.k.with("/figures", "chart", other.ID) + "#drawing", Text: other.Name, On: i == at})
	}
	one := func(by rollup.By, in ...rollup.Member) (tabler, error) {
		q := t.Question
		q.By, q.Measures, q.In = by, []string{m.ID}, append(slices.Clone(q.In), in...)
		answer, err := a.roll(c, q)
		return tabler{answer, t.k, t.p}, err
	}
	if t.recurs() && len(t.Periods) > 1 {
		trend, err := one(rollup.ByPeriod)
		if err != nil {
			return nil, err
		}
		d.Trend = trend.chart("line", 0)
	}
	if t.By != rollup.ByPeriod {
		d.Bars = t.chart("bar", at)
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
	if d.Trend+d.Bars == "" && d.Map == nil {
		d.Why = t.why(cmp.Or(t.Total.Sums[at].Why, rollup.Nothing))
	}
	return d, nil
}

// chart is what chart.ts draws.
type chart struct {
	Kind   string  `json:"kind"` // line or bar
	Unit   string  `json:"unit"`
	Points []point `json:"points"`
}

type point struct {
	Name  string   `json:"name"`
	Value *float64 `json:"value"` // in the shown unit, null where it is not known
	Text  string   `json:"text"`
	URL   string   `json:"url"`
}

// chart lays the groups of an answer out for a chart of its figure i: bars from
// the greatest down, without what belongs to no group, or a line in time. There
// is none of fewer than two values.
func (t tabler) chart(kind string, i int) string {
	out, values := chart{Kind: kind, Unit: t.p.Unit(t.Measures[i].Kind), Points: []point{}}, 0
	groups := slices.Clone(t.Groups)
	if kind == "bar" {
		groups = slices.DeleteFunc(groups, func(g rollup.Group) bool { return !g.Sums[i].Known || g.Key == "" })
		slices.SortStableFunc(groups, func(a, b rollup.Group) int { return cmp.Compare(b.Sums[i].N, a.Sums[i].N) })
	}
	for _, g := range groups {
		p, s := point{Name: t.named(t.By, g.Key), Text: none, URL: t.opened(g, i)}, g.Sums[i]
		if s.Known {
			values++
			v := shown(s.Value)
			p.Value, p.Text = &v, s.Kind.Format(s.N)
		}
		out.Points = append(out.Points, p)
	}
	if values < 2 {
		return ""
	}
	b, err := json.Marshal(out)
	if err != nil {
		return "" // no value of these types fails
	}
	return string(b)
}

// shown is a value in its shown unit, as exact as a drawing needs it.
func shown(v quantity.Value) float64 {
	f, err := strconv.ParseFloat(v.Kind.Plain(v.N), 64)
	if err != nil {
		return 0 // Plain prints numbers alone
	}
	return f
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
