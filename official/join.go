package official

import (
	"strings"
	"unicode/utf8"
)

// The marks by which a broken line is known.
const (
	ends     = "。！？!?；;：:"         // a line that ends so is whole
	goesOn   = "，、,（(《〈“‘「『〔["     // a line that ends so goes on
	closing  = "，。、；：！？）)》〉”’」』〕]" // a line that begins so goes on from the one before
	commas   = "，。；,;"
	printing = 160 // no page of type has more columns
)

// gathered is a paragraph while its lines are put together.
type gathered struct {
	first  line
	last   line
	pieces []string
	prose  bool // it has a comma or a stop
}

func (g *gathered) add(l line) {
	if n := len(g.pieces); n > 0 && latin(g.last.text, l.text) {
		g.pieces = append(g.pieces, " ")
	}
	g.pieces = append(g.pieces, l.text)
	g.last = l
	g.prose = g.prose || strings.ContainsAny(l.text, commas)
}

// latin reports whether the break between two lines is one between Latin words.
func latin(a, b string) bool {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	return letter(last) && letter(first)
}

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// joinLines puts lines together that a sentence was broken into: by hand, by a
// mail program, or because the text was copied out of a page of fixed width.
func joinLines(all []line) []line {
	page := measure(all)
	var paragraphs []*gathered
	for _, l := range all {
		if n := len(paragraphs); n > 0 && page.goesOn(paragraphs[n-1], l) {
			paragraphs[n-1].add(l)
			continue
		}
		g := &gathered{first: l}
		g.add(l)
		paragraphs = append(paragraphs, g)
	}
	out := make([]line, len(paragraphs))
	for i, g := range paragraphs {
		out[i] = g.first
		out[i].text = strings.Join(g.pieces, "")
	}
	return out
}

// page is how a text was broken into lines.
type page struct {
	width   int  // columns at which its lines were broken; 0 if they are paragraphs
	indents bool // its paragraphs begin with a blank
}

// measure tells a text that was broken at a fixed width: many of its lines are
// as wide as the widest without ending a sentence.
func measure(all []line) page {
	widest, full, open, indented := 0, 0, 0, 0
	for _, l := range all {
		widest = max(widest, l.columns)
		if l.indented {
			indented++
		}
	}
	if widest < 24 || widest > printing {
		return page{}
	}
	for _, l := range all {
		if l.columns < widest-4 {
			continue
		}
		full++
		if last, _ := utf8.DecodeLastRuneInString(l.text); !strings.ContainsRune(ends, last) {
			open++
		}
	}
	if full < 3 || open*2 < full {
		return page{}
	}
	return page{widest, indented > 1}
}

// goesOn reports whether a line goes on with the paragraph before it.
func (p page) goesOn(g *gathered, l line) bool {
	if l.apart || numbered(l.text) {
		return false
	}
	before := g.last.text
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(l.text)
	full := p.width > 0 && g.last.columns >= p.width-4
	switch {
	case strings.ContainsRune(ends, last), dateAlone(l.text) != "":
		return full && p.indents && !l.indented
	case strings.ContainsRune(goesOn, last), strings.ContainsRune(closing, first), torn(before, l.text):
		return true
	case l.indented:
		return false
	case p.width > 0:
		return full && (g.prose || !numbered(g.first.text))
	}
	return g.last.columns >= 40 && g.prose && strings.ContainsAny(l.text, "。；") &&
		last != ')' && last != '）' && !strings.Contains(before, "  ")
}

// torn reports whether a break stands between a bracket or quotation mark and
// the one that closes it on the next line.
func torn(before, after string) bool {
	for _, pair := range []string{"《》", "（）", "()", "“”", "〔〕"} {
		open, size := utf8.DecodeRuneInString(pair)
		shut := pair[size:]
		i := strings.LastIndex(before, string(open))
		k := strings.Index(after, shut)
		if i >= 0 && k >= 0 && !strings.Contains(before[i:], shut) && !strings.ContainsRune(after[:k], open) {
			return true
		}
	}
	return false
}

// numbered reports whether a line certainly begins with the label of a clause.
func numbered(text string) bool {
	l, ok := readLabel(text)
	return ok && !l.weak
}

// partLines puts the lines of a Word paragraph together again, but for lines
// that end a sentence and lines that begin a clause.
func partLines(text string) []string {
	if !strings.Contains(text, "\n") {
		if text = trim(text); text == "" {
			return nil
		}
		return []string{text}
	}
	var out []string
	for i, l := range strings.Split(text, "\n") {
		if l = trim(l); l == "" {
			continue
		}
		n := len(out)
		if i == 0 || n == 0 || numbered(l) || strings.HasSuffix(out[n-1], "。") || strings.HasSuffix(out[n-1], "；") || dateAlone(l) != "" {
			out = append(out, l)
			continue
		}
		if latin(out[n-1], l) {
			out[n-1] += " "
		}
		out[n-1] += l
	}
	return out
}
