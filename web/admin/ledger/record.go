package ledger

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// freshKey is the key under which a form records its one entry.
func freshKey() string { return ident.New[string]() }

// record stores a new entry, and offers the form for the next one where that is
// asked for. What is wrong is said at its field, with all that was typed.
func (a *area) record(c *desk.Call) error {
	at, err := a.open(c)
	if err != nil {
		return err
	}
	in, err := at.words.Sent(c)
	if err != nil {
		return err
	}
	h, err := a.home(c, at)
	if err != nil {
		return err
	}
	if h.others {
		h.id, h.typed = organisation.UnitID(c.Text(ofRecorder)), c.Text(ofRecorder+desk.OfTyped)
	}
	unknown, err := a.resolve(c, at, &in, &h)
	if err != nil {
		return err
	}
	if len(unknown) > 0 {
		return a.showNew(c, at, http.StatusUnprocessableEntity, in, h, fault.Violations(unknown))
	}
	e, err := a.Ledger.Record(c.Context(), c.Who, ledger.New{
		Campaign: at.campaign, Register: at.book.ID, Unit: h.id, Typed: in.Values, Key: c.PostFormValue("key"),
	})
	switch {
	case err != nil && mendable(err):
		return a.showNew(c, at, 0, in, h, err)
	case err != nil:
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("ledger.recorded", at.words.Register(), at.words.State(e.State)))
	if c.PostFormValue("again") != "" {
		return c.Redirect(again(at, in, h.id))
	}
	return c.Redirect(entryURL(e.ID))
}
