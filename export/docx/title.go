package docx

import (
	"strings"
	"unicode/utf8"
)

// title writes the 标题: 二号 小标宋, centred, with a blank line below it.
func (p *pen) title(text string) {
	p.put(line("Title", balanced(text, p.layout.width()/(size2*5))), blank)
}

// balanced breaks a title that is wider than so many half characters into lines
// of like length, where its words allow it. GB/T 9704 wants the words whole and
// the lines in balance; who breaks it by hand knows better.
func balanced(title string, room int) string {
	title = strings.TrimSpace(clean(title))
	if strings.Contains(title, "\n") {
		return title
	}
	var lines []string
	for left := (halves(title) + room - 1) / room; left > 1; left-- {
		at := breakAt(title, halves(title)/left, room)
		if at == len(title) {
			break
		}
		lines = append(lines, strings.TrimSpace(title[:at]))
		title = strings.TrimSpace(title[at:])
	}
	return strings.Join(append(lines, title), "\n")
}

// breakAt returns the byte at which the next line begins: the one nearest to
// the aim, in half characters, a break between words counting for much.
func breakAt(title string, aim, room int) int {
	const worth = 8 // halves that a break may lie off its aim to lie between words
	best, cost := len(title), len(title)*worth
	for at := range title {
		width := halves(title[:at])
		if at == 0 || width > room || splits(title, at) {
			continue
		}
		c := max(width-aim, aim-width)
		if !betweenWords(title, at) {
			c += worth
		}
		if c < cost {
			best, cost = at, c
		}
	}
	return best
}

// betweenWords reports whether a word surely ends before the place.
func betweenWords(title string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(title[:at])
	after, _ := utf8.DecodeRuneInString(title[at:])
	return strings.ContainsRune("的和与及暨、，；》）” ", before) || strings.ContainsRune("《（“", after) || strings.HasPrefix(title[at:], "关于")
}

// splits reports whether no line may begin at the place: within a number or a
// Latin word, before a closing mark, behind an opening one.
func splits(title string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(title[:at])
	after, _ := utf8.DecodeRuneInString(title[at:])
	return before > ' ' && before < 0x80 && after > ' ' && after < 0x80 || strings.ContainsRune("的、，；：。》）”", after) || strings.ContainsRune("《（“", before)
}
