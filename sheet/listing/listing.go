// Package listing makes the files around a list that is brought into a register:
// the empty list to be filled in, and the list as it was handed in with what is
// wrong in it marked.
package listing

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/ledger/word"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/sheet/blank"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// Empty is the empty list of a register; its example is of a unit.
func Empty(words word.Words, unit string) blank.Template {
	p := words.Print
	mark := cell.Examples[0]
	if p.Lang() == locale.En {
		mark = cell.Examples[1]
	}
	t := blank.Template{
		Name: p.T("intake.template_name", words.Register()), Title: words.Register(),
		Words: blank.Words{
			Example: p.T("intake.example_head"), Mark: mark, Notes: p.T("intake.notes"), Wrong: p.T("sheet.wrong"),
			ChooseOne: p.T("sheet.prompt_choice"), DateFormat: p.T("sheet.prompt_date"),
		},
		Notes: []string{p.T("intake.note_head"), p.T("intake.note_required"), p.T("intake.note_units"), p.T("intake.note_days"), p.T("intake.note_codes"), p.T("intake.note_several"), p.T("intake.note_same"), p.T("intake.note_example")},
	}
	b := words.Book
	for i, col := range column.Columns(&b) {
		if i == 0 {
			t.Columns = append(t.Columns, blank.Column{Title: p.T("intake.unit"), Width: 24, Example: unit})
			continue
		}
		if col.ID == column.Own { // what is new has none
			continue
		}
		t.Columns = append(t.Columns, columnOf(words, b.Fields[i-1], col.Required))
		if o := t.Columns[i]; len(o.Options) > 0 && o.Several {
			t.Notes = append(t.Notes, p.T("intake.note_options", o.Title, strings.Join(o.Options, "、")))
		}
	}
	return t
}

func columnOf(words word.Words, f register.Field, required bool) blank.Column {
	p := words.Print
	out := blank.Column{Title: words.Field(f.ID), Width: 14, Several: f.Several}
	switch f.Type {
	case register.Number:
		out.Number, out.Decimals, out.Example = true, f.Kind.Decimals(), "12"
		out.Title = p.T("intake.with_unit", out.Title, locale.Key("unit."+string(f.Kind)))
	case register.Date:
		out.Day, out.Example = true, "2018-09-03"
	case register.Year:
		out.Example = "2018"
	case register.Choice:
		for _, o := range words.Answers(f) {
			out.Options = append(out.Options, o.Label)
		}
		out.Example = append(out.Options, "")[0]
	case register.Tick:
		out.Options, out.Example = []string{p.T("intake.yes"), p.T("intake.no")}, p.T("intake.yes")
	case register.LongText:
		out.Width = 32
	case register.Entry:
		out.Width, out.Help = 20, p.T("intake.help_entry")
	case register.Unit:
		out.Width, out.Help = 20, p.T("intake.help_unit")
	case register.Name:
		out.Example = p.T("intake.example_name")
	case register.Identity:
		out.Width = 22
	}
	if required {
		out.Title += " *"
	}
	return out
}

// Message says what is wrong at a place. A field that is named as another way
// out is called by its name.
func Message(words word.Words, f handed.Finding) string {
	args := slices.Clone(f.Args)
	if f.Key == "ledger.demanded_or_reason" && len(args) > 0 {
		if id, ok := args[0].(string); ok {
			args[0] = words.Field(id)
		}
	}
	return words.Print.T(f.Key, args...)
}
