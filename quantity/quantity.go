// Package quantity holds the kinds of number a campaign counts. Persons,
// person-times, households, sessions and money are different kinds and never
// add up with each other (playbook.md 17); every value is a whole number of
// its smallest unit, money in 分, hours in tenths.
package quantity

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Kind is what a number counts. Its value is the word the playbook uses.
type Kind string

// The kinds of number.
const (
	Count       Kind = "count"        // 个: projects, sites, items
	Persons     Kind = "persons"      // 人: each human once
	PersonTimes Kind = "person_times" // 人次: each attendance
	Households  Kind = "households"   // 户
	Sessions    Kind = "sessions"     // 场次, 期
	Money       Kind = "money"        // stored in 分, shown in 万元 with two decimals
	Hours       Kind = "hours"        // stored in tenths of an hour
)

// Kinds lists every kind in the order the playbook documents them.
var Kinds = []Kind{Count, Persons, PersonTimes, Households, Sessions, Money, Hours}

var scales = map[Kind]struct {
	unit     string // printed unit
	decimals int    // digits after the point, as shown and typed
	step     int64  // stored units in the last shown digit
}{
	Count: {"个", 0, 1}, Persons: {"人", 0, 1}, PersonTimes: {"人次", 0, 1},
	Households: {"户", 0, 1}, Sessions: {"场次", 0, 1},
	Money: {"万元", 2, 10000}, Hours: {"小时", 1, 1},
}

// Valid reports whether k is one of Kinds.
func (k Kind) Valid() bool { _, ok := scales[k]; return ok }

// Unit returns the unit a value of the kind is shown in.
func (k Kind) Unit() string { return scales[k].unit }

// Decimals returns how many digits after the point a value is shown with.
func (k Kind) Decimals() int { return scales[k].decimals }

// ErrNotNumber is what Parse answers to text that is no plain decimal number.
var ErrNotNumber = errors.New("quantity: not a plain number")

// ErrTooFine is what Parse answers to more decimals than can be stored: money
// finer than one 分, persons with a fraction.
var ErrTooFine = errors.New("quantity: more decimals than the kind has")

// ErrTooLarge is what Parse and Add answer when the number does not fit.
var ErrTooLarge = errors.New("quantity: number too large")

// digits returns how many decimals a typed value of the kind may carry:
// money is typed in 万元 and exact to the 分, six digits.
func (k Kind) digits() int {
	n := k.Decimals()
	for s := scales[k].step; s > 1; s /= 10 {
		n++
	}
	return n
}

// Parse reads what a person typed in the shown unit («3.20» 万元, «1,652»,
// full-width digits too) and returns stored units.
func (k Kind) Parse(text string) (int64, error) {
	s := strings.Map(narrow, strings.TrimSpace(text))
	neg := strings.HasPrefix(s, "-")
	whole, frac, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if whole == "" || (point && frac == "") || !allDigits(whole) || !allDigits(frac) {
		return 0, ErrNotNumber
	}
	n := k.digits()
	for len(frac) > n && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	if len(frac) > n {
		return 0, ErrTooFine
	}
	v, err := strconv.ParseInt(whole+frac+strings.Repeat("0", n-len(frac)), 10, 64)
	if err != nil || v > Max {
		return 0, ErrTooLarge
	}
	if neg {
		v = -v
	}
	return v, nil
}

// Max is the largest amount of stored units one entry may hold: sums over any
// tree of units and any stretch of time stay within 64 bits.
const Max = 1_000_000_000_000_000

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// narrow turns full-width digits, point and minus into ASCII and drops the
// separators of thousands.
func narrow(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '．':
		return '.'
	case r == '－' || r == '−':
		return '-'
	case r == ',' || r == '，' || r == ' ' || r == '\u3000':
		return -1
	}
	return r
}

// Format prints stored units in the shown unit with separators of thousands.
// Money that is not a whole number of 0.01 万元 keeps all its digits: nothing
// shown differs from what is stored.
func (k Kind) Format(v int64) string {
	plain := k.Plain(v)
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "-", plain[1:]
	}
	whole, frac, point := strings.Cut(plain, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	return sign + whole
}

// Plain prints stored units in the shown unit without separators: what Parse
// reads back to the same value.
func (k Kind) Plain(v int64) string {
	n := k.digits()
	sign, u := "", uint64(v)
	if v < 0 {
		sign, u = "-", -uint64(v)
	}
	s := strconv.FormatUint(u, 10)
	if n == 0 {
		return sign + s
	}
	for len(s) <= n {
		s = "0" + s
	}
	whole, frac := s[:len(s)-n], s[len(s)-n:]
	for len(frac) > k.Decimals() && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	return sign + whole + "." + frac
}

// Value is a number with its kind.
type Value struct {
	Kind Kind
	N    int64 // stored units
}

// String prints the value with its unit: «3.20 万元».
func (v Value) String() string { return v.Kind.Format(v.N) + " " + v.Kind.Unit() }

// Add returns the sum of two values of one kind; values of different kinds
// have none.
func (v Value) Add(w Value) (Value, error) {
	if v.Kind != w.Kind {
		return Value{}, fmt.Errorf("quantity: %s and %s do not add up", v.Kind, w.Kind)
	}
	if (w.N > 0 && v.N > math.MaxInt64-w.N) || (w.N < 0 && v.N < math.MinInt64-w.N) {
		return Value{}, ErrTooLarge
	}
	return Value{v.Kind, v.N + w.N}, nil
}
