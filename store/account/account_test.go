package account_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/account"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

var noon = time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)

func update(t *testing.T, db *store.DB, fn func(account.Accounts) error) {
	t.Helper()
	if err := db.Update(t.Context(), func(tx *store.Tx) error { return fn(tx.Accounts) }); err != nil {
		t.Fatal(err)
	}
}

func TestSessions(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		read := func(token string, at time.Time) (data string, found bool) {
			update(t, db, func(q account.Accounts) error {
				b, ok, err := q.Session(token, at)
				data, found = string(b), ok
				return err
			})
			return data, found
		}
		update(t, db, func(q account.Accounts) error { return q.PutSession("a", []byte("one"), noon) })
		update(t, db, func(q account.Accounts) error { return q.PutSession("a", []byte("two"), noon.Add(time.Hour)) })
		update(t, db, func(q account.Accounts) error { return q.PutSession("b", []byte{}, noon) })
		if data, ok := read("a", noon); !ok || data != "two" {
			t.Errorf("a = %q, %v, want the newer data", data, ok)
		}
		if _, ok := read("b", noon); ok {
			t.Error("a session is found at the instant it expires")
		}
		if data, ok := read("b", noon.Add(-time.Millisecond)); !ok || data != "" {
			t.Errorf("b = %q, %v, want an empty one", data, ok)
		}
		update(t, db, func(q account.Accounts) error { return q.SweepSessions(noon) })
		if _, ok := read("b", noon.Add(-time.Hour)); ok {
			t.Error("an expired session outlives the sweep")
		}
		update(t, db, func(q account.Accounts) error { return q.DropSession("a") })
		update(t, db, func(q account.Accounts) error { return q.DropSession("a") })
		if _, ok := read("a", noon); ok {
			t.Error("a dropped session is found")
		}
	})
}

func TestCountFailure(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		const limit = 2
		for i, c := range []struct {
			minute, want int
		}{
			{0, 1}, {14, 2}, {15, 3}, {28, 4}, // from minute 14 on it is locked, and trying does not prolong it
			{29, 1}, {30, 2}, {45, 1},
		} {
			at := noon.Add(time.Duration(c.minute) * time.Minute)
			update(t, db, func(q account.Accounts) error {
				got, err := q.CountFailure("clerk", at, at.Add(-15*time.Minute), limit)
				if got != c.want {
					t.Errorf("attempt %d at minute %d counts %d, want %d", i+1, c.minute, got, c.want)
				}
				return err
			})
		}
		update(t, db, func(q account.Accounts) error { return q.SweepFailures(noon.Add(45 * time.Minute)) })
		update(t, db, func(q account.Accounts) error {
			n, err := q.Int("SELECT count(*) FROM sign_in_failure")
			if n != 0 {
				t.Errorf("%d failures are left after the sweep", n)
			}
			return err
		})
	})
}
