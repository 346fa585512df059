package quota_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/people"
)

// What was done before the day on which an entry is handed over goes on counting
// for the unit that did it, however often it is handed on; what was done from
// that day on counts for the new one (H-10, H-50).
func TestH50WhatWasHandedOverCountsForTheUnitOfItsDay(t *testing.T) {
	play(t, func(w *world) {
		office := w.As(people.Office, "HB")
		before := w.Moved(office, w.held("suixi", "day", "2019-02-10"), "accept", "")
		since := w.Moved(office, w.held("suixi", "day", "2019-02-20"), "accept", "")
		w.accepted("suixi")
		w.At("2019-05-06 09:00")
		hand := func(e ledger.Entry, to, from string) ledger.Entry {
			e, err := w.Ledger.Transfer(t.Context(), office, e.ID, e.Revision, w.Unit(to), stage.Date(from))
			w.Must(err)
			return e
		}
		before, since = hand(before, "shijiao", "2019-02-15"), hand(since, "shijiao", "2019-02-15")
		w.stands("activities-three", "suixi", 2, quota.Underway)
		w.stands("activities-three", "shijiao", 1, quota.Underway)
		hand(before, "kuangye", "2019-04-01")
		hand(since, "kuangye", "2019-04-01")
		w.stands("activities-three", "suixi", 2, quota.Underway)
		w.stands("activities-three", "shijiao", 1, quota.Underway)
		w.stands("activities-one", "kuangye", 0, quota.Underway)
		if _, total := w.row("activities-three", "suixi"); total != 3 {
			t.Errorf("the city has %d, want 3", total)
		}
	})
}
