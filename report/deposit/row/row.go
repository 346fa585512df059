// Package row reads what the rows of a report's table state: entries of the
// ledger and goals.
package row

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
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

// Spot is where something stands in a table.
type Spot struct {
	Table  *playbook.Section
	Row    string          // its id
	N      int             // its number, from 1
	Column *playbook.Field // nil: the whole row
}

// Path is the address of the cell, or of the row.
func (s Spot) Path() string {
	if s.Column == nil {
		return s.Table.ID + "/" + s.Row
	}
	return s.Table.Address(s.Row, s.Column.ID)
}

// under is the same row under a column of the table.
func (s Spot) under(column string) Spot {
	s.Column = s.Table.Field(column)
	return s
}

// Left is a cell of which the ledger has no use as it stands.
type Left struct {
	Spot
	Text string
	Why  fault.Field
}

// Entry is an entry as rows of a table state it.
type Entry struct {
	Values map[string]string // canonical
	Typed  map[string]string
	Names  map[string]string // what the entries that it names are called, by id
	key    []book.Field      // what makes an entry of the unit this one
	row    Spot              // the first one that states it
	column map[string]string // of the table, by field
}

// Spot is where the rows state a field of the entry.
func (e Entry) Spot(field string) Spot { return e.row.under(e.column[field]) }

// Named finds the entry of some registers that a text names, "" for none.
type Named func(registers []string, text string) (string, error)

// Entries reads the rows of a table. Rows that agree in what makes an entry the
// same are one: a task of three years is one project, from the first day to the
// last.
func Entries(pb *playbook.Playbook, b book.Book, table *playbook.Section, c paper.Content, named Named) (out []Entry, left []Left, err error) {
	for n, row := range paper.Rows(table, c) {
		e, rest, err := read(pb, b, Spot{Table: table, Row: row, N: n + 1}, c, named)
		if err != nil {
			return nil, nil, err
		}
		left = append(left, rest...)
		if i := slices.IndexFunc(out, func(o Entry) bool { return o.Like(e.Values) }); i >= 0 {
			out[i].join(b, e)
			continue
		}
		out = append(out, e)
	}
	return out, left, nil
}

// read turns a row into an entry: every column whose field can hold what stands
// in it.
func read(pb *playbook.Playbook, b book.Book, at Spot, c paper.Content, named Named) (e Entry, left []Left, err error) {
	e = Entry{Values: map[string]string{}, Typed: map[string]string{}, Names: map[string]string{}, row: at, column: map[string]string{}}
	for _, id := range b.Key {
		if f, ok := b.Field(id); ok { // the unit is the report's, and no value
			e.key = append(e.key, f)
		}
	}
	for i := range at.Table.Fields {
		fd := &at.Table.Fields[i]
		text := c.Cells[at.Table.Address(at.Row, fd.ID)]
		f, ok := b.Field(cmp.Or(at.Table.From.Columns[fd.ID], fd.ID))
		if !ok {
			continue
		}
		if e.column[f.ID] = fd.ID; text == "" {
			continue
		}
		typed, bad, err := e.typedAs(f, paper.Shown(pb, fd, text), named)
		if err != nil {
			return e, left, err
		}
		canonical := ""
		if bad == nil {
			canonical, bad = b.Typed(f, typed)
		}
		switch {
		case bad != nil:
			left = append(left, Left{at.under(fd.ID), text, *bad})
		case canonical != "":
			e.Values[f.ID], e.Typed[f.ID] = canonical, typed
		}
	}
	e.aim(b, c)
	return e, left, nil
}

// typedAs is what stands in a cell as a person types it into a field: of entries
// their ids.
func (e Entry) typedAs(f book.Field, shown string, named Named) (string, *fault.Field, error) {
	if f.Type != register.Entry {
		return shown, nil, nil
	}
	parts := []string{shown}
	if f.Several {
		parts = book.Parts(shown)
	}
	var ids []string
	for _, p := range parts {
		id, err := named(f.To, p)
		if err != nil && !fault.Is(err, fault.Invalid) { // too short, or too long, to be looked for
			return "", nil, err
		}
		if id == "" {
			return "", &fault.Field{Path: f.ID, Key: "derive.names_none", Args: []any{p}}, nil
		}
		ids, e.Names[id] = append(ids, id), p
	}
	return strings.Join(ids, ","), nil, nil
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
	maps.Copy(e.Names, other.Names)
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

// Is reports whether stored values are of this entry of the unit.
func (e Entry) Is(stored map[string]string) bool {
	return !slices.ContainsFunc(e.key, func(f book.Field) bool { return e.Values[f.ID] != stored[f.ID] })
}

// Like reports whether they are of it, or may be: what of the key points
// elsewhere, a village, is given by one of the two alone.
func (e Entry) Like(stored map[string]string) bool {
	return !slices.ContainsFunc(e.key, func(f book.Field) bool {
		mine, other := e.Values[f.ID], stored[f.ID]
		return mine != other && (f.Type != register.Entry || mine != "" && other != "")
	})
}

// Change is a field that rows state otherwise than the ledger does.
type Change struct {
	Field    book.Field
	Old, New string // canonical
}

// Changes lists the fields in which the entry is not as it is stored.
func (e Entry) Changes(b book.Book, stored map[string]string) []Change {
	var out []Change
	for _, f := range b.Fields {
		v, ok := e.Values[f.ID]
		if f.Several && f.Type == register.Choice && slices.Contains(book.Split(stored[f.ID]), v) {
			continue // a table has room for one
		}
		if ok && v != stored[f.ID] {
			out = append(out, Change{f, stored[f.ID], v})
		}
	}
	return out
}
