package figure

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report/trace"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// entriesPage is the entries of the ledger that a sum is made of.
type entriesPage struct {
	partsPage
	Entries []desk.TracedView
	N       int    // all of them that the reader may see
	Given   string // what all entries give, "" where that is no sum
	Differs string // by how much the reports say more, or less, "" for nothing
	Hidden  int
	Parts   string
	Pager   web.Pager
}

// perPage is how many entries of a sum a page lists.
const perPage = 200

// paged are the entries after one, the newest first, and the last of them, ""
// where no more come. A key that is none of them begins anew.
func paged(all []trace.Traced, after string, limit int) (some []trace.Traced, next string) {
	all = slices.Clone(all)
	slices.Reverse(all)
	from := 1 + slices.IndexFunc(all, func(e trace.Traced) bool { return after != "" && string(e.ID) == after })
	if some = all[from:]; len(some) > limit {
		some = some[:limit]
		next = string(some[limit-1].ID)
	}
	return some, next
}

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
	page.N = len(made.Parts) + made.Hidden
	page.add(t, made)
	after := given.Get("after")
	some, next := paged(made.Parts, after, perPage)
	page.Entries = desk.TracedViews(t.p, t.Book, t.Measures[0].Kind, false, some)
	page.Pager.Shown = len(some)
	at := t.entries(given.Get("of"), given.Get("at"))
	if after != "" {
		page.Pager.Previous = at
	}
	if next != "" {
		page.Pager.Next = at + "&after=" + next
	}
	return desk.Show(a.Desk, c, a.page.entries, c.T("derive.figure_entries"), page)
}

// add says what the entries give together, and by how much the reports that the
// sum is of say something else. What counts each thing once is no sum of them.
func (p *entriesPage) add(t tabler, made trace.Entries) {
	m, sum := t.Measures[0], t.Total.Sums[0]
	if m.From == nil || len(m.From.Distinct) > 0 || !sum.Known || m.OverTime == playbook.Stock {
		return
	}
	n := made.Rest
	for _, e := range made.Parts {
		n += e.Value
	}
	if p.Given = m.Kind.Format(n); sum.N != n {
		p.Differs = m.Kind.Format(sum.N - n)
		if sum.N > n {
			p.Differs = "+" + p.Differs
		}
	}
}

// entries is the address of the entries in the sum of a group and a unit, "" for
// a figure that is typed.
func (t tabler) entries(of, at string) string {
	if t.Measures[0].From == nil {
		return ""
	}
	return t.k.with("/figures/entries", "figure", t.Measures[0].ID, "of", of, "at", at)
}
