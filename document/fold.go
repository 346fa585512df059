package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is a rune of a text as it is read when numbers are looked for.
type mark struct {
	r        rune
	from, to int  // the bytes it stands in
	han      bool // a digit written as a Chinese numeral
}

// fold reads a text so that every way to write a digit, a blank, a dash or a
// dot is one, and leaves out what nobody sees. It does what NFKC does as far as
// numbers need it; circled and raised digits stay apart, for they number a list
// or a footnote beside the number.
func fold(text string) []mark {
	all := make([]mark, 0, utf8.RuneCountInString(text))
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unseen(r) {
			m := mark{r: plain(r), from: i, to: i + n}
			if d, ok := numerals[r]; ok {
				m.r, m.han = d, true
			}
			all = append(all, m)
		}
		i += n
	}
	return all
}

// numerals are the Chinese digits, with what is typed for a zero and said for a
// one.
var numerals = map[rune]rune{
	'〇': '0', '零': '0', '○': '0', '◯': '0', '一': '1', '幺': '1', '二': '2', '三': '3',
	'四': '4', '五': '5', '六': '6', '七': '7', '八': '8', '九': '9',
}

// unseen reports whether a rune takes no room of its own: a zero-width or
// control character, a soft hyphen, a mark over or around the one before it, a
// byte that is no text.
func unseen(r rune) bool {
	if r < utf8.RuneSelf {
		return unicode.IsControl(r) && !unicode.IsSpace(r)
	}
	return r == utf8.RuneError || unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me)
}

// plain returns the rune that stands for all that look or mean the same.
func plain(r rune) rune {
	switch {
	case strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r):
		return '\n'
	case r < utf8.RuneSelf:
		return r
	case unicode.IsDigit(r):
		return '0' + value(r)
	case unicode.IsSpace(r), strings.ContainsRune("\u115f\u1160\u2800\u3164\uffa0", r): // and letters that show nothing
		return ' '
	case unicode.Is(unicode.Pd, r), strings.ContainsRune("−ー─━～", r):
		return '-'
	case strings.ContainsRune("·•・･‧∙⋅․ㆍ", r):
		return '·'
	case strings.ContainsRune("×ⅩⅹХхΧχ", r): // as the last place of an identity number
		return 'X'
	case r == '﹑' || r == '､':
		return '、'
	case r >= '！' && r <= '｝': // full width
		return r - '！' + '!'
	}
	return r
}

// value returns the value of a decimal digit of any script: each has its ten in
// a row.
func value(r rune) rune {
	for _, x := range unicode.Nd.R16 {
		if r >= rune(x.Lo) && r <= rune(x.Hi) {
			return (r - rune(x.Lo)) % 10
		}
	}
	for _, x := range unicode.Nd.R32 {
		if r >= rune(x.Lo) && r <= rune(x.Hi) {
			return (r - rune(x.Lo)) % 10
		}
	}
	return 0
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// word reports whether a mark is of a word in ASCII, which may be a hash.
func word(m mark) bool { return !m.han && (digit(m.r) || letter(m.r)) }
