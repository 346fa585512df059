package plan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// matrixView lays the duties of one obligation out as units × periods.
type matrixView struct {
	campaign.Matrix
	printer  *locale.Printer
	category bool // grouped by category, else by county
	today    bool // as the units stand today, else as on the due day
	shown    []calendar.Period
	hand     calendar.Period // the period at hand
}

// cut settles which periods are shown: those asked for, else those of this
// year, or all where none is of it.
func (v *matrixView) cut(from, to string, page *matrixPage) {
	all := v.Periods
	year := strconv.Itoa(v.Today().Year)
	inYear := func(p calendar.Period) bool { return strings.HasPrefix(p.Key(), year) }
	lo := slices.IndexFunc(all, func(p calendar.Period) bool { return p.Key() == from })
	hi := slices.IndexFunc(all, func(p calendar.Period) bool { return p.Key() == to })
	if lo < 0 {
		lo = max(slices.IndexFunc(all, inYear), 0)
	}
	if hi < 0 {
		hi = len(all) - 1
		for hi > lo && len(all) > 12 && !inYear(all[hi]) {
			hi--
		}
	}
	if hi < lo {
		hi = lo
	}
	if len(all) > 0 {
		v.shown = all[lo : hi+1]
	}
	if len(all) < 2 {
		return
	}
	for i, p := range all {
		title := desk.PeriodTitle(v.printer, p.Key())
		page.From = append(page.From, desk.Option{Value: p.Key(), Text: title, On: i == lo})
		page.To = append(page.To, desk.Option{Value: p.Key(), Text: title, On: i == hi})
	}
}

// fill makes columns, groups and figures of what is shown.
func (v *matrixView) fill(page *matrixPage) {
	v.hand = v.current()
	place := v.columns(page)
	groups, order := map[string]*matrixGroup{}, []string{}
	rows := map[[2]string]int{}
	for i := range v.Items {
		it := &v.Items[i]
		at, ok := place[[2]string{it.Period, it.Form}]
		if !ok {
			continue
		}
		key, name := v.groupOf(it)
		g := groups[key]
		if g == nil {
			g = &matrixGroup{Name: name, category: v.categoryOf(it)}
			groups[key], order = g, append(order, key)
		}
		rk := [2]string{key, string(it.Unit)}
		k, seen := rows[rk]
		if !seen {
			k = len(g.Rows)
			rows[rk] = k
			g.Rows = append(g.Rows, matrixRow{Unit: desk.UnitName(v.Tree, it.Unit), Code: desk.CodeOf(v.Tree, it.Unit), Cells: make([]*matrixCell, len(page.Columns))})
		}
		v.put(page, &g.Rows[k], at, it)
	}
	order = v.fold(groups, order)
	slices.Sort(order)
	for _, key := range order {
		g := groups[key]
		slices.SortStableFunc(g.Rows, func(a, b matrixRow) int { return cmp.Compare(a.Code, b.Code) })
		g.N = len(g.Rows)
		page.Groups = append(page.Groups, *g)
	}
	v.sumUp(page)
}

// fold puts counties that stand alone together under their category: a heading
// over its own name would say it twice.
func (v *matrixView) fold(groups map[string]*matrixGroup, order []string) []string {
	var out []string
	for _, k := range order {
		g := groups[k]
		if len(g.Rows) != 1 || g.Rows[0].Unit != g.Name {
			out = append(out, k)
			continue
		}
		key, name := v.heading(g.category)
		if groups[key] == nil {
			groups[key] = &matrixGroup{Name: name}
		}
		if !slices.Contains(out, key) && !slices.Contains(order, key) {
			out = append(out, key)
		}
		groups[key].Rows = append(groups[key].Rows, g.Rows...)
	}
	return out
}

