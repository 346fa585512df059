// Package cell reads one cell of a file as a person would have typed it: the
// days that Excel counts, numbers with more digits than were meant, full-width
// characters and those that nobody sees. It is pure, and the one way for the
// workbooks of reports and for the lists that are imported.
package cell

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Ticked is how a tick stands in a workbook.
const Ticked = "√"

// Examples mark a row that shows how a list is filled in and is not read, in a
// column of its own below one of ExampleHeads: in Chinese, in English.
var (
	Examples     = []string{"示例", "Example"}
	ExampleHeads = []string{"示例行", "Example row"}
)

// Epoch1904 is by how many days a file counts that begins in 1904.
const Epoch1904 = 1462

// The days a date may be in a file.
var (
	Earliest = calendar.Date{Year: 1950, Month: time.January, Day: 1}
	Latest   = calendar.Date{Year: 2099, Month: time.December, Day: 31}
)

// epoch is day 0 of the days of Excel, which knows a 29 February 1900.
var epoch = calendar.Date{Year: 1899, Month: time.December, Day: 30}

// Serial returns a day as Excel counts it, from March 1900 on.
func Serial(d calendar.Date) (int, bool) {
	n := d.Sub(epoch)
	return n, !d.IsZero() && n > 60
}

// unseen are characters that come along when text is copied, and mean nothing
// in a number or a day.
var unseen = strings.NewReplacer("\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00a0", " ")

// Bare takes out what nobody sees, and the space around.
func Bare(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			return strings.TrimSpace(unseen.Replace(text))
		}
	}
	return strings.TrimSpace(text)
}

// Narrow turns full-width characters into ASCII, the full-width space too.
func Narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000':
			return ' '
		}
		return r
	}, text)
}

var numeric = regexp.MustCompile(`^-?\d+(\.\d+)?([eE][+-]?\d+)?$`)

// Numeric reports whether a text is a number as a file stores one.
func Numeric(raw string) bool { return numeric.MatchString(raw) }

// Plain writes a stored number without an exponent, to the 15 digits that Excel
// shows: 0.30000000000000004 is 0.3.
func Plain(raw string) string {
	if whole(raw) {
		return raw
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil || !Numeric(raw) || math.Abs(n) > 1e18 {
		return raw
	}
	if n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err != nil {
		return raw
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// whole reports a number of at most 15 digits without a fraction, which is
// plain already.
func whole(raw string) bool {
	for i := range len(raw) {
		if raw[i] < '0' || raw[i] > '9' {
			return false
		}
	}
	return raw != "" && len(raw) <= 15 && (raw[0] != '0' || len(raw) == 1)
}

// Day reads a day: one that Excel counts, later by so many days where the file
// counts from 1904, or one that was typed, as 2018-9-3, 2018/9/3, 2018.9.3,
// 2018年9月3日 or 20180903; a time of the day is left out. What is no day stays
// as it is.
func Day(raw string, later int) string {
	if n, err := strconv.ParseFloat(raw, 64); err == nil && Numeric(raw) {
		from, _ := Serial(Earliest)
		to, _ := Serial(Latest)
		if days := int(min(max(n, 0), 1e7)) + later; days >= from && days <= to {
			return epoch.AddDays(days).String()
		}
		if len(raw) == len("20180903") {
			return iso(raw, raw[:4], raw[4:6], raw[6:])
		}
		return raw
	}
	text := Narrow(raw)
	if date, time, both := strings.Cut(text, " "); both && strings.Contains(time, ":") {
		text = date
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/.年月日 ", r) })
	if len(parts) != 3 {
		return text
	}
	return iso(text, parts...)
}

// iso joins year, month and day; what is no day stays the text that it was.
func iso(text string, parts ...string) string {
	for i, width := range []int{4, 2, 2} {
		parts[i] = strings.Repeat("0", max(0, width-len(parts[i]))) + parts[i]
	}
	d, err := calendar.ParseDate(strings.Join(parts, "-"))
	if err != nil || d.Before(Earliest) || d.After(Latest) {
		return text
	}
	return d.String()
}

// Tick reads whether a tick is set, in the ways it is written.
func Tick(text string) string {
	switch {
	case slices.Contains([]string{Ticked, "✓", "✔", "☑", "是", "1", "TRUE", "yes"}, text):
		return "yes"
	case slices.Contains([]string{"否", "0", "FALSE", "×", "☐"}, text):
		return ""
	}
	return text
}
