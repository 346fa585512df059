package docx

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
)

// notice lays a 通知, 通报 or 决定 out by GB/T 9704-2012: 版头, 主体, and 版记 at
// the foot of the last page.
func (p *pen) notice(d document.Document) {
	p.head(d.Head)
	p.put(blank)
	p.title(d.Title)
	if len(d.To) > 0 {
		p.put(line("Addressee", strings.Join(d.To, "，")+"："))
	}
	p.blocks(d.Blocks)
	p.annexList(d.Annexes)
	p.signature(d.Signature)
	if d.Note != "" {
		p.paragraphs("BodyText", bracketed(d.Note))
	}
	for i, a := range d.Annexes {
		p.annex(a, i, len(d.Annexes))
	}
	p.imprint(d)
}

// Measures of the 版头: the mark's upper edge is 35 mm below the upper edge of
// the text; above it there is room for three lines in the corner.
const (
	markDepth   = 35.0 // mm
	cornerLines = 3
	redDepth    = 110 // twips, which makes 4 mm from the words of the 发文字号 to the red line
)

// head writes the 版头 down to its red line.
func (p *pen) head(h document.Masthead) {
	corner := []para{}
	for _, text := range []string{h.Serial, h.Secrecy, h.Urgency} {
		if text != "" {
			corner = append(corner, line("Corner", text))
		}
	}
	if h.Serial != "" {
		corner[0].style = ""
	}
	for len(corner) < cornerLines {
		corner = append(corner, blank)
	}
	p.put(corner...)
	names := strings.Split(clean(h.Name), "\n")
	longest := 0
	for _, s := range names {
		longest = max(longest, halves(s))
	}
	size := p.layout.fit(longest, size2, 108)
	before := max(0, twips(markDepth)-cornerLines*p.layout.line()-size)
	for i, s := range names {
		if i > 0 {
			before = 0
		}
		p.put(p.mark(s, size, before))
	}
	p.put(blank, blank)
	number := line("Number", h.Number)
	if h.Signer != "" {
		number = sides("Sides", h.Number, "签发人：")
		one, end := p.layout.char(), p.layout.width()
		number.props = `<w:tabs><w:tab w:val="clear" w:pos="` + strconv.Itoa(end) + `"/><w:tab w:val="right" w:pos="` + strconv.Itoa(end-one) + `"/></w:tabs>` + indented(one, one)
		number.runs = append(number.runs, run{props: `<w:rStyle w:val="Kai"/>`, text: h.Signer})
	}
	p.put(number, redLine(12, redDepth))
}

// annexList names the annexes below the text (附件说明): numbered where there
// are several, without an end mark.
func (p *pen) annexList(all []document.Annex) {
	if len(all) == 0 {
		return
	}
	p.put(blank)
	one := p.layout.char()
	if len(all) == 1 {
		p.put(para{style: "Annexes", props: hanging(5*one, 3*one), runs: []run{{text: "附件：" + all[0].Title}}})
		return
	}
	for i, a := range all {
		number := strconv.Itoa(i+1) + "."
		hang, label := halves(number)*one/2, number
		if i == 0 {
			hang, label = hang+3*one, "附件："+number
		}
		p.put(para{style: "Annexes", props: hanging(5*one+halves(number)*one/2, hang), runs: []run{{text: label + a.Title}}})
	}
}

// annex writes the text of an annex on a page of its own.
func (p *pen) annex(a document.Annex, i, of int) {
	if len(a.Blocks) == 0 {
		return
	}
	label := "附件"
	if of > 1 {
		label += strconv.Itoa(i + 1)
	}
	first := line("AnnexLabel", label)
	first.props = `<w:pageBreakBefore/>`
	p.put(first, blank)
	p.title(a.Title)
	p.blocks(a.Blocks)
}

// signature writes 署名 and 成文日期. Under a seal the date stands four
// characters from the right edge and the name centred above it; without one the
// name two characters from the edge, and the date begins two behind its begin.
// Where the date is the longer, it is the one to stand two characters from the
// edge. Joint issuers stand centred above the last of them.
func (p *pen) signature(s document.Signature) {
	if len(s.By) == 0 && s.Date == "" {
		return
	}
	above := []para{blank}
	if s.Sealed {
		above = append(above, blank)
	}
	p.put(above...)
	date := halves(s.Date)
	name := 0
	if n := len(s.By); n > 0 {
		name = halves(s.By[n-1])
	}
	right, dated := 4, max(0, name-date)
	switch {
	case s.Sealed:
		right, dated = max(0, 8+(date-name)/2), 8
	case date > name:
		right, dated = date+8-name, 4
	}
	for _, by := range s.By {
		p.put(p.closing(by, max(0, right+(name-halves(by))/2)))
	}
	p.put(p.closing(s.Date, dated))
}

// closing returns a line so many half characters from the right edge.
func (p *pen) closing(text string, halves int) para {
	x := line("Signature", text)
	x.props = indented(0, halves*p.layout.char()/2)
	return x
}

// imprint writes the 版记: 抄送, then 印发机关 and 印发日期, between lines as
// wide as the text.
func (p *pen) imprint(d document.Document) {
	var all []para
	for _, a := range d.Foot.Sent {
		all = append(all, sent(a, "。"))
	}
	if d.Head.Maker != "" || d.Head.Date != "" {
		date := d.Head.Date
		if date != "" {
			date += "印发"
		}
		all = append(all, sides("Record", d.Head.Maker, date).smaller(size4, p.layout.width()-2*size4*10))
	}
	p.foot(ruled(all))
}

// hanging returns the indent of a paragraph whose first line begins so much
// further left than the others, in twips.
func hanging(left, hang int) string {
	return `<w:ind w:left="` + strconv.Itoa(left) + `" w:hanging="` + strconv.Itoa(hang) + `"/>`
}

// bracketed puts a 附注 in the brackets that it stands in.
func bracketed(s string) string {
	if strings.HasPrefix(s, "（") || strings.HasPrefix(s, "(") {
		return s
	}
	return "（" + s + "）"
}
