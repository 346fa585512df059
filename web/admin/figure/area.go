// Package figure carries the pages of figures: what the reports of a campaign
// add up to as a table, charts and a map of the counties, what each sum is made
// of down to the cell of a report, and the same as a file.
package figure

import (
	"embed"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/sheet"
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
	figures *web.Page[figuresPage]
	parts   *web.Page[partsPage]
	entries *web.Page[entriesPage]
}

// Routes lead to the figures, to their parts and to their files.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		figures: desk.NewPage[figuresPage](d, templates, "figures.html", "filter.html", "drawing.html"),
		parts:   desk.NewPage[partsPage](d, templates, "parts.html"),
		entries: desk.NewPage[entriesPage](d, templates, "entries.html", "traced.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /figures", Act: people.DutyRead, Handle: a.figures},
		{Pattern: "GET /figures/parts", Act: people.DutyRead, Handle: a.parts},
		{Pattern: "GET /figures/entries", Act: people.DutyRead, Handle: a.entries},
		{Pattern: "GET /figures.xlsx", Act: people.DutyRead, Handle: a.export(sheet.XLSX)},
		{Pattern: "GET /figures.csv", Act: people.DutyRead, Handle: a.export(sheet.CSV)},
		{Pattern: "GET /figures/reports.xlsx", Act: people.DutyRead, Handle: a.reports(sheet.XLSX)},
		{Pattern: "GET /figures/reports.csv", Act: people.DutyRead, Handle: a.reports(sheet.CSV)},
	}
}
