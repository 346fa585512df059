package desk

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web"
)

// Problems puts a refusal into words: the sentence, and what is wrong by field.
func Problems(c *Call, err error) (string, map[string]string) {
	message, violations := web.Printer(c.Context()).Fault(err)
	by := map[string]string{}
	for _, v := range violations {
		by[v.Path] = strings.TrimSpace(by[v.Path] + " " + v.Message)
	}
	return message, by
}

// Option is a choice of a filter or a form.
type Option struct {
	Value, Text string
	On          bool
}

// Form is a short form as templates/form.html shows it. Its texts are in words
// already.
type Form struct {
	ID      string // unique on the page
	Action  string
	Title   string
	Hint    string
	Submit  string
	Confirm string // what is asked before it is sent; "" to send at once
	Hidden  []Hidden
	Inputs  []Input
	Message string // why it was refused
	Open    bool
}

// Hidden is a value that a form carries unseen.
type Hidden struct{ Name, Value string }

// Input is one input of a short form.
type Input struct {
	Name, Label string
	Kind        string // text, date, select, unit, tel, area or tick
	Value       string
	Hint        string
	Problem     string
	Required    bool
	Options     []Option // of a select, or what a text suggests
}

// Refused shows a form again as it was sent, with what is wrong at its place.
func (f *Form) Refused(c *Call, err error) {
	message, by := Problems(c, err)
	f.Message, f.Open = message, true
	for i := range f.Inputs {
		in := &f.Inputs[i]
		in.Value, in.Problem = c.PostFormValue(in.Name), by[in.Name]
		for j := range in.Options {
			in.Options[j].On = in.Options[j].Value == in.Value
		}
		delete(by, in.Name)
	}
	for _, text := range by {
		f.Message += " " + text
	}
}

// Mendable reports whether a refusal is one that a person can mend: its form is
// shown again.
func Mendable(err error) bool {
	switch fault.From(err).Kind {
	case fault.Invalid, fault.Conflict, fault.Stale:
		return true
	}
	return false
}

// AsOf reads the day a page is asked to show, today where none is.
func (d *Desk) AsOf(c *Call) calendar.Date {
	on, err := calendar.ParseDate(c.URL.Query().Get("on"))
	if err != nil {
		return d.Units.Today()
	}
	return on
}

// FormPage is a page that is one form.
type FormPage struct {
	Form Form
	Back Option // where it leads back to
}
