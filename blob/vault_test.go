package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"

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

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }
