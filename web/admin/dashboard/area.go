// Package dashboard carries the plan as the dashboard: the words of its
// document, each clause beside its live state, for the federation or as one
// unit sees it. The document itself is attached here too. Each file carries one
// action of a person, or one part of the page.
package dashboard

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
	page *web.Page[planPage]
}

// Routes lead to the plan and to its document.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, desk.NewPage[planPage](d, templates, "plan.html", "live.html", "track.html", "letterhead.html")}
	return []desk.Route{
		{Pattern: "GET /plan", Act: people.PlanRead, Handle: a.plan},
		{Pattern: "GET /plan/document/{version}", Act: people.PlanRead, Handle: a.download},
		{Pattern: "POST /plan/document", Act: people.PlanChange, Handle: a.uploaded},
		{Pattern: "POST /plan/document/take-back", Act: people.PlanChange, Handle: a.takeBack},
	}
}
