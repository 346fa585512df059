package admin

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
)

// Bounds of what a post about a duty may bring: a form of 500 long rows, and a
// file with what multipart puts around it.
const (
	formLimit = 8 << 20
	fileLimit = report.MaxFile + 64<<10
)

// dutyPages are the pages of one duty.
type dutyPages struct {
	entry *web.Page[dutyPage]
	sent  *web.Page[sentPage]
}

func newDutyPages(s *web.Site) dutyPages {
	return dutyPages{
		entry: web.NewPage[dutyPage](s, files(), "duty.html", "duty_head.html", "duty_form.html", "duty_panel.html", "duty_review.html"),
		sent:  web.NewPage[sentPage](s, files(), "duty_version.html", "duty_form.html"),
	}
}

// dutyRoutes lead to what a person does with one duty.
func (a *Admin) dutyRoutes() []route {
	return []route{
		{"GET /duties/{id}", people.DutyRead, a.dutyPage},
		{"GET /duties/{id}/versions/{n}", people.DutyRead, a.sentPage},
		{"POST /duties/{id}/save", people.DutyFill, a.body(formLimit, a.saveDuty)},
		{"POST /duties/{id}/rows", people.DutyFill, a.body(formLimit, a.changeRows)},
		{"POST /duties/{id}/send", people.DutySend, a.body(formLimit, a.sendDuty)},
		{"POST /duties/{id}/nil", people.DutySend, a.sendNil},
		{"POST /duties/{id}/hand-up", people.DutyFill, a.body(formLimit, a.handUp)},
		{"POST /duties/{id}/hand-back", people.DutySign, a.handBack},
		{"POST /duties/{id}/sign", people.DutySign, a.signDuty},
		{"POST /duties/{id}/sign-for", people.DutySignFor, a.signFor},
		{"POST /duties/{id}/discard", people.DutyFill, a.discardDraft},
		{"POST /duties/{id}/review", people.ReportReview, a.reviewDuty},
		{"POST /duties/{id}/files", people.DutyFill, a.upload},
		{"POST /duties/{id}/files/remove", people.DutyFill, a.detachFile},
		{"GET /files/{id}", people.DutyRead, a.downloadFile},
	}
}

// body lets a route's posts bring up to n bytes.
func (a *Admin) body(n int64, h func(*call) error) func(*call) error {
	return func(c *call) error {
		a.AllowBody(n, a.Handle(func(w http.ResponseWriter, r *http.Request) error {
			return h(&call{r, w, c.who})
		})).ServeHTTP(c.w, c.Request)
		return nil
	}
}

// duty returns the duty the address names.
func (c *call) duty() campaign.DutyID { return campaign.DutyID(c.PathValue("id")) }

// done leads back to the duty's page with a sentence of what was done.
func (a *Admin) done(c *call, key string, args ...any) error {
	a.sessions.Flash(c.Context(), web.Printer(c.Context()).T(key, args...))
	return c.redirect(dutyURL(c.duty()))
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
