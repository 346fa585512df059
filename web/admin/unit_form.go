package admin

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// formView is a short form as templates/unit_form.html shows it. Its texts are
// in words already.
type formView struct {
	ID      string // unique on the page
	Action  string
	Title   string
	Hint    string
	Submit  string
	Confirm string // what is asked before it is sent; "" to send at once
	Hidden  []hiddenView
	Inputs  []inputView
	Message string // why it was refused
	Open    bool
}

type hiddenView struct{ Name, Value string }

// inputView is one input of a short form.
type inputView struct {
	Name, Label string
	Kind        string // text, date, select, unit, tel, area or tick
	Value       string
	Hint        string
	Problem     string
	Required    bool
	Options     []option // of a select, or what a text suggests
}

// refused shows a form again as it was sent, with what is wrong at its place.
func (f *formView) refused(c *call, err error) {
	message, by := problems(c, err)
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

// retry shows the form again if the refusal is one that a person can mend, and
// reports whether it is.
func retry(err error) bool {
	switch fault.From(err).Kind {
	case fault.Invalid, fault.Conflict, fault.Stale:
		return true
	}
	return false
}

// text returns what was typed into a field.
func (c *call) text(name string) string { return strings.TrimSpace(c.PostFormValue(name)) }

// day reads a date that was typed, none where nothing was.
func (c *call) day(name string) (calendar.Date, error) {
	typed := c.text(name)
	if typed == "" {
		return calendar.Date{}, nil
	}
	d, err := calendar.ParseDate(typed)
	if err != nil {
		return d, fault.Violations([]fault.Field{{Path: name, Key: "org.bad_date", Args: []any{typed}}})
	}
	return d, nil
}

// asOf reads the day a page is asked to show, today where none is.
func (a *Admin) asOf(c *call) calendar.Date {
	d, err := calendar.ParseDate(c.URL.Query().Get("on"))
	if err != nil {
		return a.Units.Today()
	}
	return d
}
