package roster

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// answersLimit is how many participants a page lists.
const answersLimit = 100

// answersPage lists who may take part, with what each answered.
type answersPage struct {
	Parts      []desk.Option
	Unit       string
	Own        string // «yes»: of the unit alone
	Unknown    bool
	Text       string
	Kinds      []desk.Option
	Kind       string // register
	Rows       []answerRow
	May        bool
	Reason     string
	Message    string
	Violations []locale.Violation
	Pager      web.Pager
	Back       string // the page itself, for its form
}

// answerRow is somebody who may take part.
type answerRow struct {
	ID, Name, URL, Unit string
	Level, Industry     string
	Status, Answer      string // of the register participations, "" for none; in words
	On                  bool   // picked
	Led                 int    // activities that somebody led who is not recorded to take part
}

// answers shows who may take part.
func (a *area) answers(c *desk.Call) error { return a.showAnswers(c, http.StatusOK, nil) }

func (a *area) showAnswers(c *desk.Call, status int, refusal error) error {
	w, err := a.where(c)
	if err != nil {
		return err
	}
	q := c.URL.Query()
	p := answersPage{Parts: a.parts(c, "/roster/answers", w.typed), Unit: w.typed, Unknown: w.unknown, Own: q.Get("own"), Text: q.Get("q"), Kind: roster.Honourees}
	if q.Get("kind") == roster.Collectives {
		p.Kind = roster.Collectives
	}
	for _, k := range []string{roster.Honourees, roster.Collectives} {
		p.Kinds = append(p.Kinds, desk.Option{Value: k, Text: c.T("register." + k), On: k == p.Kind})
	}
	p.May = !c.Who.Scope(people.LedgerRecord, string(w.id)).Empty()
	p.Back = with("/roster/answers", "unit", p.Unit, "own", p.Own, "q", p.Text, "kind", q.Get("kind"), "after", q.Get("after"))
	if !w.unknown {
		if err := a.fillAnswers(c, w, &p); err != nil {
			return err
		}
	}
	if refusal != nil {
		p.Message, p.Violations = web.Printer(c.Context()).Fault(refusal)
		p.Reason = c.Text("reason")
	}
	return desk.ShowStatus(a.Desk, c, a.page.answers, status, c.T("roster.answers"), p)
}

func (a *area) fillAnswers(c *desk.Call, w where, p *answersPage) error {
	q := ledger.Query{Campaign: w.id, Register: p.Kind, Counted: true, Holds: a.Units.Today(), Text: p.Text, Sort: ledger.SortUnit, Limit: answersLimit, After: c.URL.Query().Get("after")}
	if w.unit != "" {
		q.Below, q.Own = []organisation.UnitID{w.unit}, p.Own != ""
	}
	list, err := a.Ledger.List(c.Context(), c.Who, q)
	if err != nil {
		return err
	}
	ids := make([]ledger.EntryID, len(list.Entries))
	for i, e := range list.Entries {
		ids[i] = e.ID
	}
	said, err := a.Roster.Answers(c.Context(), c.Who, w.id, ids)
	if err != nil {
		return err
	}
	led, err := a.Roster.Led(c.Context(), c.Who, w.id, ids)
	if err != nil {
		return err
	}
	picked := map[string]bool{}
	for _, id := range c.PostForm["pick"] {
		picked[id] = true
	}
	for _, e := range list.Entries {
		row := answerRow{
			ID: string(e.ID), Name: e.Name, URL: "/ledger/entries/" + string(e.ID), Unit: e.UnitName, Status: said[e.ID],
			Level: word(c, "register.honourees.level.", e.Values["level"]), Industry: word(c, "register.honourees.industry.", e.Values["industry"]), On: picked[string(e.ID)],
		}
		if row.Status == "" || row.Status == roster.Invited {
			row.Led = led[e.ID]
		}
		row.Answer = c.T("roster.not_asked")
		if row.Status != "" {
			row.Answer = c.T("register.participations.state." + row.Status)
		}
		p.Rows = append(p.Rows, row)
	}
	p.Pager.Shown = len(p.Rows)
	if list.Next != "" {
		p.Pager.Next = with("/roster/answers", "unit", p.Unit, "own", p.Own, "q", p.Text, "kind", p.Kind, "after", list.Next)
	}
	if q.After != "" {
		p.Pager.Previous = with("/roster/answers", "unit", p.Unit, "own", p.Own, "q", p.Text, "kind", p.Kind)
	}
	return nil
}

// answer records what those who were picked answered: one click, all or none.
func (a *area) answer(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	if err := c.ParseForm(); err != nil {
		return err
	}
	var picked []ledger.EntryID
	for _, p := range c.PostForm["pick"] {
		picked = append(picked, ledger.EntryID(p))
	}
	n, err := a.Roster.Participate(c.Context(), c.Who, id, picked, c.Text("status"), c.Text("reason"))
	if err != nil {
		if desk.Mendable(err) {
			return a.showAnswers(c, http.StatusUnprocessableEntity, err)
		}
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("roster.answered", n))
	return c.Redirect(with("/roster/answers", "unit", c.URL.Query().Get("unit"), "own", c.URL.Query().Get("own"), "q", c.URL.Query().Get("q"), "kind", c.URL.Query().Get("kind"), "after", c.URL.Query().Get("after")))
}
