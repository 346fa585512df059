package ledger

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// entryPage is one entry with all that is known of it.
type entryPage struct {
	ID                    string
	Title, Register, List string
	Unit, UnitURL         string
	State, Class          string
	Overdue               string // «逾期 3 天», "" of what is not
	Counts                bool
	Clauses               []desk.Option
	MaxFile               int
	Facts                 []fact
	Moves                 []moveView
	Correct               string // where it is corrected, "" for who may not
	Revision              int64
	Forms                 []desk.Form // taking back, giving to another unit
	Groups                []group
	More                  []desk.Option // records what nothing says of it yet
	Past                  []pastView
	Evidence              []evidenceView
	Attach                bool
	Erased                bool   // the person's values were destroyed
	Unmask                string // where they are seen in clear, "" for who may not or where there are none
	Message               string
	Violations            []locale.Violation
	Made                  made
	Returned              *returned // why it was sent back, nil where it was not
}

// made is who recorded an entry and when.
type made struct{ By, At string }

// fact is what an entry holds in a field.
type fact struct {
	Label, Text string
	Links       []desk.Option // of the entries that it names
	Clauses     []string
	Long        bool
}

// entry shows an entry.
func (a *area) entry(c *desk.Call) error { return a.showEntry(c, http.StatusOK, nil) }

// showEntry answers with the page of an entry; no is what was refused, nil for
// nothing.
func (a *area) showEntry(c *desk.Call, status int, no *refusal) error {
	e, err := a.Ledger.Open(c.Context(), c.Who, entryID(c))
	if err != nil {
		return err
	}
	at, err := a.with(c, e.Campaign.ID, e.Book)
	if err != nil {
		return err
	}
	p := entryPage{
		ID: string(e.ID), Title: titleOf(c, &e.Row), Register: at.words.Register(), List: listURL(at.book.ID), Unit: e.UnitName,
		State: at.words.State(e.State), Class: stateClass(at.book.Shape, e.State), Counts: !e.Counted.IsZero(), Clauses: at.clauseLinks(), MaxFile: ledger.MaxFile,
		Revision: e.Revision, Attach: e.May.Attach, Facts: at.facts(&e), Overdue: at.words.Overdue(e.State, e.Values, a.Units.Today()),
	}
	if no != nil {
		status = fault.From(no.err).Kind.Status()
	}
	p.Moves, p.Forms = at.moveViews(&e, no), at.forms(c, &e, no)
	if no != nil && no.err != nil {
		p.Message, p.Violations = at.refusedWith(no.err)
	}
	if e.May.Correct {
		p.Correct = entryURL(e.ID) + "/edit"
	}
	if e.Human != nil {
		p.Erased = e.Human.Erased
		if !p.Erased && !c.Who.Scope(people.PersonalRead, string(e.Campaign.ID)).Empty() {
			p.Unmask = entryURL(e.ID) + "/person"
		}
	}
	all, err := a.groups(c, at, &e)
	if err != nil {
		return err
	}
	for _, g := range all {
		if g.Count > 0 {
			p.Groups = append(p.Groups, g)
		} else {
			p.More = append(p.More, desk.Option{Value: g.New, Text: g.Name})
		}
	}
	called, err := a.called(c, &e)
	if err != nil {
		return err
	}
	p.Past, p.Made = at.history(&e, called)
	p.Returned = at.returned(&e, called)
	p.Evidence = at.evidence(&e, called)
	return desk.ShowStatus(a.Desk, c, a.page.entry, status, p.Title, p)
}

// facts are what an entry holds, field by field; what is empty is left out
// unless a clause asks for it.
func (at at) facts(e *ledger.Opened) []fact {
	var out []fact
	for _, f := range at.book.Fields {
		v := fact{Label: at.words.Field(f.ID), Clauses: at.words.Asking(f.ID, e.Values), Long: f.Type == register.LongText}
		switch {
		case f.Type.Personal():
			v.Text = at.personal(f, e.Human)
		case f.Type == register.Entry:
			for _, id := range book.Split(e.Values[f.ID]) {
				v.Links = append(v.Links, desk.Option{Value: entryURL(ledger.EntryID(id)), Text: e.Names[id]})
			}
		default:
			v.Text = at.value(f, &e.Row)
		}
		if v.Text != "" || len(v.Links) > 0 || len(v.Clauses) > 0 {
			out = append(out, v)
		}
		if f.ID == "point" && len(e.Exits) > 0 {
			out = append(out, fact{Label: at.words.Print.T("ledger.point_exit_year"), Text: at.words.Print.T("ledger.years", e.Exits)})
		}
	}
	return out
}

// personal is what the reader may see of a person's value.
func (at at) personal(f register.Field, h *ledger.Human) string {
	switch {
	case h == nil:
		return ""
	case f.Type == register.Name:
		return h.Name
	case f.Type == register.Phone:
		return h.Phone
	}
	return h.Identity
}
