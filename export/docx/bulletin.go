package docx

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// chinese words what a paper says beyond its texts: it is Chinese whatever
// language its reader's pages are in.
var chinese = locale.New(locale.ZhCN)

const red = "E60012"

// bulletin lays a 简报 out: 报头 in the upper third of the first page, 按语,
// title and text, 报尾 at the foot of the last page.
func (p *pen) bulletin(d document.Document) {
	p.masthead(d.Head)
	if d.Note != "" {
		p.paragraphs("Note", chinese.T("paper.note", d.Note))
	}
	p.put(blank)
	p.title(d.Title)
	p.blocks(d.Blocks)
	if d.Foot.Signed != "" {
		p.put(line("Signature", chinese.T("paper.signed", d.Foot.Signed)))
	}
	for _, text := range d.Foot.Lines {
		p.put(line("Small", text))
	}
	p.tail(d.Foot)
}

// masthead writes the 报头.
func (p *pen) masthead(h document.Masthead) {
	if h.Secrecy != "" || h.Serial != "" {
		p.put(sides("Corner", h.Secrecy, h.Serial))
	}
	for _, m := range p.bulletinMark(h.Name) {
		p.put(m)
	}
	number := h.Number
	if h.Total != "" {
		number += "（" + h.Total + "）"
	}
	for _, text := range h.Lines {
		p.put(line("Number", text).smaller(size3, p.layout.width()))
	}
	numbered := line("Number", number)
	numbered.props = `<w:spacing w:before="200"/>`
	p.put(numbered, sides("Sides", h.Maker, h.Date).smaller(size3, p.layout.width()), redLine(24, 40))
}

// genreWord ends the name of a bulletin.
const genreWord = "简报"

// bulletinMark sets the large name. One that is too long for a line in large
// type has its last word below it, large and wide.
func (p *pen) bulletinMark(name string) []para {
	rest, long := strings.CutSuffix(name, genreWord)
	if size := p.layout.fit(halves(name), 0, 96); size >= 60 || !long || rest == "" {
		return []para{p.mark(name, p.layout.fit(halves(name), size2, 96), 0)}
	}
	wide := p.mark(genreWord, 84, 160)
	wide.runs[0].props = el("spacing", 400) + wide.runs[0].props
	return []para{p.mark(rest, p.layout.fit(halves(rest), 36, 60), 0), wide}
}

// mark returns a line of red type so large, its upper edge so many twips below
// what stands above it.
func (p *pen) mark(text string, size, before int) para {
	return para{style: "Mark", props: spaced(before, size*12), runs: []run{{props: sized(size), text: text}}}
}

// tail writes the 报尾: to whom the paper goes between two lines, and below
// them how many copies were printed.
func (p *pen) tail(f document.Foot) {
	var all []para
	for _, a := range f.Sent {
		all = append(all, sent(a, ""))
	}
	rows := ruled(all)
	for i := 1; i < len(rows); i++ {
		rows[i-1].below, rows[i].above = 0, 0
	}
	if f.Copies > 0 {
		rows = append(rows, footRow{para: line("Copies", chinese.T("paper.copies", f.Copies)), above: min(thick, len(rows)*thick)})
	}
	p.foot(rows)
}
