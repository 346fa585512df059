package derive_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
)

// An entry that is handed over is in the report of the unit that had it on its
// own day, and in no other; what stands is in that of the unit that has it on the
// last day.
func TestWhatWasHandedOverIsToldByTheUnitOfItsDay(t *testing.T) {
	both(t, func(w *world) {
		office := w.As(people.Office, "PDS")
		w.At("2018-09-20 10:00")
		before := w.record(entry{unit: "yexian", day: "2018-09-05", values: map[string]string{"name": "一", "line": "skill", "day": "2018-09-05", "sessions": "2"}})
		since := w.record(entry{unit: "yexian", day: "2018-09-12", values: map[string]string{"name": "二", "line": "skill", "day": "2018-09-12", "sessions": "5"}})
		stands := w.record(entry{unit: "yexian", register: "projects", day: "2018-08-01", state: "running",
			values: map[string]string{"name": "大棚", "line": "skill", "started_on": "2018-08-01"}})
		w.record(entry{unit: "yexian", day: "2018-09-06", values: sessions(1)})
		for _, id := range []ledger.EntryID{before, since, stands} {
			_, err := w.Ledger.Transfer(w.t.Context(), office, id, 1, w.Unit("lushan"), day("2018-09-10"))
			w.Must(err)
		}
		w.At("2018-09-28 10:00")
		for unit, want := range map[string][2]string{"yexian": {"3", ""}, "lushan": {"5", "1"}} {
			cells := w.open(unit, "2018-09").Content.Cells
			if got := [2]string{cells[sessionsCell], cells["figures/skill/projects"]}; got[0] != want[0] || number(got[1]) != number(want[1]) {
				w.t.Errorf("%s tells of %q sessions and %q projects, want %q", unit, got[0], got[1], want)
			}
		}
	})
}
