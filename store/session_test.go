package store_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// The sweep takes what is over and leaves what still counts.
func TestSweep(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		now := time.Date(2018, 9, 28, 9, 0, 0, 0, time.UTC)
		s := store.NewSessions(db, func() time.Time { return now })
		err := db.Update(t.Context(), func(tx *store.Tx) error {
			for login, ago := range map[string]time.Duration{"old": people.LockTime + time.Second, "fresh": time.Minute} {
				if _, err := tx.CountFailure(login, now.Add(-ago), now.Add(-ago-people.LockTime), 5); err != nil {
					return err
				}
			}
			if err := tx.PutSession("over", []byte("x"), now); err != nil {
				return err
			}
			return tx.PutSession("open", []byte("x"), now.Add(time.Second))
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		err = db.View(t.Context(), func(tx *store.Tx) error {
			for table, want := range map[string]int64{"SELECT count(*) FROM sign_in_failure": 1, "SELECT count(*) FROM session": 1} {
				if n, err := tx.Int(table); err != nil || n != want {
					t.Errorf("%s: %d, %v; want %d", table, n, err, want)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
