package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// seed makes every demonstration the same.
const seed = 20180601

// Die decides one question, always the same way.
type Die struct{ *rand.Rand }

// Roll returns the die of a question. Each question has its own, so what is
// asked before it changes nothing.
func Roll(question ...string) Die {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(question, "\x00"))) // a hash never fails to write
	return Die{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

// Chance is true in p of all cases.
func (d Die) Chance(p float64) bool { return d.Float64() < p }

// Between returns a whole number from low to high, both included.
func (d Die) Between(low, high int) int { return low + d.IntN(high-low+1) }

// Weighted returns an index, each as often as its weight says.
func (d Die) Weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	n := d.IntN(sum)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return 0
}

// Pick draws one of several.
func Pick[T any](d Die, from []T) T { return from[d.IntN(len(from))] }
