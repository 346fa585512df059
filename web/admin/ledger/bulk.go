package ledger

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// bulk is what can be done with many entries at once.
type bulk struct {
	Action string
	Moves  []moveView
	Back   string // the list as it was shown
}

// bulk lists the moves that the reader may make somewhere, nil for none.
func (at at) bulk(c *desk.Call) *bulk {
	out := bulk{Action: "/ledger/moves/" + at.book.ID, Back: c.URL.RequestURI()}
	for _, m := range usualMoves(at.book.Moves) {
		if desk.MayMove(c, string(at.campaign), at.book, m) {
			out.Moves = append(out.Moves, moveView{ID: m.ID, Text: at.words.Move(m.ID), Reason: m.Reason, To: at.words.State(m.To), Leads: len(out.Moves) == 0})
		}
	}
	if len(out.Moves) == 0 {
		return nil
	}
	return &out
}

// pickOf names an entry with its revision as a row's box sends it.
func pickOf(id ledger.EntryID, revision int64) string { return string(id) + "." + text(revision) }

// text prints a whole number as a form carries it.
func text(n int64) string { return strconv.FormatInt(n, 10) }

// picks reads what was chosen in a list.
func picks(c *desk.Call) ([]ledger.Pick, error) {
	var out []ledger.Pick
	for _, chosen := range c.PostForm["pick"] {
		id, rev, ok := strings.Cut(chosen, ".")
		n, err := strconv.ParseInt(rev, 10, 64)
		if !ok || err != nil {
			return nil, fault.New(fault.Invalid, "web.bad_form")
		}
		out = append(out, ledger.Pick{ID: ledger.EntryID(id), Revision: n})
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Invalid, "ledger.none_chosen")
	}
	return out, nil
}

// moveAll makes one move with all entries that were chosen, or with none.
func (a *area) moveAll(c *desk.Call) error {
	at, err := a.open(c)
	if err != nil {
		return err
	}
	name := c.Text("move")
	chosen, err := picks(c)
	n := 0
	if err == nil {
		n, err = a.Ledger.MoveAll(c.Context(), c.Who, chosen, name, c.Text("reason-"+name))
	}
	if err != nil && mendable(err) {
		return a.backWith(c, at, err)
	}
	if err != nil {
		return err
	}
	m, _ := at.book.MoveOf(name)
	a.Sessions.Flash(c.Context(), c.T("ledger.moved_all", n, at.words.State(m.To)))
	return c.Redirect(at.back(c))
}

// back leads to the list as it was shown.
func (at at) back(c *desk.Call) string {
	list := listURL(at.book.ID)
	if to := c.PostFormValue("back"); to == list || strings.HasPrefix(to, list+"?") {
		return to
	}
	return list
}

// backWith shows the list as it was shown, with why nothing was done.
func (a *area) backWith(c *desk.Call, at at, refused error) error {
	to, err := url.Parse(at.back(c))
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	c.URL = to
	return a.showList(c, at, 0, refused)
}
