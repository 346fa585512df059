package official

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/official/numeral"
)

// accepts reports whether a label is one: a weak one only where its sequence
// asks for it, or begins it with a heading.
func (b *builder) accepts(i int, l label) bool {
	if !l.weak {
		return true
	}
	text := b.text(i)
	short := len(text) <= 120 && !strings.ContainsAny(text, "。，；,;")
	switch l.kind {
	case "条", "一、", "a.", "(a)":
	case "1.":
		short = short && blank([]rune(text)[l.runes-1]) // «1 总则», not «1.5万元»
		if !short && !b.expects(l) {
			return false
		}
	default:
		if !short {
			return false
		}
	}
	if b.inside(l.kind) {
		return b.expects(l)
	}
	return l.value == 1 && (short || l.kind == "条")
}

// expects reports whether a label is the next of a series that is open.
func (b *builder) expects(l label) bool {
	for _, o := range slices.Backward(b.open) {
		if o.label.kind == l.kind {
			return l.value == o.label.value+1
		}
	}
	return false
}

// clause opens the clause that a paragraph begins.
func (b *builder) clause(i int, l label) {
	rank := b.close(l)
	parent, path := &b.doc.Clauses, l.segment
	if n := len(b.open); n > 0 {
		parent, path = &b.open[n-1].clause.Clauses, b.open[n-1].clause.Path+"/"+l.segment
	}
	c := &Clause{Label: b.labelText(i, l), Path: path, Place: Place{Paragraph: i}}
	*parent = append(*parent, c)
	b.path = path
	c.Sentences = b.add(i, 0, Prose, path)
	b.open = append(b.open, opened{c, l, rank, b.headed(i, c, l)})
}

// labelText returns the label as it stands.
func (b *builder) labelText(i int, l label) string {
	text := b.text(i)
	if runes := []rune(clip(text)); l.runes <= len(runes) {
		text = trim(string(runes[:l.runes]))
	}
	return strings.TrimRight(text, "、.．:：，")
}

// headed finds the heading of a clause and reports whether its paragraph says
// more. A heading is the first sentence if it is short, and stands alone
// without an end mark or is followed by more.
func (b *builder) headed(i int, c *Clause, l label) (whole bool) {
	const longest = 30
	if len(c.Sentences) == 0 {
		return false
	}
	first := &b.f.Sentences[c.Sentences[0]]
	alone := len(c.Sentences) == 1
	text := []rune(clip(b.text(i)))
	if first.Until.Rune > len(text) || first.Until.Rune-l.runes > longest {
		return true
	}
	words := string(text[min(l.runes, first.Until.Rune):first.Until.Rune])
	c.Title = strings.TrimRight(words, "。；;：: ")
	if last, _ := utf8.DecodeLastRuneInString(words); alone && strings.ContainsRune("。！？；!?;", last) {
		return true
	}
	first.Role = Heading
	return !alone
}

// close ends the open clauses that one of this label cannot belong to and
// returns its rank.
func (b *builder) close(l label) int {
	for n := len(b.open) - 1; n >= 0; n-- {
		if b.open[n].label.kind == l.kind {
			rank := b.open[n].rank
			b.open = b.open[:n]
			return rank
		}
	}
	rank, fixed := ranks[l.kind]
	if !fixed {
		rank = 44 + int(l.kind[len(l.kind)-1]-'0') // a heading by its style: just before 一、
	}
	if phased := l.kind == "阶段" || l.kind == "步"; phased && b.inside("(一)") {
		rank += 10
	}
	for n := len(b.open); n > 0 && b.open[n-1].rank > rank; n-- {
		b.open = b.open[:n-1]
	}
	return rank
}

func (b *builder) inside(k kind) bool {
	return slices.ContainsFunc(b.open, func(o opened) bool { return o.label.kind == k })
}

// prose takes a paragraph without a label. It belongs to the clause before it;
// but what follows the last item of an enumeration, if that item is more than
// a heading, belongs to the clause that enumerates.
func (b *builder) prose(i int) {
	for n := len(b.open); n > 0; n = len(b.open) {
		if o := b.open[n-1]; !o.label.kind.item() || !o.whole || b.itemGoesOn(i, o) {
			break
		}
		b.open = b.open[:n-1]
	}
	b.path = ""
	var c *Clause
	if n := len(b.open); n > 0 {
		c = b.open[n-1].clause
		b.path = c.Path
		b.open[n-1].whole = true
	}
	indices := b.add(i, 0, Prose, b.path)
	const most = 32
	if len(b.doc.Issues) < most {
		b.doc.Issues = append(b.doc.Issues, issued(b.text(i))...)
	}
	if c != nil {
		c.Sentences = append(c.Sentences, indices...)
	}
}

// itemGoesOn reports whether the paragraph at i belongs to an item: another
// item of the same series follows, or the paragraph goes on with an
// enumeration («二比…») that the item began.
func (b *builder) itemGoesOn(i int, o opened) bool {
	if n, verb := enumerates(b.text(i)); n > 1 {
		before := string(numeral.Digits[n-1]) + string(verb)
		const near = 40 // sentences
		own := o.clause.Sentences
		for _, k := range own[max(0, len(own)-near):] {
			if strings.Contains(b.f.Text(b.f.Sentences[k].Range), before) {
				return true
			}
		}
	}
	const far = 20 // paragraphs
	for k := i + 1; k < min(i+far, len(b.labels)); k++ {
		if l := b.labels[k]; l.kind != "" && !l.weak {
			return l.kind == o.label.kind && l.value == o.label.value+1
		}
	}
	return false
}
