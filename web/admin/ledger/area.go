// Package ledger carries the pages of the registers of the ledger (台账): the list
// of a register, the form that records an entry, the entry itself. They follow
// from the register's description and from what the plan says of it. Each file
// carries one action of a person.
package ledger

import (
	"embed"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

//go:embed templates
var templates embed.FS

// formLimit bounds what a form of an entry may bring, in bytes.
const formLimit = 1 << 20

// area is these pages at the desk.
type area struct {
	*desk.Desk
	page pages
}

type pages struct {
	list    *web.Page[listPage]
	form    *web.Page[formPage]
	entry   *web.Page[entryPage]
	options *web.Fragment[optionsPart]
}

// Routes lead to the ledger. What is done in a register stands before its name,
// so that no address could also name an entry.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		list:    desk.NewPage[listPage](d, templates, "list.html", "filter.html", "bulk.html"),
		form:    desk.NewPage[formPage](d, templates, "record.html", "field.html"),
		entry:   desk.NewPage[entryPage](d, templates, "entry.html", "evidence.html", "history.html", "form.html", "field.html"),
		options: web.NewFragment[optionsPart](d.Site, templates, "options", "templates/options.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /ledger/{register}", Act: people.LedgerRead, Handle: a.list},
		{Pattern: "GET /ledger/export/{register}", Act: people.LedgerRead, Handle: a.export},
		{Pattern: "POST /ledger/views/{register}", Act: people.LedgerRead, Handle: a.saveView},
		{Pattern: "POST /ledger/views/{register}/remove", Act: people.LedgerRead, Handle: a.dropView},
		{Pattern: "POST /ledger/moves/{register}", Act: people.LedgerRecord, Handle: a.moveAll},
		{Pattern: "GET /ledger/new/{register}", Act: people.LedgerRecord, Handle: a.newForm},
		{Pattern: "POST /ledger/new/{register}", Act: people.LedgerRecord, Handle: a.Body(formLimit, a.record)},
		{Pattern: "GET /ledger/options/{register}/{field}", Act: people.LedgerRecord, Handle: a.options},
		{Pattern: "GET /ledger/entries/{entry}", Act: people.LedgerRead, Handle: a.entry},
		{Pattern: "GET /ledger/entries/{entry}/edit", Act: people.LedgerRecord, Handle: a.editForm},
		{Pattern: "POST /ledger/entries/{entry}/edit", Act: people.LedgerRecord, Handle: a.Body(formLimit, a.correct)},
		{Pattern: "POST /ledger/entries/{entry}/moves", Act: people.LedgerRead, Handle: a.move},
		{Pattern: "POST /ledger/entries/{entry}/withdraw", Act: people.LedgerRecord, Handle: a.withdraw},
		{Pattern: "POST /ledger/entries/{entry}/transfer", Act: people.LedgerRecord, Handle: a.transfer},
		{Pattern: "POST /ledger/entries/{entry}/evidence", Act: people.LedgerRecord, Handle: a.upload},
		{Pattern: "POST /ledger/entries/{entry}/evidence/remove", Act: people.LedgerRecord, Handle: a.detach},
		{Pattern: "GET /ledger/evidence/{evidence}", Act: people.LedgerRead, Handle: a.download},
		{Pattern: "GET /ledger/evidence/{evidence}/preview", Act: people.LedgerRead, Handle: a.preview},
	}
}

// at is a register as the campaign at hand uses it.
type at struct {
	campaign campaign.ID
	book     book.Book
	words    desk.Words
	plan     *playbook.Playbook
}

// open finds the register that the address names.
func (a *area) open(c *desk.Call) (at, error) {
	id, err := a.Campaign(c)
	if err != nil {
		return at{}, err
	}
	b, err := a.Ledger.Book(c.Context(), c.Who, id, c.PathValue("register"))
	if err != nil {
		return at{}, err
	}
	return a.with(c, id, b)
}

// with is a book in the words of its plan.
func (a *area) with(c *desk.Call, id campaign.ID, b book.Book) (at, error) {
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	return at{id, b, desk.WordsOf(c, b), r.Book}, err
}

// clauseLinks are the clauses by which the plan uses the register.
func (at at) clauseLinks() []desk.Option {
	var out []desk.Option
	for _, id := range append([]string{at.book.Use.Clause}, at.book.Use.Cites...) {
		if id != "" {
			out = append(out, desk.Option{Value: "/plan#" + id, Text: desk.ClauseTag(at.plan, id)})
		}
	}
	return out
}

// entryID is the entry that the address names.
func entryID(c *desk.Call) ledger.EntryID { return ledger.EntryID(c.PathValue("entry")) }

// listURL leads to the list of a register, newURL to the form for a new entry.
func newURL(register string) string { return "/ledger/new/" + register }

func listURL(register string) string { return "/ledger/" + register }

// entryURL leads to an entry.
func entryURL(id ledger.EntryID) string { return "/ledger/entries/" + string(id) }

// mendable reports whether a refusal tells of what was typed and not of the address
// or the account: it is shown where it was typed.
func mendable(err error) bool {
	return desk.Mendable(err) || fault.Is(err, fault.TooLarge)
}
