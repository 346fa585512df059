// Package roster carries the pages of who is honoured and takes part, of persons
// who were entered twice, of households that are watched and of what the
// reference data lacks. Each file carries one action of a person.
package roster

import (
	"embed"
	"net/url"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

//go:embed templates
var templates embed.FS

// area is these pages at the desk.
type area struct {
	*desk.Desk
	page pages
}

type pages struct {
	roster   *web.Page[rosterPage]
	answers  *web.Page[answersPage]
	pairs    *web.Page[pairsPage]
	pair     *web.Page[pairPage]
	watch    *web.Page[watchPage]
	complete *web.Page[completePage]
}

// Routes lead to these pages.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		roster:   desk.NewPage[rosterPage](d, templates, "roster.html", "form.html"),
		answers:  desk.NewPage[answersPage](d, templates, "answers.html", "form.html"),
		pairs:    desk.NewPage[pairsPage](d, templates, "pairs.html", "form.html"),
		pair:     desk.NewPage[pairPage](d, templates, "pair.html", "form.html"),
		watch:    desk.NewPage[watchPage](d, templates, "watch.html", "form.html"),
		complete: desk.NewPage[completePage](d, templates, "complete.html", "form.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /roster", Act: people.LedgerRead, Handle: a.roster},
		{Pattern: "GET /roster/answers", Act: people.LedgerRead, Handle: a.answers},
		{Pattern: "POST /roster/answers", Act: people.LedgerRecord, Handle: a.answer},
		{Pattern: "GET /roster/pairs", Act: people.LedgerRead, Handle: a.pairs},
		{Pattern: "GET /roster/pairs/{entry}/{other}", Act: people.LedgerRead, Handle: a.pair},
		{Pattern: "POST /roster/pairs/{entry}/{other}", Act: people.LedgerConfirm, Handle: a.decide},
		{Pattern: "GET /roster/watch", Act: people.HouseholdRead, Handle: a.watch},
		{Pattern: "GET /roster/complete", Act: people.LedgerRead, Handle: a.complete},
	}
}

// where is the campaign and the unit that an address asks for.
type where struct {
	id      campaign.ID
	tree    *organisation.Tree
	unit    organisation.UnitID // "" for all that the reader may see
	typed   string
	unknown bool // no unit is called so
}

// where reads which unit is asked for.
func (a *area) where(c *desk.Call) (w where, err error) {
	if w.id, err = a.Campaign(c); err != nil {
		return w, err
	}
	if w.tree, err = a.Units.Tree(c.Context(), c.Who.Root, a.Units.Today()); err != nil {
		return w, err
	}
	if w.typed = strings.TrimSpace(c.URL.Query().Get("unit")); w.typed == "" {
		return w, nil
	}
	n, ok := w.tree.ByCode(w.typed)
	if !ok {
		n, ok = w.tree.ByName(w.typed)
	}
	w.unit, w.unknown = n.ID, !ok
	return w, nil
}

// parts are the pages here, for who may see them.
func (a *area) parts(c *desk.Call, here, unit string) []desk.Option {
	var out []desk.Option
	for _, p := range []struct {
		url, key string
		act      people.Action
	}{
		{"/roster", "roster.title", people.LedgerRead}, {"/roster/answers", "roster.answers", people.LedgerRead},
		{"/roster/pairs", "roster.pairs", people.LedgerRead}, {"/roster/watch", "roster.watch", people.HouseholdRead},
		{"/roster/complete", "roster.complete", people.LedgerRead},
	} {
		if !c.Who.Scope(p.act, a.HandID(c)).Empty() {
			out = append(out, desk.Option{Value: with(p.url, "unit", unit), Text: c.T(p.key), On: p.url == here})
		}
	}
	return out
}

// with is an address with values in pairs of name and text; those that are empty
// are left out.
func with(page string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return page
	}
	return page + "?" + q.Encode()
}
