package ledger

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
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
}

// moveViews shows the moves that can be made.
func (at at) moveViews(e *ledger.Opened) []moveView {
	var out []moveView
	led := false
	for _, m := range e.Moves {
		v := moveView{Entry: e.ID, Revision: e.Revision, ID: m.ID, Text: at.words.Move(m.ID), Reason: m.Reason, To: at.words.State(m.To)}
		v.Leads = !m.Reason && !led
		led = led || v.Leads
		out = append(out, v)
	}
	return out
}

// move takes an entry to another state.
func (a *area) move(c *desk.Call) error {
	if c.Text("move") == "" {
		return fault.New(fault.Invalid, "web.bad_form")
	}
	e, err := a.Ledger.Move(c.Context(), c.Who, entryID(c), revision(c), c.Text("move"), c.Text("reason"))
	if err != nil {
		return a.refused(c, err)
	}
	b, err := a.Ledger.Book(c.Context(), c.Who, e.Campaign, e.Register)
	if err == nil {
		a.Sessions.Flash(c.Context(), c.T("ledger.moved", desk.WordsOf(c, b).State(e.State)))
	}
	return c.Redirect(entryURL(e.ID))
}

// withdraw takes an entry back: it stays readable with the reason and counts
// nowhere.
func (a *area) withdraw(c *desk.Call) error {
	if _, err := a.Ledger.Withdraw(c.Context(), c.Who, entryID(c), revision(c), c.Text("reason")); err != nil {
		return a.refused(c, err)
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
		return a.refused(c, err)
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.transferred"))
	return c.Redirect(entryURL(entryID(c)))
}

// refused shows the entry with why something was not done.
func (a *area) refused(c *desk.Call, err error) error {
	if mendable(err) {
		return a.showEntry(c, 0, err)
	}
	return err
}

// forms are what may be done with an entry beside its moves.
func (at at) forms(c *desk.Call, e *ledger.Opened) []desk.Form {
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
	return out
}

// usualMoves are the moves of a register that a list offers for many entries at
// once: those that another hand than the recorder's makes.
func usualMoves(b []register.Move) []register.Move {
	return slices.DeleteFunc(slices.Clone(b), func(m register.Move) bool { return m.Hand == register.Recorder })
}
