package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/seal"
)

// sized makes a file of a size, the same each time.
func sized(n int) []byte {
	out, dice := make([]byte, n), rand.New(rand.NewPCG(1, 2))
	for i := range out {
		out[i] = byte(dice.Uint32())
	}
	return out
}

func TestVaultReadsAnywhere(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	v := s.Vault(seal.NewRing(seal.NewKey()))
	for id, n := range map[string]int{"empty": 0, "small": 17, "a piece": 256 << 10, "many": 3<<20 + 5} {
		file := sized(n)
		size, err := v.Keep(t.Context(), id, bytes.NewReader(file), 4<<20)
		if err != nil || size != int64(n) {
			t.Fatalf("%s: %d, %v", id, size, err)
		}
		in, err := v.Open(t.Context(), id, size)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(io.NewSectionReader(in, 0, size))
		if err != nil || !bytes.Equal(got, file) {
			t.Errorf("%s: read %d bytes, %v", id, len(got), err)
		}
		if n > 300<<10 {
			some := make([]byte, 20)
			if _, err := in.ReadAt(some, 256<<10-10); err != nil || !bytes.Equal(some, file[256<<10-10:256<<10+10]) {
				t.Errorf("%s: across two pieces: %v", id, err)
			}
			if _, err := in.ReadAt(some, size-5); !errors.Is(err, io.EOF) {
				t.Errorf("%s: behind the end: %v", id, err)
			}
		}
	}
	for _, path := range kept(t, dir) {
		stored, err := os.ReadFile(path)
		if err != nil || bytes.Contains(stored, sized(17)) {
			t.Errorf("%s lies in clear: %v", path, err)
		}
	}
}

func TestVaultDropsAndRefuses(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	ring := seal.NewRing(seal.NewKey())
	v := s.Vault(ring)
	if _, err := v.Keep(t.Context(), "large", bytes.NewReader(sized(100)), 99); !fault.Is(err, fault.TooLarge) {
		t.Errorf("too large: %v", err)
	}
	if paths := kept(t, dir); len(paths) > 0 {
		t.Errorf("something of it was kept: %v", paths)
	}
	if _, err := v.Keep(t.Context(), "one", bytes.NewReader(sized(100)), 1000); err != nil {
		t.Fatal(err)
	}
	if in, err := s.Vault(seal.NewRing(seal.NewKey())).Open(t.Context(), "one", 100); err == nil {
		t.Errorf("another ring opens it: %v", in)
	}
	for range 2 {
		if err := v.Drop(t.Context(), "one"); err != nil {
			t.Error(err)
		}
	}
	if _, err := v.Open(t.Context(), "one", 100); !fault.Is(err, fault.NotFound) {
		t.Errorf("after it was dropped: %v", err)
	}
}

// What was cut short, by whoever sent it, leaves nothing.
func TestVaultLeavesNothingOfAHalf(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	v := s.Vault(seal.NewRing(seal.NewKey()))
	broken := io.MultiReader(bytes.NewReader(sized(1<<20)), failing{})
	if _, err := v.Keep(context.WithoutCancel(t.Context()), "half", broken, 4<<20); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("cut short: %v", err)
	}
	if paths := kept(t, dir); len(paths) > 0 {
		t.Errorf("something of it was kept: %v", paths)
	}
}

// What was kept is listed once it has lain there for a while, and what the end
// of the program left of a file too.
func TestVaultListsWhatItKeeps(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	v := s.Vault(seal.NewRing(seal.NewKey()))
	kept := func(before time.Time) string {
		ids, err := v.Kept(t.Context(), before)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(ids)
		return strings.Join(ids, " ")
	}
	hour := time.Now().Add(time.Hour)
	if got := kept(hour); got != "" {
		t.Errorf("an empty vault keeps %q", got)
	}
	if _, err := s.Put(t.Context(), "a.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n"), 1<<20); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"one", "two"} {
		if _, err := v.Keep(t.Context(), id, bytes.NewReader(sized(10)), 100); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "vault", "three.18f2.tmp"), sized(5), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := kept(hour); got != "one three.18f2.tmp two" {
		t.Errorf("it keeps %q", got)
	}
	if got := kept(hour.Add(-2 * time.Hour)); got != "" {
		t.Errorf("an hour ago it kept %q", got)
	}
	for _, id := range []string{"one", "three.18f2.tmp"} {
		if err := v.Drop(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if got := kept(hour); got != "two" {
		t.Errorf("then it keeps %q", got)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

// A scratch file is gone when it is closed; one that a killed program left is gone
// when the folder is opened again, and those in use go on.
func TestScratchFilesDoNotStay(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	v := s.Vault(seal.NewRing(seal.NewKey()))
	if room := v.Scratch(); room.Pairs().Put(1, 2) != nil || room.Close() != nil || len(kept(t, dir)) > 0 {
		t.Error("a file for one pair")
	}
	f, err := v.Aside()
	if err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(dir, "scratch", "left")
	if err := os.WriteFile(left, []byte("left"), 0o600); err != nil {
		t.Fatal(err)
	}
	other, err := blob.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was left lies there: %v", err)
	}
	got := make([]byte, 4)
	if _, err := f.WriteAt([]byte("some words"), 5); err != nil {
		t.Fatal(err)
	}
	if _, err := f.ReadAt(got, 10); err != nil || string(got) != "word" {
		t.Errorf("read %q, %v", got, err)
	}
	later, err := v.Aside()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Close(), later.Close()); err != nil {
		t.Error(err)
	}
	if lying := kept(t, dir); len(lying) > 0 {
		t.Errorf("%v lies there", lying)
	}
}
