package ledger

import (
	"slices"
	"strconv"
)

func has(all []string, one string) bool { return slices.Contains(all, one) }

// number reads the canonical text of a number: stored units.
func number(canonical string) (int64, bool) {
	v, err := strconv.ParseInt(canonical, 10, 64)
	return v, err == nil
}
