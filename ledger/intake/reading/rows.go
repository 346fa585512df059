// Package reading reads a list from its head to its last row into what the
// register is asked: cells into canonical values, the entries that they name,
// and of each row what becomes of it.
package reading

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// rows reads rows of a file into entries of a book, some at a time.
type rows struct {
	bulk    *ledger.Bulk
	book    book.Book
	unit    organisation.UnitID // of rows that name none
	columns []grid.Column
	fields  []book.Field // by column; the first is that of the unit
	choices []*column.Choice
	units   *column.Units
	allowed map[organisation.UnitID]bool
	targets []*targets // by column that names entries
}

// row is a row that is being read.
type row struct {
	n        int
	sheet    *grid.Sheet
	in       ledger.Filled
	texts    map[int]string // of the columns that name entries, by column
	shown    []string       // what stands in each cell, for findings
	findings []handed.Finding
}

func newRows(b *ledger.Bulk, unit organisation.UnitID, tree *organisation.Tree) *rows {
	b.Know(tree)
	k := &rows{bulk: b, book: b.Book(), unit: unit, allowed: map[organisation.UnitID]bool{}}
	k.columns = column.Columns(&k.book)
	k.fields, k.choices = slices.Concat([]book.Field{{ID: column.Unit}}, k.book.Fields, []book.Field{{ID: column.Own}}), make([]*column.Choice, len(k.columns))
	k.targets = make([]*targets, len(k.columns))
	for i, f := range k.fields {
		switch f.Type {
		case book.Choice:
			k.choices[i] = column.ChoiceOf(&k.book, f)
		case book.Entries:
			k.targets[i] = &targets{field: f}
		}
	}
	k.units = column.NewUnits(tree, k.may)
	for _, n := range tree.Nodes() {
		k.allowed[n.ID] = b.May(n.ID) == nil
	}
	return k
}

// may reports whether the actor may record for a unit.
func (k *rows) may(unit organisation.UnitID) bool { return k.allowed[unit] }

// read reads one row as far as no other entry has to be known for it.
func (k *rows) read(r *grid.Row) *row {
	out := &row{n: r.N, sheet: r.Sheet, texts: map[int]string{}, shown: make([]string, len(k.columns))}
	out.in = ledger.Filled{Unit: k.unit, Values: map[string]string{}, Personal: map[string]string{}, Masked: map[string]string{}}
	for i := range r.Cells {
		c := &r.Cells[i]
		out.shown[i] = c.Text
		switch {
		case c.Bad != nil:
			k.blame(out, i, fault.Field{Key: c.Bad.Key, Args: c.Bad.Args}, "")
		case c.Text == "":
		case i == 0:
			k.readUnit(out, c.Text)
		case i == len(k.columns)-1:
			k.readNumber(out, i, c.Text)
		default:
			k.readField(out, i, c.Text)
		}
	}
	if k.unit == "" && out.in.Unit == "" && out.shown[0] == "" {
		k.blame(out, 0, fault.Field{Key: "intake.no_unit"}, "")
	}
	return out
}

// readUnit reads whose the row is. Of a unit for which the actor may not record
// that is said, and no neighbour is suggested for it.
func (k *rows) readUnit(out *row, text string) {
	switch id := k.units.Read(text); {
	case id == "":
		k.blame(out, 0, fault.Field{Key: "intake.unknown_unit", Args: []any{text}}, k.units.Suggest(text))
		out.in.Unit = ""
	case !k.may(id):
		k.blame(out, 0, fault.Field{Key: "intake.out_of_reach", Args: []any{text}}, "")
		out.in.Unit = ""
	default:
		out.in.Unit = id
	}
}

// readNumber reads by its own number which entry a row is about.
func (k *rows) readNumber(out *row, i int, text string) {
	if !ident.Valid(text) {
		k.blame(out, i, fault.Field{Key: "intake.no_such_number"}, "")
		return
	}
	out.in.Entry = ledger.EntryID(text)
}

