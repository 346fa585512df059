package document

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// PersonalNumber is a personal number in a text.
type PersonalNumber struct {
	Kind     Kind
	Shown    string // with its middle masked
	From, To int    // the bytes of the text it stands in, from its first digit to its last
}

// PersonalNumbers finds the personal numbers in a text, from left to right, in
// time that grows with its length. A number may be typed in groups, in digits
// of any width or in Chinese numerals, and stand in the middle of words; only
// what is a part of a longer number, of a decimal or of a hash is none. How a
// number may be grouped is laid down for each kind, so that dates and figures
// that stand in a row are none.
func PersonalNumbers(text string) []PersonalNumber {
	if !holdsNumber(text) {
		return nil
	}
	var all []PersonalNumber
	for _, c := range chains(text) {
		all = append(all, c.numbers()...)
	}
	return all
}

// Masked returns a text with the middle of every personal number in it masked.
func Masked(text string) string {
	all := PersonalNumbers(text)
	if len(all) == 0 {
		return text
	}
	var b strings.Builder
	end := 0
	for _, n := range all {
		b.WriteString(text[end:n.From])
		b.WriteString(n.Shown)
		end = n.To
	}
	b.WriteString(text[end:])
	return b.String()
}

// fewest is how many digits the shortest number has that is looked for.
const fewest = 7

// holdsNumber reports whether a text has digits enough for any number: most texts
// have not, and are read no further.
func holdsNumber(text string) bool {
	n, tells := 0, digits()
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		switch {
		case r < utf8.RuneSelf:
		case r>>4 == 0b1110 && i+2 < len(text) && (text[i+1]^0x80|text[i+2]^0x80) < 0x40: // three bytes, as nearly all of them
			r, size = r&0xF<<12|rune(text[i+1])&0x3F<<6|rune(text[i+2])&0x3F, 3
		default:
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		if int(r) < len(tells) && tells[r] || r > 0xFFFF && unicode.IsDigit(r) {
			if n++; n == fewest {
				return true
			}
		}
	}
	return false
}

// digits says of the characters of the basic plane which are digits of any kind:
// lists of thousands of long texts are looked through.
var digits = sync.OnceValue(func() *[1 << 16]bool {
	var tells [1 << 16]bool
	for r := range rune(len(tells)) {
		_, han := numerals[r]
		tells[r] = han || unicode.IsDigit(r)
	}
	return &tells
})

// maxGroups is in how many groups a number comes at most: «6-4-2-2-4» and a
// number of fewer behind the code of the country.
const maxGroups = 6

// numbers finds the numbers in a chain: groups of it that fit together, the
// longest first.
func (c *chain) numbers() []PersonalNumber {
	var all []PersonalNumber
	for i := 0; i < len(c.groups); {
		if run := c.runTogether(i); run != nil {
			all = append(all, run...)
			i++
			continue
		}
		n := min(maxGroups, len(c.groups)-i)
		for ; n > 0; n-- {
			if found, is := c.read(i, n); is {
				all = append(all, found)
				break
			}
		}
		i += max(n, 1)
	}
	return all
}

// read reads n groups from the i-th as a number. A Chinese numeral that touches
// it may belong to a word instead, as the last character of a name does: where
// the number is somebody's without it, that is what it is.
func (c *chain) read(i, n int) (PersonalNumber, bool) {
	groups := c.groups[i : i+n]
	w := c.window(groups, i)
	kind := w.kind()
	if kind != Identity && kind != Mobile {
		for _, less := range c.less(groups, i+n == len(c.groups)) {
			start := i
			if less[0].hi != groups[0].hi {
				start++
			}
			if v := c.window(less, start); v.kind() == Identity || v.kind() == Mobile {
				groups, w, kind = less, v, v.kind()
				break
			}
		}
	}
	if kind == "" {
		return PersonalNumber{}, false
	}
	s := w.digits
	if kind == Identity && w.x {
		s += "X"
	}
	return c.found(kind, s, groups[0].lo), true
}

// maxNumerals is how many numerals of a word may touch a number: «李十三», of which
// the ten is no digit, has one; «王二三» two.
const maxNumerals = 2

// less lists the groups without the Chinese numerals that touch the number before
// or behind it, or both.
func (c *chain) less(groups []group, last bool) (out [][]group) {
	if !c.han(groups[0]) {
		return c.lessBehind(groups, last)
	}
	first := groups[0]
	for n := range min(maxNumerals, first.hi-first.lo) {
		rest := slices.Clone(groups)
		if rest[0].lo += n + 1; rest[0].lo == rest[0].hi {
			if rest = rest[1:]; len(rest) == 0 || rest[0].gap.n > 0 {
				break
			}
		}
		out = append(append(out, rest), c.lessBehind(rest, last)...)
	}
	return append(out, c.lessBehind(groups, last)...)
}

