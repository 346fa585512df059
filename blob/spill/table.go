package spill

import (
	"encoding/binary"
	"maps"
	"slices"
	"sort"
)

// table tells numbers by keys, which have to be hashes: as good as random. Of
// many pairs, some twelve bits for each stay in memory.
type table struct {
	room   *Scratch
	recent map[uint64]uint64
	runs   []run
	block  [perBlock * pairSize]byte
}

// run are pairs in the file, in the order of their keys.
type run struct {
	at     int64 // of its first byte
	n      int
	first  []uint64 // the first key of each block
	filter filter
}

const (
	pairSize = 16  // bytes
	perBlock = 256 // pairs that are read together, four kibibytes
)

// Put implements ledger.Pairs.
func (t *table) Put(key, value uint64) error {
	if _, there := t.recent[key]; !there && len(t.recent) >= t.room.most {
		if err := t.spill(); err != nil {
			return err
		}
	}
	t.recent[key] = value
	return nil
}

// Get implements ledger.Pairs.
func (t *table) Get(key uint64) (value uint64, there bool, err error) {
	if value, there = t.recent[key]; there {
		return value, true, nil
	}
	for i := len(t.runs) - 1; i >= 0; i-- { // the newest value counts
		if value, there, err = t.find(&t.runs[i], key); there || err != nil {
			return value, there, err
		}
	}
	return 0, false, nil
}

// spill writes what lies in memory into the file.
func (t *table) spill() error {
	keys := slices.Sorted(maps.Keys(t.recent))
	r := run{n: len(keys), filter: newFilter(len(keys))}
	all := make([]byte, 0, len(keys)*pairSize)
	for i, k := range keys {
		if i%perBlock == 0 {
			r.first = append(r.first, k)
		}
		r.filter.add(k)
		all = binary.LittleEndian.AppendUint64(all, k)
		all = binary.LittleEndian.AppendUint64(all, t.recent[k])
	}
	var err error
	if r.at, err = t.room.add(all); err != nil {
		return err
	}
	t.runs = append(t.runs, r)
	clear(t.recent)
	return nil
}

// find looks for a key in a run: in the one block where it may be.
func (t *table) find(r *run, key uint64) (value uint64, there bool, err error) {
	if !r.filter.perhaps(key) {
		return 0, false, nil
	}
	b, first := slices.BinarySearch(r.first, key)
	if !first {
		b--
	}
	if b < 0 {
		return 0, false, nil
	}
	n := min(perBlock, r.n-b*perBlock)
	pairs := t.block[:n*pairSize]
	if err := t.room.read(pairs, r.at+int64(b)*perBlock*pairSize); err != nil {
		return 0, false, err
	}
	i := sort.Search(n, func(i int) bool { return number(pairs, 2*i) >= key })
	if i == n || number(pairs, 2*i) != key {
		return 0, false, nil
	}
	return number(pairs, 2*i+1), true, nil
}

// number is one of the numbers of a block.
func number(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
