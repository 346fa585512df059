package derive_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

// A report says what the ledger says, without a figure typed, and is sent so
// (P-58).
func TestP58AReportFillsItself(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-10 09:00")
		w.record(entry{unit: "yexian", day: "2018-09-03", values: sessions(2)})
		w.record(entry{unit: "yexian", day: "2018-09-10", values: sessions(3)})
		w.record(entry{unit: "yexian", day: "2018-09-05", values: sessions(7), waits: true})
		w.record(entry{unit: "lushan", day: "2018-09-05", values: sessions(11)})
		w.record(entry{unit: "yexian", register: "projects", day: "2018-07-01", state: "running"})
		w.At("2018-09-28 10:00")
		e := w.open("yexian", "2018-09")
		if got := e.Content.Cells; got[sessionsCell] != "5" || got["figures/skill/person_times"] != "50" || got["figures/skill/projects"] != "1" {
			t.Fatalf("opens with %v", got)
		}
		if e.Draft.Revision != 0 || e.Draft.Ledger.Moving != 2 {
			t.Errorf("revision %d, %d entries in the month", e.Draft.Revision, e.Draft.Ledger.Moving)
		}
		v := w.send("yexian", "2018-09")
		if told, ok := v.Content.Ledger["figures/skill/households"]; ok {
			t.Errorf("of no household, %d entries", told.Entries)
		}
		if v.Content.Ledger[sessionsCell].Entries != 2 || v.Content.Cells[sessionsCell] != "5" {
			t.Errorf("sent %+v", v.Content)
		}
	})
}

// An entry belongs to the one period in whose window its day lies; what is
// recorded too late for it falls into the next, and what is older into none
// (N-P8).
func TestP57AnEntryBelongsToOnePeriod(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-07-31 10:00")
		w.record(entry{unit: "yexian", day: "2018-07-20", values: sessions(1)})
		w.send("yexian", "2018-07")
		w.At("2018-08-31 10:00")
		w.record(entry{unit: "yexian", day: "2018-08-30", values: sessions(2)})
		w.send("yexian", "2018-08")
		w.At("2018-08-31 16:00")
		w.record(entry{unit: "yexian", day: "2018-08-31", values: sessions(4)})  // the same day, after it was sent
		w.record(entry{unit: "yexian", day: "2018-08-20", values: sessions(8)})  // of August, recorded late
		w.record(entry{unit: "yexian", day: "2018-07-10", values: sessions(16)}) // of July, two reports ago
		w.At("2018-09-20 10:00")
		w.record(entry{unit: "yexian", day: "2018-09-29", values: sessions(32)}) // a day to come
		e := w.open("yexian", "2018-09")
		if got := e.Content.Cells[sessionsCell]; got != "12" {
			t.Errorf("September opens with %s, want 4 + 8", got)
		}
		if len(e.Draft.Ledger.Missed) != 1 || e.Draft.Ledger.Missed[0].On.String() != "2018-07-10" {
			t.Errorf("in no period: %+v", e.Draft.Ledger.Missed)
		}
		w.judged("2018-08", report.Finding{Version: 1, Verdict: "accepted"})
		if got := w.open("yexian", "2018-08").Content.Cells[sessionsCell]; got != "2" {
			t.Errorf("August, accepted, says %s", got)
		}
	})
}

// What was sent after the due instant tells of the days up to that (N-P8), and
// the days behind it belong to the next period.
func TestP57TheDueInstantBoundsTheData(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-06-30 10:00") // due on Friday the 29th
		w.record(entry{unit: "lushan", day: "2018-06-30", values: sessions(2)})
		w.At("2018-07-05 10:00")
		if got := w.open("lushan", "2018-07").Content.Cells[sessionsCell]; got != "" {
			t.Errorf("July tells of June, which is open: %s", got)
		}
		if got := w.open("lushan", "2018-06").Draft.Ledger.Through; got != day("2018-06-29") {
			t.Errorf("June, late, goes to %s", got)
		}
		w.sendTyped("lushan", "2018-06", map[string]string{"texts/progress": "大棚完工"})
		if got := w.open("lushan", "2018-07").Content.Cells[sessionsCell]; got != "2" {
			t.Errorf("July says %q of the 30th", got)
		}
	})
}

