package change

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// short is a short form for one part of a plan: how it is shown, and what it
// changes in the text.
type short struct {
	show    func(a *area, c *desk.Call, w *work) (shortPage, error)
	changes func(c *desk.Call, w *work) []step
}

// shortPage is a page that is one short form.
type shortPage struct {
	Form    desk.Form
	Clauses []clauseLink
	Notes   []string      // what else to know
	Links   []desk.Option // where what the form does not change is changed
}

// errNoPart answers for a part that the plan does not have.
var errNoPart = fault.New(fault.NotFound, "fault.not_found")

// shortForm shows the form of a part as the draft has it.
func (a *area) shortForm(s short) func(*desk.Call) error {
	return func(c *desk.Call) error {
		w, err := a.sound(c)
		if err != nil {
			return err
		}
		p, err := a.shortPage(c, s, w)
		if err != nil {
			return err
		}
		return desk.Show(a.Desk, c, a.page.form, p.Form.Title, p)
	}
}

func (a *area) shortPage(c *desk.Call, s short, w *work) (shortPage, error) {
	p, err := s.show(a, c, w)
	p.Form.ID, p.Form.Action, p.Form.Submit = "change", c.URL.Path, c.T("change.put")
	return p, err
}

// changeShort puts what a form brings into the draft.
func (a *area) changeShort(s short) func(*desk.Call) error {
	return func(c *desk.Call) error {
		w, err := a.sound(c)
		if err != nil {
			return err
		}
		p, err := a.shortPage(c, s, w)
		if err != nil {
			return err
		}
		problem, err := a.put(c, w, s.changes(c, w)...)
		if err != nil || problem == "" {
			return err
		}
		p.Form.Message = problem
		for i := range p.Form.Inputs {
			p.Form.Inputs[i].Value = c.PostFormValue(p.Form.Inputs[i].Name)
		}
		return desk.ShowStatus(a.Desk, c, a.page.form, http.StatusUnprocessableEntity, p.Form.Title, p)
	}
}
