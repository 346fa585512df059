package figure

import (
	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// entriesPage is the entries of the ledger that a sum is made of.
type entriesPage struct {
	partsPage
	Entries []desk.TracedView
	Hidden  int
	More    int // entries that are not listed
	Parts   string
}

// mostEntries is how many entries of a sum are listed.
const mostEntries = 500

// entries opens a sum to the entries that the reports in it were made of.
func (a *area) entries(c *desk.Call) error {
	k, err := a.wanted(c)
	if err != nil {
		return err
	}
	given, q := c.URL.Query(), k.opened(c)
	t := tabler{k: k, p: web.Printer(c.Context())}
	var cells rollup.Opened
	err = a.Figures.At(c.Context(), c.Who, func(at rollup.Moment) (err error) {
		if t.Answer, err = at.Roll(q); err == nil {
			cells, err = at.Parts(q, given.Get("figure"))
		}
		return err
	})
	if err != nil {
		return err
	}
	var places []derive.Place
	for _, x := range cells.Parts {
		if x.Counted {
			places = append(places, derive.Place{Duty: x.Duty, N: x.N, Cell: x.Cell})
		}
	}
	made, err := a.Traces.Sum(c.Context(), c.Who, k.Campaign, places)
	if err != nil {
		return err
	}
	page := entriesPage{partsPage: t.opening(), Hidden: made.Hidden, Parts: t.k.with("/figures/parts", "figure", t.Measures[0].ID, "of", given.Get("of"), "at", given.Get("at"))}
	if page.More = len(made.Parts) - mostEntries; page.More > 0 {
		made.Parts = made.Parts[len(made.Parts)-mostEntries:]
	}
	page.Entries = desk.TracedViews(t.p, t.Book, t.Measures[0].Kind, false, made.Parts)
	return desk.Show(a.Desk, c, a.page.entries, c.T("derive.figure_entries"), page)
}

// entries is the address of the entries in the sum of a group and a unit, "" for
// a figure that is typed.
func (t tabler) entries(of, at string) string {
	if t.Measures[0].From == nil {
		return ""
	}
	return t.k.with("/figures/entries", "figure", t.Measures[0].ID, "of", of, "at", at)
}
