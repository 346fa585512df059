package plan

import (
	"iter"
	"net/url"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// exportPage is how many duties of an export are read at once.
const exportPage = 200

// exports returns the addresses under which a page is had as a file, with its
// filter and without its place in the list.
func exports(page string, q url.Values) []desk.Option {
	var out []desk.Option
	for _, f := range []struct {
		format sheet.Format
		key    string
	}{{sheet.XLSX, "export.xlsx"}, {sheet.CSV, "export.csv"}} {
		with := url.Values{"format": {string(f.format)}}
		for name, values := range q {
			if name != "after" && name != "format" {
				with[name] = values
			}
		}
		out = append(out, desk.Option{Value: page + "/export?" + with.Encode(), Text: f.key})
	}
	return out
}

// format reads which file is asked for, a workbook where none is.
func format(c *desk.Call) (sheet.Format, error) {
	ending := c.URL.Query().Get("format")
	if ending == "" {
		return sheet.XLSX, nil
	}
	f, ok := sheet.FormatOf(ending)
	if !ok {
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	return f, nil
}

// exportDuties hands out the whole list of duties that the filter finds, page
// after page as it is read.
func (a *area) exportDuties(c *desk.Call) error {
	as, err := format(c)
	if err != nil {
		return err
	}
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	f, unknown, err := a.dutyFilter(c, id)
	if err != nil {
		return err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	t := sheet.Table{Name: c.T("duties.title") + " " + r.Today().String(), Title: r.Title + " · " + c.T("duties.title"), Notes: []string{c.T("matrix.on", r.Today())}}
	for _, head := range []struct {
		key   string
		width float64
	}{
		{"duties.unit", 24}, {"export.code", 12}, {"export.category", 14}, {"duties.what", 28}, {"export.form", 28}, {"duties.period", 12},
		{"duties.clause", 14}, {"export.due_on", 12}, {"export.provisional", 6}, {"duties.state", 12}, {"duties.timing", 10}, {"export.days", 10},
		{"export.first", 17}, {"export.held", 12}, {"export.version", 6}, {"export.recipients", 28}, {"export.excused", 24},
	} {
		t.Columns = append(t.Columns, sheet.Column{Title: c.T(head.key), Width: head.width})
	}
	rows := a.dutyRows(c, f)
	if unknown {
		rows = func(func([]any) bool) {}
	}
	return a.Export(c, as, t, rows)
}

// dutyRows reads the duties of a filter, those due first first. A failure is
// the last row.
func (a *area) dutyRows(c *desk.Call, f campaign.Filter) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		f.Limit = exportPage
		for {
			list, err := a.Campaigns.Duties(c.Context(), c.Who, f)
			if err != nil {
				yield([]any{err})
				return
			}
			for i := range list.Items {
				if !yield(dutyRow(c, &list, &list.Items[i])) {
					return
				}
			}
			if len(list.Items) < exportPage {
				return
			}
			f.After = list.Next()
		}
	}
}

func dutyRow(c *desk.Call, list *campaign.Page, it *campaign.Item) []any {
	p := web.Printer(c.Context())
	line := desk.NewDutyLine(p, list.Running, list.Tree, it)
	form, provisional, title := "", "", it.Obligation
	if f := list.Book.Form(it.Form); f != nil {
		form = f.Title
	}
	if ob := list.Book.Obligation(it.Obligation); ob != nil {
		title = ob.Title
	}
	if it.Provisional {
		provisional = p.T("export.yes")
	}
	var days, first any
	if st := line.Standing; st.Days > 0 {
		days = int64(st.Days)
	}
	if !it.First.IsZero() {
		first = it.First.In(list.Zone)
	}
	return []any{
		line.Unit, line.Code, p.T("category." + string(it.Category)), title, form, line.Period,
		line.Clause, it.DueOn, provisional, words(p, line), p.T("timing." + string(line.Standing.Timing)), days,
		first, it.Held, it.Newest, recipients(p, list, it), it.Excused,
	}
}

// words joins the words of a duty, as its line shows them.
func words(p *locale.Printer, line desk.DutyLine) string {
	var out []string
	for _, w := range line.State.Words {
		out = append(out, p.T("state."+w))
	}
	return strings.Join(out, p.T("core.list_comma"))
}

// recipients says what each recipient of a report said of it.
func recipients(p *locale.Printer, list *campaign.Page, it *campaign.Item) string {
	if it.Newest == 0 {
		return ""
	}
	var out []string
	for _, r := range it.Recipients {
		name := r.Body
		if b := list.Book.Body(r.Body); b != nil {
			name = b.Short
		}
		out = append(out, name+" "+p.T("verdict."+string(r.Verdict)))
	}
	return strings.Join(out, p.T("core.list_comma"))
}

// exportMatrix hands out the matrix as it is shown, in words.
func (a *area) exportMatrix(c *desk.Call) error {
	as, err := format(c)
	if err != nil {
		return err
	}
	page, err := a.matrixOf(c)
	if err != nil {
		return err
	}
	t := sheet.Table{
		Name: c.T("matrix.title") + " " + page.Title + " " + page.On.String(), Title: strings.TrimSpace(page.Title + " " + page.Clause + " " + page.Figures.Span),
		Notes:   []string{c.T("matrix.by_"+page.Group) + " · " + c.T("matrix."+page.As) + " · " + c.T("matrix.on", page.On)},
		Columns: []sheet.Column{{Title: c.T("export.group"), Width: 16}, {Title: c.T("duties.unit"), Width: 24}, {Title: c.T("export.code"), Width: 12}},
	}
	for i := range page.Columns {
		t.Columns = append(t.Columns, sheet.Column{Title: page.headOf(c, i)})
	}
	if page.Any {
		t.Columns = append(t.Columns, sheet.Column{Title: c.T("matrix.filed"), Width: 8})
	} else {
		t.Columns = append(t.Columns, sheet.Column{Title: c.T("export.on_time"), Width: 8}, sheet.Column{Title: c.T("export.due"), Width: 8})
	}
	return a.Export(c, as, t, page.rows(c))
}

// headOf is the head of a column: its period, its form where there are several,
// and its due day.
func (p *matrixPage) headOf(c *desk.Call, i int) string {
	col, print := p.Columns[i], web.Printer(c.Context())
	head := desk.PeriodTitle(print, col.Period)
	for at, k := 0, 0; k < len(p.FormHeads); k++ {
		if i >= at && i < at+p.FormHeads[k].Span {
			head = strings.TrimSpace(p.FormHeads[k].Title + " " + head)
		}
		at += p.FormHeads[k].Span
	}
	due := print.T("web.undated")
	switch {
	case p.Any:
		due = print.T("web.any_time")
	case !col.Undated:
		due = print.T("matrix.due", col.DueOn)
	}
	return strings.TrimSpace(head + "\n" + due)
}

// rows are the units of the matrix with the word of each duty.
func (p *matrixPage) rows(c *desk.Call) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, g := range p.Groups {
			for _, r := range g.Rows {
				row := []any{g.Name, r.Unit, r.Code}
				for _, cell := range r.Cells {
					row = append(row, word(c, cell))
				}
				if p.Any {
					row = append(row, int64(r.Filed))
				} else {
					row = append(row, int64(r.OnTime), int64(r.Due))
				}
				if !yield(row) {
					return
				}
			}
		}
	}
}

// word is what the legend calls the sign of a duty, nil where nothing is owed.
func word(c *desk.Call, cell *matrixCell) any {
	switch {
	case cell == nil:
		return nil
	case cell.Glyph.Class == string(campaign.WordSent):
		return c.T("timing.on_time")
	}
	return c.T("state." + cell.Glyph.Class)
}
