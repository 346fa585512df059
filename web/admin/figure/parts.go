package figure

import (
	"cmp"
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
	Remarks       bool   // some periods have a blank report or replaced cells
	Replaced      bool   // some cells were replaced by later ones
	Back, Top     string // the figures; the units, "" where they are shown
	Entries       string // of the ledger in the sum, "" where the figure has none
}

// unitPart is the sum of one unit.
type unitPart struct {
	Name, URL string
	Entries   string // of the ledger in it
	Sum       cell
	Came      int
	Cells     int
}

// periodParts is the cells of one unit in a period, by line.
type periodParts struct {
	Period string
	Cells  [][]part
	By     []string // the periods whose reports replaced cells of this one
	Blank  *part    // a report that fills in none of the cells
	key    string
}

// part is a cell of a report.
type part struct {
	Text, URL string
	Replaced  bool // a stock that a later report replaced
}

// parts opens a sum: first to its units, then to the cells of their reports.
func (a *area) parts(c *desk.Call) error {
	k, err := a.wanted(c)
	if err != nil {
		return err
	}
	given, q := c.URL.Query(), k.opened(c)
	at := given.Get("at")
	t := tabler{k: k, p: web.Printer(c.Context())}
	var cells rollup.Opened
	var reports rollup.Listing
	err = a.Figures.At(c.Context(), c.Who, func(at rollup.Moment) (err error) {
		if t.Answer, err = at.Roll(q); err != nil || len(t.Groups) > 1 {
			return err
		}
		if cells, err = at.Parts(q, given.Get("figure")); err == nil {
			reports, err = at.List(q)
		}
		return err
	})
	if err != nil {
		return err
	}
	page := t.opening()
	page.Entries = t.entries(given.Get("of"), at)
	if len(t.Groups) > 1 {
		page.units(t, given.Get("of"))
	} else {
		page.cells(t, cells.Parts)
		page.blanks(t, reports)
	}
	if at != "" {
		page.Top = t.parts(t.Total, 0, given.Get("of"))
	}
	return desk.Show(a.Desk, c, a.page.parts, c.T("figures.parts"), page)
}

// opened is the question of the sum that the address opens: of a figure, in a
// group, of a unit.
func (k ask) opened(c *desk.Call) rollup.Question {
	given, q := c.URL.Query(), k.Question
	q.By, q.Measures = rollup.ByUnit, []string{given.Get("figure")}
	if of := given.Get("of"); of != "" {
		q.In = append(q.In, memberOf(of))
	}
	if at := given.Get("at"); at != "" {
		q.In = append(q.In, rollup.Member{By: rollup.ByUnit, Key: at})
	}
	return q
}

// opening says which sum is opened.
func (t tabler) opening() partsPage {
	m, whole := t.Measures[0], t
	whole.In = t.k.In
	page := partsPage{
		Measure: m.Name, Unit: t.p.Unit(m.Kind), Adds: t.adds(m), Stands: whole.standing(), Sum: t.cell(t.Total.Sums[0]), Back: t.k.with("/figures"),
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
		if t.opens(g, 0) {
			u.URL = t.k.with("/figures/parts", "figure", t.Measures[0].ID, "of", of, "at", g.Key)
			u.Entries = t.entries(of, g.Key)
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
			p.Periods = append(p.Periods, periodParts{Period: title, Cells: make([][]part, len(lines)), key: x.Period})
		}
		row, i := &p.Periods[len(p.Periods)-1], slices.Index(lines, x.Line)
		row.Cells[i] = append(row.Cells[i], part{t.Measures[0].Kind.Format(x.Value), cellURL(x.Duty, x.N, x.Cell), !x.Counted})
		if by := counts[x.Line]; !x.Counted {
			p.Replaced = true
			if by != "" && !slices.Contains(row.By, by) {
				row.By = append(row.By, by)
			}
		}
	}
	slices.Reverse(p.Periods)
}

// blanks adds the reports of one unit that count and fill in no such cell: nil
// reports and those that leave it empty.
func (p *partsPage) blanks(t tabler, reports rollup.Listing) {
	if !t.opens(t.Total, 0) {
		return
	}
	for r := range reports.Reports() {
		if len(r.Figures) > 0 {
			continue
		}
		text := "figures.blank"
		if r.Nil {
			text = "figures.blank_nil"
		}
		p.Periods = append(p.Periods, periodParts{
			Period: t.named(rollup.ByPeriod, r.Period), key: r.Period, Cells: make([][]part, len(p.Lines)),
			Blank: &part{Text: t.p.T(text), URL: versionURL(r.Duty, r.N)},
		})
	}
	p.Remarks = p.Replaced || slices.ContainsFunc(p.Periods, func(x periodParts) bool { return x.Blank != nil })
	slices.SortStableFunc(p.Periods, func(a, b periodParts) int { return cmp.Compare(b.key, a.key) })
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

// versionURL is the address of the version of a report.
func versionURL(id campaign.DutyID, n int64) string {
	return "/duties/" + string(id) + "/versions/" + strconv.FormatInt(n, 10)
}

// cellURL is the address of a cell in the version of the report that it stands
// in.
func cellURL(id campaign.DutyID, n int64, cell string) string {
	return versionURL(id, n) + "#" + desk.Anchor(cell)
}
