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

// TestDaysAreNoNumbers: days are compared with days and counted between; they
// do not add up, and no number is a day.
func TestDaysAreNoNumbers(t *testing.T) {
	t.Parallel()
	kinds := Kinds{"starts": Day, "ends": Day, "men": "persons", "n": ""}
	for expr, column := range map[string]int{
		"starts <= ends":                            0,
		"ends - starts <= 365":                      0,
		"starts + 30 <= ends && n > 0":              0,
		"30 + starts <= ends - n":                   0,
		"(n > 0 ? starts : ends) == starts":         0,
		"(ends - starts) * 2 + n > men":             0,
		"starts <= 20260302":                        8,
		"starts == n":                               8,
		"starts + ends > 0":                         8,
		"starts + men > ends":                       8,
		"n > 0 && starts * 2 > ends":                17,
		"-starts < ends":                            1,
		"n - starts < ends":                         3,
		"(n > 0 ? starts : n) == starts":            8,
		"ends % 7 == 0":                             6,
		"starts - men < ends":                       8,
		"(ends - starts) + men > 0 || starts > men": 37,
	} {
		_, err := Compile(expr, kinds)
		wrong, refused := errors.AsType[*Error](err)
		if refused != (column > 0) || refused && (wrong.Column != column || !wrong.Days || wrong.Mixed) {
			t.Errorf("%s: %v, want column %d", expr, err, column)
		}
	}
}

// TestDaysInOrder: a rule compares days and counts between them.
func TestDaysInOrder(t *testing.T) {
	t.Parallel()
	rule, err := Compile("starts <= ends && ends - starts < 31", Kinds{"starts": Day, "ends": Day})
	if err != nil {
		t.Fatal(err)
	}
	const start = 20_511
	for days, want := range map[int]bool{-1: false, 0: true, 1: true, 30: true, 31: false, 400: false} {
		held, err := rule.Holds(map[string]int64{"starts": start, "ends": int64(start + days)})
		if err != nil || held != want {
			t.Errorf("after %d days: %t, %v", days, held, err)
		}
	}
}
