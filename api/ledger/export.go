package ledger

import (
	"errors"
	"iter"

	"github.com/danielgtaylor/huma/v2"

	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/handout"
)

type exported struct {
	Wanted
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx"`
	Reason string `query:"reason" maxLength:"200" doc:"Why a list goes out in which personal numbers stand; for who may read them, and on record before it does."`
}

func (o *operations) exports(op huma.Operation) {
	wire.Send(o.Host, op, sheet.Media, "The list.", nil, func(c wire.Call, in *exported) (wire.File, error) {
		q, err := o.query(c, &in.Wanted)
		if err != nil {
			return wire.File{}, err
		}
		b, err := o.Ledger.Book(c, c.Who, in.Campaign, in.Register)
		if err != nil {
			return wire.File{}, err
		}
		words, format := word.Words{Print: c.Print, Book: b}, sheet.Format(in.Format)
		about := describe(words)
		t := sheet.Table{Name: about.Name, Title: about.Name, Columns: []sheet.Column{{Title: c.Print.T("ledger.title_head"), Width: 30}, {Title: c.Print.T("ledger.unit"), Width: 24}}}
		for _, f := range about.Fields {
			if shown(f.Type) {
				t.Columns = append(t.Columns, sheet.Column{Title: f.Name, Width: 16})
			}
		}
		release, handed := o.Privacy.Handing(c, c.Who, privacy.Handout{
			Campaign: string(in.Campaign), File: t.Name + "." + in.Format, Register: b.ID, Filter: words.Filter(in.words(q)),
			Names: b.NamesHumans(), Reason: in.Reason,
		})
		if t.Handed = handed; in.Reason != "" {
			t.Release = release
		}
		list, err := handout.Spool(format, t, o.rows(c, q, &b))
		if err != nil {
			return wire.File{}, err
		}
		return wire.File{Name: t.Name + "." + in.Format, Plain: b.ID, Media: format.Media(), Size: list.Size, Body: list}, nil
	})
}

// words is what the list is asked for, to be said in words.
func (in *Wanted) words(q ledger.Query) word.Filter {
	return word.Filter{
		Unit: in.Unit, States: q.States, Counted: q.Counted, Open: q.Open, Overdue: q.Overdue, Line: q.Line, From: q.From, To: q.To, Marks: q.Marks, One: q.Points != "", Text: q.Text,
	}
}

// shown reports whether a field of the type is handed out: personal ones are
// not.
func shown(t string) bool { return !register.Type(t).Personal() }

// errEnough ends the reading of a list that nobody takes any further.
var errEnough = errors.New("ledger: the export is no longer wanted")

// rows reads the entries of a query. A failure is the last row.
func (o *operations) rows(c wire.Call, q ledger.Query, b *book.Book) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		done := false
		err := o.Ledger.Each(c, c.Who, q, func(e ledger.Row) error {
			line := []any{e.Name, e.UnitName}
			for _, f := range b.Fields {
				if shown(string(f.Type)) {
					line = append(line, cell(b, f, &e))
				}
			}
			if done = !yield(line); done {
				return errEnough
			}
			return nil
		})
		if err != nil && !done {
			yield([]any{err})
		}
	}
}

// cell is what a field of an entry holds: numbers and dates as such, units and
// entries by their names.
func cell(b *book.Book, f book.Field, e *ledger.Row) any {
	text := e.Values[f.ID]
	switch f.Type {
	case register.Number:
		if n, ok := stored(text); ok {
			return quantity.Value{Kind: f.Kind, N: n}
		}
		return nil
	case register.Date:
		if d, err := calendar.ParseDate(text); err == nil {
			return d
		}
		return nil
	case register.Unit, register.Entry:
		names := ""
		for i, id := range book.Split(text) {
			if i > 0 {
				names += "、"
			}
			names += e.Names[id]
		}
		return names
	}
	return b.Shown(f, text)
}