func (k *rows) readField(out *row, i int, text string) {
	f := k.fields[i]
	switch f.Type {
	case book.Choice:
		if f.Lines && column.OffLines(k.book.ID, text) {
			return // as what is on no line of the plan is shown (H-11)
		}
		canonical, wrong := k.choices[i].Read(f, text)
		if wrong != "" {
			k.blame(out, i, fault.Field{Key: "intake.unknown_option", Args: []any{wrong}}, k.choices[i].Suggest(wrong))
			return
		}
		text = canonical
	case book.Unit:
		var ids []string
		for _, p := range book.Parts(text) {
			id := k.units.Read(p)
			if id == "" {
				k.blame(out, i, fault.Field{Key: "intake.unknown_unit", Args: []any{p}}, k.units.Suggest(p))
				return
			}
			ids = append(ids, string(id))
		}
		text = strings.Join(ids, ",")
	case book.Entries:
		out.texts[i] = text
		return
	case book.Name:
		text = calledSo(text)
	case book.Identity, book.Phone:
		text = strings.ToUpper(strings.Join(strings.Fields(text), ""))
	}
	canonical, bad := k.book.Typed(f, text)
	switch {
	case bad != nil:
		k.blame(out, i, *bad, "")
	case f.Type.Personal() && strings.ContainsAny(canonical, "*＊"):
		out.in.Masked[string(f.Type)] = canonical
	case f.Type.Personal():
		out.in.Personal[string(f.Type)] = canonical
	case canonical != "":
		out.in.Values[f.ID] = canonical
	}
}

// calledSo is a name without the spaces that make Chinese names equally long.
func calledSo(name string) string {
	if strings.IndexFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0 {
		return strings.Join(strings.Fields(name), " ")
	}
	return strings.Join(strings.Fields(name), "")
}

// blame notes what is wrong under a column.
func (k *rows) blame(r *row, i int, bad fault.Field, suggest string) {
	at := grid.Place{Sheet: r.sheet.Name, Row: r.n, Column: max(r.sheet.Columns[i], 1)}
	f := handed.Finding{Place: at, Field: k.columns[i].ID, Key: bad.Key, Args: plain(bad.Args), Clause: bad.Clause, Found: r.shown[i], Suggest: suggest}
	if k.fields[i].Type.Personal() {
		f.Found = masked(k.fields[i].Type, f.Found)
		if len(f.Args) > 0 {
			f.Args = []any{f.Found}
		}
	}
	f = unnumbered(f)
	if r := []rune(f.Found); len(r) > 60 {
		f.Found = string(r[:60]) + "…"
	}
	r.findings = append(r.findings, f)
}

// unnumbered is a finding as it may be kept: a personal number that was typed
// under another column is masked too, wherever it is repeated.
func unnumbered(f handed.Finding) handed.Finding {
	f.Found, f.Suggest = grid.Kept(f.Found), grid.Kept(f.Suggest)
	for i, a := range f.Args {
		if text, ok := a.(string); ok {
			f.Args[i] = grid.Kept(text)
		}
	}
	return f
}

// plain makes arguments such that they can be stored.
func plain(args []any) []any {
	var out []any
	for _, a := range args {
		switch v := a.(type) {
		case string, int:
			out = append(out, v)
		default:
			out = append(out, fmt.Sprint(v))
		}
	}
	return out
}

// masked is a personal value as a finding may show it.
func masked(t book.Type, text string) string {
	switch t {
	case book.Phone:
		return organisation.Person{Phone: text}.MaskedPhone()
	case book.Identity:
		return organisation.Person{IDNumber: text}.MaskedIDNumber()
	}
	return organisation.Person{Name: text}.MaskedName()
}

// column returns the place of a field among the columns, that of the unit for
// one that is none.
func (k *rows) column(field string) int {
	return max(slices.IndexFunc(k.columns, func(c grid.Column) bool { return c.ID == field }), 0)
}

// accuse notes what the register says of a row.
func (k *rows) accuse(r *row, wrong []fault.Field) {
	for _, bad := range wrong {
		i := k.column(bad.Path)
		if bad.Path != "" && slices.ContainsFunc(r.findings, func(f handed.Finding) bool { return f.Field == k.columns[i].ID }) {
			continue
		}
		k.blame(r, i, bad, "")
	}
}
