package derive_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// A unit whose ledger is up to date sends with nothing typed: the progress of
// its projects is told from their steps, and of one without any that there is
// nothing new (P-58).
func TestP58TheProgressOfProjectsIsTold(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-08-20 09:00")
		old := w.record(entry{unit: "yexian", register: "projects", day: "2018-07-01", state: "running"})
		busy := w.record(entry{unit: "yexian", register: "projects", day: "2018-07-02", state: "running"})
		w.record(entry{unit: "yexian", register: "projects", day: "2018-07-03", state: "running"})
		w.record(entry{unit: "yexian", register: "projects", day: "2018-07-04", until: "2018-09-01", state: "completed"})
		step := func(project, day, text, percent string) {
			w.record(entry{unit: "yexian", register: "steps", day: day, values: map[string]string{"project": project, "text": text, "percent": percent}})
		}
		step(string(old), "2018-08-12", "平整土地", "30")
		w.At("2018-08-31 10:00")
		w.send("yexian", "2018-08")
		w.At("2018-09-28 10:00")
		step(string(busy), "2018-09-03", "备料", "40")
		step(string(busy), "2018-09-20", "棚体完工。", "60")
		const want = "活动2018-07-01：本月无新进展（8月12日：完成30%）\n活动2018-07-02：9月20日棚体完工（完成60%）\n活动2018-07-03：本月无新进展"
		e := w.open("yexian", "2018-09")
		if got := e.Content.Cells["texts/progress"]; got != want {
			t.Fatalf("opens with\n%s, want\n%s", got, want)
		}
		if got := e.Draft.Ledger.Cells["texts/progress"].Count(); got != 5 {
			t.Errorf("made of %d entries, want 3 projects and 2 steps", got)
		}
		who := w.As(people.Liaison, "yexian")
		v, err := w.Reports.Submit(t.Context(), who, e.Case.Duty.ID, report.Sending{})
		w.Must(err)
		step(string(old), "2018-09-25", "覆膜", "")
		if got := w.open("yexian", "2018-09").Content.Cells["texts/progress"]; got == v.Content.Cells["texts/progress"] {
			t.Error("opened again, the text does not follow the ledger")
		}
		_, err = w.Reports.Save(t.Context(), who, e.Case.Duty.ID, report.Patch{Cells: map[string]string{"texts/progress": "两个项目进展顺利"}})
		w.Must(err)
		if got := w.open("yexian", "2018-09").Content.Cells["texts/progress"]; got != "两个项目进展顺利" {
			t.Errorf("what was typed became %s", got)
		}
	})
}

// Where a ledger is kept and no project is under way, that is what is told.
func TestP58NoProjectUnderWayIsTold(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-28 10:00")
		w.record(entry{unit: "yexian", day: "2018-09-03", values: sessions(2)})
		v, err := w.Reports.Submit(t.Context(), w.As(people.Liaison, "yexian"), w.duty("yexian", "2018-09"), report.Sending{})
		w.Must(err)
		if got := v.Content.Cells["texts/progress"]; got != "无在建项目" {
			t.Errorf("sent %q", got)
		}
		if got := w.open("lushan", "2018-09").Content.Cells["texts/progress"]; got != "" {
			t.Errorf("without a ledger it opens with %q", got)
		}
	})
}
