// Package duty carries the pages of one duty: filling a report and sending it,
// signing, reviewing, its versions and files. Each file carries one action of a
// person.
package duty

import (
	"embed"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// Bounds of what a post about a duty may bring: a form of 500 long rows, and a
// file with what multipart puts around it.
const (
	formLimit = 8 << 20
	fileLimit = report.MaxFile + 64<<10
)

//go:embed templates
var templates embed.FS

// area is these pages at the desk.
type area struct {
	*desk.Desk
	page pages
}

type pages struct {
	entry *web.Page[dutyPage]
	sent  *web.Page[sentPage]
}

// Routes lead to what a person does with one duty.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		entry: desk.NewPage[dutyPage](d, templates, "page.html", "head.html", "form.html", "panel.html", "review.html", "remark.html", "derived.html", "prior.html"),
		sent:  desk.NewPage[sentPage](d, templates, "version.html", "head.html", "form.html", "derived.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /duties/{id}", Act: people.DutyRead, Handle: a.dutyPage},
		{Pattern: "GET /duties/{id}/versions/{n}", Act: people.DutyRead, Handle: a.sentPage},
		{Pattern: "POST /duties/{id}/save", Act: people.DutyFill, Handle: a.Body(formLimit, a.saveDuty)},
		{Pattern: "POST /duties/{id}/rows", Act: people.DutyFill, Handle: a.Body(formLimit, a.changeRows)},
		{Pattern: "POST /duties/{id}/send", Act: people.DutySend, Handle: a.Body(formLimit, a.sendDuty)},
		{Pattern: "POST /duties/{id}/nil", Act: people.DutySend, Handle: a.sendNil},
		{Pattern: "POST /duties/{id}/hand-up", Act: people.DutyFill, Handle: a.Body(formLimit, a.handUp)},
		{Pattern: "POST /duties/{id}/hand-back", Act: people.DutySign, Handle: a.handBack},
		{Pattern: "POST /duties/{id}/sign", Act: people.DutySign, Handle: a.signDuty},
		{Pattern: "POST /duties/{id}/sign-for", Act: people.DutySignFor, Handle: a.signFor},
		{Pattern: "POST /duties/{id}/discard", Act: people.DutyFill, Handle: a.discardDraft},
		{Pattern: "POST /duties/{id}/review", Act: people.ReportReview, Handle: a.reviewDuty},
		{Pattern: "POST /duties/{id}/remarks", Act: people.ReportRemark, Handle: a.remark},
		{Pattern: "POST /duties/{id}/files", Act: people.DutyFill, Handle: a.upload},
		{Pattern: "POST /duties/{id}/files/remove", Act: people.DutyFill, Handle: a.detachFile},
		{Pattern: "GET /duties/{id}/workbook", Act: people.DutyRead, Handle: a.workbook},
		{Pattern: "POST /duties/{id}/workbook", Act: people.DutyFill, Handle: a.takeWorkbook},
		{Pattern: "POST /duties/{id}/workbook/over", Act: people.DutyFill, Handle: a.Body(formLimit, a.insistOnWorkbook)},
		{Pattern: "GET /files/{id}", Act: people.DutyRead, Handle: a.downloadFile},
	}
}

// done leads back to the duty's page with a sentence of what was done.
func (a *area) done(c *desk.Call, key string, args ...any) error {
	a.Sessions.Flash(c.Context(), web.Printer(c.Context()).T(key, args...))
	return c.Redirect(dutyURL(c.Duty()))
}

func dutyURL(id campaign.DutyID) string { return "/duties/" + string(id) }

// shownInPlace reports whether a refusal belongs on the duty's page, with all
// that was typed: it tells of the report, not of the address or the account.
func shownInPlace(err error) bool {
	switch fault.From(err).Kind {
	case fault.Invalid, fault.Conflict, fault.Stale, fault.TooLarge:
		return true
	}
	return false
}
