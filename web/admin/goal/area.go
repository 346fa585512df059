// Package goal carries the pages of supervision by figures (督导): the yearly
// goals of units with their pace, what is owed each year in activities, a year
// beside the year before, and what the ledger says of the dimensions that units
// are compared by.
package goal

import (
	"embed"

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
	goals      *web.Page[goalsPage]
	unit       *web.Page[unitPage]
	quotas     *web.Page[quotasPage]
	yearly     *web.Page[yearlyPage]
	dimensions *web.Page[dimensionsPage]
}

// Routes lead to the goals, the quotas and the yearly figures.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		goals:      desk.NewPage[goalsPage](d, templates, "goals.html", "rows.html", "tabs.html"),
		unit:       desk.NewPage[unitPage](d, templates, "unit.html", "rows.html", "tabs.html", "form.html"),
		quotas:     desk.NewPage[quotasPage](d, templates, "quotas.html", "tabs.html"),
		yearly:     desk.NewPage[yearlyPage](d, templates, "yearly.html", "tabs.html"),
		dimensions: desk.NewPage[dimensionsPage](d, templates, "dimensions.html", "tabs.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /goals", Act: people.LedgerRead, Handle: a.goals},
		{Pattern: "POST /goals", Act: people.GoalApprove, Handle: a.decide},
		{Pattern: "GET /goals/{code}", Act: people.LedgerRead, Handle: a.unit},
		{Pattern: "POST /goals/{code}", Act: people.GoalSet, Handle: a.set},
		{Pattern: "GET /quotas", Act: people.LedgerRead, Handle: a.quotas},
		{Pattern: "GET /yearly", Act: people.LedgerRead, Handle: a.yearly},
		{Pattern: "GET /dimensions", Act: people.LedgerRead, Handle: a.dimensions},
	}
}
