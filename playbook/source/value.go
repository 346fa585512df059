package source

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Text reads a single value as its text, "" if absent.
func (p Place) Text() string {
	if !p.Given() {
		return ""
	}
	switch n := p.node.(type) {
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case ast.ScalarNode:
		return strings.TrimSpace(n.GetToken().Value)
	}
	p.Bad(WrongShape, "", "一段文字", "a text")
	return ""
}

// Flag reads yes or no.
func (p Place) Flag() bool {
	switch t := p.Text(); t {
	case "yes", "true":
		return true
	case "no", "false", "":
		return false
	default:
		p.BadAmong(BadValue, t, []string{"yes", "no"}, "“是”或“否”", "yes or no")
		return false
	}
}

// Whole reads a whole number, 0 if absent.
func (p Place) Whole() int64 {
	t := p.Text()
	if t == "" {
		return 0
	}
	n, err := strconv.ParseInt(t, 10, 64)
	if err != nil {
		p.Bad(BadValue, t, "整数", "a whole number")
	}
	return n
}

// List returns the items of a list; a single value is a list of one.
func (p Place) List() []Place {
	if !p.Given() {
		return nil
	}
	seq, ok := p.node.(*ast.SequenceNode)
	if !ok {
		return []Place{p}
	}
	items := make([]Place, 0, len(seq.Values))
	for i, v := range seq.Values {
		items = append(items, p.within(strconv.Itoa(i+1), start(v), v))
	}
	return items
}

// Texts reads a list of texts.
func (p Place) Texts() []string {
	var all []string
	for _, item := range p.List() {
		if t := item.Text(); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// Choice reads one of the given words, the first if absent.
func Choice[T ~string](p Place, words ...T) T {
	t := T(p.Text())
	if t == "" {
		return words[0]
	}
	if !slices.Contains(words, t) {
		p.BadAmong(BadValue, string(t), plain(words), "这里能用的词", "a word that may stand here")
		return words[0]
	}
	return t
}

func plain[T ~string](words []T) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return all
}

// Date reads a day, relative or not; zero if absent.
func (p Place) Date() calendar.Date {
	t, ok := p.Dated()
	if t == "" || !ok {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(t)
	if err != nil {
		p.Bad(BadValue, t, "日期（如 2018-06-18）", "a date like 2018-06-18")
	}
	return d
}

// Window reads «2018-06-20..2018-06-30» or, of whole months,
// «2018-06..2018-09»; its days may be relative. With open, the end may be left
// out.
func (p Place) Window(open bool) (from, until calendar.Date) {
	t, ok := p.Dated()
	if t == "" || !ok {
		return from, until
	}
	left, right, found := strings.Cut(t, "..")
	from, _, err := days(left)
	if right = strings.TrimSpace(right); err == nil && !(open && right == "") {
		_, until, err = days(right)
	}
	switch {
	case err != nil || !found:
		p.Bad(BadValue, p.Text(), "起止日期（如 2018-06-20..2018-06-30）", "a window like 2018-06-20..2018-06-30")
	case !until.IsZero() && until.Before(from):
		p.Bad(WindowTurned, p.Text())
	}
	return from, until
}

// days reads a day, or a month with its first and last day.
func days(text string) (first, last calendar.Date, err error) {
	text = strings.TrimSpace(text)
	if m, err := calendar.ParsePeriod(text); err == nil && m.Kind == calendar.Month {
		return m.Start, m.End, nil
	}
	d, err := calendar.ParseDate(text)
	return d, d, err
}

// ScalarOf returns the text of a single value and whether it is one.
func ScalarOf(p Place) (string, bool) {
	if !p.Given() {
		return "", false
	}
	_, ok := p.node.(ast.ScalarNode)
	if !ok {
		return "", false
	}
	return p.Text(), true
}
