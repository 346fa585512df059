package ledger

import (
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// moveView is a move that the reader can make now.
type moveView struct {
	ID, Text string
	Entry    ledger.EntryID
	Revision int64
	Reason   bool // asks why
	Leads    bool // takes it on, as its next step
	To       string
	Inputs   []desk.FieldInput // what it asks for and the entry has not
	Why      desk.FieldInput   // the reason
	Now      bool              // it was refused: its dialog stands open with what was typed
	Message  string            // why it was refused, as far as no input is wrong
	Rest     []locale.Violation
}

// Asks reports whether the move asks for anything before it is made.
func (v *moveView) Asks() bool { return v.Reason || len(v.Inputs) > 0 }

// ofMove is the name of an input of a move's dialog: several dialogs of a page may
// ask for one field.
func ofMove(move, field string) string { return move + "." + field }

// refusal is why something was not done with an entry, and what was typed for it.
type refusal struct {
	of     string // the move, «transfer» or «withdraw»
	err    error
	in     desk.Typed
	reason string
}

// moveViews shows the moves that can be made, that which was refused as it was
// sent. What is wrong with none of its inputs is left in no.
func (at at) moveViews(e *ledger.Opened, no *refusal) []moveView {
	var out []moveView
	led := false
	for _, m := range e.Moves {
		v := moveView{Entry: e.ID, Revision: e.Revision, ID: m.ID, Text: at.words.Move(m.ID), Reason: m.Reason, To: at.words.State(m.To)}
		v.Leads = !m.Reason && !led
		led = led || v.Leads
		v.Why = desk.FieldInput{Name: ofMove(m.ID, "reason"), Label: at.words.Print.T("ledger.reason"), Kind: "long", Required: true}
		in := desk.Typed{Values: map[string]string{}}
		if v.Now = no != nil && no.of == m.ID; v.Now {
			in, v.Why.Value = no.in, no.reason
		}
		v.Inputs = at.asked(e, m, in)
		if v.Now = v.Now && v.Asks(); v.Now {
			at.place(&v, no)
		}
		out = append(out, v)
	}
	return out
}

// asked are the inputs of what a move asks for: without it the entry cannot stand
// where the move takes it.
func (at at) asked(e *ledger.Opened, m register.Move, in desk.Typed) []desk.FieldInput {
	values := maps.Clone(e.Values)
	for _, f := range at.book.Fields {
		if f.Type.Personal() {
			values[f.ID] = at.personal(f, e.Human)
		}
	}
	var out []desk.FieldInput
	for _, f := range at.book.Asks(values, m.To, e.Linked) {
		one := at.words.Input(f, in)
		one.Required = one.Required || at.demanded(f.ID, m.To)
		if one.Source != "" {
			one.Source += "?as=" + ofMove(m.ID, f.ID)
		}
		one.Name = ofMove(m.ID, f.ID)
		out = append(out, one)
	}
	if f, is := at.book.Field(m.Day); is && e.Values[m.Day] == "" && (m.Reason || len(out) > 0) {
		one := at.words.Input(f, in)
		one.Name, one.Required, one.Hint = ofMove(m.ID, f.ID), false, at.words.Print.T("ledger.hint_day")
		out = append(out, one)
	}
	return out
}

// demanded reports whether a clause asks for a field and nothing else will do.
func (at at) demanded(field, state string) bool {
	return slices.ContainsFunc(at.book.Use.Demands, func(d register.Demand) bool {
		return d.Field == field && len(d.Or) == 0 && at.book.Reached(d.State, state)
	})
}

// place puts what is wrong at the inputs of a move's dialog, and the rest above
// them.
func (at at) place(v *moveView, no *refusal) {
	message, violations := at.words.Print.Fault(at.named(no.err))
	for _, bad := range violations {
		i := slices.IndexFunc(v.Inputs, func(in desk.FieldInput) bool { return in.Name == ofMove(v.ID, bad.Path) })
		switch {
		case i >= 0:
			v.Inputs[i].Problem, v.Inputs[i].Cite = bad.Message, bad.Clause
		case bad.Path == "reason" && v.Reason:
			v.Why.Problem = bad.Message
		default:
			v.Rest = append(v.Rest, at.labelled(bad))
		}
	}
	if len(v.Rest) > 0 || len(violations) == 0 {
		v.Message = message
	}
	no.err = nil
}

// move takes an entry to another state, with what its dialog asked for.
func (a *area) move(c *desk.Call) error {
	name := c.Text("move")
	if name == "" {
		return fault.New(fault.Invalid, "web.bad_form")
	}
	e, err := a.Ledger.Open(c.Context(), c.Who, entryID(c))
	if err != nil {
		return err
	}
	at, err := a.with(c, e.Campaign.ID, e.Book)
	if err != nil {
		return err
	}
	no := refusal{of: name, reason: c.Text(ofMove(name, "reason"))}
	if no.in, err = at.words.SentAs(c, func(field string) string { return ofMove(name, field) }); err != nil {
		return err
	}
	unknown, err := a.resolve(c, at, &no.in, &home{})
	if err != nil {
		return err
	}
	if len(unknown) > 0 {
		no.err = fault.Violations(unknown)
		return a.showEntry(c, 0, &no)
	}
	step := ledger.Step{Move: name, Reason: no.reason, Typed: no.in.Values}
	moved, err := a.Ledger.Move(c.Context(), c.Who, ledger.Pick{ID: e.ID, Revision: revision(c)}, step)
	if err != nil {
		no.err = err
		return a.refused(c, &no)
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.moved", at.words.State(moved.State)))
	return c.Redirect(entryURL(e.ID))
}

// withdraw takes an entry back: it stays readable with the reason and counts
// nowhere.
func (a *area) withdraw(c *desk.Call) error {
	if _, err := a.Ledger.Withdraw(c.Context(), c.Who, entryID(c), revision(c), c.Text("reason")); err != nil {
		return a.refused(c, &refusal{of: "withdraw", err: err})
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.withdrawn"))
	return c.Redirect(entryURL(entryID(c)))
}

// transfer gives an entry to another unit from a day on.
func (a *area) transfer(c *desk.Call) error {
	unit, err := a.UnitTyped(c, "unit")
	if err == nil && unit == "" {
		err = fault.Violations([]fault.Field{{Path: "unit", Key: "fault.required"}})
	}
	var from calendar.Date
	if err == nil {
		from, err = c.Day("from")
	}
	if err == nil {
		_, err = a.Ledger.Transfer(c.Context(), c.Who, entryID(c), revision(c), unit, from)
	}
	if err != nil {
		return a.refused(c, &refusal{of: "transfer", err: err})
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.transferred"))
	return c.Redirect(entryURL(entryID(c)))
}

// refused shows the entry with why something was not done.
func (a *area) refused(c *desk.Call, no *refusal) error {
	if mendable(no.err) {
		return a.showEntry(c, 0, no)
	}
	return no.err
}

// forms are what may be done with an entry beside its moves, that which was
// refused as it was sent.
func (at at) forms(c *desk.Call, e *ledger.Opened, no *refusal) []desk.Form {
	var out []desk.Form
	rev := []desk.Hidden{{Name: "revision", Value: text(e.Revision)}}
	if e.May.Transfer {
		out = append(out, desk.Form{
			ID: "transfer", Action: entryURL(e.ID) + "/transfer", Title: c.T("ledger.transfer"), Hint: c.T("ledger.transfer_hint"),
			Submit: c.T("ledger.transfer"), Hidden: rev,
			Inputs: []desk.Input{
				{Name: "unit", Label: c.T("ledger.to_unit"), Required: true, Hint: c.T("ledger.unit_hint")},
				{Name: "from", Label: c.T("org.from"), Kind: "date"},
			},
		})
	}
	if e.May.Withdraw {
		out = append(out, desk.Form{
			ID: "withdraw", Action: entryURL(e.ID) + "/withdraw", Title: c.T("ledger.withdraw"), Hint: c.T("ledger.withdraw_hint"),
			Submit: c.T("ledger.withdraw"), Confirm: c.T("ledger.withdraw_confirm"), Hidden: rev,
			Inputs: []desk.Input{{Name: "reason", Label: c.T("ledger.reason"), Required: true}},
		})
	}
	for i := range out {
		if no != nil && no.of == out[i].ID {
			out[i].Refused(c, no.err)
			no.err = nil
		}
	}
	return out
}

// usualMoves are the moves of a register that a list offers for many entries at
// once: those that another hand than the recorder's makes.
func usualMoves(b []register.Move) []register.Move {
	return slices.DeleteFunc(slices.Clone(b), func(m register.Move) bool { return m.Hand == register.Recorder })
}
