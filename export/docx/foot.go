package docx

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
)

// Lines of a 版记 and a 报尾, in eighths of a point: 0.35 mm for the first and
// the last, 0.25 mm for those between.
const (
	thick = 8
	thin  = 6
)

// footRow is a line of words at the foot of the last page; above and below are
// the widths of its lines, 0 for none.
type footRow struct {
	para
	above, below int
}

// ruled draws lines around paragraphs and between them.
func ruled(all []para) []footRow {
	var out []footRow
	for i, x := range all {
		r := footRow{x, thin, thin}
		if i == 0 {
			r.above = thick
		}
		if i == len(all)-1 {
			r.below = thick
		}
		out = append(out, r)
	}
	return out
}

// foot puts rows at the foot of the page that the document ends on, so that the
// last of them lies on the lower edge of the text. It is a table without a place
// in the text, which hangs on the paragraph behind it, as low as one can be.
// LibreOffice lets it hang only where it is measured from the edge of the page.
func (p *pen) foot(rows []footRow) {
	if len(rows) == 0 {
		return
	}
	width, left := strconv.Itoa(p.layout.width()), strconv.Itoa(twips(p.layout.Left))
	p.raw(`<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="`, left, `" w:tblpYSpec="bottom"/>`,
		`<w:tblOverlap w:val="never"/><w:tblW w:w="`, width, `" w:type="dxa"/><w:tblLayout w:type="fixed"/>`,
		`<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>`,
		`<w:tblGrid><w:gridCol w:w="`, width, `"/></w:tblGrid>`)
	for _, r := range rows {
		p.raw(rowBegin, `<w:tc><w:tcPr><w:tcW w:w="`, width, `" w:type="dxa"/><w:tcBorders>`, rule("top", r.above), rule("bottom", r.below), `</w:tcBorders></w:tcPr>`)
		p.put(r.para)
		p.raw(`</w:tc></w:tr>`)
	}
	p.raw(`</w:tbl>`)
	p.put(para{props: `<w:snapToGrid w:val="0"/>` + spaced(0, 20)})
}

// rule returns a line of a cell, "" for one of no width.
func rule(side string, width int) string {
	if width == 0 {
		return ""
	}
	return border(side, width, 0, "000000")
}

// sent returns a line of «报：…» with its names, the following ones below them.
func sent(a document.Address, end string) para {
	const one = size4 * 10
	hang := (halves(a.Label) + 2) * one / 2
	return para{style: "Record", props: hanging(one+hang, hang), runs: []run{{text: a.Label + "：" + strings.Join(a.To, "，") + end}}}
}
