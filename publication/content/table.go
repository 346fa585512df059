package content

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// dash stands for what is not known.
const dash = "—"

// table is a table of the paper while it is made: its first columns are words,
// behind them stands one for each measure that can be known in it.
type table struct {
	c     *Content
	heads []string
	rows  []tableRow
}

type tableRow struct {
	words []string
	sums  []Sum
	total bool
}

func (t *table) row(sums []Sum, words ...string) {
	t.rows = append(t.rows, tableRow{words: words, sums: sums})
}

// total adds the row of everything together.
func (t *table) total(sums []Sum) {
	words := make([]string, len(t.heads))
	words[0] = "合计"
	t.rows = append(t.rows, tableRow{words, sums, true})
}

// has reports whether a column has a sum that is so.
func (t *table) has(column int, so func(Sum) bool) bool {
	return slices.ContainsFunc(t.rows, func(r tableRow) bool { return so(r.sums[column]) })
}

// document sets the table. Left out, and named in a note, is every measure that
// never may be added as the table asks, so that nothing but dashes would stand
// in its column.
func (t *table) document(why string, never func(Measure) bool) *document.Table {
	out := &document.Table{}
	for _, head := range t.heads {
		out.Columns = append(out.Columns, document.Column{Title: head, Kind: document.Words})
	}
	var shown []int
	var left []string
	for i, m := range t.c.Measures {
		if never(m) && !t.has(i, func(s Sum) bool { return s.Why == "" }) {
			left = append(left, m.Title())
			continue
		}
		shown = append(shown, i)
		out.Columns = append(out.Columns, document.Column{Title: m.Title(), Unit: m.Kind.Unit(), Kind: document.Numbers})
	}
	for _, r := range t.rows {
		if !r.total || len(shown) > 0 {
			out.Rows = append(out.Rows, document.Row{Cells: cells(r, shown), Sum: r.total})
		}
	}
	if len(left) > 0 {
		out.Notes = append(out.Notes, strings.Join(left, "、")+why+"，不能相加，本表不列。")
	}
	out.Notes = append(out.Notes, t.dashes(shown)...)
	return out
}

func cells(r tableRow, shown []int) []document.Cell {
	var out []document.Cell
	for _, text := range r.words {
		out = append(out, document.Text(text))
	}
	for _, i := range shown {
		s := r.sums[i]
		if s.Why != "" {
			out = append(out, document.Text(dash))
			continue
		}
		out = append(out, document.Number(quantity.Value{Kind: s.Kind, N: s.N}))
	}
	return out
}

// Why the tables leave a measure out, or a sum of it.
const (
	overUnits = "在单位之间可能重复"
	overLines = "在专项行动之间可能重复"
)

// dashes explains every dash that stands for a sum which may not be made.
func (t *table) dashes(shown []int) (out []string) {
	for _, because := range []struct {
		why  rollup.Reason
		text string
	}{
		{rollup.OverUnits, overUnits + "，不加总"}, {rollup.OverLines, overLines + "，不加总"}, {rollup.TooLarge, "合计数过大，无法计算"},
	} {
		var names []string
		for _, i := range shown {
			if t.has(i, func(s Sum) bool { return s.Why == because.why }) {
				names = append(names, t.c.Measures[i].Title())
			}
		}
		if len(names) > 0 {
			out = append(out, strings.Join(names, "、")+because.text+"，以“"+dash+"”表示。")
		}
	}
	return out
}

// Title heads the measure's column: its name, with the form where there are
// several.
func (m Measure) Title() string {
	if m.Form == "" {
		return m.Name
	}
	return m.Name + "（" + m.Form + "）"
}

// overall is the table of the lines, nil where it would have no figures.
func (c *Content) overall() *document.Table {
	t := table{c: c, heads: []string{"专项行动"}}
	for _, l := range c.Lines {
		t.row(c.Totals.ByLine[l.ID], l.Name)
	}
	if rest := c.Totals.ByLine[""]; rest != nil && len(c.Lines) > 0 {
		t.row(rest, "不分专项行动")
	}
	t.total(c.Totals.All)
	out := t.document(overUnits, func(m Measure) bool { return !m.OverUnits && c.several() })
	if len(out.Columns) == len(t.heads) {
		return nil
	}
	return out
}

// several reports whether more than one unit owes.
func (c *Content) several() bool {
	first := ""
	for _, r := range c.Rows {
		if r.Excused != "" {
			continue
		}
		if first != "" && r.Code != first {
			return true
		}
		first = r.Code
	}
	return false
}

// apart reports whether a unit's figures of a measure never add.
func apart(m Measure) bool { return !m.OverLines && !m.Alone }

// units is the table of the units.
func (c *Content) units() *document.Table {
	t := table{c: c, heads: []string{"单位", "报送"}}
	for _, r := range c.Rows {
		t.row(r.Sums, r.Title(), r.words())
	}
	t.total(c.Totals.All)
	out := t.document(overLines, apart)
	out.Notes = append(out.Notes, c.carried()...)
	return out
}

// carried tells where the stocks of nil reports come from.
func (c *Content) carried() []string {
	var names, units []string
	for _, r := range c.Rows {
		from := ""
		for i, s := range r.Sums {
			if s.Why != "" || s.From == "" {
				continue
			}
			from = s.From
			if name := c.Measures[i].Title(); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if from != "" {
			units = append(units, r.Title()+"（"+PeriodTitle(from)+"）")
		}
	}
	if len(units) == 0 {
		return nil
	}
	return []string{"零报告不改变" + strings.Join(names, "、") + "，沿用以前所报的有：" + strings.Join(units, "、") + "。"}
}

// supplements is a table of reports of earlier periods.
func (c *Content) supplements(all []Supplement) *document.Table {
	t := table{c: c, heads: []string{"单位", "期别"}}
	for _, l := range all {
		period := PeriodTitle(l.Period)
		switch {
		case !l.Accepted:
			period += "（待审核）"
		case l.Nil:
			period += "（零报告）"
		}
		t.row(l.Sums, Row{Name: l.Name, Form: l.Form}.Title(), period)
	}
	return t.document(overLines, apart)
}
