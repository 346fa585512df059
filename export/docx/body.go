package docx

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
)

// blocks writes headings, paragraphs and tables. A line feed within a paragraph
// begins another.
func (p *pen) blocks(all []document.Block) {
	for _, b := range all {
		switch {
		case b.Table != nil:
			p.table(b.Table)
		case b.Level > 0:
			p.put(line("Heading"+strconv.Itoa(min(b.Level, 3)), b.Text))
		default:
			p.paragraphs("BodyText", b.Text)
		}
	}
}

// paragraphs writes a typed text, each of its lines as a paragraph of its own;
// the style indents them, and no blank that somebody typed does.
func (p *pen) paragraphs(style, text string) {
	for s := range strings.SplitSeq(clean(text), "\n") {
		if s = strings.TrimSpace(s); s != "" {
			p.put(line(style, s))
		}
	}
}

// section ends the document: its page, its feet and its grid. The grid is one
// of lines alone; that of lines and characters doubles the pitch in LibreOffice.
func (p *pen) section() {
	l := p.layout
	num := strconv.Itoa
	p.raw(`<w:sectPr><w:footerReference w:type="even" r:id="rId4"/><w:footerReference w:type="default" r:id="rId3"/>`,
		`<w:pgSz w:w="`, num(twips(pageWidth)), `" w:h="`, num(twips(pageHeight)), `"/>`,
		`<w:pgMar w:top="`, num(twips(l.Top)), `" w:right="`, num(twips(l.Right)), `" w:bottom="`, num(twips(l.Bottom)),
		`" w:left="`, num(twips(l.Left)), `" w:header="851" w:footer="`, num(twips(l.Bottom-folioDepth)), `" w:gutter="0"/>`,
		`<w:docGrid w:type="lines" w:linePitch="`, num(l.line()), `"/></w:sectPr>`)
}

// folioDepth is how far below the text the foot of the page number's line is,
// in millimetres, so that the dashes beside it are 7 mm below the text.
const folioDepth = 9.7

// redLine is the line below a 报头 or 版头: as wide as the text, so many eighths
// of a point thick and so many twips below the words.
func redLine(width, below int) para {
	return para{props: borders(border("top", width, 1, red)) + `<w:spacing w:before="` + strconv.Itoa(below) + `"/>`}
}
