package docx

import (
	"bufio"
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pen writes WordprocessingML. The writer below keeps its first failure, so
// that it is asked for once, at the end.
type pen struct {
	*bufio.Writer
	layout Layout
}

func (p *pen) raw(parts ...string) {
	for _, s := range parts {
		_, _ = p.WriteString(s) // told by Flush
	}
}

// run is a piece of a paragraph; props are those of w:rPr.
type run struct {
	props string
	text  string
	tab   bool // instead of a text
}

// para is a paragraph of a style; props are what w:pPr holds beyond it, in the
// order that the schema asks for.
type para struct {
	style string
	props string
	runs  []run
}

// line returns a paragraph that is a text.
func line(style, text string) para { return para{style: style, runs: []run{{text: text}}} }

// blank is a line without words.
var blank = para{}

// sides returns a paragraph with a text at the left and one at the right.
func sides(style, left, right string) para {
	return para{style: style, runs: []run{{text: left}, {tab: true}, {text: right}}}
}

// smaller sets the sides in a size, in half points, in which they fit in one
// line of so many twips.
func (x para) smaller(most, width int) para {
	const gap = 4 // halves between them
	words := gap
	for _, r := range x.runs {
		words += halves(r.text)
	}
	if size := max(sizeSmall4, width/(words*5)); size < most {
		for i := range x.runs {
			x.runs[i].props += sized(size)
		}
	}
	return x
}

func (p *pen) put(all ...para) {
	for _, x := range all {
		p.raw(`<w:p>`)
		if x.style != "" || x.props != "" {
			p.raw(`<w:pPr>`)
			if x.style != "" {
				p.raw(`<w:pStyle w:val="`, x.style, `"/>`)
			}
			p.raw(x.props, `</w:pPr>`)
		}
		for _, r := range x.runs {
			p.run(r)
		}
		p.raw(`</w:p>`)
	}
}

func (p *pen) run(r run) {
	if r.text == "" && !r.tab {
		return
	}
	p.raw(`<w:r>`)
	if r.props != "" {
		p.raw(`<w:rPr>`, r.props, `</w:rPr>`)
	}
	if r.tab {
		p.raw(`<w:tab/>`)
	}
	for i, s := range strings.Split(clean(r.text), "\n") {
		if i > 0 {
			p.raw(`<w:br/>`)
		}
		if s != "" {
			p.raw(`<w:t xml:space="preserve">`)
			_ = xml.EscapeText(p, []byte(s)) // told by Flush
			p.raw(`</w:t>`)
		}
	}
	p.raw(`</w:r>`)
}

// clean drops what is no text: control characters, those that turn the
// direction of the line round, and what XML cannot hold. Tabs become blanks.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
			return -1
		}
		return r
	}, s)
}

// el returns an element of one attribute that is a number: <w:sz w:val="32"/>.
func el(name string, val int) string {
	return `<w:` + name + ` w:val="` + strconv.Itoa(val) + `"/>`
}

// sized returns the run properties of a size in half points.
func sized(halfPoints int) string { return el("sz", halfPoints) + el("szCs", halfPoints) }

// spaced returns the paragraph spacing before, and lines of exactly so many
// twips.
func spaced(before, line int) string {
	return `<w:spacing w:before="` + strconv.Itoa(before) + `" w:after="0" w:line="` + strconv.Itoa(line) + `" w:lineRule="exact"/>`
}

// indented returns indents from the left and the right, in twips.
func indented(left, right int) string {
	return `<w:ind w:left="` + strconv.Itoa(left) + `" w:right="` + strconv.Itoa(right) + `" w:firstLineChars="0" w:firstLine="0"/>`
}

// border returns a line above («top») or below («bottom») a paragraph; the
// width is in eighths of a point, the distance from the words in points.
func border(side string, width, space int, color string) string {
	return `<w:` + side + ` w:val="single" w:sz="` + strconv.Itoa(width) + `" w:space="` + strconv.Itoa(space) + `" w:color="` + color + `"/>`
}

// borders returns the borders of a paragraph.
func borders(lines ...string) string { return `<w:pBdr>` + strings.Join(lines, "") + `</w:pBdr>` }
