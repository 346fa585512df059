package figure

import (
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// partsPage is what a sum is made of: the units, and of one unit the cells of
// its reports.
type partsPage struct {
	Measure, Unit string // the figure and what it is counted in
	Adds          string
	Groups        []string // whose sum it is, the widest first
	Stands        standing
	Sum           cell
	Units         []unitPart
	Lines         []string // over the cells of one unit, "" for those of no line
	Periods       []periodParts
	Replaced      bool   // some cells were replaced by later ones
	Back, Top     string // the figures; the units, "" where they are shown
}

// unitPart is the sum of one unit.
type unitPart struct {
	Name, URL string
	Sum       cell
	Came      int
	Cells     int
}

// periodParts is the cells of one unit in a period, by line.
type periodParts struct {
	Period string
	Cells  [][]part
	By     []string // the periods whose reports replaced cells of this one
}

// part is a cell of a report.
type part struct {
	Text, URL string
	Replaced  bool // a stock that a later report replaced
}

// parts opens a sum: first to its units, then to the cells of their reports.
func (a *area) parts(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	k, err := a.asked(c, id)
	if err != nil {
		return err
	}
	given, q := c.URL.Query(), k.Question
	q.By = rollup.ByUnit
	if of := given.Get("of"); of != "" {
		q.In = append(q.In, memberOf(of))
	}
	at := given.Get("at")
	if at != "" {
		q.In = append(q.In, rollup.Member{By: rollup.ByUnit, Key: at})
	}
	opened, err := a.Figures.Parts(c.Context(), c.Who, q, given.Get("figure"))
	if err != nil {
		return err
	}
	t := tabler{opened.Answer, k, web.Printer(c.Context())}
	page := t.opening(c)
	if len(t.Groups) > 1 {
		page.units(t, given.Get("of"))
	} else {
		page.cells(t, opened.Parts)
	}
	if at != "" {
		page.Top = t.parts(t.Total.Sums[0], 0, given.Get("of"))
	}
	return desk.Show(a.Desk, c, a.page.parts, c.T("figures.parts"), page)
}

// opening says which sum is opened.
func (t tabler) opening(c *desk.Call) partsPage {
	m, whole := t.Measures[0], t
	whole.In = t.k.In
	page := partsPage{
		Measure: m.Name, Unit: t.p.Unit(m.Kind), Adds: t.adds(m), Stands: whole.standing(c), Sum: t.cell(t.Total.Sums[0]), Back: t.k.with("/figures"),
	}
	for _, in := range t.In[len(t.k.In):] {
		page.Groups = append(page.Groups, t.named(in.By, in.Key))
	}
	page.Groups = slices.Compact(page.Groups)
	return page
}

// units lists the sums of the units, each with the way to its cells.
func (p *partsPage) units(t tabler, of string) {
	for _, g := range t.Groups {
		u := unitPart{Name: t.named(rollup.ByUnit, g.Key), Sum: t.cell(g.Sums[0]), Came: g.Reports, Cells: g.Sums[0].Parts}
		if u.Cells > 0 {
			u.URL = t.k.with("/figures/parts", "figure", t.Measures[0].ID, "of", of, "at", g.Key)
		}
		p.Units = append(p.Units, u)
	}
}

// cells lays the cells of one unit's reports out by period and line, the newest
// period first.
func (p *partsPage) cells(t tabler, parts []rollup.Part) {
	lines := t.linesOf(parts)
	for _, line := range lines {
		name := ""
		if line != "" {
			name = t.named(rollup.ByLine, line)
		}
		p.Lines = append(p.Lines, name)
	}
	counts := map[string]string{} // by line the period whose stock counts
	for _, x := range parts {
		if x.Counted {
			counts[x.Line] = t.named(rollup.ByPeriod, x.Period)
		}
	}
	for _, x := range parts {
		title := t.named(rollup.ByPeriod, x.Period)
		if n := len(p.Periods); n == 0 || p.Periods[n-1].Period != title {
			p.Periods = append(p.Periods, periodParts{Period: title, Cells: make([][]part, len(lines))})
		}
		row, i := &p.Periods[len(p.Periods)-1], slices.Index(lines, x.Line)
		row.Cells[i] = append(row.Cells[i], part{t.Measures[0].Kind.Format(x.Value), versionURL(x.Duty, x.N, x.Cell), !x.Counted})
		if by := counts[x.Line]; !x.Counted {
			p.Replaced = true
			if by != "" && !slices.Contains(row.By, by) {
				row.By = append(row.By, by)
			}
		}
	}
	slices.Reverse(p.Periods)
}

// linesOf returns the lines that have cells, in the order of the plan.
func (t tabler) linesOf(parts []rollup.Part) []string {
	var out []string
	all := append([]playbook.Line{{}}, t.Book.Lines...)
	for _, l := range all {
		if slices.ContainsFunc(parts, func(x rollup.Part) bool { return x.Line == l.ID }) {
			out = append(out, l.ID)
		}
	}
	return out
}

// versionURL is the address of a cell in the version of the report that it
// stands in.
func versionURL(id campaign.DutyID, n int64, cell string) string {
	return "/duties/" + string(id) + "/versions/" + strconv.FormatInt(n, 10) + "#" + desk.Anchor(cell)
}
