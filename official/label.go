package official

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

// kind is a way of numbering: «一、», «(一)», «1.», «第…条».
type kind string

// label is the number that a paragraph begins with.
type label struct {
	kind    kind
	value   int
	segment string // its part of a path: «四», «(三)», «第一阶段»
	runes   int    // how many runes of the paragraph it takes, the blanks after it too
	weak    bool   // may be something else («3.5万元»): counts only in its sequence
}

// ranks orders the kinds from the greatest to the smallest; a paragraph of a
// kind lies below one of a lower rank. «第…阶段» takes its rank from its place.
var ranks = map[kind]int{
	"编": 10, "分编": 12, "章": 20, "节": 30, "部分": 35, "条": 40, "一、": 50, "Ⅰ、": 52, "阶段": 55, "步": 56,
	"(一)": 60, "一)": 62, "1.": 70, "1.1": 72, "1.1.1": 73, "1.1.1.1": 74, "1)": 76, "(1)": 80, "①": 90, "a.": 92, "(a)": 93,
}

// item reports whether a kind numbers the items of an enumeration, whose text
// is a paragraph, and not the parts of a text.
func (k kind) item() bool { return ranks[k] >= ranks["1."] }

// readLabel reads the number that a paragraph begins with.
func readLabel(text string) (label, bool) {
	s := scanner{text: []rune(clip(text))}
	for _, read := range []func(scanner) (label, int, bool){ordinal, sign, bracketed, counted, decimal, lettered} {
		if l, at, ok := read(s); ok {
			for at < len(s.text) && blank(s.text[at]) {
				at++
			}
			l.runes = at
			return l, true
		}
	}
	return label{}, false
}

// clip keeps what a label can take of a text.
func clip(text string) string {
	const most = 160 // bytes
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}

// scanner looks at the runes of a text.
type scanner struct{ text []rune }

// at returns the folded rune at a place, 0 beyond the end.
func (s scanner) at(i int) rune {
	if i >= len(s.text) {
		return 0
	}
	if blank(s.text[i]) {
		return ' '
	}
	return foldRune(s.text[i])
}

// raw returns the rune as it stands.
func (s scanner) raw(i int) rune {
	if i >= len(s.text) {
		return 0
	}
	return s.text[i]
}

// skip returns the next place that is no blank.
func (s scanner) skip(i int) int {
	for s.at(i) == ' ' {
		i++
	}
	return i
}

