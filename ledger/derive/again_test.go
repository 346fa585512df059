package derive_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

const industryCell = "figures/industry/sessions"

// again is a September that was sent with one figure typed over, and to which
// two activities came after it was sent: the one that was missing, and one on
// another line.
func (w *world) again() {
	w.t.Helper()
	w.At("2018-09-28 10:00")
	w.record(entry{unit: "yexian", day: "2018-09-03", values: sessions(1)})
	w.overridden("2018-09", "3")
	w.At("2018-09-28 15:00")
	w.record(entry{unit: "yexian", day: "2018-09-20", values: sessions(1)})
	w.record(entry{unit: "yexian", line: "industry", day: "2018-09-10", values: sessions(2)})
}

// overridden sends a month with the sessions typed over.
func (w *world) overridden(period, n string) {
	w.t.Helper()
	_, err := w.Reports.Submit(w.t.Context(), w.As(people.Liaison, "yexian"), w.duty("yexian", period), report.Sending{
		Cells:   map[string]string{sessionsCell: n, "texts/progress": "按台账"},
		Reasons: map[string]paper.Reason{sessionsCell: {ID: "not_recorded"}},
	})
	w.Must(err)
}

// judged says the office's word on a month.
func (w *world) judged(period string, f report.Finding) {
	w.t.Helper()
	f.Body = "office"
	err := w.Reports.Review(w.t.Context(), w.AsBody(people.Office, "PDS", "office"), w.duty("yexian", period), f)
	w.Must(err)
}

// A report that comes back follows the ledger as of now: what was not typed over
// says what the ledger says, what was keeps its value beside the ledger's new
// one, and can be filled from there again. What was sent stays as it was, and
// what the new version tells of the next month does not (P-58).
func TestP58AReturnedReportFollowsTheLedger(t *testing.T) {
	both(t, func(w *world) {
		w.again()
		w.judged("2018-09", report.Finding{Version: 1, Verdict: "returned", Reason: "与台账不符", Wanted: day("2018-09-30")})
		e := w.open("yexian", "2018-09")
		if got := e.Content.Cells; got[sessionsCell] != "3" || got[industryCell] != "2" {
			t.Errorf("opens again with %s and %s", got[sessionsCell], got[industryCell])
		}
		over := filling.Overrides(e.Form, e.Content)
		if len(over) != 1 || over[0].Ledger != "2" || over[0].Typed != "3" || over[0].Reason != "not_recorded" {
			t.Errorf("typed over: %+v", over)
		}
		if e.Sent.Cells[industryCell] != "" || e.Sent.Ledger[sessionsCell].Text != "1" {
			t.Errorf("the first version says %+v", e.Sent)
		}
		who := w.As(people.Liaison, "yexian")
		kept, err := w.Reports.Save(t.Context(), who, e.Case.Duty.ID, report.Patch{Refill: report.EveryFigure})
		w.Must(err)
		if got := filling.Overrides(e.Form, kept.Content); len(got) != 0 || kept.Content.Cells[sessionsCell] != "2" {
			t.Errorf("filled again: %s, %+v", kept.Content.Cells[sessionsCell], got)
		}
		w.At("2018-09-28 16:00")
		_, err = w.Reports.Submit(t.Context(), who, e.Case.Duty.ID, report.Sending{Revision: kept.Revision})
		w.Must(err)
		w.At("2018-10-31 10:00")
		if got := w.open("yexian", "2018-10").Content.Cells; got[sessionsCell] != "0" && got[sessionsCell] != "" {
			t.Errorf("October tells of September's %s once more", got[sessionsCell])
		}
	})
}

// A figure typed over that the ledger has come to say is none any more.
func TestP58AnOverrideEndsWhereTheLedgerAgrees(t *testing.T) {
	both(t, func(w *world) {
		w.again()
		w.record(entry{unit: "yexian", day: "2018-09-21", values: sessions(1)})
		if got := filling.Overrides(w.open("yexian", "2018-09").Form, w.open("yexian", "2018-09").Content); len(got) != 0 {
			t.Errorf("still typed over: %+v", got)
		}
	})
}

// What was accepted is not opened again, and follows nothing; what came after it
// falls into the next month. So does what the next month, sent first, has told
// of already.
func TestP58EachEntryIsToldOnceHoweverOftenAReportIsWritten(t *testing.T) {
	both(t, func(w *world) {
		w.again()
		w.judged("2018-09", report.Finding{Version: 1, Verdict: "accepted"})
		if got := w.open("yexian", "2018-09").Content.Cells; got[sessionsCell] != "3" || got[industryCell] != "" {
			t.Errorf("accepted, it says %s and %s", got[sessionsCell], got[industryCell])
		}
		w.At("2018-10-31 10:00")
		if got := w.send("yexian", "2018-10").Content.Cells; got[sessionsCell] != "1" || got[industryCell] != "2" {
			t.Errorf("October says %s and %s", got[sessionsCell], got[industryCell])
		}
		w.At("2018-10-31 15:00")
		w.record(entry{unit: "yexian", day: "2018-10-05", values: sessions(5)})
		w.At("2018-11-29 10:00")
		if got := w.send("yexian", "2018-11").Content.Cells[sessionsCell]; got != "5" {
			t.Errorf("November says %s of what October came too early for", got)
		}
		if got := w.open("yexian", "2018-10").Content.Cells[sessionsCell]; got != "1" {
			t.Errorf("October, opened again behind November, says %s", got)
		}
		for key, periods := range w.told() {
			if len(periods) > 1 {
				t.Errorf("%s stands in %v", key, periods)
			}
		}
	})
}
