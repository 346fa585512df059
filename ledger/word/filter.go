package word

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/seal"
)

// Filter is what a list of entries is asked for. Its zero value asks for all.
type Filter struct {
	Unit          string // as it was typed
	States        []string
	Counted, Open bool
	Overdue       bool
	Line          string              // id
	From, To      calendar.Date       // the days on which entries count
	Holds         calendar.Date       // a day on which they hold
	Marks         map[string][]string // by field
	One           bool                // those alone that name a certain entry
	Text          string              // searched for
}

// Filter says what a list was asked for: «状态：已确认；单位：叶县总工会», "" for
// all of it. What was searched for may be somebody's name and is masked.
func (w Words) Filter(f Filter) string {
	p := w.Print
	var out []string
	say := func(label, text string) {
		if text != "" {
			out = append(out, p.T("ledger.asked", label, text))
		}
	}
	say(p.T("ledger.unit"), f.Unit)
	say(p.T("ledger.state"), w.standing(f))
	if line, kept := w.Book.Field(w.Book.Line); kept && f.Line != "" {
		say(w.Field(line.ID), w.answer(line, f.Line))
	}
	if !f.From.IsZero() || !f.To.IsZero() {
		say(p.T("ledger.asked_days"), f.From.String()+"–"+f.To.String())
	}
	say(p.T("ledger.asked_holds"), f.Holds.String())
	for _, field := range w.Book.Fields {
		say(w.Field(field.ID), w.marked(field, f.Marks[field.ID]))
	}
	if f.One {
		out = append(out, p.T("ledger.asked_one"))
	}
	say(p.T("ledger.asked_text"), seal.Name(f.Text))
	return strings.Join(out, p.T("ledger.asked_and"))
}

// standing says in which states the entries are.
func (w Words) standing(f Filter) string {
	var out []string
	for _, s := range f.States {
		out = append(out, w.State(s))
	}
	switch {
	case f.Overdue:
		out = append(out, w.Print.T("ledger.overdue_state"))
	case f.Counted:
		out = append(out, w.Print.T("ledger.counted_state"))
	case f.Open:
		out = append(out, w.Print.T("ledger.open_states"))
	}
	return strings.Join(out, w.Print.T("core.list_comma"))
}

// marked says what a field holds of those asked for; of units and entries that
// it is a certain one.
func (w Words) marked(f register.Field, asked []string) string {
	switch {
	case len(asked) == 0:
		return ""
	case f.Type == register.Unit || f.Type == register.Entry:
		return w.Print.T("ledger.asked_certain")
	}
	return w.Value(f, strings.Join(asked, ","), nil)
}
