package store_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// behind does something behind a transaction.
func behind(tx *store.Tx, do func(*store.Tx) error) error {
	return tx.Behind(func(part entry.BulkTx) error { return do(part.(*store.Tx)) })
}

// What is written behind is there for whoever asks next, and kept.
func TestBehindIsAwaited(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		err := db.Update(t.Context(), func(tx *store.Tx) error {
			for i := range 20 {
				if err := behind(tx, put(fmt.Sprint("behind ", i), "1")); err != nil {
					return err
				}
				if err := put(fmt.Sprint("meanwhile ", i), "1")(tx); err != nil {
					return err
				}
				if n, err := tx.Int("SELECT count(*) FROM setting WHERE value = '1'"); err != nil || n != int64(2*i+2) {
					return fmt.Errorf("%d are seen: %w", n, err)
				}
			}
			return behind(tx, put("last", "1"))
		})
		if n := count(t, db); err != nil || n != 41 {
			t.Fatalf("%d are kept: %v", n, err)
		}
	})
}

// A failure behind ends the transaction, whether or not anything is asked of it
// afterwards, and a failure of the caller leaves nothing going on.
func TestBehindFails(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	fails := func(*store.Tx) error { return boom }
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		for name, fn := range map[string]func(*store.Tx) error{
			"nothing is asked": func(tx *store.Tx) error { return errors.Join(put("a", "1")(tx), behind(tx, fails)) },
			"a statement": func(tx *store.Tx) error {
				return errors.Join(put("a", "1")(tx), behind(tx, fails), put("b", "1")(tx))
			},
			"another one": func(tx *store.Tx) error {
				return errors.Join(put("a", "1")(tx), behind(tx, fails), behind(tx, put("b", "1")))
			},
			"the caller": func(tx *store.Tx) error { return errors.Join(behind(tx, put("b", "1")), boom) },
		} {
			if err := db.Update(t.Context(), fn); !errors.Is(err, boom) {
				t.Errorf("%s: the error is %v", name, err)
			}
			if n := count(t, db); n != 0 {
				t.Errorf("%s: %d are kept", name, n)
			}
		}
		err := db.Update(t.Context(), func(tx *store.Tx) error {
			return behind(tx, func(*store.Tx) error { panic("lost") })
		})
		if err == nil {
			t.Error("a panic passed for success")
		}
		if err := db.Update(t.Context(), put("a", "1")); err != nil {
			t.Errorf("nothing is written any more: %v", err)
		}
	})
}

// Many rows go into few statements, and one bad text keeps all of them out.
func TestManyRows(t *testing.T) {
	t.Parallel()
	type setting struct{ name, value string }
	table := sqltx.Table[setting]{Name: "setting", Columns: "name, value", Keys: 1, Refs: func(s *setting) []any { return []any{&s.name, &s.value} }}
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		var all []setting
		for i := range 2500 {
			all = append(all, setting{fmt.Sprint(i), "它是‘{1,2}’，\"\\N\""})
		}
		bad := append(all[:1500:1500], setting{"bad", "a\x00b"})
		if err := db.Update(t.Context(), func(tx *store.Tx) error { return sqltx.InsertAll(tx.Tx, table, bad) }); !fault.Is(err, fault.Invalid) {
			t.Errorf("a text that cannot be kept: %v", err)
		}
		if n := count(t, db); n != 0 {
			t.Errorf("%d are kept of rows with a bad one", n)
		}
		if err := db.Update(t.Context(), func(tx *store.Tx) error { return sqltx.InsertAll(tx.Tx, table, all) }); err != nil {
			t.Fatal(err)
		}
		if text, err := db.Setting(t.Context(), "2499"); err != nil || text != all[0].value || count(t, db) != 2500 {
			t.Errorf("the last of %d is %q: %v", count(t, db), text, err)
		}
	})
}
