package ledger

import (
	"errors"
	"iter"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// export hands out all entries that the filter finds, with the columns that are
// shown, page after page as they are read.
func (a *area) export(c *desk.Call) error {
	ending := c.URL.Query().Get("format")
	if ending == "" {
		ending = string(sheet.XLSX)
	}
	as, ok := sheet.FormatOf(ending)
	if !ok {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	at, err := a.open(c)
	if err != nil {
		return err
	}
	ask, err := a.asked(c, at)
	if err != nil {
		return err
	}
	columns := at.exportColumns(c.URL.Query()["col"])
	name := at.words.Register()
	t := sheet.Table{
		Name: name + " " + a.Units.Today().String(), Plain: at.book.ID, Title: name, Notes: []string{c.T("ledger.exported", a.Units.Today())},
	}
	for _, col := range columns {
		t.Columns = append(t.Columns, sheet.Column{Title: at.exportHead(c, col), Width: width(col)})
	}
	return a.ExportList(c, as, t, a.exported(c, at, ask, columns), privacy.Handout{
		Campaign: string(at.campaign), Register: at.book.ID, Filter: at.words.Filter(ask.words()),
		Names: slices.ContainsFunc(columns, func(col column) bool { return at.book.Names(col.field) }),
	})
}

// words is what a list is asked for, to be said in words.
func (as asked) words() word.Filter {
	q := as.query
	return word.Filter{
		Unit: as.unit, States: q.States, Counted: q.Counted, Open: q.Open, Overdue: q.Overdue, Line: q.Line, From: q.From, To: q.To, Holds: q.Holds,
		Marks: q.Marks, One: q.Points != "", Text: q.Text,
	}
}

// ofNumber is the column of the number that an entry has: by it the list, brought
// in again, is about the same entries whatever else stands in it.
const ofNumber = "number of the entry"

// exportColumns are the fields that name an entry, each by itself, the columns
// that are shown, and the entry's own number.
func (at at) exportColumns(asked []string) []column {
	var out []column
	for _, id := range at.book.Title {
		if f, kept := at.book.Field(id); kept && id != at.book.Day {
			out = append(out, column{id, f})
		}
	}
	return append(append(out, at.columns(asked)...), column{id: ofNumber})
}

// width is how wide a column is printed, in characters.
func width(col column) float64 {
	switch col.field.Type {
	case register.Number, register.Date, register.Year, register.Tick:
		return 11
	case register.Text, register.Entry, register.LongText:
		return 22
	}
	if col.id == ofUnit {
		return 20
	}
	return 13
}

// exportHead is the head of a column with the unit of its numbers.
func (at at) exportHead(c *desk.Call, col column) string {
	h := at.head(c, col)
	if col.field.Type == register.Number {
		h += " (" + at.words.Print.Unit(col.field.Kind) + ")"
	}
	return h
}

// exported reads the entries of a filter. A failure is the last row.
func (a *area) exported(c *desk.Call, at at, ask asked, columns []column) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		if ask.nowhere {
			return
		}
		done := false
		err := a.Ledger.Each(c.Context(), c.Who, ask.query, func(e ledger.Row) error {
			var out []any
			for _, col := range columns {
				out = append(out, col.export(at, &e))
			}
			if done = !yield(out); done {
				return errEnough
			}
			return nil
		})
		if err != nil && !done {
			yield([]any{err})
		}
	}
}

// errEnough ends the reading of a list that nobody takes any further.
var errEnough = errors.New("ledger: the export is no longer wanted")

// export is what a column hands out of an entry: numbers and dates as such.
func (k column) export(at at, e *ledger.Row) any {
	f := k.field
	switch {
	case k.id == ofDay && at.day(e).IsZero():
		return nil
	case k.id == ofDay:
		return at.day(e)
	case k.id == ofNumber:
		return sheet.Mark(e.ID)
	case f.Type == register.Name:
		return e.Human
	case f.Type == register.Number:
		if v, ok := number(e.Values[f.ID]); ok {
			return quantity.Value{Kind: f.Kind, N: v}
		}
		return nil
	case f.Type == register.Date:
		if d, err := calendar.ParseDate(e.Values[f.ID]); err == nil {
			return d
		}
		return nil
	}
	return k.show(at, e).Text
}
