package desk

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
)

// OfTyped stands behind the name of a field into which a name is typed: what was
// typed there and not picked.
const OfTyped = ".typed"

// FieldInput is one field of an entry as a form shows it.
type FieldInput struct {
	Name, Label string
	Kind        string // text, long, number, date, year, select, checks, tick or pick
	Value       string // as it was typed, or as it is shown
	Usual       string // what it holds if nobody says otherwise
	Options     []Option
	Picked      []Option // of a pick
	Typed       string   // of a pick: what was typed and not picked
	Source      string   // where a pick asks
	Several     bool
	Measure     string // the unit of a number
	Hint        string
	Clauses     []string // that ask for it
	Required    bool
	Health      bool // no named person's state of health belongs here (H-41)
	Problem     string
	Cite        string // the clause that the problem is about
}

// narrow is how many answers stand in the width of one input.
const narrow = 4

// Wide reports whether the input takes the whole width of the form.
func (in FieldInput) Wide() bool {
	return in.Kind == "long" || in.Kind == "checks" && len(in.Options) > narrow
}

// Typed is what a form of an entry holds: the canonical text of its fields, or
// what was typed where that is none.
type Typed struct {
	Values map[string]string
	Names  map[string]string // of the units and entries among them, by id
	Open   map[string]string // names that were typed and not picked, by field
}

// Filled reports whether the input holds something that is not usual.
func (in FieldInput) Filled() bool {
	return in.Value != in.Usual || len(in.Picked) > 0 || in.Typed != ""
}

// kinds are the inputs of the types of field.
var kinds = map[register.Type]string{
	register.Text: "text", register.LongText: "long", register.Number: "number", register.Date: "date", register.Year: "year",
	register.Choice: "select", register.Tick: "tick", register.Unit: "pick", register.Entry: "pick",
	register.Name: "text", register.Phone: "text", register.Identity: "text",
}

// Input shows a field with what it holds.
func (w Words) Input(f register.Field, in Typed) FieldInput {
	value := in.Values[f.ID]
	out := FieldInput{
		Name: f.ID, Label: w.Field(f.ID), Kind: kinds[f.Type], Value: w.shown(f, value), Usual: w.shown(f, f.Usual), Several: f.Several,
		Required: f.Required || w.always(f.ID), Health: f.Health, Clauses: w.clauses(f.ID),
	}
	switch f.Type {
	case register.Number:
		out.Measure = w.Print.Unit(f.Kind)
	case register.Choice:
		if out.Options = w.Options(f, book.Split(value)); f.Several {
			out.Kind = "checks"
		}
	case register.Unit, register.Entry:
		out.Typed, out.Source = in.Open[f.ID], "/ledger/options/"+w.Book.ID+"/"+f.ID
		for _, id := range book.Split(value) {
			out.Picked = append(out.Picked, Option{Value: id, Text: in.Names[id]})
		}
	}
	return out
}

// shown is a canonical text as a person types it; what is none stays as it is.
func (w Words) shown(f register.Field, value string) string {
	if f.Type == register.Number {
		return w.Book.Shown(f, value)
	}
	return value
}

// clauses are those by which the plan asks for a field.
func (w Words) clauses(field string) []string {
	var out []string
	for _, d := range w.Book.Use.Demands {
		if d.Field == field && d.Clause != "" {
			out = append(out, d.Clause)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Asking are the clauses that ask for a field of such an entry.
func (w Words) Asking(field string, values map[string]string) []string {
	var out []string
	for _, d := range w.Book.Use.Demands {
		applies := d.Field == field && d.Clause != ""
		for of, answer := range d.When {
			applies = applies && slices.Contains(book.Split(values[of]), answer)
		}
		if applies {
			out = append(out, d.Clause)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// always reports whether a clause asks for a field in every entry.
func (w Words) always(field string) bool {
	return slices.ContainsFunc(w.Book.Use.Demands, func(d register.Demand) bool {
		return d.Field == field && d.State == "" && len(d.When) == 0 && len(d.Or) == 0
	})
}

// Inputs shows the fields of the register: those that stand there when an entry
// is recorded, and the rest; those that are for others to write are left out.
func (w Words) Inputs(in Typed, locked []string) (plain, more []FieldInput) {
	for _, f := range w.Book.Fields {
		if slices.Contains(locked, f.ID) {
			continue
		}
		if f.Plain || f.Required {
			plain = append(plain, w.Input(f, in))
		} else {
			more = append(more, w.Input(f, in))
		}
	}
	return plain, more
}

// Sent reads what a form brought for the fields: the words of a choice and the
// ids of what was picked are joined as they are stored.
func (w Words) Sent(c *Call) (Typed, error) {
	return w.SentAs(c, func(field string) string { return field })
}

// SentAs is Sent for inputs of other names than their fields; a field that the
// form has not is none of the values.
func (w Words) SentAs(c *Call, name func(field string) string) (Typed, error) {
	if err := c.ParseForm(); err != nil {
		return Typed{}, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	in := Typed{Values: map[string]string{}, Names: map[string]string{}, Open: map[string]string{}}
	for _, f := range w.Book.Fields {
		if sent, has := c.PostForm[name(f.ID)]; has {
			in.Values[f.ID] = strings.Join(sent, ",")
		}
		if f.Type == register.Unit || f.Type == register.Entry {
			in.Open[f.ID] = c.Text(name(f.ID) + OfTyped)
		}
	}
	return in, nil
}
