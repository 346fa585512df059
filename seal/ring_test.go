package seal_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/xianfeng-oss/xianfeng/seal"
)

// Values of both suites lie side by side and are read by the same key.
func TestSuitesAreReadSideBySide(t *testing.T) {
	t.Parallel()
	k := seal.NewKey()
	for _, s := range seal.Suites {
		sealed, err := k.Seal(s, []byte("先锋"), "person/1/name")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(sealed, []byte(s.ID()+":")) {
			t.Errorf("%s: its values begin with %q", s.ID(), sealed[:8])
		}
		if got, err := k.Open(sealed, "person/1/name"); err != nil || string(got) != "先锋" {
			t.Errorf("%s: Open = %q, %v", s.ID(), got, err)
		}
		if got, ok := seal.SuiteOf(s.ID()); !ok || got.ID() != s.ID() {
			t.Errorf("no suite %s", s.ID())
		}
	}
	if _, ok := seal.SuiteOf("rot13"); ok {
		t.Error("an unknown suite is taken")
	}
}

func ring(t *testing.T, dir string) *seal.Ring {
	t.Helper()
	r, err := seal.OpenRing(dir, seal.AES)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRingTakesUpKeysAddedElsewhere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one, two := ring(t, dir), ring(t, dir)
	if one.First() == "" || one.First() != two.First() {
		t.Fatalf("two openings know the first keys %q and %q", one.First(), two.First())
	}
	id, err := one.Add()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := two.Master(id); err != nil {
		t.Errorf("a key that another node added is not found: %v", err)
	}
	if _, err := two.Master("nowhere"); !errors.Is(err, seal.ErrOpen) {
		t.Errorf("an unknown key gives %v", err)
	}
	if got := two.IDs(); len(got) != 2 {
		t.Errorf("keys %v, want two", got)
	}
}

// Marks stay the same when the first master key has gone: they are found by in
// indexes that no rotation writes again.
func TestMarksOutliveRotation(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	before := ring(t, dir)
	if _, err := before.Add(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "master.key")); err != nil {
		t.Fatal(err)
	}
	after := ring(t, dir)
	if after.First() != "" {
		t.Errorf("a new first key %s was made beside a rotated one", after.First())
	}
	if a, b := before.Mark("person/name", "王强"), after.Mark("person/name", "王强"); a != b {
		t.Errorf("marks %s and %s of one value", a, b)
	}
	if a, b := after.Mark("person/name", "王强"), after.Mark("person/id_number", "王强"); a == b {
		t.Error("marks of two contexts are equal")
	}
}

func TestRingRefusesABrokenFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "master-1.key"), []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.OpenRing(dir, seal.AES); !errors.Is(err, seal.ErrKeyFile) {
		t.Errorf("a broken key file gives %v", err)
	}
}
