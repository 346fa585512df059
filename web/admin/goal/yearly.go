package goal

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/yearly"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// yearlyPage is a year beside the year before.
type yearlyPage struct {
	Tabs, Years, Lines []desk.Option
	Unit               string
	UnknownUnit        bool
	Until              string // up to which day both years count
	Year, Last         string
	Heads              []yearlyHead
	Rows               []*yearlyRow
	Total              *yearlyRow
	Empty              string
}

type yearlyHead struct{ Text, Unit string }

type yearlyRow struct {
	Unit, URL string
	Cells     []yearlyCell
}

// yearlyCell is one figure in both years.
type yearlyCell struct {
	Now, Then, Before, By string
	Drop                  bool
	URL                   string
}

func (a *area) yearly(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	page := yearlyPage{Tabs: tabs(c, "/yearly"), Unit: strings.TrimSpace(c.URL.Query().Get("unit"))}
	q := yearly.Question{Campaign: id, Year: yearAsked(c), Line: c.URL.Query().Get("line")}
	if page.Unit != "" {
		if q.Unit, err = a.UnitNamed(c, page.Unit); err != nil {
			return err
		}
		page.UnknownUnit = q.Unit == ""
	}
	cmp, err := a.Yearly.Compare(c.Context(), c.Who, q)
	if err != nil {
		return err
	}
	page.fill(c, cmp, q.Line)
	return desk.Show(a.Desk, c, a.page.yearly, c.T("yearly.title"), page)
}

func (p *yearlyPage) fill(c *desk.Call, cmp yearly.Comparison, line string) {
	switch {
	case len(cmp.Years) == 0:
		p.Empty = c.T("yearly.no_year_before")
		return
	case len(cmp.Measures) == 0:
		p.Empty = c.T("yearly.no_measure")
		return
	}
	printer := web.Printer(c.Context())
	p.Years = yearOptions(c, cmp.Years, cmp.Year)
	for _, l := range cmp.Book.Lines {
		p.Lines = append(p.Lines, desk.Option{Value: l.ID, Text: l.Name, On: l.ID == line})
	}
	p.Year, p.Last = c.T("goal.year", yearText(cmp.Year)), c.T("goal.year", yearText(cmp.Year-1))
	p.Until = c.T("yearly.until", printer.Date(cmp.Until), printer.Date(cmp.Same))
	for _, m := range cmp.Measures {
		p.Heads = append(p.Heads, yearlyHead{m.Name, printer.Unit(m.Kind)})
	}
	if p.UnknownUnit {
		return
	}
	for _, r := range cmp.Rows {
		p.Rows = append(p.Rows, yearlyRowOf(cmp, r, line))
	}
	if cmp.Total != nil {
		p.Total = yearlyRowOf(cmp, *cmp.Total, line)
		p.Total.Unit = c.T("yearly.total")
	}
}

func yearlyRowOf(cmp yearly.Comparison, r yearly.Row, line string) *yearlyRow {
	out := &yearlyRow{Unit: r.Unit.Name, URL: "/units/" + r.Unit.Code}
	for i, ch := range r.Changes {
		m := cmp.Measures[i]
		out.Cells = append(out.Cells, yearlyCell{
			Now: m.Kind.Format(ch.Now), Then: m.Kind.Format(ch.Then), Before: m.Kind.Format(ch.Before),
			By: signed(m.Kind, ch.By()), Drop: ch.Drop(),
			URL: measured(r.Unit.Code, m, line, firstOf(cmp.Year), cmp.Until),
		})
	}
	return out
}

// signed prints a change with its sign.
func signed(k quantity.Kind, n int64) string {
	if n > 0 {
		return "+" + k.Format(n)
	}
	return k.Format(n)
}
