// Package row reads what the rows of a report's table state: entries of the
// ledger and goals.
package row

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// Tables lists the tables whose rows are entries that units record. Reference
// data comes from the county's lists alone, never from a form.
func Tables(form *playbook.Form) []*playbook.Section {
	var out []*playbook.Section
	for i := range form.Sections {
		if s := &form.Sections[i]; s.From != nil {
			if shape, ok := register.ShapeOf(s.From.Register); ok && !shape.Reference {
				out = append(out, s)
			}
		}
	}
	return out
}

// Entry is an entry as rows of a table state it.
type Entry struct {
	Key    string            // what makes an entry of the unit this one
	Values map[string]string // canonical
	Typed  map[string]string
}

// Named finds the entry of some registers that a text names, "" for none.
type Named func(registers []string, text string) (string, error)

// Entries reads the rows of a table. Rows that agree in what makes an entry the
// same are one: a task of three years is one project, from the first day to the
// last.
func Entries(pb *playbook.Playbook, b book.Book, table *playbook.Section, c paper.Content, named Named) ([]Entry, error) {
	var out []Entry
	at := map[string]int{}
	for _, row := range paper.Rows(table, c) {
		e, err := read(pb, b, table, row, c, named)
		if err != nil {
			return nil, err
		}
		i, known := at[e.Key]
		if known {
			out[i].join(b, e)
			continue
		}
		at[e.Key], out = len(out), append(out, e)
	}
	return out, nil
}

// Key returns what makes an entry of a unit this one.
func Key(b book.Book, values map[string]string) string {
	var parts []string
	for _, id := range b.Key {
		parts = append(parts, values[id]) // the unit is the report's, and no value
	}
	return strings.Join(parts, "\x1f")
}

// read turns a row into an entry: every column whose field can hold what stands
// in it.
func read(pb *playbook.Playbook, b book.Book, table *playbook.Section, row string, c paper.Content, named Named) (Entry, error) {
	e := Entry{Values: map[string]string{}, Typed: map[string]string{}}
	for i := range table.Fields {
		fd := &table.Fields[i]
		text := c.Cells[table.Address(row, fd.ID)]
		f, ok := b.Field(cmp.Or(table.From.Columns[fd.ID], fd.ID))
		if !ok || text == "" {
			continue
		}
		typed := paper.Shown(pb, fd, text)
		if f.Type == register.Entry {
			var err error
			if typed, err = named(f.To, text); err != nil {
				return e, err
			}
		}
		if canonical, bad := b.Typed(f, typed); bad == nil && canonical != "" {
			e.Values[f.ID], e.Typed[f.ID] = canonical, typed
		}
	}
	e.Key = Key(b, e.Values)
	return e, nil
}

// join takes from another row what this one does not say, and stretches it from
// the first day to the last.
func (e Entry) join(b book.Book, other Entry) {
	var days []string
	for _, f := range b.Fields {
		if _, ok := other.Values[f.ID]; ok && f.Type == register.Date {
			days = append(days, f.ID)
		}
	}
	for id, v := range other.Values {
		mine, ok := e.Values[id]
		i := slices.Index(days, id)
		if !ok || i == 0 && v < mine || i > 0 && i == len(days)-1 && v > mine {
			e.Values[id], e.Typed[id] = v, other.Typed[id]
		}
	}
}

// Title calls the entry as its register does.
func (e Entry) Title(b book.Book) (title string) {
	for _, id := range b.Title {
		title = strings.TrimSpace(title + " " + e.Typed[id])
	}
	return title
}

// Changes lists the fields in which the entry is not as it is stored.
func (e Entry) Changes(b book.Book, stored map[string]string) []string {
	var out []string
	for _, f := range b.Fields {
		if v, ok := e.Values[f.ID]; ok && v != stored[f.ID] {
			out = append(out, f.ID)
		}
	}
	return out
}