// lessBehind is the groups without the numerals that touch the number from behind;
// an X that stands there is no numeral's.
func (c *chain) lessBehind(groups []group, last bool) [][]group {
	n := len(groups) - 1
	end := groups[n]
	if n == 0 || last && c.x > 0 || !c.han(end) || end.gap.n > 0 || end.hi-end.lo > maxNumerals {
		return nil
	}
	return [][]group{groups[:n]}
}

// han reports whether a group is of Chinese numerals.
func (c *chain) han(g group) bool { return c.places[g.lo].han }

// found returns the number that begins with the digit at lo.
func (c *chain) found(kind Kind, s string, lo int) PersonalNumber {
	to := c.x
	if !strings.HasSuffix(s, "X") {
		to = c.places[lo+len(s)-1].to
	}
	return PersonalNumber{kind, masked(s), c.places[lo].from, to}
}

// window is some groups of a chain as one number.
type window struct {
	digits  string
	x       bool // an X follows
	cuts    cuts // where it is parted
	points  cuts // by a decimal point
	dashes  cuts // by a dash
	listed  cuts // by a mark of a list
	within  bool // the list goes on before or behind it
	decimal bool // a fraction, or whole units with theirs behind
	apart   bool // typed digit by digit
}

// cuts are places in a number, bit n the one behind n digits.
type cuts uint64

func at(places ...int) (c cuts) {
	for _, p := range places {
		c |= 1 << p
	}
	return c
}

// window puts groups together of which the first is the i-th, the zero one where
// they have more digits than any number, or fewer.
func (c *chain) window(groups []group, i int) (w window) {
	n := len(groups)
	next := i + n
	first, last := groups[0], groups[n-1]
	if places := last.hi - first.lo; places < fewestPlaces || places > mostPlaces {
		return window{}
	}
	w.digits = string(c.digits[first.lo:last.hi])
	w.x = c.x > 0 && next == len(c.groups)
	w.apart = first.apart || last.apart
	for _, g := range groups[1:] {
		cut := at(g.lo - first.lo)
		if g.gap.n > 0 {
			w.cuts |= cut
		}
		if g.gap.point {
			w.points |= cut
		}
		if g.gap.dash {
			w.dashes |= cut
		}
		if g.gap.list != 0 {
			w.listed |= cut
			w.within = w.within || first.gap.list == g.gap.list || next < len(c.groups) && c.groups[next].gap.list == g.gap.list
		}
	}
	w.decimal = first.gap.point && c.is(i-1, "0") ||
		next < len(c.groups) && c.groups[next].gap.point && c.groups[next].hi-c.groups[next].lo <= 2
	return w
}

// is reports whether the i-th group is these digits.
func (c *chain) is(i int, digits string) bool {
	return i >= 0 && string(c.digits[c.groups[i].lo:c.groups[i].hi]) == digits
}

// runTogether finds numbers that were typed without anything between them: the
// i-th group where it is longer than any number and mobile and identity numbers
// fill it.
func (c *chain) runTogether(i int) []PersonalNumber {
	g := c.groups[i]
	if g.hi-g.lo < 2*mobilePlaces {
		return nil
	}
	s := string(c.digits[g.lo:g.hi])
	if c.x > 0 && i == len(c.groups)-1 {
		s += "X"
	}
	// Places of the number at each place behind which all is filled, 0 for none.
	next := make([]int, len(s)+1)
	next[len(s)] = 1
	for p := len(s) - 1; p >= 0; p-- {
		for _, n := range []int{mobilePlaces, identityPlaces} {
			if p+n <= len(s) && next[p+n] > 0 && whole(s[p:p+n]) != "" {
				next[p] = n
			}
		}
	}
	if next[0] == 0 {
		return nil
	}
	var all []PersonalNumber
	for p := 0; p < len(s); p += next[p] {
		part := s[p : p+next[p]]
		all = append(all, c.found(whole(part), part, g.lo+p))
	}
	return all
}

// whole returns what digits are that stand alone: a mobile or an identity number.
func whole(s string) Kind {
	if mobile := (window{digits: s}); mobile.mobile() {
		return Mobile
	}
	if person := (window{digits: strings.TrimSuffix(s, "X"), x: strings.HasSuffix(s, "X")}); person.identity() {
		return Identity
	}
	return ""
}

// masked hides the middle of a number.
func masked(s string) string {
	keep := min(4, len(s)/4)
	return s[:keep] + strings.Repeat("*", len(s)-2*keep) + s[len(s)-keep:]
}
