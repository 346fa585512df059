package figure

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// table is an answer in words: what the page shows and a file holds.
type table struct {
	By    head
	Owed  head
	Came  head // the reports that count
	Heads []head
	Rows  []row
	Total row
	Notes []note // why some sums are not known
}

// head is the head of a column.
type head struct {
	Text, Unit string
	Adds       string // how the figure adds, with its clause
	URL        string // the same ordered by this column
	Order      string // «ascending», «descending» or ""
}

// row is a group.
type row struct {
	Key        string
	Name, URL  string // URL leads into the group, "" where nothing lies in it
	Owed, Came int
	Cells      []cell
	sums       []rollup.Sum
}

// cell is a sum.
type cell struct {
	Text string // «—» where it is not known
	URL  string // its parts, "" for none
	Why  string // why it is not known
	Note string // id of the note that says so below the table
}

// note says below the table what a «—» stands for.
type note struct {
	ID, Text string
	Measures []string // nil for all
}

// none stands where a sum is not known.
const none = "—"

// tabler words an answer.
type tabler struct {
	rollup.Answer
	k ask
	p *locale.Printer
}

func (t tabler) table() table {
	out := table{
		By: t.head("name", t.p.T("figure.by_"+string(t.By))), Owed: t.head("owed", t.p.T("figures.owed")),
		Came: t.head("reports", t.p.T("figure.came_"+string(t.State))), Total: t.row(t.Total),
	}
	out.Total.Name, out.Total.URL = t.p.T("figures.total"), ""
	for _, m := range t.Measures {
		h := t.head(m.ID, m.Name)
		h.Unit, h.Adds = t.p.Unit(m.Kind), t.adds(m)
		out.Heads = append(out.Heads, h)
	}
	for _, g := range t.Groups {
		r := t.row(g)
		for i := range r.Cells {
			r.Cells[i].URL = t.opened(g, i)
		}
		out.Rows = append(out.Rows, r)
	}
	for i := range out.Total.Cells {
		out.Total.Cells[i].URL = t.parts(t.Total, i, "")
	}
	out.Notes = t.notes()
	t.order(out.Rows)
	return out
}

// opened is the address of what the sum i of a group is made of, "" for nothing.
func (t tabler) opened(g rollup.Group, i int) string {
	return t.parts(g, i, member(t.By, g.Key))
}

// opens reports whether there is something to see behind the sum i of a group:
// cells, or reports that leave them empty.
func (t tabler) opens(g rollup.Group, i int) bool {
	return g.Reports > 0 && g.Sums[i].Why != rollup.NotAsked
}

// parts is the address of what the sum i of a group is made of; of is the group,
// "" all together.
func (t tabler) parts(g rollup.Group, i int, of string) string {
	if !t.opens(g, i) {
		return ""
	}
	return t.k.with("/figures/parts", "figure", t.Measures[i].ID, "of", of)
}

// adds says how a figure adds, and where the plan asks for it.
func (t tabler) adds(m playbook.Measure) string {
	words := []string{t.p.T("figure.adds_" + string(m.OverTime))}
	if !m.OverUnits && m.OverTime != playbook.Distinct {
		words = append(words, t.p.T("rollup.why_over_units"))
	}
	if !m.OverLines && m.OverTime != playbook.Distinct {
		words = append(words, t.p.T("rollup.why_over_lines"))
	}
	return strings.Join(append(words, desk.ClauseTag(t.Book, m.Clause)), " · ")
}

func (t tabler) head(column, text string) head {
	h := head{Text: text, URL: t.k.with("/figures", "sort", "-"+column)}
	switch t.k.sort {
	case "-" + column:
		h.Order, h.URL = "descending", t.k.with("/figures", "sort", column)
	case column:
		h.Order, h.URL = "ascending", t.k.with("/figures", "sort", "")
	}
	return h
}

func (t tabler) row(g rollup.Group) row {
	r := row{Key: g.Key, Name: t.named(t.By, g.Key), URL: t.into(g.Key), Owed: g.Owed, Came: g.Reports, sums: g.Sums}
	for _, s := range g.Sums {
		r.Cells = append(r.Cells, t.cell(s))
	}
	return r
}

