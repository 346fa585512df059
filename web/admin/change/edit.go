package change

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// editPage is the text of the draft with its mistakes beside it.
type editPage struct {
	draftState
	Title    string
	Keep     string // under what name a browser keeps what it cannot send
	Seen     string
	Text     string
	Typed    string // what was not kept, because the draft was changed elsewhere meanwhile; "" for none
	Problems []problemRow
	Warnings int
}

// edit shows the text.
func (a *area) edit(c *desk.Call) error { return a.showEdit(c, http.StatusOK, "") }

// showEdit shows the text, and below it what somebody typed over an older one.
func (a *area) showEdit(c *desk.Call, status int, typed string) error {
	w, err := a.open(c)
	if err != nil {
		return err
	}
	state, err := a.stateOf(c, w)
	if err != nil {
		return err
	}
	p := editPage{
		draftState: state, Title: w.Title, Keep: string(w.ID) + " " + string(c.Who.Account),
		Seen: seen(w.Draft.Source), Text: w.Draft.Source, Typed: typed,
		Problems: problemRows(c, w.Wrong, w.Warnings), Warnings: len(w.Warnings),
	}
	return desk.ShowStatus(a.Desk, c, a.page.edit, status, c.T("change.edit"), p)
}

// saveText keeps the text that a form brings and shows what it would change. What
// was typed over a draft that changed elsewhere is shown again: nothing is lost.
func (a *area) saveText(c *desk.Call) error {
	typed := c.PostFormValue("text")
	if _, err := a.keep(c, typed, c.PostFormValue("seen")); err != nil {
		if fault.From(err).Key == "change.elsewhere" {
			return a.showEdit(c, http.StatusConflict, typed)
		}
		return err
	}
	return c.Redirect("/plan/compare")
}

// savedText answers the editor.
type savedText struct {
	Seen     string       `json:"seen"`
	Saved    string       `json:"saved"`
	State    string       `json:"state"` // how it stands with the draft, in words
	Problems []problemRow `json:"problems"`
}

// autosave keeps the text that the editor posts and answers with every mistake.
func (a *area) autosave(c *desk.Call) error {
	body, err := io.ReadAll(c.Body)
	if err != nil {
		return fault.Wrap(err, fault.TooLarge, "change.too_large", playbook.MaxSize>>20)
	}
	kept, err := a.keep(c, string(body), c.URL.Query().Get("seen"))
	if err != nil {
		return err
	}
	_, wrong, warnings := parse(kept.Source)
	answer := savedText{Seen: seen(kept.Source), Problems: problemRows(c, wrong, warnings)}
	answer.Saved = web.Printer(c.Context()).Time(kept.Saved)
	answer.State = c.T("change.draft_of", kept.Base, kept.Saved)
	c.W.Header().Set("Content-Type", "application/json; charset=utf-8")
	c.W.Header().Set("Cache-Control", "no-store")
	c.W.WriteHeader(http.StatusOK)
	return json.NewEncoder(c.W).Encode(answer)
}

// keep stores a text as the draft. known is the fingerprint of the draft it was
// typed over: another one stored meanwhile, in another window, is not overwritten
// unless it says nothing.
func (a *area) keep(c *desk.Call, text, known string) (d revision.Draft, err error) {
	id, err := a.Campaign(c)
	if err != nil {
		return d, err
	}
	if d, err = a.Revisions.Draft(c.Context(), c.Who, id); err != nil {
		return d, err
	}
	text = likeEnds(text, d.Source)
	switch {
	case known != "" && known != seen(d.Source):
		return d, fault.New(fault.Conflict, "change.elsewhere")
	case text == d.Source:
		return d, nil
	}
	if err := storable(text); err != nil {
		return d, err
	}
	if err := a.Revisions.SaveDraft(c.Context(), c.Who, id, d.Base, []byte(text)); err != nil {
		return d, err
	}
	return a.Revisions.Draft(c.Context(), c.Who, id)
}

// storable refuses what no draft can be: what is no text, and what is larger than
// a playbook may be. Any other mistake is for the page to show.
func storable(text string) error {
	switch {
	case len(text) > playbook.MaxSize:
		return fault.New(fault.TooLarge, "change.too_large", playbook.MaxSize>>20)
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return fault.New(fault.Invalid, "change.not_text")
	}
	return nil
}

// likeEnds ends the lines of a text as another does: browsers send them in their
// own way.
func likeEnds(text, like string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.Contains(like, "\r\n") {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// number reads a whole number that a form carries.
func number(c *desk.Call, name string) (int64, error) {
	n, err := strconv.ParseInt(c.Text(name), 10, 64)
	if err != nil {
		return 0, fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	return n, nil
}
