package ledger

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// ofTyped stands behind the name of a field into which a name is typed: what was
// typed there and not picked.
const ofTyped = ".typed"

// input is one field of the form as it is shown.
type input struct {
	Name, Label string
	Kind        string // text, long, number, date, year, select, checks, tick or pick
	Value       string // as it was typed, or as it is shown
	Usual       string // what it holds if nobody says otherwise
	Options     []desk.Option
	Picked      []desk.Option // of a pick
	Typed       string        // of a pick: what was typed and not picked
	Source      string        // where a pick asks
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
func (in input) Wide() bool {
	return in.Kind == "long" || in.Kind == "checks" && len(in.Options) > narrow
}

// typed is what a form holds: the canonical text of its fields, or what was
// typed where that is none.
type typed struct {
	values map[string]string
	names  map[string]string // of the units and entries among them, by id
	open   map[string]string // names that were typed and not picked, by field
}

// filled reports whether the input holds something that is not usual.
func (in input) filled() bool { return in.Value != in.Usual || len(in.Picked) > 0 || in.Typed != "" }

// kinds are the inputs of the types of field.
var kinds = map[register.Type]string{
	register.Text: "text", register.LongText: "long", register.Number: "number", register.Date: "date", register.Year: "year",
	register.Choice: "select", register.Tick: "tick", register.Unit: "pick", register.Entry: "pick",
	register.Name: "text", register.Phone: "text", register.Identity: "text",
}

// input shows a field with what it holds.
func (at at) input(f register.Field, in typed) input {
	value := in.values[f.ID]
	out := input{
		Name: f.ID, Label: at.words.Field(f.ID), Kind: kinds[f.Type], Value: at.shown(f, value), Usual: at.shown(f, f.Usual), Several: f.Several,
		Required: f.Required || at.always(f.ID), Health: f.Health, Clauses: at.clauses(f.ID),
	}
	switch f.Type {
	case register.Number:
		out.Measure = at.words.Print.Unit(f.Kind)
	case register.Choice:
		if out.Options = at.words.Options(f, book.Split(value)); f.Several {
			out.Kind = "checks"
		}
	case register.Unit, register.Entry:
		out.Typed, out.Source = in.open[f.ID], "/ledger/options/"+at.book.ID+"/"+f.ID
		for _, id := range book.Split(value) {
			out.Picked = append(out.Picked, desk.Option{Value: id, Text: in.names[id]})
		}
	}
	return out
}

// shown is a canonical text as a person types it; what is none stays as it is.
func (at at) shown(f register.Field, value string) string {
	if f.Type == register.Number {
		return at.book.Shown(f, value)
	}
	return value
}

// clauses are those by which the plan asks for a field.
func (at at) clauses(field string) []string {
	var out []string
	for _, d := range at.book.Use.Demands {
		if d.Field == field && d.Clause != "" {
			out = append(out, d.Clause)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// asking are the clauses that ask for a field of such an entry.
func (at at) asking(field string, values map[string]string) []string {
	var out []string
	for _, d := range at.book.Use.Demands {
		applies := d.Field == field && d.Clause != ""
		for of, answer := range d.When {
			applies = applies && has(book.Split(values[of]), answer)
		}
		if applies {
			out = append(out, d.Clause)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// always reports whether a clause asks for a field in every entry.
func (at at) always(field string) bool {
	return slices.ContainsFunc(at.book.Use.Demands, func(d register.Demand) bool {
		return d.Field == field && d.State == "" && len(d.When) == 0 && len(d.Or) == 0
	})
}

// inputs shows the fields of the register: those that stand there when an entry
// is recorded, and the rest; those that are for others to write are left out.
func (at at) inputs(in typed, locked []string) (plain, more []input) {
	for _, f := range at.book.Fields {
		if has(locked, f.ID) {
			continue
		}
		if f.Plain || f.Required {
			plain = append(plain, at.input(f, in))
		} else {
			more = append(more, at.input(f, in))
		}
	}
	return plain, more
}

// sent reads what a form brought for the fields: the words of a choice and the
// ids of what was picked are joined as they are stored.
func (at at) sent(c *desk.Call) (typed, error) {
	return at.sentAs(c, func(field string) string { return field })
}

// sentAs is sent for inputs of other names than their fields; a field that the
// form has not is none of the values.
func (at at) sentAs(c *desk.Call, name func(field string) string) (typed, error) {
	if err := c.ParseForm(); err != nil {
		return typed{}, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	in := typed{values: map[string]string{}, names: map[string]string{}, open: map[string]string{}}
	for _, f := range at.book.Fields {
		if sent, has := c.PostForm[name(f.ID)]; has {
			in.values[f.ID] = strings.Join(sent, ",")
		}
		if f.Type == register.Unit || f.Type == register.Entry {
			in.open[f.ID] = c.Text(name(f.ID) + ofTyped)
		}
	}
	return in, nil
}
