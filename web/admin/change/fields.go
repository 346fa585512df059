package change

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// fieldsPage is where the labels of a form's fields are changed, and which of
// them must be filled.
type fieldsPage struct {
	ID, Title string
	Clause    clauseLink
	Problem   string
	Sections  []sectionRow
}

type sectionRow struct {
	Title string
	Rows  []fieldRow
}

// fieldRow is a field of a form. One that is the figure of a measure, and has no
// words of its own, is changed with the measure.
type fieldRow struct {
	Path     string // in the text; "" where the field stands for a measure
	ID       string
	Label    string
	Kind     locale.Key // what it holds
	Required bool
	Computed bool // it is never filled
	Clause   string
}

// kinds names what fields hold.
var kinds = map[playbook.FieldType]locale.Key{
	playbook.Text: "change.kind_text", playbook.LongText: "change.kind_long", playbook.Number: "change.kind_number",
	playbook.MeasureField: "change.kind_measure", playbook.DateField: "change.kind_date", playbook.Choice: "change.kind_choice",
	playbook.Tick: "change.kind_tick", playbook.File: "change.kind_file",
}

// fieldsForm shows the fields of a form.
func (a *area) fieldsForm(c *desk.Call) error {
	w, f, err := a.form(c)
	if err != nil {
		return err
	}
	return a.showFields(c, http.StatusOK, w, f, "")
}

func (a *area) showFields(c *desk.Call, status int, w *work, f *playbook.Form, problem string) error {
	p := fieldsPage{ID: f.ID, Title: f.Title, Clause: clauseLinks(w.Book, []string{f.Clause})[0], Problem: problem, Sections: w.sections(f)}
	if problem != "" {
		for _, s := range p.Sections {
			for i := range s.Rows {
				s.Rows[i].Label, s.Rows[i].Required = c.Text("label."+s.Rows[i].Path), c.Text("required."+s.Rows[i].Path) != ""
			}
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.fields, status, c.T("change.form_title", f.Title), p)
}

// form opens the draft and the form of it that the address names.
func (a *area) form(c *desk.Call) (*work, *playbook.Form, error) {
	w, err := a.sound(c)
	if err != nil {
		return nil, nil, err
	}
	f := w.Book.Form(c.PathValue("form"))
	if f == nil {
		return nil, nil, errNoPart
	}
	return w, f, nil
}

// sections lists the fields of a form by their sections.
func (w *work) sections(f *playbook.Form) []sectionRow {
	var out []sectionRow
	for _, s := range f.Sections {
		row := sectionRow{Title: s.Title}
		at := "forms/" + f.ID + "/sections/" + s.ID + "/"
		for _, fd := range s.Fields {
			r := fieldRow{
				ID: s.ID + "/" + fd.ID, Label: fd.Label, Kind: kinds[fd.Type],
				Required: fd.Required, Computed: fd.Computed != "", Clause: fd.Clause,
			}
			for _, shape := range []string{"fields", "columns", "files"} {
				if w.at(at+shape+"/"+fd.ID) != nil {
					r.Path = at + shape + "/" + fd.ID
				}
			}
			row.Rows = append(row.Rows, r)
		}
		out = append(out, row)
	}
	return out
}

// changeFields puts the labels and what must be filled into the draft.
func (a *area) changeFields(c *desk.Call) error {
	w, f, err := a.form(c)
	if err != nil {
		return err
	}
	var all []step
	for _, s := range w.sections(f) {
		for _, r := range s.Rows {
			if r.Path == "" {
				continue
			}
			if label := c.Text("label." + r.Path); label != r.Label {
				all = append(all, setText(r.Path+"/label", label))
			}
			if required := c.Text("required."+r.Path) != ""; required != r.Required && !r.Computed {
				all = append(all, setText(r.Path+"/required", map[bool]string{true: "yes"}[required]))
			}
		}
	}
	problem, err := a.put(c, w, all...)
	if err != nil || problem == "" {
		return err
	}
	return a.showFields(c, http.StatusUnprocessableEntity, w, f, problem)
}
