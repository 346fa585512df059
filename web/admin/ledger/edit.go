package ledger

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// editForm shows an entry in the form, to be corrected.
func (a *area) editForm(c *desk.Call) error {
	e, err := a.Ledger.Open(c.Context(), c.Who, entryID(c))
	if err != nil {
		return err
	}
	if !e.May.Correct {
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	at, err := a.with(c, e.Campaign.ID, e.Book)
	if err != nil {
		return err
	}
	in := desk.Typed{Values: map[string]string{}, Names: e.Names, Open: map[string]string{}}
	for _, f := range at.book.Fields {
		in.Values[f.ID] = e.Values[f.ID]
	}
	return a.showEdit(c, at, &e, in, "", nil)
}

// showEdit answers with the form of an entry; err is why it was refused.
func (a *area) showEdit(c *desk.Call, at at, e *ledger.Opened, in desk.Typed, note string, err error) error {
	p := formPage{
		Register: at.book.ID, Title: c.T("ledger.correct_title", titleOf(c, &e.Row)), Action: entryURL(e.ID) + "/edit",
		Revision: e.Revision, Edits: true, UnitName: e.UnitName,
		Note: desk.FieldInput{Name: "note", Label: c.T("ledger.why"), Kind: "text", Value: note, Hint: c.T("ledger.why_hint")},
		Back: desk.Option{Value: entryURL(e.ID), Text: titleOf(c, &e.Row)},
	}
	if r := revision(c); r > 0 && !fault.Is(err, fault.Stale) {
		p.Revision = r
	}
	p.masked(at, e)
	p.Locked = e.Locked
	if m, again := at.again(e); again && at.returned(e, nil) != nil {
		p.Then, p.ThenText = m.ID, c.T("ledger.mend_save", at.words.Move(m.ID))
	}
	return a.showForm(c, at, http.StatusOK, p, in, err)
}

// masked says of personal values what stands there: what is left empty stays.
func (p *formPage) masked(at at, e *ledger.Opened) {
	p.Kept = map[string]string{}
	for _, f := range at.book.Fields {
		if f.Type.Personal() {
			p.Kept[f.ID] = at.words.Print.T("ledger.kept", at.orNone(at.personal(f, e.Human)))
		}
	}
}

// correct stores what was changed of an entry; what it was stays in its history.
func (a *area) correct(c *desk.Call) error {
	e, err := a.Ledger.Open(c.Context(), c.Who, entryID(c))
	if err != nil {
		return err
	}
	at, err := a.with(c, e.Campaign.ID, e.Book)
	if err != nil {
		return err
	}
	in, err := at.words.Sent(c)
	if err != nil {
		return err
	}
	note := c.Text("note")
	unknown, err := a.resolve(c, at, &in, &home{})
	if err != nil {
		return err
	}
	if len(unknown) > 0 {
		return a.showEdit(c, at, &e, in, note, fault.Violations(unknown))
	}
	said := "ledger.corrected"
	if then := c.PostFormValue("then"); then != "" {
		step := ledger.Step{Move: then, Reason: note, Typed: changed(at, &e, in)}
		var sent ledger.Entry
		sent, err = a.Ledger.Move(c.Context(), c.Who, ledger.Pick{ID: e.ID, Revision: revision(c)}, step)
		said = c.T("ledger.moved", at.words.State(sent.State))
	} else {
		_, err = a.Ledger.Correct(c.Context(), c.Who, e.ID, revision(c), changed(at, &e, in), note)
		said = c.T(said)
	}
	switch {
	case err != nil && mendable(err):
		return a.showEdit(c, at, &e, in, note, err)
	case err != nil:
		return err
	}
	a.Sessions.Flash(c.Context(), said)
	return c.Redirect(entryURL(e.ID))
}

// changed are the fields that were typed anew.
func changed(at at, e *ledger.Opened, in desk.Typed) map[string]string {
	out := map[string]string{}
	for _, f := range at.book.Fields {
		text := in.Values[f.ID]
		if has(e.Locked, f.ID) {
			continue
		}
		if f.Type.Personal() {
			if text != "" {
				out[f.ID] = text
			}
			continue
		}
		value, bad := at.book.Typed(f, text)
		if bad != nil || value != e.Values[f.ID] {
			out[f.ID] = text
		}
	}
	return out
}
