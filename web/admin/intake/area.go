// Package intake carries the pages on which lists are brought into the ledger:
// the empty list to be filled in, handing it in, what is wrong in it, what it
// would change, and the word that stores it. Each file carries one action of a
// person.
package intake

import (
	"embed"

	"github.com/xianfeng-oss/xianfeng/ledger/intake"
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
	start *web.Page[startPage]
	seen  *web.Page[seenPage]
	part  *web.Fragment[workPart]
}

// Routes lead to the imports of a register.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		start: desk.NewPage[startPage](d, templates, "start.html"),
		seen:  desk.NewPage[seenPage](d, templates, "seen.html", "work.html", "findings.html", "changes.html", "alike.html"),
		part:  web.NewFragment[workPart](d.Site, templates, "work", "templates/work.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /ledger/import/{register}", Act: people.LedgerRecord, Handle: a.start},
		{Pattern: "GET /ledger/import/{register}/template", Act: people.LedgerRecord, Handle: a.template},
		{Pattern: "POST /ledger/import/{register}", Act: people.LedgerRecord, Handle: a.upload},
		{Pattern: "GET /ledger/imports/{import}", Act: people.LedgerRecord, Handle: a.seen},
		{Pattern: "GET /ledger/imports/{import}/marked", Act: people.LedgerRecord, Handle: a.marked},
		{Pattern: "POST /ledger/imports/{import}/confirm", Act: people.LedgerRecord, Handle: a.confirm},
		{Pattern: "POST /ledger/imports/{import}/cancel", Act: people.LedgerRecord, Handle: a.cancel},
	}
}

// imported is the import that the address names.
func imported(c *desk.Call) intake.ID { return intake.ID(c.PathValue("import")) }

func importURL(id intake.ID) string { return "/ledger/imports/" + string(id) }

func startURL(register string) string { return "/ledger/import/" + register }