// Grass-roots units count for the union that reports for them: the county's
// before the industry's, and each once.
func TestAnEntryCountsForOneDebtor(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-28 10:00")
		w.record(entry{unit: "xuexiao", day: "2018-09-20", values: sessions(3)})
		w.record(entry{unit: "lushan", day: "2018-09-21", values: map[string]string{"sessions": "5", "organisers": string(w.Unit("yexian"))}})
		county, industry := w.open("yexian", "2018-09"), w.open("jiaoyu", "2018-09")
		if got := county.Content.Cells[sessionsCell]; got != "3" {
			t.Errorf("the county says %q", got)
		}
		if got := industry.Content.Cells[sessionsCell]; got != "" {
			t.Errorf("the industry says %q", got)
		}
		if len(county.Draft.Ledger.Joint) != 1 {
			t.Errorf("%d joint entries are shown", len(county.Draft.Ledger.Joint))
		}
	})
}

// A figure that is not the ledger's needs a reason, keeps both values, and is no
// override once the two agree.
func TestP58AnOverrideSaysWhy(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-28 10:00")
		w.record(entry{unit: "yexian", day: "2018-09-03", values: sessions(2)})
		who, id := w.As(people.Liaison, "yexian"), w.duty("yexian", "2018-09")
		kept, err := w.Reports.Save(t.Context(), who, id, report.Patch{Cells: map[string]string{sessionsCell: "6", "texts/progress": "大棚完工"}})
		w.Must(err)
		_, err = w.Reports.Submit(t.Context(), who, id, report.Sending{Revision: kept.Revision})
		if f := fault.From(err); f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Key != "derive.reason_needed" {
			t.Fatalf("sent without a reason: %+v", f)
		}
		kept, err = w.Reports.Save(t.Context(), who, id, report.Patch{Revision: kept.Revision, Reasons: map[string]paper.Reason{sessionsCell: {ID: "not_recorded"}}})
		w.Must(err)
		v, err := w.Reports.Submit(t.Context(), who, id, report.Sending{Revision: kept.Revision})
		w.Must(err)
		over := filling.Overrides(w.open("yexian", "2018-09").Form, v.Content)
		if len(over) != 1 || over[0].Ledger != "2" || over[0].Typed != "6" || over[0].Reason != "not_recorded" {
			t.Errorf("sent with %+v", over)
		}
		kept, err = w.Reports.Save(t.Context(), who, id, report.Patch{Cells: map[string]string{sessionsCell: "2"}})
		w.Must(err)
		if over := kept.Content.Overrides(); len(over) != 0 {
			t.Errorf("what the ledger says is an override: %+v", over)
		}
	})
}

// A nil report is refused where the ledger tells of something done (P-58), and
// taken where it does not.
func TestP58ANilMonthHasNothingInTheLedger(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-28 10:00")
		w.record(entry{unit: "yexian", day: "2018-09-03", values: sessions(2)})
		_, err := w.Reports.Submit(t.Context(), w.As(people.Liaison, "yexian"), w.duty("yexian", "2018-09"), report.Sending{Nil: "not_started"})
		if f := fault.From(err); len(f.Fields) != 1 || f.Fields[0].Key != "derive.nil_with_entries" || f.Fields[0].Args[0] != 1 {
			t.Fatalf("a nil report beside an entry: %+v", f)
		}
		_, err = w.Reports.Submit(t.Context(), w.As(people.Liaison, "lushan"), w.duty("lushan", "2018-09"), report.Sending{Nil: "not_started"})
		w.Must(err)
	})
}

// Without a ledger a report is typed as it always was.
func TestAUnitWithoutALedgerTypes(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-28 10:00")
		v, err := w.Send(w.As(people.Liaison, "yexian"), w.duty("yexian", "2018-09"), map[string]string{sessionsCell: "6", "texts/progress": "大棚完工"})
		w.Must(err)
		if len(v.Content.Ledger) != 0 || v.Content.Cells[sessionsCell] != "6" {
			t.Errorf("sent %+v", v.Content)
		}
	})
}
