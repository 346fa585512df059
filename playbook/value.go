package playbook

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// text reads a single value as its text, "" if absent.
func (p place) text() string {
	if !p.given() {
		return ""
	}
	switch n := p.node.(type) {
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case ast.ScalarNode:
		return strings.TrimSpace(n.GetToken().Value)
	}
	p.bad(wrongShape, "", "一段文字", "a text")
	return ""
}

// flag reads yes or no.
func (p place) flag() bool {
	switch t := p.text(); t {
	case "yes", "true":
		return true
	case "no", "false", "":
		return false
	default:
		p.badAmong(badValue, t, []string{"yes", "no"}, "“是”或“否”", "yes or no")
		return false
	}
}

// whole reads a whole number, 0 if absent.
func (p place) whole() int64 {
	t := p.text()
	if t == "" {
		return 0
	}
	n, err := strconv.ParseInt(t, 10, 64)
	if err != nil {
		p.bad(badValue, t, "整数", "a whole number")
	}
	return n
}

// list returns the items of a list; a single value is a list of one.
func (p place) list() []place {
	if !p.given() {
		return nil
	}
	seq, ok := p.node.(*ast.SequenceNode)
	if !ok {
		return []place{p}
	}
	items := make([]place, 0, len(seq.Values))
	for i, v := range seq.Values {
		items = append(items, p.within(strconv.Itoa(i+1), start(v), v))
	}
	return items
}

// texts reads a list of texts.
func (p place) texts() []string {
	var all []string
	for _, item := range p.list() {
		if t := item.text(); t != "" {
			all = append(all, t)
		}
	}
	return all
}

// choice reads one of the given words, the first if absent.
func choice[T ~string](p place, words ...T) T {
	t := T(p.text())
	if t == "" {
		return words[0]
	}
	if !slices.Contains(words, t) {
		p.badAmong(badValue, string(t), plain(words), "这里能用的词", "a word that may stand here")
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

// date reads a day, zero if absent.
func (p place) date() calendar.Date {
	t := p.text()
	if t == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(t)
	if err != nil {
		p.bad(badValue, t, "日期（如 2018-06-18）", "a date like 2018-06-18")
	}
	return d
}

// window reads «2018-06-20..2018-06-30». With open, the end may be left out.
func (p place) window(open bool) (from, until calendar.Date) {
	t := p.text()
	if t == "" {
		return from, until
	}
	left, right, found := strings.Cut(t, "..")
	from, err := calendar.ParseDate(strings.TrimSpace(left))
	if right = strings.TrimSpace(right); err == nil && !(open && right == "") {
		until, err = calendar.ParseDate(right)
	}
	switch {
	case err != nil || !found:
		p.bad(badValue, t, "起止日期（如 2018-06-20..2018-06-30）", "a window like 2018-06-20..2018-06-30")
	case !until.IsZero() && until.Before(from):
		p.bad(windowTurned, t)
	}
	return from, until
}

// scalarOf returns the text of a single value and whether it is one.
func scalarOf(p place) (string, bool) {
	if !p.given() {
		return "", false
	}
	_, ok := p.node.(ast.ScalarNode)
	if !ok {
		return "", false
	}
	return p.text(), true
}

func length(s string) int { return utf8.RuneCountInString(s) }