// put places one duty in its row and counts it.
func (v *matrixView) put(page *matrixPage, row *matrixRow, at int, it *campaign.Item) {
	st := it.Standing(v.Now, v.Zone)
	row.Cells[at] = &matrixCell{it.ID, sign(it, st), hint(v.printer, v.Running, v.Tree, it, st)}
	f := &page.Figures
	if it.Newest > 0 {
		if row.Filed == 0 {
			f.Units++
		}
		f.Filed++
		row.Filed++
	}
	if st.Work != campaign.NotOpen && st.Timing != campaign.Excused {
		f.Asked++
		row.Asked++
	}
	if it.Period == v.hand.Key() && st.Timing != campaign.Excused {
		f.NowAll++
		if it.Newest > 0 {
			f.NowSent++
		}
	}
	if v.Now.Before(it.Due) { // sent early: in no rate before the day
		return
	}
	switch st.Timing {
	case campaign.OnTime:
		f.OnTime++
		row.OnTime++
	case campaign.Late:
		f.Late++
	case campaign.Missing:
		f.Missing++
	default:
		return
	}
	f.Due++
	row.Due++
}

// columns makes a column of every form and shown period and returns where each
// stands.
func (v *matrixView) columns(page *matrixPage) map[[2]string]int {
	forms := v.Obligation.Forms
	if len(forms) == 0 {
		forms = []string{""}
	}
	place := map[[2]string]int{}
	for _, form := range forms {
		for i, p := range v.shown {
			place[[2]string{p.Key(), form}] = len(page.Columns)
			page.Columns = append(page.Columns, v.column(form, p, i, p == v.hand))
		}
		if f := v.Book.Form(form); len(forms) > 1 && f != nil {
			page.FormHeads = append(page.FormHeads, formHead{f.Title, len(v.shown)})
		}
	}
	page.Undated = len(page.Columns) > 0 && !slices.ContainsFunc(page.Columns, func(c column) bool { return !c.Undated })
	page.Width = len(page.Columns) + 2
	return place
}

func (v *matrixView) column(form string, p calendar.Period, i int, current bool) column {
	col := column{Period: p.Key(), Form: form, Head: v.head(p, i), Current: current, Undated: true}
	for _, t := range v.Tally {
		if t.Period == p.Key() && t.Form == form && !t.DueOn.IsZero() {
			col.DueOn, col.Provisional, col.Undated = t.DueOn, t.Provisional, false
		}
	}
	return col
}

// head prints a period shortly: the year only where it begins.
func (v *matrixView) head(p calendar.Period, i int) string {
	switch p.Kind {
	case calendar.Once:
		return v.printer.T("matrix.once")
	case calendar.Month:
		switch {
		case i == 0 || p.Start.Month == 1:
		case v.printer.Lang() == locale.En:
			return p.Start.Month.String()[:3]
		default:
			return v.printer.T("matrix.month", int(p.Start.Month))
		}
	}
	return desk.PeriodTitle(v.printer, p.Key())
}

// current returns the first shown period that is not past due.
func (v *matrixView) current() calendar.Period {
	for _, p := range v.Periods {
		for _, t := range v.Tally {
			if t.Period == p.Key() && !t.DueOn.IsZero() && !t.DueOn.Before(v.Today()) {
				return p
			}
		}
	}
	return calendar.Period{}
}

// sumUp prints the shares, which add up to 100.0, and the period at hand.
func (v *matrixView) sumUp(page *matrixPage) {
	f := &page.Figures
	f.Shares = locale.Percentages(f.OnTime, f.Late, f.Missing)
	if n := len(v.shown); n > 0 && v.shown[0].Kind != calendar.Once {
		f.Span = desk.PeriodTitle(v.printer, v.shown[0].Key())
		if n > 1 {
			f.Span += "—" + desk.PeriodTitle(v.printer, v.shown[n-1].Key())
		}
	}
	for _, t := range v.Tally {
		if t.Period == v.hand.Key() && v.hand.Kind != "" {
			f.HasNow, f.NowDue, f.Now = true, t.DueOn, desk.PeriodTitle(v.printer, t.Period)
		}
	}
}
