package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/person"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

func put(name, value string) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		_, err := tx.Exec("INSERT INTO setting (name, value) VALUES ($1, $2)", name, value)
		return err
	}
}

func count(t *testing.T, db *store.DB) (n int64) {
	t.Helper()
	err := db.View(t.Context(), func(tx *store.Tx) (err error) {
		n, err = tx.Int("SELECT count(*) FROM setting WHERE name <> $1", person.MasterSetting) // which opening makes
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestUpdateKeepsAllOrNothing(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		boom := errors.New("boom")
		err := db.Update(t.Context(), func(tx *store.Tx) error {
			if err := put("a", "1")(tx); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatalf("Update = %v, want its own error", err)
		}
		if n := count(t, db); n != 0 {
			t.Fatalf("%d rows kept of a failed update", n)
		}
		if err := db.Update(t.Context(), put("a", "1")); err != nil {
			t.Fatal(err)
		}
		if err := db.Update(t.Context(), put("a", "2")); !fault.Is(err, fault.Conflict) {
			t.Fatalf("second insert = %v, want a conflict", err)
		}
	})
}

// Many writers at once share a commit on SQLite: one that fails must not take
// its neighbours with it.
func TestUpdateTogetherFailsAlone(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		var wg sync.WaitGroup
		failed := make(chan error, 200)
		for i := range 200 {
			wg.Go(func() {
				err := db.Update(t.Context(), func(tx *store.Tx) error {
					if err := put(fmt.Sprint(i), "x")(tx); err != nil {
						return err
					}
					if i%10 == 0 {
						return fault.New(fault.Invalid, "fault.fields", i)
					}
					return nil
				})
				if (i%10 == 0) != fault.Is(err, fault.Invalid) {
					failed <- fmt.Errorf("writer %d: %w", i, err)
				}
			})
		}
		wg.Wait()
		close(failed)
		for err := range failed {
			t.Error(err)
		}
		if n := count(t, db); n != 180 {
			t.Fatalf("%d rows, want 180", n)
		}
	})
}

func TestUpdateSurvivesPanic(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	err := db.Update(t.Context(), func(*store.Tx) error { panic("lost") })
	if err == nil {
		t.Fatal("a panic passed for success")
	}
	if err := db.Update(t.Context(), put("a", "1")); err != nil {
		t.Fatalf("the writer is gone: %v", err)
	}
}

func TestViewCannotWrite(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		if err := db.View(t.Context(), put("a", "1")); err == nil {
			t.Fatal("a view wrote")
		}
	})
}

func TestCloseRefusesLaterUpdates(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Update(context.Background(), put("a", "1")); !fault.Is(err, fault.Unavailable) {
		t.Fatalf("Update after Close = %v, want unavailable", err)
	}
}

func TestTextsThatCannotBeKeptAreRefused(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		for _, text := range []string{"a\x00b", "\xff"} {
			if err := db.Update(t.Context(), put(text, "1")); !fault.Is(err, fault.Invalid) {
				t.Errorf("%q answers %v, want invalid", text, err)
			}
		}
	})
}

func TestFirstSettingIsOneForAll(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		var told [8]string
		var wg sync.WaitGroup
		for i := range told {
			wg.Go(func() {
				var err error
				if told[i], err = db.FirstSetting(t.Context(), "key", fmt.Sprint("of node ", i)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, got := range told {
			if got == "" || got != told[0] {
				t.Fatalf("the nodes learn %q, want one and the same", told)
			}
		}
	})
}
