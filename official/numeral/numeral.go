// Package numeral writes and reads the numbers that official documents count
// with: 十二, 二〇一八, ①, xii. It is pure.
package numeral

import (
	"strconv"
	"strings"
)

// Digits are the Chinese digits from 0 to 9.
var Digits = []rune("〇一二三四五六七八九")

// Chinese writes a number from 0 to 9999 as it is counted: 十二, 一百零三.
func Chinese(n int) string {
	if n < 1 || n > 9999 {
		return Digitwise(n)
	}
	out, gap := "", false
	for _, u := range []struct {
		size int
		name string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.size % 10
		if d == 0 {
			gap = out != ""
			continue
		}
		if gap {
			out += "零"
		}
		gap = false
		out += string(Digits[d]) + u.name
	}
	if n >= 10 && n < 20 {
		out = strings.TrimPrefix(out, "一")
	}
	return out
}

// Digitwise writes a number digit by digit: 二〇一八.
func Digitwise(n int) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return Digits[r-'0']
		}
		return r
	}, strconv.Itoa(n))
}

// Values are the Chinese digits and the words for ten, a hundred and so on.
var Values = map[rune]int{
	'〇': 0, '○': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5,
	'六': 6, '七': 7, '八': 8, '九': 9, '十': 10, '廿': 20, '卅': 30, '百': 100, '千': 1000,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9, '拾': 10,
}

// Parse reads a number in Chinese or Arabic digits of either width; false if
// it is none or above 9999.
func Parse(text string) (int, bool) {
	digits, total, current, last := 0, 0, 0, 0
	for _, r := range text {
		d, known := Values[r]
		switch {
		case r >= '0' && r <= '9':
			d, known = int(r-'0'), true
		case r >= '０' && r <= '９':
			d, known = int(r-'０'), true
		}
		switch {
		case !known || digits > 7:
			return 0, false
		case d < 10:
			current = current*10 + d
			last = d
		case d == 20 || d == 30:
			total += d
			current = 0
		default:
			if current == 0 && last == 0 {
				current = 1
			}
			total += current * d
			current, last = 0, 0
		}
		digits++
	}
	return total + current, digits > 0 && total+current <= 9999
}

// Roman writes a number from 1 to 3999 in Roman letters.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, u := range []struct {
		size int
		name string
	}{
		{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
		{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= u.size; n -= u.size {
			b.WriteString(u.name)
		}
	}
	return b.String()
}

// Letters writes a number as Word does in letters: a … z, aa, bb.
func Letters(n int) string {
	if n < 1 || n > 780 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), 1+(n-1)/26)
}

// Circled writes a number in a circle: ① … ⑳, ㉑ … ㊿.
func Circled(n int) string {
	switch {
	case n >= 1 && n <= 20:
		return string(rune('①' + n - 1))
	case n >= 21 && n <= 35:
		return string(rune('㉑' + n - 21))
	case n >= 36 && n <= 50:
		return string(rune('㊱' + n - 36))
	}
	return strconv.Itoa(n)
}

// Stem writes a number by the signs of a cycle (甲乙丙, 子丑寅).
func Stem(signs string, n int) string {
	all := []rune(signs)
	if n < 1 || n > len(all) {
		return strconv.Itoa(n)
	}
	return string(all[n-1])
}
