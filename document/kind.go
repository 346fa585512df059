package document

import (
	"slices"
	"strings"
	"time"
)

// How many digits the numbers have.
const (
	fewestPlaces   = 10 // of 400 and 800, and of a landline behind 010
	mobilePlaces   = 11
	identityPlaces = 18
	mostPlaces     = 19 // of a card (ISO/IEC 7812-1), with no code of a country before it
)

// kind returns what sort of number it is, "" for none.
func (w *window) kind() Kind {
	switch {
	case w.identity():
		return Identity
	case w.mobile():
		return Mobile
	case w.landline(), w.service():
		return Landline
	case w.card():
		return Card
	}
	return ""
}

// How a mobile number is parted. The first two are usual, and the only ones
// that may be parted as a list is; the last two may also be a range.
var (
	usualCuts  = []cuts{at(3, 7), at(3)}
	mobileCuts = []cuts{at(3, 7), at(3), 0, at(7), at(4, 7), at(4, 8), at(1, 4, 7), at(4), at(5)}
	rangeCuts  = mobileCuts[7:]
)

// mobile reports whether it is a mobile number: eleven digits, 13 to 19 first,
// behind the code of the country, a 0 or neither (电信网编号计划, 2017).
func (w *window) mobile() bool {
	for _, code := range []string{"0086", "86", "0"} {
		if n := len(code); len(w.digits) == mobilePlaces+n && strings.HasPrefix(w.digits, code) {
			return w.listed == 0 && w.points&at(n) == 0 && w.behind(n).mobile()
		}
	}
	s := w.digits
	if len(s) != mobilePlaces || s[0] != '1' || s[1] < '3' || !slices.Contains(mobileCuts, w.cuts) {
		return false
	}
	switch {
	case w.cuts == 0:
		return !w.decimal
	case w.listed != 0:
		zero := s[3] == '0' || w.cuts&at(7) != 0 && s[7] == '0' // no figure of a list begins so
		return slices.Contains(usualCuts, w.cuts) && (zero || !w.within)
	case w.cuts == w.points && w.cuts&(w.cuts-1) == 0:
		return w.cuts == at(3) // «1380013.8000» is a decimal
	case slices.Contains(rangeCuts, w.cuts):
		return w.dashes == 0
	}
	years := w.cuts == at(4, 8) && year(s[:4]) && year(s[4:8]) // «1995-2018 120»
	return !years && (w.cuts != at(4, 7) || !year(s[:4]) || !year(s[7:]))
}

// behind returns what stands behind the first n digits.
func (w *window) behind(n int) *window {
	rest := *w
	rest.digits, rest.cuts, rest.points, rest.dashes, rest.listed = w.digits[n:], w.cuts>>n&^1, w.points>>n&^1, w.dashes>>n&^1, w.listed>>n&^1
	return &rest
}

func year(s string) bool { return s[:2] == "19" || s[:2] == "20" }

// landline reports whether it is an area code and a number of seven or eight
// digits. Behind the code of the country the 0 may be left out; without
// anything between them a number begins with 2 to 8.
func (w *window) landline() bool {
	s, cut := w.digits, w.cuts
	for _, code := range []string{"0086", "86"} {
		if n := len(code); strings.HasPrefix(s, code) && w.listed == 0 {
			if s, cut = s[n:], cut>>n&^1; !strings.HasPrefix(s, "0") && cut != 0 {
				s, cut = "0"+s, cut<<1
			}
			break
		}
	}
	if len(s) < 10 || s[0] != '0' || s[1] == '0' || w.apart {
		return false
	}
	area := 4 // 0375
	if s[1] == '1' || s[1] == '2' {
		area = 3 // 010, 021
	}
	if n := len(s) - area; n != 7 && n != 8 || s[area] == '0' {
		return false
	}
	if cut == 0 {
		return s[area] >= '2' && s[area] <= '8'
	}
	return slices.Contains([]cuts{at(area), at(area, area+3), at(area, area+4)}, cut)
}

// service reports whether it is a number of 400 or 800. An amount ends in
// zeros.
func (w *window) service() bool {
	s := w.digits
	return len(s) == 10 && (s[:3] == "400" || s[:3] == "800") && w.listed == 0 && !w.decimal && !strings.HasSuffix(s, "00000") &&
		slices.Contains([]cuts{at(), at(3), at(3, 6), at(3, 7)}, w.cuts)
}

// Where an identity number may be parted: the place of residence, the parts of
// the day of birth, the last four; or every four.
var (
	identityCuts = at(3, 6, 10, 12, 14, 17)
	foursCuts    = at(4, 8, 12, 16)
)

// identity reports whether it is a resident identity number: 18 digits or 17
// and an X (GB 11643-1999), or 15 as until 1999. The check digit is not looked
// at, for a number that is typed wrong is still somebody's. A day of birth that
// cannot be is let pass where the X or the groups 6-8-4 show what the number is;
// 18 digits in a row with such a day may be a card's, and are found as that.
func (w *window) identity() bool {
	switch s := w.digits; {
	case len(s)+1 == identityPlaces && w.x:
		return s[0] != '0' && w.listed == 0 && w.parted()
	case len(s) == identityPlaces:
		usual := w.cuts == at(6, 14)
		return province(s) && (day(s[6:14]) && (w.listed == 0 && w.parted() || usual) || w.listed == 0 && usual)
	case len(s) == 15:
		return province(s) && day("19"+s[6:12]) && w.listed == 0 && w.cuts&^at(6, 12) == 0
	}
	return false
}

// parted reports whether it is parted as an identity number may be.
func (w *window) parted() bool { return w.cuts&^identityCuts == 0 || w.cuts&^foursCuts == 0 }

// province reports whether the first two digits are the code of a province
// (GB/T 2260): 11 to 15, 21 to 23 and so on; 91 is that of foreigners.
func province(s string) bool {
	const most = "0537645131" // the second digit, by the first
	return s[0] != '0' && s[1] <= most[s[0]-'0'] && (s[1] > '0' || s[0] == '5')
}

func day(s string) bool {
	t, err := time.Parse("20060102", s)
	return err == nil && t.Year() >= 1850 && t.Year() < 2100
}

// card reports whether it is the number of a bank card, of 16 to 19 digits in a
// row or in fours. Years in a row are none: no card begins so.
func (w *window) card() bool {
	n := len(w.digits)
	if n < 16 || n > mostPlaces || w.listed != 0 || w.apart {
		return false
	}
	return w.cuts == 0 || w.cuts|at(16) == foursCuts && (n == 16) == (w.cuts&at(16) == 0) && strings.ContainsRune("34569", rune(w.digits[0]))
}
