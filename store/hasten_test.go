package store_test

import (
	"errors"
	"testing"

	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// What is written in haste is there, an error of it comes back, and afterwards
// commits are flushed again.
func TestHasten(t *testing.T) {
	t.Parallel()
	db, broken := storetest.SQLite(t), errors.New("broken off")
	err := db.Hasten(t.Context(), func() error { return db.PutSetting(t.Context(), "made", "in haste") })
	if text, reading := db.Setting(t.Context(), "made"); err != nil || reading != nil || text != "in haste" {
		t.Errorf("%v, %v: %q", err, reading, text)
	}
	if err := db.Hasten(t.Context(), func() error { return broken }); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	err = db.Update(t.Context(), func(tx *store.Tx) error {
		mode, err := tx.Int("PRAGMA synchronous")
		if err == nil && mode != 2 { // 2 is FULL
			t.Errorf("commits are flushed in mode %d", mode)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
