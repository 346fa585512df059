package derive_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report/trace"
	"github.com/xianfeng-oss/xianfeng/store"
)

// A figure of households opens to them for who may read households; to all
// others it says how many there are (P-40).
func TestP40AFigureTellsOfNoHousehold(t *testing.T) {
	both(t, func(w *world) {
		w.At("2018-09-28 10:00")
		id := w.record(entry{unit: "yexian", register: "households", day: "2018-09-03", state: "listed"})
		at := derive.Place{Duty: w.duty("yexian", "2018-09"), N: 1, Cell: sessionsCell}
		w.Must(w.DB.Update(t.Context(), func(tx *store.Tx) error {
			return tx.InsertTold([]derive.Told{{Duty: at.Duty, N: at.N, Cell: at.Cell, Entry: id, Value: 1}})
		}))
		open := func(role people.Role, unit string) trace.Entries {
			t.Helper()
			e, err := w.Traces.Sum(t.Context(), w.As(role, unit), w.Campaign, []derive.Place{at})
			w.Must(err)
			return e
		}
		if e := open(people.Liaison, "yexian"); len(e.Parts) != 1 || e.Hidden != 0 {
			t.Errorf("the county sees %d, %d are hidden", len(e.Parts), e.Hidden)
		}
		if e := open(people.Viewer, "PDS"); len(e.Parts) != 0 || e.Hidden != 1 || e.Rest != 1 {
			t.Errorf("a viewer sees %+v, %d are hidden", e.Parts, e.Hidden)
		}
	})
}
