// Package overview carries the first page of the ledger (台账): the registers of the
// plan with what is in them, and what waits in them for the reader.
package overview

import (
	"embed"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

//go:embed templates
var templates embed.FS

// area is this page at the desk.
type area struct {
	*desk.Desk
	page *web.Page[overviewPage]
}

// Routes lead to the page.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, desk.NewPage[overviewPage](d, templates, "overview.html")}
	return []desk.Route{{Pattern: "GET /ledger", Act: people.LedgerRead, Handle: a.overview}}
}

// overviewPage is what the ledger holds, and what waits in it for the reader.
type overviewPage struct {
	Waits   []desk.LedgerWait
	Groups  []bookGroup
	Records bool
	Roster  string // where the roster is counted, "" where the plan keeps none
	Empty   bool   // nothing is recorded yet
	First   string // where the first thing is recorded, "" for who may not
}

// bookGroup is a part of the ledger.
type bookGroup struct {
	Name  string
	Books []bookRow
}

// bookRow is a register with how much is in it.
type bookRow struct {
	Name, URL, New string
	Reference      bool
	Count, Counted int
	Lacking        lacking // units that have none of what each owes once (P-39)
}

// overview shows the registers of the plan by group.
func (a *area) overview(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	if err := c.Who.MayIn(people.LedgerRead, c.Who.Root, string(id)); err != nil {
		return err
	}
	books, err := a.Ledger.Books(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	counts, err := a.Ledger.Counts(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	p := overviewPage{Records: !c.Who.Scope(people.LedgerRecord, string(id)).Empty(), Empty: true}
	p.Waits = desk.LedgerWaits(c, string(id), books, counts)
	if slices.ContainsFunc(books, func(b book.Book) bool { return b.ID == "honourees" }) {
		p.Roster = "/roster"
	}
	lacking, err := a.lacking(c, id)
	if err != nil {
		return err
	}
	for _, g := range register.Groups {
		rows := bookGroup{Name: c.T("register.group." + string(g))}
		for _, b := range books {
			if b.Group == g {
				row := p.row(c, b, counts)
				row.Lacking = lacking[b.ID]
				rows.Books = append(rows.Books, row)
			}
		}
		if len(rows.Books) > 0 {
			p.Groups = append(p.Groups, rows)
		}
	}
	return desk.Show(a.Desk, c, a.page, c.T("nav.ledger"), p)
}

// lacking is how many units have none yet, and whether the day for it is over.
type lacking struct {
	Units int
	Late  bool
}

// lacking counts, by register, the units that have none yet of what every unit
// owes once by a day.
func (a *area) lacking(c *desk.Call, id campaign.ID) (map[string]lacking, error) {
	count, err := a.Quotas.Count(c.Context(), c.Who, quota.Question{Campaign: id})
	if fault.Is(err, fault.NotFound) {
		return nil, nil // the plan asks for no number of anything
	}
	out := map[string]lacking{}
	for _, g := range count.Groups {
		if !g.Quota.Until.IsZero() {
			out[g.Quota.Register] = lacking{len(g.Rows) - g.Counts[quota.Reached], g.Counts[quota.Missed] > 0}
		}
	}
	return out, err
}

// firstRegister is the one in which most begin.
const firstRegister = "activities"

// row shows a register with its counts.
func (p *overviewPage) row(c *desk.Call, b book.Book, counts []ledger.Count) bookRow {
	r := bookRow{Name: desk.WordsOf(c, b).Register(), URL: "/ledger/" + b.ID, Reference: b.Reference}
	if p.Records && !b.Reference {
		r.New = "/ledger/new/" + b.ID
		if b.ID == firstRegister {
			p.First = r.New
		}
	}
	for _, n := range counts {
		if n.Register != b.ID {
			continue
		}
		r.Count += int(n.N)
		if st, ok := b.State(n.State); ok && st.Counts {
			r.Counted += int(n.N)
		}
		p.Empty = p.Empty && b.Reference
	}
	return r
}
