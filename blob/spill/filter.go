package spill

// filter tells of most keys that are not in a run that they are not, without a
// look into the file (B. H. Bloom, 1970).
type filter []uint64

const (
	bitsPerKey = 12
	looks      = 4 // bits that a key sets: of 150 keys that are not there, one is looked for
)

func newFilter(keys int) filter { return make(filter, max(1, (keys*bitsPerKey+63)/64)) }

func (f filter) add(key uint64) {
	for i := range uint64(looks) {
		word, bit := f.bit(key, i)
		f[word] |= bit
	}
}

// perhaps reports whether a key may be there; false is certain.
func (f filter) perhaps(key uint64) bool {
	for i := range uint64(looks) {
		if word, bit := f.bit(key, i); f[word]&bit == 0 {
			return false
		}
	}
	return true
}

// bit is the i-th bit of a key: its two halves, being random, are two hashes, of
// which the others are made.
func (f filter) bit(key, i uint64) (word, bit uint64) {
	n := uint64(uint32(key>>32)+uint32(i)*(uint32(key)|1)) * uint64(len(f)*64) >> 32
	return n / 64, 1 << (n % 64)
}
