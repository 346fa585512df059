package change

import (
	"cmp"
	"reflect"
)

// text is a word in both languages.
type text struct{ chinese, english string }

// none stands for what is not written.
var none = text{"（无）", "(none)"}

func (t text) or(other text) text {
	return text{cmp.Or(t.chinese, other.chinese), cmp.Or(t.english, other.english)}
}

func (t text) then(between, other text) text {
	return text{t.chinese + between.chinese + other.chinese, t.english + between.english + other.english}
}

// subject names the part that the walk stands in.
func (p place) subject() text {
	if len(p.titles) == 0 {
		return text{"方案", "the plan"}
	}
	out := p.titles[0]
	for _, t := range p.titles[1:] {
		out = out.then(text{" › ", " › "}, t)
	}
	return out
}

// tell takes down that a key holds something else. A label that only repeats a
// name which changed elsewhere is told there.
func (c *comparison) tell(at place, f field, before, after text) {
	if before == after {
		return
	}
	pair := [2]string{before.chinese, after.chinese}
	if f.repeats && c.renamed[pair] {
		return
	}
	if f.repeated {
		if c.renamed == nil {
			c.renamed = map[[2]string]bool{}
		}
		c.renamed[pair] = true
	}
	words := at.subject().then(text{" 的", ": "}, f.label).then(text{"：", ": "}, before.or(none)).then(text{" → ", " → "}, after.or(none))
	c.out = append(c.out, Change{at.path(f.key), Altered, at.clause, before.chinese, after.chinese, words})
}

// come takes down a part that is new.
func (c *comparison) come(at place, f field, v reflect.Value) {
	after := c.called(f, c.after, v)
	words := at.of().then(text{"新增", "new "}, f.noun()).then(text{"：", ": "}, after)
	c.out = append(c.out, Change{at.in(f.key, text{}, "").path(idOf(v)), Added, cmp.Or(clauseOf(v), at.clause), "", after.chinese, words})
}

// gone takes down a part that is no longer there.
func (c *comparison) gone(at place, f field, v reflect.Value) {
	before := c.called(f, c.before, v)
	words := at.of().then(text{"取消", "removed "}, f.noun()).then(text{"：", ": "}, before)
	c.out = append(c.out, Change{at.in(f.key, text{}, "").path(idOf(v)), Removed, cmp.Or(clauseOf(v), at.clause), before.chinese, "", words})
}

// moved takes down another order of the same parts.
func (c *comparison) moved(at place, f field) {
	words := at.subject().then(text{" 的", ": "}, f.label).then(text{"：", ": "}, text{"顺序变了", "another order"})
	c.out = append(c.out, Change{at.path(f.key), Moved, at.clause, "", "", words})
}

// of leads to a part within another.
func (p place) of() text {
	if len(p.titles) == 0 {
		return text{}
	}
	return p.subject().then(text{" ", ": "}, text{})
}
