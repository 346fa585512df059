package ledger

import "github.com/xianfeng-oss/xianfeng/store/person"

// textGrams turns the pairs of a text into numbers: a character has 21 bits.
func textGrams(text string) []int64 {
	var out []int64
	for _, p := range person.Pairs(text) {
		out = append(out, int64(p[0])<<21|int64(p[1]))
	}
	return out
}

// nameGrams are the keyed hashes of the pairs of a personal name.
func (q Ledgers) nameGrams(name string) []int64 { return person.NameGrams(q.Secrets, name) }
