package duty

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// sendDuty sends a report as it stands on the page. The key that came with the
// page lets a second click answer as the first.
func (a *area) sendDuty(c *desk.Call) error {
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	typed, err := posted(c, e.Form)
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	in := sending(c)
	in.Cells, in.Reasons = typed, postedReasons(c.PostForm)
	if _, err := a.Reports.Submit(c.Context(), c.Who, c.Duty(), in); err != nil {
		return a.refuse(c, attempt{err: err, typed: typed, reasons: in.Reasons})
	}
	return a.done(c, "duty.sent")
}

// sending reads what a post says about the draft that is sent.
func sending(c *desk.Call) report.Sending {
	revision, _ := strconv.ParseInt(c.PostFormValue("revision"), 10, 64) // none is an old one
	return report.Sending{Revision: revision, Key: c.PostFormValue("key")}
}

// sendNil sends a nil report with one of the listed reasons.
func (a *area) sendNil(c *desk.Call) error {
	in := sending(c)
	if in.Nil = c.PostFormValue("nil"); in.Nil == "" {
		return a.refuse(c, attempt{err: fault.Violations([]fault.Field{{Path: "nil", Key: "fault.required"}})})
	}
	if _, err := a.Reports.Submit(c.Context(), c.Who, c.Duty(), in); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.sent_nil")
}

// signFor signs for the plan (签收, P-01).
func (a *area) signFor(c *desk.Call) error {
	if _, err := a.Reports.Submit(c.Context(), c.Who, c.Duty(), sending(c)); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.signed_for")
}

// signDuty is the leader's signature, which sends the report.
func (a *area) signDuty(c *desk.Call) error {
	if _, err := a.Reports.Submit(c.Context(), c.Who, c.Duty(), sending(c)); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.signed")
}

// handUp gives the report to the unit's leader for signature (送审).
func (a *area) handUp(c *desk.Call) error {
	revision, typed, err := a.keepTyped(c, nil)
	if err == nil {
		err = a.Reports.HandUp(c.Context(), c.Who, c.Duty(), revision)
	}
	if err != nil {
		return a.refuse(c, attempt{err: err, typed: typed})
	}
	return a.done(c, "duty.handed_up")
}

// handBack gives the report back to the liaison with the leader's reason.
func (a *area) handBack(c *desk.Call) error {
	err := a.Reports.HandBack(c.Context(), c.Who, c.Duty(), sending(c).Revision, c.PostFormValue("reason"))
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.handed_back")
}

// discardDraft throws the draft away; what was sent stays.
func (a *area) discardDraft(c *desk.Call) error {
	if err := a.Reports.Discard(c.Context(), c.Who, c.Duty(), sending(c).Revision); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.discarded")
}
