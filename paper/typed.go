package paper

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// unread marks what was typed and could not be read.
const unread = "!"

// maxText bounds a text without a bound of its own, in characters.
const maxText = 20000

// unprintable takes out what no keyboard types and no database keeps.
var unprintable = strings.NewReplacer("\r\n", "\n", "\x00", "")

// Typed turns what a person typed into a cell into canonical text. What cannot
// be read is kept behind «!» and named by the violation.
func Typed(pb *playbook.Playbook, fd *playbook.Field, cell, typed string) (string, *fault.Field) {
	text := strings.TrimSpace(unprintable.Replace(strings.ToValidUTF8(typed, "")))
	if text == "" {
		return "", nil
	}
	bad := func(key string, args []any) (string, *fault.Field) {
		return unread + text, &fault.Field{Path: cell, Key: key, Args: args, Clause: fd.Clause}
	}
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		k := kind(pb, fd)
		plain := amount(fd, k, text)
		if plain == "" {
			return "", nil
		}
		n, err := k.Parse(plain)
		if err != nil {
			return bad(misread(fd, k, text, plain, err))
		}
		return strconv.FormatInt(n, 10), nil
	case playbook.DateField:
		d, ok := date(text)
		if !ok {
			return bad("report.not_date", []any{text})
		}
		return d.String(), nil
	case playbook.Choice:
		for _, o := range fd.Options {
			if text == o.ID || text == o.Label {
				return o.ID, nil
			}
		}
		return bad("report.not_option", []any{text})
	case playbook.Tick:
		if text != "yes" {
			return bad("report.not_option", []any{text})
		}
	}
	return text, nil
}

// unreadable returns what was typed into a cell that could not be read. A text
// can always be read, also one that begins with the mark.
func unreadable(fd *playbook.Field, text string) (typed string, yes bool) {
	switch fd.Type {
	case playbook.Text, playbook.LongText:
		return "", false
	}
	return strings.CutPrefix(text, unread)
}

// Shown turns canonical text back into what a person reads and types.
func Shown(pb *playbook.Playbook, fd *playbook.Field, text string) string {
	if raw, ok := unreadable(fd, text); ok {
		return raw
	}
	if fd.Type == playbook.Number || fd.Type == playbook.MeasureField {
		if n, ok := number(text); ok {
			return kind(pb, fd).Plain(n)
		}
	}
	return text
}

// kind returns what a numeric field counts.
func kind(pb *playbook.Playbook, fd *playbook.Field) quantity.Kind {
	if m := pb.Measure(fd.Measure); fd.Type == playbook.MeasureField && m != nil {
		return m.Kind
	}
	return quantity.Count
}

// Kind returns what a numeric field counts; Count for a plain number.
func Kind(pb *playbook.Playbook, fd *playbook.Field) quantity.Kind { return kind(pb, fd) }

func number(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// date reads the ways a day is typed: 2018-06-29, 2018/6/29, 2018.6.29,
// 2018年6月29日.
func date(text string) (calendar.Date, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/.年月日", r) })
	if len(parts) != 3 {
		return calendar.Date{}, false
	}
	for i, width := range []int{4, 2, 2} {
		parts[i] = strings.Repeat("0", max(0, width-len(parts[i]))) + parts[i]
	}
	d, err := calendar.ParseDate(strings.Join(parts, "-"))
	return d, err == nil
}

// fits checks a canonical text against the bounds of its field.
func fits(pb *playbook.Playbook, fd *playbook.Field, cell, text string) *fault.Field {
	bad := func(key string, args ...any) *fault.Field {
		return &fault.Field{Path: cell, Key: key, Args: args, Clause: fd.Clause}
	}
	if raw, ok := unreadable(fd, text); ok {
		return bad("report.unreadable", raw)
	}
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		n, ok := number(text)
		switch {
		case !ok:
			return bad("report.not_number", text)
		case n < fd.Min:
			return bad("report.below", quantity.Value{Kind: kind(pb, fd), N: fd.Min})
		case fd.Max > 0 && n > fd.Max:
			return bad("report.above", quantity.Value{Kind: kind(pb, fd), N: fd.Max})
		case n > quantity.Max:
			return bad("report.too_large")
		}
	case playbook.Text, playbook.LongText:
		length, most := int64(utf8.RuneCountInString(text)), fd.Max
		if most == 0 {
			most = maxText
		}
		if length > most {
			return bad("report.too_long", most, length)
		}
		if length < fd.Min {
			return bad("report.too_short", fd.Min, length)
		}
	}
	return nil
}
