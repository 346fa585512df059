// Package word says what a register and its parts are called in one language:
// as the plan calls them, else by their own words.
package word

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Words are the words of a book as a campaign keeps it.
type Words struct {
	Print *locale.Printer
	Book  book.Book
}

func (w Words) key(parts ...string) string {
	return w.Print.T("register." + w.Book.ID + "." + strings.Join(parts, "."))
}

// Register is what the register is called.
func (w Words) Register() string {
	if w.Book.Use.Title != "" {
		return w.Book.Use.Title
	}
	return w.Print.T("register." + w.Book.ID)
}

// Field is what a field is called.
func (w Words) Field(id string) string {
	if label := w.Book.Use.Labels[id]; label != "" {
		return label
	}
	return w.key(id)
}

// State is what a state is called.
func (w Words) State(id string) string { return w.key("state", id) }

// Overdue says that an entry is past the day by which it should be over, «逾期 3
// 天», "" of one that is not.
func (w Words) Overdue(state string, values map[string]string, today calendar.Date) string {
	n := w.Book.Overdue(state, values, today)
	if n == 0 {
		return ""
	}
	return w.Print.T("web.days_overdue", n)
}

// Move is what a move is called.
func (w Words) Move(id string) string { return w.key("move", id) }

// Answers lists the answers of a choice as the plan words them, else by the
// register's own words.
func (w Words) Answers(f register.Field) []register.Option {
	out := slices.Clone(w.Book.Options(f))
	for i := range out {
		if out[i].Label == "" {
			out[i].Label = w.key(f.ID, out[i].ID)
		}
	}
	return out
}

// Value prints what a field holds; names are those of the units and entries that
// it refers to, by id.
func (w Words) Value(f register.Field, canonical string, names map[string]string) string {
	if canonical == "" {
		return ""
	}
	switch f.Type {
	case register.Number:
		return w.Amount(f.Kind, canonical)
	case register.Date:
		if d, err := calendar.ParseDate(canonical); err == nil {
			return w.Print.Date(d)
		}
	case register.Tick:
		return w.Print.T("export.yes")
	case register.Choice:
		return w.joined(canonical, func(id string) string { return w.answer(f, id) })
	case register.Unit, register.Entry:
		return w.joined(canonical, func(id string) string { return names[id] })
	}
	return canonical
}

// answer is the word of one answer of a choice.
func (w Words) answer(f register.Field, id string) string {
	for _, o := range w.Answers(f) {
		if o.ID == id {
			return o.Label
		}
	}
	if f.Lines {
		return id
	}
	return w.key(f.ID, id)
}

func (w Words) joined(canonical string, say func(string) string) string {
	var out []string
	for _, id := range book.Split(canonical) {
		out = append(out, say(id))
	}
	return strings.Join(out, w.Print.T("core.list_comma"))
}

// Amount prints a number with the unit of its kind.
func (w Words) Amount(k quantity.Kind, canonical string) string {
	v, err := strconv.ParseInt(canonical, 10, 64)
	if err != nil {
		return canonical
	}
	return w.Print.Amount(quantity.Value{Kind: k, N: v})
}

// Plain prints a number without its unit, for a column whose head names it.
func (w Words) Plain(k quantity.Kind, canonical string) string {
	v, err := strconv.ParseInt(canonical, 10, 64)
	if err != nil {
		return canonical
	}
	return k.Format(v)
}

// Of are the words of another register, where no plan words it.
func (w Words) Of(id string) Words {
	shape, _ := register.ShapeOf(id)
	return Words{w.Print, book.Book{Shape: shape, Lines: w.Book.Lines}}
}
