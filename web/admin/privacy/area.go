// Package privacy carries the pages that guard personal values: seeing them in
// clear for a reason, who saw what, and their erasure after a campaign. Each
// file carries one action of a person.
package privacy

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
	unmask    *web.Page[unmaskPage]
	part      *web.Fragment[unmaskPage]
	readings  *web.Page[readingsPage]
	retention *web.Page[retentionPage]
}

// Routes lead to these pages. «GET /ledger/entries/{entry}/person» answers a
// request of htmx with the form alone, to be put where the masked values stand.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		unmask:    desk.NewPage[unmaskPage](d, templates, "unmask.html", "unmask_part.html"),
		part:      web.NewFragment[unmaskPage](d.Site, templates, "unmask", "templates/unmask_part.html"),
		readings:  desk.NewPage[readingsPage](d, templates, "readings.html", "form.html"),
		retention: desk.NewPage[retentionPage](d, templates, "retention.html", "form.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /ledger/entries/{entry}/person", Act: people.PersonalRead, Handle: a.askForm},
		{Pattern: "POST /ledger/entries/{entry}/person", Act: people.PersonalRead, Handle: a.unmask},
		{Pattern: "GET /readings", Act: people.AuditRead, Handle: a.readings},
		{Pattern: "GET /readings.xlsx", Act: people.AuditRead, Handle: a.exportReadings(sheet.XLSX)},
		{Pattern: "GET /readings.csv", Act: people.AuditRead, Handle: a.exportReadings(sheet.CSV)},
		{Pattern: "GET /retention", Act: people.PersonalErase, Handle: a.retention},
		{Pattern: "POST /retention", Act: people.PersonalErase, Handle: a.confirmRetention},
	}
}
