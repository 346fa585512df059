// Package filed writes the reports of many units as one list: a report a row,
// a cell of its form a column.
package filed

import (
	"cmp"
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/sheet"
)

// List is the reports of a listing on their way into a file.
type List struct {
	in      rollup.Listing
	print   *locale.Printer
	form    *playbook.Form
	columns []column
}

// column is a cell of the form.
type column struct {
	address string
	field   *playbook.Field
	kind    quantity.Kind     // of a number
	options map[string]string // of a choice, by id
}

// New lays out the columns: whose report it is and when it came, then the fixed
// cells of the form in its order. The rows that a unit adds to a table, and
// files, are none.
func New(in rollup.Listing, print *locale.Printer) *List {
	l := &List{in: in, print: print, form: in.Book.Form(in.Source.Form)}
	for _, address := range l.form.Cells() {
		_, _, fd := l.form.Cell(address)
		if fd.Type == playbook.File {
			continue
		}
		c := column{address: address, field: fd, kind: paper.Kind(in.Book, fd), options: map[string]string{}}
		for _, o := range fd.Options {
			c.options[o.ID] = o.Label
		}
		l.columns = append(l.columns, c)
	}
	return l
}

// before is how many columns stand before those of the form.
const before = 5

// Table is the head of the file.
func (l *List) Table() sheet.Table {
	p := l.print
	t := sheet.Table{
		Name: p.T("filed.file", l.form.Title, l.stretch()), Title: p.T("filed.title", l.form.Title),
		Notes: []string{l.stretch() + " · " + p.T("figure.came_"+string(l.in.State)), p.T("figures.as_of", p.In(l.in.Zone).DateTime(l.in.Now))},
		Columns: []sheet.Column{
			{Title: p.T("filed.period"), Width: 12}, {Title: p.T("filed.unit"), Width: 24}, {Title: p.T("filed.code"), Width: 12},
			{Title: p.T("filed.sent"), Width: 17}, {Title: p.T("filed.nil"), Width: 16},
		},
	}
	if l.in.Partial {
		t.Notes = append(t.Notes, p.T("figures.partial")+"："+p.T("figures.partial_hint"))
	}
	for _, c := range l.columns {
		t.Columns = append(t.Columns, sheet.Column{Title: l.head(c), Width: width(c)})
	}
	return t
}

func width(c column) float64 {
	if c.field.Type == playbook.LongText {
		return 40
	}
	return 0
}

// head names a column: the row of a grid, the field and its unit.
func (l *List) head(c column) string {
	s, row, fd := l.form.Cell(c.address)
	title := fd.Label
	if m := l.in.Book.Measure(fd.Measure); m != nil && title == "" {
		title = m.Name
	}
	if fd.Type == playbook.MeasureField {
		title += "（" + l.print.Unit(c.kind) + "）"
	}
	for _, r := range s.Rows {
		if r.ID == row {
			title = r.Label + " " + title
		}
	}
	return title
}

// stretch names the periods.
func (l *List) stretch() string {
	if len(l.in.Periods) == 0 {
		return l.print.T("figures.no_period")
	}
	first, last := l.period(l.in.Periods[0]), l.period(l.in.Periods[len(l.in.Periods)-1])
	if first == last {
		return first
	}
	return first + "—" + last
}

func (l *List) period(p calendar.Period) string {
	if l.print.Lang() == locale.En {
		return p.English()
	}
	return p.Chinese()
}

// Rows reads the reports. A failure is the last row. A row holds until the next.
func (l *List) Rows(ctx context.Context, figures *rollup.Service) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		row := make([]any, before+len(l.columns))
		names := map[string]string{}
		for f, err := range figures.Filed(ctx, l.in) {
			if err != nil {
				yield([]any{err})
				return
			}
			l.fill(row, f, names)
			if !yield(row) {
				return
			}
		}
	}
}

// fill writes a report into a row. names keeps what periods are called.
func (l *List) fill(row []any, f rollup.Filed, names map[string]string) {
	name, ok := names[f.Period]
	if !ok {
		if p, err := calendar.ParsePeriod(f.Period); err == nil {
			name = l.period(p)
		}
		names[f.Period] = name
	}
	n, _ := l.in.Tree.Unit(f.Unit)
	row[0], row[1], row[2], row[3], row[4] = name, n.Name, n.Code, f.Sent.In(l.in.Zone), l.reason(f)
	for i, c := range l.columns {
		row[before+i] = c.value(f.Content.Cells[c.address])
	}
}

// reason says why a report is nil, nil where it is not.
func (l *List) reason(f rollup.Filed) any {
	if !f.Nil {
		return nil
	}
	for _, o := range l.in.Book.Obligation(l.in.Source.Obligation).Nil {
		if o.ID == f.Content.Nil {
			return o.Label
		}
	}
	return l.print.T("filed.nil")
}

// value turns a canonical text into a cell of the list.
func (c column) value(text string) any {
	if text == "" {
		return nil
	}
	switch c.field.Type {
	case playbook.Number, playbook.MeasureField:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return quantity.Value{Kind: c.kind, N: n}
		}
	case playbook.DateField:
		if d, err := calendar.ParseDate(text); err == nil {
			return d
		}
	case playbook.Choice:
		return cmp.Or(c.options[text], text)
	case playbook.Tick:
		return "√"
	}
	return strings.TrimPrefix(text, "!")
}
