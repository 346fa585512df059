package official

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

// splitSentences returns the ends of the sentences of a paragraph, as rune
// offsets; the last is the length of the text. A sentence ends with 。！？；, with
// the closing marks after it, but not inside brackets; an enumeration
// «一是…，二是…» or «一比…» begins a sentence with each of its items.
func splitSentences(text []rune) []int {
	inside := bracketedRunes(text)
	breaks := itemStarts(text, inside)
	var ends []int
	for i := 0; i < len(text); i++ {
		if breaks[i] && i > lastOf(ends) {
			ends = append(ends, i)
		}
		if inside[i] || !strings.ContainsRune("。！？；!?;", text[i]) {
			continue
		}
		end := i + 1
		for end < len(text) && strings.ContainsRune("。！？!?”’」』）)》\"", text[end]) {
			end++
		}
		ends = append(ends, end)
		i = end - 1
	}
	if len(text) > lastOf(ends) {
		ends = append(ends, len(text))
	}
	return ends
}

func lastOf(ends []int) int {
	if len(ends) == 0 {
		return 0
	}
	return ends[len(ends)-1]
}

// bracketedRunes marks the runes between brackets that both are there.
func bracketedRunes(text []rune) []bool {
	steps := make([]int, len(text)+1) // how many pairs open before a rune, less those that close
	var open []int
	for i, r := range text {
		switch r {
		case '(', '（', '〔', '[', '《', '【':
			open = append(open, i)
		case ')', '）', '〕', ']', '》', '】':
			if n := len(open); n > 0 {
				steps[open[n-1]]++
				steps[i+1]--
				open = open[:n-1]
			}
		}
	}
	inside := make([]bool, len(text)+1)
	depth := 0
	for i := range inside {
		depth += steps[i]
		inside[i] = depth > 0
	}
	return inside
}

// verbs are the words that number the items of an enumeration after 一二三.
const verbs = "是比要看抓对争促强查建学讲定"

// itemStarts marks where the items of enumerations begin: at least two, in
// sequence from 一, with the same verb, each after a mark.
func itemStarts(text []rune, inside []bool) map[int]bool {
	starts := map[int]bool{}
	next, first := 1, -1
	var verb rune
	for i := 0; i+1 < len(text); i++ {
		n, one := numeral.Values[text[i]]
		if !one || inside[i] || !strings.ContainsRune(verbs, text[i+1]) {
			continue
		}
		marked := i == 0 || strings.ContainsRune("，,；;。：:、 　“\"", text[i-1])
		switch {
		case n == 1 && (marked || next == 1 && !strings.ContainsRune("之其第十百", text[i-1])):
			next, verb, first = 2, text[i+1], i
			if !marked {
				first = -1
			}
		case n == next && next > 1 && text[i+1] == verb && marked:
			if first > 0 {
				starts[first] = true
			}
			starts[i], first = true, -1
			next++
		}
	}
	return starts
}

// enumerates returns which item of an enumeration a paragraph begins with, and
// its verb: 2 and 比 for «二比…». 0 if with none.
func enumerates(text string) (int, rune) {
	head := []rune(clip(text))
	if len(head) < 2 || !strings.ContainsRune(verbs, head[1]) {
		return 0, 0
	}
	return numeral.Values[head[0]] % 10, head[1]
}