// run returns the end of a run of digits from i: Chinese ones, or Arabic.
func (s scanner) run(i int, arabic bool) int {
	for i < len(s.text) {
		_, han := numeral.Values[s.text[i]]
		if d := digit(s.at(i)); d != arabic || !d && !han {
			return i
		}
		i++
	}
	return i
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// value reads the run of digits from i.
func (s scanner) value(i int) (n, end int, arabic, ok bool) {
	arabic = digit(s.at(i))
	end = s.run(i, arabic)
	n, ok = numeral.Parse(string(s.text[i:end]))
	return n, end, arabic, ok && n > 0 && (!arabic || end-i <= 3)
}

var units = []string{"分编", "编", "章", "节", "部分", "条", "阶段", "步"}

// ordinal reads «第一条», «第一章», «第一阶段».
func ordinal(s scanner) (label, int, bool) {
	if s.at(0) != '第' {
		return label{}, 0, false
	}
	n, end, _, ok := s.value(s.skip(1))
	if !ok {
		return label{}, 0, false
	}
	end = s.skip(end)
	for _, u := range units {
		after := end + len([]rune(u))
		if after > len(s.text) || string(s.text[end:after]) != u {
			continue
		}
		next := s.at(after)
		weak := next != 0 && !strings.ContainsRune(" :、.,(", next)
		if next == ':' || next == '、' || next == '.' {
			after++
		}
		return label{kind: kind(u), value: n, segment: "第" + numeral.Chinese(n) + u, weak: weak}, after, true
	}
	return label{}, 0, false
}

// signs are the numbers that are one rune.
var signs = []struct {
	first, last rune
	kind        kind
}{{'①', '⑳', "①"}, {'❶', '❿', "①"}, {'㈠', '㈩', "(一)"}, {'⑴', '⒇', "(1)"}, {'⒈', '⒛', "1."}, {'Ⅰ', 'Ⅻ', "Ⅰ、"}}

func sign(s scanner) (label, int, bool) {
	for _, g := range signs {
		r := s.raw(0)
		if r < g.first || r > g.last {
			continue
		}
		n, end := int(r-g.first)+1, 1
		if g.kind == "Ⅰ、" && s.at(1) != '、' && s.at(1) != '.' {
			return label{}, 0, false
		}
		if s.at(1) == '、' || s.at(1) == '.' {
			end = 2
		}
		return label{kind: g.kind, value: n, segment: segment(g.kind, n)}, end, true
	}
	return label{}, 0, false
}

// bracketed reads «(一)», «(1)», «(a)».
func bracketed(s scanner) (label, int, bool) {
	if s.at(0) != '(' {
		return label{}, 0, false
	}
	i := s.skip(1)
	k := kind("(一)")
	n, end, arabic, ok := s.value(i)
	switch {
	case ok && arabic:
		k = "(1)"
	case !ok && letter(s.at(i)):
		k, n, end, ok = "(a)", letterValue(s.at(i)), i+1, true
	}
	if end = s.skip(end); !ok || n > 199 || s.at(end) != ')' {
		return label{}, 0, false
	}
	if end++; s.at(end) == '、' || s.at(end) == '.' && !digit(s.at(end+1)) {
		end++
	}
	return label{kind: k, value: n, segment: segment(k, n), weak: k == "(a)"}, end, true
}

// counted reads «一、», «一.», «一)» and, if its sequence bears it out, «一 ».
func counted(s scanner) (label, int, bool) {
	n, end, arabic, ok := s.value(0)
	if !ok || arabic || n > 199 {
		return label{}, 0, false
	}
	mark := s.skip(end)
	switch s.at(mark) {
	case '、', '.':
		_, _, _, more := s.value(mark + 1)
		return label{kind: "一、", value: n, segment: numeral.Chinese(n), weak: more}, mark + 1, true
	case ')':
		return label{kind: "一)", value: n, segment: segment("一)", n)}, mark + 1, true
	}
	return label{kind: "一、", value: n, segment: numeral.Chinese(n), weak: true}, end, mark > end
}

// decimal reads «1.», «1、», «1)» and «1.1». A number that a date or a sum
// follows («1.2018年», «2.6月18日») is «1.», and weak if it may be one sum.
func decimal(s scanner) (label, int, bool) {
	n, end, arabic, ok := s.value(0)
	if !ok || !arabic {
		return label{}, 0, false
	}
	one := label{kind: "1.", value: n, segment: segment("1.", n)}
	mark := s.skip(end)
	switch {
	case s.at(mark) == '、':
		return one, mark + 1, true
	case s.at(mark) == ')':
		return label{kind: "1)", value: n, segment: segment("1)", n)}, mark + 1, true
	case s.at(mark) == '.' && !digit(s.at(mark+1)):
		return one, mark + 1, true
	case s.at(mark) != '.':
		one.weak = true
		return one, end, mark > end && !digit(s.at(mark)) && !measured(s.at(mark))
	}
	return levels(s, one, mark)
}

// levels reads what stands after the dot of «1.2»: the next level, or a date.
func levels(s scanner, one label, dot int) (label, int, bool) {
	path, end, deep := one.segment, dot, kind("1")
	value := one.value
	for s.at(end) == '.' && digit(s.at(end+1)) {
		n, after, _, ok := s.value(end + 1)
		if !ok {
			break
		}
		value, end, path, deep = n, after, path+"."+strconv.Itoa(n), deep+".1"
	}
	next := s.at(end)
	_, known := ranks[deep]
	switch {
	case end == dot, strings.ContainsRune("年月日号时+-—:", next):
		return one, dot + 1, true
	case !known, measured(next):
		one.weak = true
		return one, dot + 1, true
	}
	if next == '.' || next == '、' {
		end++
	}
	return label{kind: deep, value: value, segment: path}, end, true
}

// measured reports whether a number before this rune is a sum or a date.
func measured(next rune) bool {
	return strings.ContainsRune("万亿元%个米亩户人倍名项条家次年月日", next)
}

// lettered reads «a.», «A)», «b、».
func lettered(s scanner) (label, int, bool) {
	mark := s.at(1)
	if !letter(s.at(0)) || mark != '.' && mark != ')' && mark != '、' {
		return label{}, 0, false
	}
	n := letterValue(s.at(0))
	return label{kind: "a.", value: n, segment: string(rune('a' + n - 1)), weak: true}, 2, true
}

func letterValue(r rune) int { return int(r|0x20-'a') + 1 }

// segment writes a number of a kind as part of a path.
func segment(k kind, n int) string {
	switch k {
	case "(一)":
		return "(" + numeral.Chinese(n) + ")"
	case "一)":
		return numeral.Chinese(n) + ")"
	case "(1)":
		return "(" + strconv.Itoa(n) + ")"
	case "1)":
		return strconv.Itoa(n) + ")"
	case "①":
		return numeral.Circled(n)
	case "(a)":
		return "(" + numeral.Letters(n) + ")"
	case "Ⅰ、":
		return numeral.Roman(n)
	}
	return strconv.Itoa(n)
}
