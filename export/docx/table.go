package docx

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/document"
)

// table writes a table as wide as the text. Its heads are repeated on every
// page, and no row is broken by one.
func (p *pen) table(t *document.Table) {
	if t.Caption != "" {
		p.put(line("Caption", t.Caption))
	}
	g := p.grid(t)
	p.raw(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="`, strconv.Itoa(p.layout.width()), `" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range g.widths {
		p.raw(`<w:gridCol w:w="`, strconv.Itoa(w), `"/>`)
	}
	p.raw(`</w:tblGrid>`)
	p.heads(t, g)
	for _, r := range t.Rows {
		p.row(t, g, r)
	}
	if len(t.Rows) == 0 {
		p.raw(rowBegin)
		p.cell(g, cell{span: len(g.widths), style: "TableHead", text: "—"})
		p.raw(`</w:tr>`)
	}
	p.raw(`</w:tbl>`)
	for _, note := range t.Notes {
		p.put(line("TableNote", note))
	}
	if len(t.Notes) == 0 {
		p.put(line("TableNote", ""))
	}
}

const (
	rowBegin  = `<w:tr><w:trPr><w:cantSplit/></w:trPr>`
	headBegin = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`
)

// cell is a cell as it is set.
type cell struct {
	at    int // column
	span  int
	merge string // w:vMerge: «restart», «continue», "" for a cell of one row
	style string
	props string // of its run
	text  string
}

func (p *pen) cell(g grid, c cell) {
	width := 0
	for _, w := range g.widths[c.at : c.at+c.span] {
		width += w
	}
	p.raw(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/>`)
	if c.span > 1 {
		p.raw(el("gridSpan", c.span))
	}
	if c.merge != "" {
		p.raw(`<w:vMerge w:val="`, c.merge, `"/>`)
	}
	p.raw(`<w:vAlign w:val="center"/></w:tcPr>`)
	p.put(para{style: c.style, runs: []run{{props: c.props + sized(g.size), text: c.text}}})
	p.raw(`</w:tc>`)
}

// heads writes the rows of heads. A column without a group has its own head
// over both rows.
func (p *pen) heads(t *document.Table, g grid) {
	single := make([]bool, len(g.widths))
	if len(t.Groups) > 0 {
		p.raw(headBegin)
		at := 0
		for _, group := range t.Groups {
			span := min(group.Span, len(g.widths)-at)
			if group.Title != "" && span > 0 {
				p.cell(g, cell{at: at, span: span, style: "TableHead", text: group.Title})
				at += span
				continue
			}
			for range span {
				single[at] = true
				p.cell(g, cell{at: at, span: 1, merge: "restart", style: "TableHead", text: title(t, at)})
				at++
			}
		}
		p.raw(`</w:tr>`)
	}
	p.raw(headBegin)
	for i := range g.widths {
		c := cell{at: i, span: 1, style: "TableHead", text: title(t, i)}
		if single[i] {
			c.merge, c.text = "continue", ""
		}
		p.cell(g, c)
	}
	p.raw(`</w:tr>`)
}

// title returns the head of a column, with the unit of its numbers.
func title(t *document.Table, i int) string {
	if i >= len(t.Columns) {
		return ""
	}
	if c := t.Columns[i]; c.Unit != "" {
		return c.Title + "（" + c.Unit + "）"
	}
	return t.Columns[i].Title
}

func (p *pen) row(t *document.Table, g grid, r document.Row) {
	p.raw(rowBegin)
	for i := range g.widths {
		c := cell{at: i, span: 1, style: "TableWords"}
		if i < len(t.Columns) && t.Columns[i].Kind == document.Numbers {
			c.style = "TableNumbers"
		}
		if i < len(r.Cells) {
			c.text = r.Cells[i].String()
		}
		if r.Sum {
			c.props = `<w:rStyle w:val="Hei"/>`
		}
		p.cell(g, c)
	}
	p.raw(`</w:tr>`)
}

// grid is the columns of a table: their widths in twips, and the size of type
// in which they fit, in half points.
type grid struct {
	widths []int
	size   int
}

// Bounds of what a column asks for, in half characters.
const (
	leastColumn = 6
	mostName    = 24 // longer words at the head of a row are broken,
	mostWords   = 12 // and those behind them
	headWords   = 8  // heads are broken beyond it
)

// cellPadding is the room around the words of a cell, in twips: its margins and
// a little more, as fonts differ.
const cellPadding = 160

// grid measures the columns: numbers are never broken, words share what is
// left. The type is as large as lets them all in.
func (p *pen) grid(t *document.Table) grid {
	n := len(t.Columns)
	for _, r := range t.Rows {
		n = max(n, len(r.Cells))
	}
	need := make([]int, max(n, 1))
	for i := range need {
		need[i] = max(leastColumn, min(headWords, halves(title(t, i))))
	}
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			w := halves(c.String())
			switch {
			case c.Number != nil:
			case i == 0:
				w = min(w, mostName)
			default:
				w = min(w, mostWords)
			}
			need[i] = max(need[i], w)
		}
	}
	g := grid{size: size6}
	for _, size := range []int{sizeSmall4, size5, sizeSmall5} {
		if room(need, size) <= p.layout.width() {
			g.size = size
			break
		}
	}
	left, total := p.layout.width(), room(need, g.size)
	for _, n := range need {
		asked := room([]int{n}, g.size)
		w := left * asked / total
		g.widths = append(g.widths, w)
		left, total = left-w, total-asked
	}
	return g
}

// room returns how wide columns are that hold so many half characters each, in
// twips.
func room(need []int, size int) int {
	sum := 0
	for _, n := range need {
		sum += n*size*5 + cellPadding
	}
	return sum
}
