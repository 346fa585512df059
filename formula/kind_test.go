package formula

import (
	"errors"
	"testing"
)

// TestKindsDoNotMix: persons, person-times, households and money are compared
// and never added.
func TestKindsDoNotMix(t *testing.T) {
	t.Parallel()
	kinds := Kinds{"men": "persons", "women": "persons", "visits": "person_times", "homes": "households", "n": ""}
	for expr, column := range map[string]int{
		"men + women <= 100":                     0,
		"homes <= visits":                        0,
		"2 * men + n <= women":                   0,
		"men > 0 && homes > 0":                   0,
		"(n > 1 ? men : women) - women >= 0":     0,
		"men / 2 + women > -men":                 0,
		"men + homes > 0":                        5,
		"n > 1 && 2 * men - visits > 0":          18,
		"(n > 1 ? men : n) + 1 + visits == 0":    23,
		"men > 0 ? men + women > 1 : n + 1 > 0":  0,
		"!(men + n + homes > 0) || visits > men": 11,
	} {
		_, err := Compile(expr, kinds)
		wrong, refused := errors.AsType[*Error](err)
		if refused != (column > 0) || refused && wrong.Column != column {
			t.Errorf("%s: %v, want column %d", expr, err, column)
		}
	}
}
