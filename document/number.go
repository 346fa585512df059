package document

import (
	"strings"
	"time"
	"unicode/utf8"
)

// PersonalNumber is a personal number in a text.
type PersonalNumber struct {
	Kind  Kind
	Shown string // with its middle masked
}

// PersonalNumbers finds the personal numbers in a text, from left to right. A number
// may be typed in groups with blanks or dashes between them and in full-width
// digits. What is only a part of a longer number, of a decimal or of a hash is
// none.
func PersonalNumbers(text string) []PersonalNumber {
	var all []PersonalNumber
	for _, c := range chains(text) {
		all = append(all, c.numbers()...)
	}
	return all
}

// group is digits that stand together; at the end of the last one of a chain
// may stand the X of an identity number.
type group struct {
	digits string
	broken bool // a part of a decimal or of a word: no number of its own
}

// chain is groups with nothing but separators between them.
type chain []group

// Bounds of what is read as one number.
const (
	maxGap  = 3  // separators between two groups: « - »
	wordRun = 24 // letters and digits in a row from which a word is a hash
)

// chains cuts a text into its chains of digits.
func chains(text string) []chain {
	runes := []rune(strings.Map(narrow, text))
	var all []chain
	var c chain
	gap := maxGap + 1
	for i := 0; i < len(runes); {
		switch n := run(runes[i:], digit); {
		case n > 0:
			if gap > maxGap && len(c) > 0 {
				all, c = append(all, c), nil
			}
			g, took := take(runes, i, n)
			c = append(c, g)
			i, gap = i+took, 0
		case separator(runes[i]):
			i, gap = i+1, gap+1
		default:
			i, gap = i+1, maxGap+1
		}
	}
	if len(c) > 0 {
		all = append(all, c)
	}
	return all
}

// take reads the group of n digits at i and returns how many runes it takes.
func take(runes []rune, i, n int) (group, int) {
	g, end := group{digits: string(runes[i : i+n])}, i+n
	if n == 17 && end < len(runes) && (runes[end] == 'X' || runes[end] == 'x') {
		g.digits += "X"
		end++
	}
	first, last := i, end
	for first > 0 && wordy(runes[first-1]) {
		first--
	}
	for last < len(runes) && wordy(runes[last]) {
		last++
	}
	decimal := func(point, next int) bool {
		return point >= 0 && next >= 0 && point < len(runes) && next < len(runes) && runes[point] == '.' && digit(runes[next])
	}
	g.broken = last-first >= wordRun && last-first > n || end < last && letter(runes[end]) ||
		decimal(i-1, i-2) || decimal(end, end+1)
	return g, end - i
}

// numbers finds the numbers in a chain: some whole groups of it that fit
// together, at most five.
func (c chain) numbers() []PersonalNumber {
	var all []PersonalNumber
	for i := 0; i < len(c); {
		n, kind := 1, Kind("")
		for n = min(5, len(c)-i); n > 0; n-- {
			if kind = c[i : i+n].kind(); kind != "" {
				break
			}
		}
		if kind != "" {
			all = append(all, PersonalNumber{kind, masked(c[i : i+n].join())})
		}
		i += max(n, 1)
	}
	return all
}

func (c chain) join() string {
	var b strings.Builder
	for _, g := range c {
		b.WriteString(g.digits)
	}
	return b.String()
}

// kind returns what the groups are together, "" for no personal number.
func (c chain) kind() Kind {
	shortest := c[0].digits
	for _, g := range c {
		if g.broken {
			return ""
		}
		if len(g.digits) < len(shortest) {
			shortest = g.digits
		}
	}
	all := c.join()
	switch {
	case len(shortest) >= 3 && mobile(all):
		return Mobile
	case c.landline():
		return Landline
	case identity(all) && (len(c) == 1 || len(c) == 3 && len(c[0].digits) == 6):
		return Identity
	case len(all) >= 16 && len(all) <= 19 && (len(c) == 1 || c.card()):
		return Card
	}
	return ""
}

// mobile reports whether the digits are a mobile number, with or without the
// code of the country or a 0 before it.
func mobile(s string) bool {
	for _, code := range []string{"0086", "86", "0"} {
		if len(s) > 11 {
			s = strings.TrimPrefix(s, code)
		}
	}
	return len(s) == 11 && s[0] == '1' && s[1] >= '3'
}

// landline reports whether the groups are an area code and a number behind it.
func (c chain) landline() bool {
	s := c.join()
	if first := c[0].digits; first == "86" || first == "0086" {
		if len(c) == 1 || len(c[1].digits) > 4 {
			return false
		}
		s = "0" + strings.TrimPrefix(chain(c[1:]).join(), "0")
		c = c[1:]
	} else if s[0] != '0' {
		return false
	}
	area := 4 // 0375
	if len(s) > 2 && (s[1] == '1' || s[1] == '2') {
		area = 3 // 010, 021
	}
	if head := len(c[0].digits); len(c) > 1 && head != area && head != area-1 {
		return false
	}
	number := len(s) - area
	return (number == 7 || number == 8) && s[1] != '0' && s[area] >= '2' && longEnough(c[1:])
}

// longEnough reports whether the groups are such as a number is cut into.
func longEnough(c chain) bool {
	for _, g := range c {
		if len(g.digits) < 3 {
			return false
		}
	}
	return true
}

// identity reports whether the text is a resident identity number: 18 places,
// or 15 as they were until 1999, with a day of birth in it.
func identity(s string) bool {
	var day string
	switch {
	case len(s) == 18 && s[17] == 'X':
		return true
	case len(s) == 18:
		day = s[6:14]
	case len(s) == 15:
		day = "19" + s[6:12]
	default:
		return false
	}
	_, err := time.Parse("20060102", day)
	return err == nil && s[0] >= '1' && s[0] <= '9'
}

// card reports whether the groups are those of a bank card: fours, the last
// one what is left. Years in a row are none: no card begins so.
func (c chain) card() bool {
	for i, g := range c {
		if n := len(g.digits); n > 4 || n < 4 && i < len(c)-1 {
			return false
		}
	}
	return strings.ContainsRune("34569", rune(c[0].digits[0]))
}

// masked hides the middle of a number.
func masked(s string) string {
	keep := min(4, len(s)/4)
	return s[:keep] + strings.Repeat("*", len(s)-2*keep) + s[len(s)-keep:]
}

// narrow turns full-width digits and letters into ASCII, and drops what takes
// no room.
func narrow(r rune) rune {
	switch {
	case r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r == '．':
		return r - '！' + '!'
	case r == '\u200b' || r == '\u2060' || r == '\ufeff' || r == '\u00ad' || r == utf8.RuneError:
		return -1
	}
	return r
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// wordy reports whether a rune may stand in a hash, in base 16 or 64.
func wordy(r rune) bool { return digit(r) || letter(r) || r == '+' || r == '/' || r == '=' }

// separator reports whether a rune may stand between the groups of a number.
func separator(r rune) bool {
	return strings.ContainsRune(" \t\u00a0\u2002\u2003\u2009\u3000-－‐‑–—−()（）", r)
}

// run counts the runes at the front that fit.
func run(runes []rune, fits func(rune) bool) int {
	n := 0
	for n < len(runes) && fits(runes[n]) {
		n++
	}
	return n
}
