package duty

import (
	"net/http"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// sentPage is one version as it was sent.
type sentPage struct {
	dutyHead
	Version    report.Version
	Signed     bool
	Signer     string // "" where the account is gone
	Wide       bool
	After      bool // 补报: first sent after the bulletin of its period
	Sections   []sectionView
	Changed    []differenceView
	Recipients []recipientView
	Versions   []int64 // all there are, to leaf through
	Derived    derivedView
}

// sentPage shows a version, what it changed against the one before marked.
func (a *area) sentPage(c *desk.Call) error {
	n, err := strconv.ParseInt(c.PathValue("n"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	if n < 1 || n > e.Newest {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	sent, err := a.Reports.Version(c.Context(), c.Who, c.Duty(), n)
	if err != nil {
		return err
	}
	v := versionView(c, e, sent)
	page := sentPage{
		dutyHead: v.head(), Version: sent.Version, Signed: e.Form.Signed, Signer: sent.Signer, Wide: v.wide(), Sections: v.sections(),
		Changed: v.differences(sent.Changed), Recipients: v.panel().Recipients, Derived: v.derived(),
	}
	page.After = e.Standing().Timing == campaign.Late && e.Case.Duty.Supplementary()
	for _, other := range e.Versions {
		page.Versions = append(page.Versions, other.N)
	}
	return desk.ShowStatus(a.Desk, c, a.page.sent, http.StatusOK, page.name(), page)
}

// versionView shows one version for reading.
func versionView(c *desk.Call, e report.Entry, sent report.Sent) *dutyView {
	v := newDutyView(c, e, attempt{})
	v.edit, v.pin, v.content, v.version = false, false, sent.Version.Content, sent.Version.N
	v.problem, v.e.Comments = map[string]string{}, commentsOf(e, sent.Version.N)
	v.mark(sent.Changed)
	v.advise()
	v.advice = nil // said once, above the paper
	return v
}

// commentsOf returns what recipients said of the cells of a version.
func commentsOf(e report.Entry, n int64) map[string]string {
	out := map[string]string{}
	for _, r := range e.Reviews {
		if r.N != n {
			continue
		}
		for cell, text := range r.Cells {
			if out[cell] != "" {
				text = out[cell] + "\n" + text
			}
			out[cell] = text
		}
	}
	return out
}
