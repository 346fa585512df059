package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"strings"
)

// seed makes every demonstration the same.
const seed = 20180601

// die decides one question, always the same way.
type die struct{ *rand.Rand }

// roll returns the die of a question. Each question has its own, so what is
// asked before it changes nothing.
func roll(question ...string) die {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.Join(question, "\x00"))) // a hash never fails to write
	return die{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

// chance is true in p of all cases.
func (d die) chance(p float64) bool { return d.Float64() < p }

// between returns a whole number from low to high, both included.
func (d die) between(low, high int) int { return low + d.IntN(high-low+1) }

// weighted returns an index, each as often as its weight says.
func (d die) weighted(weights []int) int {
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

func pick[T any](d die, from []T) T { return from[d.IntN(len(from))] }
