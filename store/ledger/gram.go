package ledger

import (
	"encoding/base64"
	"encoding/binary"
	"unicode"
)

// pairs returns the pairs of neighbouring letters and digits of a text, without
// regard to case or width. What stands between two words joins nothing.
func pairs(text string) [][2]rune {
	var out [][2]rune
	last := rune(-1)
	for _, r := range text {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		r = unicode.ToLower(r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			last = -1
			continue
		}
		if last >= 0 {
			out = append(out, [2]rune{last, r})
		}
		last = r
	}
	return out
}

// textGrams turns the pairs of a text into numbers: a character has 21 bits.
func textGrams(text string) []int64 {
	var out []int64
	for _, p := range pairs(text) {
		out = append(out, int64(p[0])<<21|int64(p[1]))
	}
	return out
}

// nameGrams turns the pairs of a personal name into keyed hashes, which are
// negative: whoever has the file alone reads no name out of it.
func (q Ledgers) nameGrams(name string) []int64 {
	var out []int64
	for _, p := range pairs(name) {
		sum, err := base64.RawStdEncoding.DecodeString(q.Secrets.Mark("entry/gram", string(p[:])))
		if err != nil {
			panic(err) // a mark is base64
		}
		out = append(out, -1-int64(binary.BigEndian.Uint64(sum)>>1))
	}
	return out
}