func (t tabler) cell(s rollup.Sum) cell {
	if s.Known {
		return cell{Text: s.Kind.Format(s.N)}
	}
	return cell{Text: none, Why: t.why(s.Why), Note: "why-" + string(s.Why)}
}

func (t tabler) why(r rollup.Reason) string { return t.p.T("rollup.why_" + string(r)) }

// named calls a group as the plan, the tree or the calendar does.
func (t tabler) named(by rollup.By, key string) string {
	if key == "" {
		return t.p.T("figure.none_" + string(by))
	}
	switch by {
	case rollup.ByUnit, rollup.ByCounty, rollup.ByIndustry:
		if n, ok := t.Tree.ByCode(key); ok {
			return n.Name
		}
	case rollup.ByCategory:
		return t.p.T("category." + key)
	case rollup.ByLine:
		if l := t.Book.Line(key); l != nil {
			return l.Name
		}
	case rollup.ByPeriod:
		return cmp.Or(desk.PeriodTitle(t.p, key), t.p.T("matrix.once"))
	case rollup.ByPhase:
		for _, ph := range t.Book.Phases {
			if ph.ID == key {
				return ph.Name
			}
		}
	}
	return key
}

// into is the address of the same figures inside a group: units of a county,
// months of a unit.
func (t tabler) into(key string) string {
	units := string(rollup.ByUnit)
	switch {
	case key == "" || t.By == rollup.ByPhase:
		return t.k.within(t.By, key, "by", units)
	}
	switch t.By {
	case rollup.ByUnit:
		return t.k.with("/figures", "by", string(rollup.ByPeriod), "unit", key, "hierarchy", "", "sort", "")
	case rollup.ByCounty:
		return t.k.with("/figures", "by", units, "unit", key, "hierarchy", string(organisation.ByCounty))
	case rollup.ByIndustry:
		return t.k.with("/figures", "by", units, "unit", key, "hierarchy", string(organisation.ByIndustry))
	case rollup.ByCategory:
		return t.k.with("/figures", "by", units, "category", key)
	case rollup.ByLine:
		return t.k.with("/figures", "by", units, "line", key)
	case rollup.ByPeriod:
		return t.k.with("/figures", "by", units, "from", key, "to", key)
	}
	return ""
}

// notes lists the reasons that occur with the figures they concern.
func (t tabler) notes() []note {
	var out []note
	for _, why := range []rollup.Reason{rollup.OverTime, rollup.OverUnits, rollup.OverLines, rollup.TooLarge, rollup.NotAsked, rollup.Nothing} {
		n := note{ID: "why-" + string(why), Text: t.why(why)}
		for i, m := range t.Measures {
			here := func(g rollup.Group) bool { return !g.Sums[i].Known && g.Sums[i].Why == why }
			if here(t.Total) || slices.ContainsFunc(t.Groups, here) {
				n.Measures = append(n.Measures, m.Name)
			}
		}
		switch len(n.Measures) {
		case 0:
			continue
		case len(t.Measures):
			n.Measures = nil
		}
		out = append(out, n)
	}
	return out
}

// order puts the rows in the order asked for; what is not known stands last
// either way.
func (t tabler) order(rows []row) {
	column, down := strings.CutPrefix(t.k.sort, "-")
	sign := 1
	if down {
		sign = -1
	}
	at := slices.IndexFunc(t.Measures, func(m playbook.Measure) bool { return m.ID == column })
	slices.SortStableFunc(rows, func(a, b row) int {
		switch {
		case column == "name":
			return sign * cmp.Compare(a.Name, b.Name)
		case column == "owed":
			return sign * cmp.Compare(a.Owed, b.Owed)
		case column == "reports":
			return sign * cmp.Compare(a.Came, b.Came)
		case at < 0:
			return 0
		}
		x, y := a.sums[at], b.sums[at]
		if x.Known != y.Known {
			return known(y) - known(x)
		}
		return sign * cmp.Compare(x.N, y.N)
	})
}

func known(s rollup.Sum) int {
	if s.Known {
		return 1
	}
	return 0
}
