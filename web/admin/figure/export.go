package figure

import (
	"iter"
	"strings"

	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/filed"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// export writes what the page shows into a file: the same rows in the same
// order, the total last, and why a sum is not known beside it.
func (a *area) export(format sheet.Format) func(*desk.Call) error {
	return func(c *desk.Call) error {
		k, err := a.wanted(c)
		if err != nil {
			return err
		}
		t, err := answered(c, k, func(q rollup.Question) (rollup.Answer, error) { return a.Figures.Roll(c.Context(), c.Who, q) })
		if err != nil {
			return err
		}
		return a.Export(c, format, t.sheet(t.standing()), t.lines(t.table()))
	}
}

// reports writes every report that the page counts into a file, one a row.
func (a *area) reports(format sheet.Format) func(*desk.Call) error {
	return func(c *desk.Call) error {
		k, err := a.wanted(c)
		if err != nil {
			return err
		}
		in, err := a.Figures.List(c.Context(), c.Who, k.Question)
		if err == error(rollup.ErrUnknownUnit) {
			err = unknownUnit
		}
		if err != nil {
			return err
		}
		l := filed.New(in, web.Printer(c.Context()))
		return a.Export(c, format, l.Table(), l.Rows(c.Context(), a.Figures))
	}
}

// sheet is the head of the file.
func (t tabler) sheet(st standing) sheet.Table {
	out := sheet.Table{
		Name:  t.p.T("figures.file", st.Source, t.stretch()),
		Title: t.p.T("figures.title", st.Source),
		Notes: []string{strings.Join(st.Words, " · "), t.p.T("figures.as_of", t.p.In(t.Zone).DateTime(st.Now))},
		Columns: []sheet.Column{
			{Title: t.p.T("figure.by_" + string(t.By)), Width: 26}, {Title: t.p.T("figures.owed"), Width: 8}, {Title: t.p.T("figure.came_" + string(t.State)), Width: 8},
		},
	}
	if st.Partial {
		out.Notes = append(out.Notes, t.p.T("figures.partial")+"："+t.p.T("figures.partial_hint"))
	}
	for _, m := range t.Measures {
		out.Columns = append(out.Columns, sheet.Column{Title: t.p.T("figures.column", m.Name, t.p.Unit(m.Kind))})
	}
	out.Columns = append(out.Columns, sheet.Column{Title: t.p.T("figures.remark"), Width: 40})
	return out
}

// lines are the rows of the file.
func (t tabler) lines(words table) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, r := range append(words.Rows, words.Total) {
			if !yield(t.line(r)) {
				return
			}
		}
	}
}

func (t tabler) line(r row) []any {
	out := []any{r.Name, int64(r.Owed), int64(r.Came)}
	unknown := map[rollup.Reason][]string{}
	var order []rollup.Reason
	for i, s := range r.sums {
		if s.Known {
			out = append(out, s.Value)
			continue
		}
		out = append(out, none)
		if unknown[s.Why] == nil {
			order = append(order, s.Why)
		}
		unknown[s.Why] = append(unknown[s.Why], t.Measures[i].Name)
	}
	var remarks []string
	for _, why := range order {
		remarks = append(remarks, t.p.T("figures.because", unknown[why], t.why(why)))
	}
	return append(out, strings.Join(remarks, "；"))
}
