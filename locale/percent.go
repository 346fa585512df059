package locale

import (
	"cmp"
	"fmt"
	"slices"
)

// Percent prints part of whole with one decimal, rounded half up: «93.7%»; «—»
// where the whole is nothing.
func (p *Printer) Percent(part, whole int) string {
	if whole <= 0 {
		return never
	}
	return tenths((2000*part + whole) / (2 * whole))
}

// Percentages prints the shares of counts that make up a whole, with one
// decimal each. They are rounded by largest remainder, so that what is printed
// adds up to 100.0; among equal remainders the earlier count gets the tenth.
// Of nothing, every share is «—».
func Percentages(counts ...int) []string {
	total := 0
	for _, n := range counts {
		total += n
	}
	out := make([]string, len(counts))
	shares, order, left := make([]int, len(counts)), make([]int, len(counts)), 1000
	for i, n := range counts {
		out[i], order[i] = never, i
		if total > 0 {
			shares[i] = n * 1000 / total
			left -= shares[i]
		}
	}
	if total <= 0 {
		return out
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(counts[b]*1000%total, counts[a]*1000%total)
	})
	for _, i := range order[:left] {
		shares[i]++
	}
	for i, share := range shares {
		out[i] = tenths(share)
	}
	return out
}

func tenths(n int) string { return fmt.Sprintf("%d.%d%%", n/10, n%10) }
