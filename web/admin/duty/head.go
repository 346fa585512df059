package duty

import (
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// dutyHead is what stands above a report: what it is, how it stands, and what
// the reader may do next.
type dutyHead struct {
	URL           string
	Title, Period string
	Unit          string
	UnitHint      string // code and other names
	Words         []string
	Returned      int // cells the returns speak of
	Delay         web.Delay
	Clause, Place string // its id, and its tag
	Due           calendar.Date
	Provisional   bool
	Saved         time.Time
	Revision      int64
	Newest        int64
	Track         desk.TrackView
	Contact       playbook.Contact   // where questions go (H-74)
	AnyTime       bool               // may be filed at any time, any number of times
	Document      *playbook.Document // what a receipt is given for
	Banners       []bannerView
	Send, HandUp  bool
	Sign          bool // lies with the reader for signature
	SignFor       bool
	Change        bool // sent, and may be opened for a change
	Print         bool
	Discard       bool
	Nil           []playbook.Option // reasons for a nil report, if one may be sent
	NilReason     string            // of the content shown
	Opened        string            // dialog that stands open where scripts do not run
	Replaces      bool              // a nil report, or a workbook, would replace what is in the draft
	Workbook      bool              // may be filled in as a workbook
	Advised       []problemView     // soft warnings, said again before it is sent
}

// name is the title of the page: what, when and whose.
func (h *dutyHead) name() string {
	return strings.TrimSpace(h.Title+" "+h.Period) + " · " + h.Unit
}

// bannerView is a sentence about the duty as a whole.
type bannerView struct{ Class, Text, Link, LinkText string }

func (v *dutyView) head() dutyHead {
	e, st := v.e, v.e.Standing()
	h := dutyHead{
		URL: dutyURL(e.Case.Duty.ID), Title: desk.DutyTitle(e.Book, &e.Case.Duty), Period: desk.PeriodTitle(v.p, e.Period),
		Unit: e.Debtor.Name, UnitHint: strings.Join(append([]string{e.Debtor.Code}, e.Debtor.Aliases...), v.p.T("core.list_comma")),
		Words: []string{string(st.Word)}, Delay: desk.NewDelay(&e.Case.Duty, st), Clause: e.Clause, Place: desk.ClauseTag(e.Book, e.Clause), Due: e.DueOn, Provisional: e.Provisional,
		Revision: e.Draft.Revision, Newest: e.Newest, Banners: v.banners(st),
		SignFor: e.May.SignFor, Print: e.Newest > 0,
		Sign:   e.May.Sign && !e.Draft.Handed.IsZero(),
		HandUp: v.edit && e.Form.Signed, Send: v.edit && e.May.Send,
		Change:   !v.edit && fillable(e, true),
		Workbook: v.edit && takesWorkbook(e), Replaces: v.edit && e.Draft.Revision > 0,
		Discard: v.edit && e.Draft.Revision > 0, Opened: v.call.URL.Query().Get("open"), Advised: v.advised,
	}
	h.Track, h.Contact = desk.NewTrackView(v.p, e.Book, e.Obliged().Track), e.Book.Document.Contact
	h.AnyTime = e.Obliged().Every == playbook.Any
	if e.Case.Duty.Nil {
		h.Words = append(h.Words, "nil")
	}
	if st.Accepted {
		h.Words = append(h.Words, "accepted")
	}
	if st.ReturnOverdue {
		h.Words = append(h.Words, "return_overdue")
	}
	if st.Word == campaign.WordReturned {
		h.Returned = len(e.Comments)
	}
	if v.edit && e.Draft.Revision > 0 {
		h.Saved = e.Draft.Updated
	}
	if e.Obliged().Receipt {
		h.Document = &e.Book.Document
	}
	v.nilReport(&h)
	return h
}

// nilReport offers the listed reasons to who may send, and names the reason of
// a nil report that is shown.
func (v *dutyView) nilReport(h *dutyHead) {
	for _, o := range v.e.Obliged().Nil {
		if o.ID == v.content.Nil {
			h.NilReason = o.Label
		}
	}
	if h.Send {
		h.Nil = v.e.Obliged().Nil
	}
}

// banners says what holds the duty as a whole.
func (v *dutyView) banners(st campaign.Standing) []bannerView {
	e := v.e
	var out []bannerView
	say := func(class, key string, args ...any) {
		out = append(out, bannerView{Class: class, Text: v.p.T(key, args...)})
	}
	switch {
	case !e.Closed.IsZero():
		say("", "duty.closed", e.Closed)
	case e.Excused != "":
		say("", "duty.excused", e.Excused)
	case e.Now.Before(e.Opens):
		say("", "duty.not_open", e.Opens)
	case st.Timing == campaign.Missing && !e.First.IsZero():
		say("box-warn", "duty.recorded_late")
	case st.Timing == campaign.Missing && e.May.Fill:
		say("box-warn", missingKey(&e), st.Days)
	}
	if e.Pending != "" {
		say("box-warn", "duty.pending", e.Pending)
	}
	if !e.Draft.Handed.IsZero() && (e.May.Fill || e.May.Sign) {
		say("box-warn", "duty.handed", e.Draft.Handed)
	}
	if e.Draft.Back != "" && (e.May.Fill || e.May.Sign) {
		say("box-warn", "duty.handed_back_because", e.Draft.Back)
	}
	if e.May.Sign && e.Draft.Handed.IsZero() && e.Newest == 0 {
		say("", "duty.not_handed")
	}
	if e.Obliged().Publishes != "" {
		out = append(out, bannerView{Text: v.p.T("bulletin.discharges"), Link: dutyURL(e.Case.Duty.ID) + "/bulletin", LinkText: v.p.T("bulletin.to_one")})
	}
	if e.Obliged().Liaison && v.edit {
		out = append(out, bannerView{Text: v.p.T("duty.needs_liaison"), Link: "/liaisons", LinkText: v.p.T("duty.to_liaisons")})
	}
	return out
}

// missingKey returns the key of what a late report counts as: what had to be
// held may still be recorded, and the day it was held decides (N-P16); after the
// bulletin of the period it is 补报 (P-60).
func missingKey(e *report.Entry) string {
	switch ob := e.Obliged(); {
	case !ob.Held && !e.Published.IsZero():
		return "duty.missing_published"
	case !ob.Held:
		return "duty.missing"
	case ob.Every == playbook.Once:
		return "duty.missing_record"
	}
	return "duty.missing_record_period"
}
