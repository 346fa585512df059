package admin

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/report"
)

// sendDuty sends a report as it stands on the page. The key that came with the
// page lets a second click answer as the first.
func (a *Admin) sendDuty(c *call) error {
	e, err := a.Reports.Open(c.Context(), c.who, c.duty())
	if err != nil {
		return err
	}
	typed, err := posted(c, e.Form)
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	in := c.sending()
	in.Cells = typed
	if _, err := a.Reports.Submit(c.Context(), c.who, c.duty(), in); err != nil {
		return a.refuse(c, attempt{err: err, typed: typed})
	}
	return a.done(c, "duty.sent")
}

// sending reads what a post says about the draft that is sent.
func (c *call) sending() report.Sending {
	revision, _ := strconv.ParseInt(c.PostFormValue("revision"), 10, 64) // none is an old one
	return report.Sending{Revision: revision, Key: c.PostFormValue("key")}
}

// sendNil sends a nil report with one of the listed reasons.
func (a *Admin) sendNil(c *call) error {
	in := c.sending()
	if in.Nil = c.PostFormValue("nil"); in.Nil == "" {
		return a.refuse(c, attempt{err: fault.Violations([]fault.Field{{Path: "nil", Key: "fault.required"}})})
	}
	if _, err := a.Reports.Submit(c.Context(), c.who, c.duty(), in); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.sent_nil")
}

// signFor signs for the plan (签收, P-01).
func (a *Admin) signFor(c *call) error {
	if _, err := a.Reports.Submit(c.Context(), c.who, c.duty(), c.sending()); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.signed_for")
}

// signDuty is the leader's signature, which sends the report.
func (a *Admin) signDuty(c *call) error {
	if _, err := a.Reports.Submit(c.Context(), c.who, c.duty(), c.sending()); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.signed")
}

// handUp gives the report to the unit's leader for signature (送审).
func (a *Admin) handUp(c *call) error {
	revision, typed, err := a.keepTyped(c, nil)
	if err == nil {
		err = a.Reports.HandUp(c.Context(), c.who, c.duty(), revision)
	}
	if err != nil {
		return a.refuse(c, attempt{err: err, typed: typed})
	}
	return a.done(c, "duty.handed_up")
}

// handBack gives the report back to the liaison with the leader's reason.
func (a *Admin) handBack(c *call) error {
	err := a.Reports.HandBack(c.Context(), c.who, c.duty(), c.sending().Revision, c.PostFormValue("reason"))
	if err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.handed_back")
}

// discardDraft throws the draft away; what was sent stays.
func (a *Admin) discardDraft(c *call) error {
	if err := a.Reports.Discard(c.Context(), c.who, c.duty(), c.sending().Revision); err != nil {
		return a.refuse(c, attempt{err: err})
	}
	return a.done(c, "duty.discarded")
}
