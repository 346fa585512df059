package change

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/source"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// textLimit bounds a post that brings the text of a plan, with what multipart
// puts around it.
const textLimit = playbook.MaxSize + 64<<10

// work is what somebody changes: the campaign as it runs, and the draft.
type work struct {
	campaign.Running
	Draft    revision.Draft
	Book     *playbook.Playbook // of the draft; nil where it has mistakes
	Wrong    []playbook.Problem
	Warnings []playbook.Problem
	layout   *source.Node // of the draft's text, once it was asked for
}

// begun reports whether there is a draft that differs from the version in force.
func (w *work) begun() bool { return !w.Draft.Saved.IsZero() }

// stale reports whether another version was published since the draft was begun.
func (w *work) stale() bool { return w.begun() && w.Draft.Base != w.Version }

// open loads the campaign at hand and the draft of who asks.
func (a *area) open(c *desk.Call) (*work, error) {
	id, err := a.Campaign(c)
	if err != nil {
		return nil, err
	}
	w := &work{}
	if w.Draft, err = a.Revisions.Draft(c.Context(), c.Who, id); err != nil {
		return nil, err
	}
	if w.Running, err = a.Campaigns.Look(c.Context(), c.Who, id); err != nil {
		return nil, err
	}
	w.Book, w.Wrong, w.Warnings = parse(w.Draft.Source)
	return w, nil
}

// parse reads a text: its playbook, nil where there are mistakes, and all that is
// to be said of it.
func parse(text string) (book *playbook.Playbook, wrong, warnings []playbook.Problem) {
	book, warnings, err := playbook.Parse("plan", []byte(text))
	if all, ok := errors.AsType[*playbook.Problems](err); ok {
		wrong = all.List
	}
	return book, wrong, warnings
}

// seen is the fingerprint by which a page tells whether the draft it shows is
// still the one that is stored.
func seen(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// problemRow is a mistake or a warning as pages list it.
type problemRow struct {
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Wrong  bool   `json:"wrong"`
	Path   string `json:"path"`
	Text   string `json:"text"`
}

// problemRows lists the mistakes, then the warnings.
func problemRows(c *desk.Call, wrong, warnings []playbook.Problem) []problemRow {
	lang := string(web.Printer(c.Context()).Lang())
	out := make([]problemRow, 0, len(wrong)+len(warnings))
	for _, list := range [][]playbook.Problem{wrong, warnings} {
		for _, p := range list {
			out = append(out, problemRow{p.Line, p.Column, p.Severity == source.SeverityError, p.Path, p.Text(lang)})
		}
	}
	return out
}

// draftState is what every page of a draft says about it.
type draftState struct {
	Begun  bool
	Saved  time.Time
	Base   int64 // the version it was begun from
	Stale  bool
	Newest newest
	Wrong  int // mistakes in it
}

// newest is the version in force, and what it is called next.
type newest struct {
	Version, Next int64
	By            string
	At            time.Time
}

// stateOf tells how it stands with the draft.
func (a *area) stateOf(c *desk.Call, w *work) (draftState, error) {
	s := draftState{Begun: w.begun(), Saved: w.Draft.Saved, Base: w.Draft.Base, Stale: w.stale(), Wrong: len(w.Wrong)}
	s.Newest.Version, s.Newest.Next = w.Version, w.Version+1
	if !s.Stale {
		return s, nil
	}
	e, err := a.Revisions.Edition(c.Context(), c.Who, w.ID, w.Version)
	if err != nil {
		return s, err
	}
	names, err := a.called(c, e)
	s.Newest.By, s.Newest.At = names[e.By], e.Published
	return s, err
}

// discard forgets the draft.
func (a *area) discard(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	if err := a.Revisions.DropDraft(c.Context(), c.Who, id); err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("change.discarded"))
	return c.Redirect("/plan/change")
}

// rebase keeps the text of a stale draft and sets it on the version in force: the
// comparison then shows what of that version it takes back.
func (a *area) rebase(c *desk.Call) error {
	w, err := a.open(c)
	if err != nil {
		return err
	}
	if !w.stale() {
		return fault.New(fault.Conflict, "change.not_stale")
	}
	if err := a.Revisions.SaveDraft(c.Context(), c.Who, w.ID, w.Version, []byte(w.Draft.Source)); err != nil {
		return err
	}
	return c.Redirect("/plan/compare")
}
