package audit_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

func TestTrailPage(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		k := newKey(t, "a")
		for i, act := range []audit.Act{
			{Name: "report.send", Subject: "d1", Root: "r1", Campaign: "c1", Unit: "u1"},
			{Name: "report.return", Subject: "d1", Root: "r1", Campaign: "c1", Unit: "u1"},
			{Name: "report.send", Subject: "d2", Root: "r1", Campaign: "c1", Unit: "u2"},
			{Name: "report.send", Subject: "d3", Root: "r2", Campaign: "c2", Unit: "u3"},
		} {
			record(t, db, morning.Add(time.Duration(i/2)*time.Hour), audit.Origin{Account: act.Unit}, act)
		}
		if _, err := sequencer(db, k, morning).Place(t.Context()); err != nil {
			t.Fatal(err)
		}
		record(t, db, morning.Add(time.Hour), audit.Origin{}, audit.Act{Name: "report.accept", Subject: "d1", Root: "r1"})
		for _, tt := range []struct {
			filter audit.Filter
			want   []string // subjects and acts, newest first
		}{
			{audit.Filter{}, []string{"d1 report.accept -1", "d3 report.send 3", "d2 report.send 2", "d1 report.return 1", "d1 report.send 0"}},
			{audit.Filter{Root: "r2"}, []string{"d3 report.send 3"}},
			{audit.Filter{Campaign: "c1", Act: "report.send"}, []string{"d2 report.send 2", "d1 report.send 0"}},
			{audit.Filter{Unit: "u1", Subject: "d1"}, []string{"d1 report.return 1", "d1 report.send 0"}},
			{audit.Filter{Account: "u2"}, []string{"d2 report.send 2"}},
			{audit.Filter{From: morning.Add(time.Hour)}, []string{"d1 report.accept -1", "d3 report.send 3", "d2 report.send 2"}},
			{audit.Filter{To: morning.Add(time.Hour)}, []string{"d1 report.return 1", "d1 report.send 0"}},
			{audit.Filter{Subject: "none"}, nil},
		} {
			for _, limit := range []int{1, 2, 10} {
				if diff := cmp.Diff(tt.want, walk(t, db, tt.filter, limit)); diff != "" {
					t.Errorf("%+v by %d:\n%s", tt.filter, limit, diff)
				}
			}
		}
	})
}

// walk reads all pages of the trail.
func walk(t *testing.T, db *store.DB, f audit.Filter, limit int) (out []string) {
	t.Helper()
	f.Limit = limit
	for {
		var page []audit.Entry
		view(t, db, func(tx *store.Tx) (err error) {
			page, err = tx.TrailPage(f)
			return err
		})
		if len(page) == 0 {
			return out
		}
		for _, e := range page {
			r, err := e.Record()
			if err != nil || r.Act.Name != e.Act {
				t.Fatalf("record %s: %v", e.ID, err)
			}
			out = append(out, e.Subject+" "+e.Act+" "+place(t, db, e))
		}
		f.Before = page[len(page)-1]
	}
}

// place returns the place of an entry, which the query by id must know too.
func place(t *testing.T, db *store.DB, e audit.Entry) string {
	t.Helper()
	view(t, db, func(tx *store.Tx) error {
		n, err := tx.RecordPlace(e.ID)
		if n != e.Place {
			t.Errorf("record %s has place %d and %d", e.ID, e.Place, n)
		}
		return err
	})
	return strconv.FormatInt(e.Place, 10)
}
