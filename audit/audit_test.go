package audit_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

var morning = time.Date(2018, 9, 28, 1, 0, 0, 0, time.UTC)

func newKey(t *testing.T, name string) audit.Key {
	t.Helper()
	k, err := audit.NewKey(filepath.Join(t.TempDir(), "audit.key"), name)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// record writes an act of its own.
func record(t *testing.T, db *store.DB, at time.Time, from audit.Origin, act audit.Act) {
	t.Helper()
	err := db.Update(t.Context(), func(tx *store.Tx) error { return tx.Record(at, from, act) })
	if err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, db *store.DB, fn func(*store.Tx) error) {
	t.Helper()
	if err := db.View(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func TestKeyIsMadeOnceAndReadBack(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "audit.key")
	k, err := audit.NewKey(path, "pingdingshan")
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the key file is %v, %v; others may not read it", info.Mode(), err)
	}
	if _, err := audit.NewKey(path, "other"); !errors.Is(err, os.ErrExist) {
		t.Errorf("a second key: %v, want os.ErrExist", err)
	}
	again, err := audit.LoadKey(path)
	if err != nil || again.Public() != k.Public() || !strings.HasPrefix(k.Public(), "pingdingshan+") {
		t.Errorf("LoadKey = %q, %v; want %q", again.Public(), err, k.Public())
	}
	if _, err := audit.LoadKey(path + ".gone"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v, want os.ErrNotExist", err)
	}
	if err := os.WriteFile(path, []byte("a\nb\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := audit.LoadKey(path); err == nil {
		t.Error("a file without a key was read")
	}
	if _, err := audit.NewKey(filepath.Join(t.TempDir(), "k"), "two words"); err == nil {
		t.Error("a name with a space was taken")
	}
}

func TestReadHead(t *testing.T) {
	t.Parallel()
	db, k := storetest.SQLite(t), newKey(t, "a")
	record(t, db, morning, audit.Origin{}, audit.Act{Name: "x"})
	if _, err := sequencer(db, k, morning).Place(t.Context()); err != nil {
		t.Fatal(err)
	}
	var head audit.Head
	view(t, db, func(tx *store.Tx) (err error) {
		head, err = tx.NewestHead()
		return err
	})
	got, err := k.ReadHead(head.Note)
	if err != nil || got.Size != 1 || got.Root != head.Root {
		t.Fatalf("ReadHead = %+v, %v; want %+v", got, err, head)
	}
	for what, text := range map[string]string{
		"another size": strings.Replace(head.Note, "\n1\n", "\n2\n", 1),
		"no signature": strings.SplitAfter(head.Note, "\n\n")[0],
		"nothing":      "",
	} {
		if _, err := k.ReadHead(text); err == nil {
			t.Errorf("%s was read", what)
		}
	}
	if _, err := newKey(t, "a").ReadHead(head.Note); err == nil {
		t.Error("another key with the same name read the head")
	}
}

func FuzzReadHead(f *testing.F) {
	k, err := audit.NewKey(filepath.Join(f.TempDir(), "audit.key"), "a")
	if err != nil {
		f.Fatal(err)
	}
	f.Add("a\n1\nAAAA\n\n— a AAAA\n")
	f.Fuzz(func(t *testing.T, text string) {
		if h, err := k.ReadHead(text); err == nil {
			t.Fatalf("a head nobody signed: %+v", h)
		}
	})
}

func sequencer(db *store.DB, k audit.Key, now time.Time) *audit.Sequencer {
	return audit.NewSequencer(store.Scope[audit.Tx](db), k, func() time.Time { return now })
}

// Of two nodes one places, and the other takes over when the lease has ended.
// The order is that of the acts, and the batches join into one tree.
func TestSequencerIsOneOfManyNodes(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		k := newKey(t, "a")
		place := func(s *audit.Sequencer, want int) {
			t.Helper()
			if n, err := s.Place(t.Context()); err != nil || n != want {
				t.Fatalf("Place = %d, %v; want %d", n, err, want)
			}
		}
		add := func(n int) {
			t.Helper()
			for i := range n {
				record(t, db, morning.Add(time.Duration(i)*time.Second), audit.Origin{}, audit.Act{Name: "x"})
			}
		}
		first, second := sequencer(db, k, morning), sequencer(db, k, morning)
		place(first, 0)
		add(300)
		place(first, 300)
		add(3)
		place(second, 0)
		place(sequencer(db, k, morning.Add(time.Second)), 3)
		var seen []audit.Entry
		view(t, db, func(tx *store.Tx) error {
			_, err := k.Check(tx, time.Now(), nil, func(f fault.Field) { t.Errorf("found %v", f) }, func(e audit.Entry, _ audit.Record) error {
				seen = append(seen, e)
				return nil
			})
			return err
		})
		if len(seen) != 303 {
			t.Fatalf("%d records, want 303", len(seen))
		}
		for i, e := range seen {
			if e.Place != int64(i) || i > 0 && e.ID < seen[i-1].ID {
				t.Fatalf("record %d has place %d and is made before the last one", i, e.Place)
			}
		}
	})
}

// A record has its place within a second of its act.
func TestRunPlacesWithinASecond(t *testing.T) {
	t.Parallel()
	db, k := storetest.SQLite(t), newKey(t, "a")
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		audit.NewSequencer(store.Scope[audit.Tx](db), k, time.Now).Run(ctx, slog.New(slog.DiscardHandler))
	}()
	record(t, db, morning, audit.Origin{}, audit.Act{Name: "x"})
	began := time.Now()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for size := int64(0); size == 0; <-tick.C {
		view(t, db, func(tx *store.Tx) (err error) {
			size, err = tx.TreeSize()
			return err
		})
		if took := time.Since(began); took > 10*time.Second { // ten times the promise: machines are noisy
			t.Fatalf("no place after %s", took)
		}
	}
	stop()
	<-ended
}
