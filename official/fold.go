package official

import (
	"strings"
	"unicode"
)

// Fold writes text so that two spellings of the same words are equal: blanks
// and invisible characters are left out, and so are repeated dashes;
// full-width letters, digits and marks become half-width; every quotation mark
// becomes «"», every bracket but 《》 becomes ( or ), every dash and wave -,
// every raised dot ·, and the Chinese full stop the dot.
func Fold(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	last := rune(0)
	for _, r := range text {
		if r = foldRune(r); r >= 0 && (r != '-' || last != '-') {
			b.WriteRune(r)
			last = r
		}
	}
	return b.String()
}

var folds = func() map[rune]rune {
	all := map[rune]rune{'。': '.', '｡': '.', '､': '、', '○': '〇', '◯': '〇', '｢': '"', '｣': '"'}
	for to, from := range map[rune]string{
		'"': "“”„‟«»‘’‚‛'＇「」『』〝〞",
		'(': "〔【［[{｛〖", ')': "〕】］]}｝〗",
		'《': "〈", '》': "〉",
		'-': "—–―‐‑‒─━－~～〜﹣",
		'·': "•・‧∙･",
	} {
		for _, r := range from {
			all[r] = to
		}
	}
	return all
}()

// foldRune folds one rune; -1 leaves it out.
func foldRune(r rune) rune {
	switch {
	case r >= '一' && r <= '\u9fff':
		return r
	case r <= ' ' || r == 0x7f:
		return -1
	case r < 0x80 && r != '\'' && r != '[' && r != ']' && r != '{' && r != '}' && r != '~':
		return r
	}
	if to, ok := folds[r]; ok {
		return to
	}
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case blank(r):
		return -1
	}
	return r
}

// blank reports whether a rune shows nothing.
func blank(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || r == '\u3164' || r == '\u2800'
}

// trim cuts blanks off both ends.
func trim(s string) string { return strings.TrimFunc(s, blank) }
