package derive_test

import "testing"

// What stands up to a day still stands on it: a report whose data are of that
// day counts it, one of the day after does not.
func TestWhatStandsHoldsOnItsLastDay(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-20 10:00")
		w.record(entry{unit: "yexian", register: "projects", day: "2018-08-01", until: "2018-09-28", state: "running"})
		w.At("2018-09-28 10:00")
		if got := w.open("yexian", "2018-09").Content.Cells["figures/skill/projects"]; got != "1" {
			t.Errorf("on its last day %q projects stand, want 1", got)
		}
		w.At("2018-09-29 10:00")
		if got := w.open("yexian", "2018-09").Content.Cells["figures/skill/projects"]; got == "1" {
			t.Error("the day after it still stands")
		}
	})
}
