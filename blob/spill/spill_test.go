package spill_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/xianfeng-oss/xianfeng/blob/spill"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
)

// disk makes scratch files in a folder and counts those that are open.
type disk struct {
	t            *testing.T
	dir          string
	opened, open int
}

func newDisk(t *testing.T) *disk { return &disk{t: t, dir: t.TempDir()} }

func (d *disk) file() (spill.File, error) {
	f, err := os.CreateTemp(d.dir, "")
	d.opened++
	d.open++
	return &counted{f, d}, err
}

type counted struct {
	*os.File
	of *disk
}

func (c *counted) Close() error {
	c.of.open--
	return errors.Join(c.File.Close(), os.Remove(c.Name()))
}

// bare checks that nothing is open and nothing lies on the disk.
func (d *disk) bare() {
	d.t.Helper()
	left, err := filepath.Glob(filepath.Join(d.dir, "*"))
	if err != nil || len(left) > 0 || d.open != 0 {
		d.t.Errorf("%d files are open, %v lie there, %v", d.open, left, err)
	}
}

// same checks that a table says of a key what a plain map says.
func same(t *testing.T, p ledger.Pairs, want map[uint64]uint64, key uint64) {
	t.Helper()
	got, there, err := p.Get(key)
	if v, known := want[key]; err != nil || got != v || there != known {
		t.Fatalf("%x is %d, %v, %v, want %d, %v", key, got, there, err, v, known)
	}
}

// Whatever is put, however often it outgrows the memory, is found, the newest
// value of each key, and nothing else.
func TestTablesSayWhatMapsSay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ most, keys, puts int }{{1, 40, 60}, {7, 2000, 3000}, {300, 1 << 30, 5000}, {1000, 900, 20_000}, {1000, 1 << 40, 100_000}} {
		d, dice := newDisk(t), rand.New(rand.NewPCG(1951, uint64(c.most)))
		room := spill.New(c.most, d.file)
		tables := []ledger.Pairs{room.Pairs(), room.Pairs(), room.Pairs()}
		wants := []map[uint64]uint64{{}, {}, {}}
		hash := func() uint64 { return uint64(dice.IntN(c.keys)) * 0x9e3779b97f4a7c15 } // as good as random, and met again
		for range c.puts {
			i, key, value := dice.IntN(3), hash(), dice.Uint64()
			same(t, tables[i], wants[i], key)
			if err := tables[i].Put(key, value); err != nil {
				t.Fatal(err)
			}
			wants[i][key] = value
			same(t, tables[i], wants[i], key)
		}
		for i, want := range wants {
			for key := range want {
				same(t, tables[i], want, key)
			}
			for range 1000 {
				same(t, tables[i], want, hash())
			}
			for _, edge := range []uint64{0, 1, 1<<64 - 1} {
				same(t, tables[i], want, edge)
			}
		}
		if full := len(wants[0]) > c.most || len(wants[1]) > c.most || len(wants[2]) > c.most; full != (d.opened == 1) {
			t.Errorf("%+v: %d files were opened", c, d.opened)
		}
		if err := room.Close(); err != nil {
			t.Error(err)
		}
		d.bare()
	}
}

// What fits into memory needs no file.
func TestNoFileBeforeOneIsNeeded(t *testing.T) {
	t.Parallel()
	d := newDisk(t)
	room := spill.New(3, d.file)
	p := room.Pairs()
	for i := range uint64(12) {
		if err := p.Put(i%3, i); err != nil {
			t.Fatal(err)
		}
	}
	if d.opened != 0 {
		t.Error("a file was opened for three pairs")
	}
	if err := room.Close(); err != nil {
		t.Error(err)
	}
}

// After a table was closed it says that it is, and opens no other file.
func TestAClosedTableIsOfNoUse(t *testing.T) {
	t.Parallel()
	d := newDisk(t)
	room := spill.New(2, d.file)
	p := room.Pairs()
	for i := range uint64(5) {
		if err := p.Put(i, i); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(room.Close(), room.Close()); err != nil {
		t.Error(err)
	}
	if _, _, err := p.Get(0); !fault.Is(err, fault.Unavailable) {
		t.Errorf("it tells of a key: %v", err)
	}
	if err := errors.Join(p.Put(5, 5), p.Put(6, 6), p.Put(7, 7)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("it takes pairs: %v", err)
	}
	d.bare()
}

var errDisk = errors.New("the disk is full")

// broken is a file of which something fails, after so many times.
type broken struct {
	spill.File
	writes, reads int
}

func (b *broken) WriteAt(p []byte, at int64) (int, error) {
	if b.writes--; b.writes < 0 {
		return 0, errDisk
	}
	return b.File.WriteAt(p, at)
}

func (b *broken) ReadAt(p []byte, at int64) (int, error) {
	if b.reads--; b.reads < 0 {
		return len(p) / 2, errDisk
	}
	return b.File.ReadAt(p, at)
}

// A failure of the file is told as one that passes, never as a key that is not
// there, and the file is gone all the same.
func TestFailuresOfTheFileAreTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refused       bool
		writes, reads int
	}{"opening": {refused: true}, "writing": {reads: 1000}, "writing on": {writes: 2, reads: 1000}, "reading": {writes: 1000}, "reading on": {writes: 1000, reads: 3}} {
		d := newDisk(t)
		room := spill.New(4, func() (spill.File, error) {
			if c.refused {
				return nil, errDisk
			}
			f, err := d.file()
			return &broken{f, c.writes, c.reads}, err
		})
		p := room.Pairs()
		var err error
		for i := uint64(0); i < 40 && err == nil; i++ {
			if err = p.Put(i<<32, i); err == nil {
				var got uint64
				var there bool
				if got, there, err = p.Get(i / 2 << 32); err == nil && (!there || got != i/2) {
					t.Errorf("%s: %d is %d, %v", name, i/2, got, there)
				}
			}
		}
		if !errors.Is(err, errDisk) || !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v", name, err)
		}
		if err := room.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		d.bare()
	}
}
