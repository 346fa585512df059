package derive

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// noneBefore is before anything was recorded.
var noneBefore = time.UnixMilli(1)

// cell works out one cell from the entries of its register.
func (f *filling) cell(at spot, entries []ledger.Entry, told map[mark]bool) Cell {
	var out Cell
	shape, _ := register.ShapeOf(at.of.Register)
	seen := map[string]bool{}
	for _, e := range entries {
		if e.Register != at.of.Register || at.line != "" && !onLine(shape, e, at.line) || !Meets(e, at.of.Where) || told[mark{e.ID, columnOf(at.cell)}] {
			continue
		}
		f.moving[e.ID] = f.moving[e.ID] || !at.stock
		p := Part{Entry: e, Value: 1}
		switch {
		case at.of.Sum != "":
			p.Value, _ = strconv.ParseInt(e.Values[at.of.Sum], 10, 64)
			if p.Value == 0 {
				continue // gives the figure nothing
			}
		case len(at.of.Distinct) > 0:
			things := slices.DeleteFunc(thingsOf(shape, e, at.of.Distinct), func(t string) bool { return t == "" })
			if p.Value = fresh(seen, things); len(things) == 0 {
				continue
			}
		}
		out.Value += p.Value
		out.Parts = append(out.Parts, p)
	}
	switch at.field.Type {
	case playbook.Text, playbook.LongText:
		out.Words, out.Text = true, titles(out.Parts, at.field)
	default:
		out.Text = text(out.Value)
	}
	return out
}

// onLine reports whether an entry is of an action line; it may be of several.
func onLine(s register.Shape, e ledger.Entry, line string) bool {
	return e.Line == line || s.Line == "" && slices.Contains(strings.Split(e.Values["line"], ","), line)
}

// Meets reports whether an entry is among the options of every field. «state»
// is where it stands.
func Meets(e ledger.Entry, where map[string][]string) bool {
	for field, options := range where {
		text := e.Values[field]
		if field == "state" {
			text = e.State
		}
		if !slices.ContainsFunc(strings.Split(text, ","), func(v string) bool { return slices.Contains(options, v) }) {
			return false
		}
	}
	return true
}

// thingsOf lists the units, entries or humans that fields of an entry name.
func thingsOf(s register.Shape, e ledger.Entry, fields []string) []string {
	var out []string
	for _, id := range fields {
		fd, ok := s.Field(id)
		switch {
		case id == register.TheUnit:
			out = append(out, string(e.Unit))
		case ok && fd.Type.Personal():
			out = append(out, string(e.Person))
		default:
			out = append(out, strings.Split(e.Values[id], ",")...)
		}
	}
	return out
}

// fresh counts the things that were not seen before.
func fresh(seen map[string]bool, things []string) (n int64) {
	for _, t := range things {
		if !seen[t] {
			seen[t] = true
			n++
		}
	}
	return n
}

// titles writes a line for each entry: its day and what it is called. What does
// not fit into the field is left out.
func titles(parts []Part, fd *playbook.Field) string {
	var lines []string
	for _, p := range parts {
		if p.Title != "" {
			lines = append(lines, monthDay(p.Entry)+" "+p.Title)
		}
	}
	return fitting(lines, int(fd.Max))
}

// mark is an entry in a column of a form.
type mark struct {
	entry  ledger.EntryID
	column string
}

// columnOf drops the row of a cell: an entry whose line was corrected is the
// same one.
func columnOf(cell string) string {
	parts := strings.Split(cell, "/")
	return parts[0] + "/" + parts[len(parts)-1]
}

// untold returns the marks of what another period's report, as it was last
// sent, holds already: an entry whose day or state was corrected after it was
// told of is not told of again. What stands is told of every period.
func (f *filling) untold(l lot, entries []ledger.Entry) ([]ledger.Entry, map[mark]bool, error) {
	if l.stock || len(entries) == 0 {
		return entries, nil, nil
	}
	ids := make([]ledger.EntryID, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	all, err := f.tx.ToldOf(f.c.Duty, ids)
	told := make(map[mark]bool, len(all))
	for _, t := range all {
		told[mark{t.Entry, columnOf(t.Cell)}] = true
	}
	return entries, told, err
}

// joint notes the entries of others that this unit organised with them: they
// count where they were recorded, and are shown here.
func (f *filling) joint(l lot) error {
	l.registers = slices.DeleteFunc(slices.Clone(l.registers), func(id string) bool { return !joint(id) })
	if l.stock || len(l.registers) == 0 {
		return nil
	}
	r := f.reach(l)
	r.Joint, r.Since = organisers, time.Time{}
	all, err := f.tx.Within(r)
	for _, e := range all {
		if f.out.Window.of(e.On, e.Counted) == inside && !slices.ContainsFunc(f.out.Joint, func(o ledger.Entry) bool { return o.ID == e.ID }) {
			f.out.Joint = append(f.out.Joint, e)
		}
	}
	return err
}

// organisers is the field of a register that names the units which organised an
// entry together.
const organisers = "organisers"

// joint reports whether entries of a register can have several organisers.
func joint(id string) bool {
	shape, _ := register.ShapeOf(id)
	fd, ok := shape.Field(organisers)
	return ok && fd.Type == register.Unit
}
