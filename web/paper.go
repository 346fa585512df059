package web

import (
	"cmp"
	"time"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/publication"
)

// Paper is a document as pages show it, on the screen and printed: the template
// «paper» lays it out for staff and for the public alike. Its words are those
// of the document and Chinese, whatever language the page around it is in.
type Paper struct {
	Head   document.Masthead
	Note   string // 按语 with its label
	Title  string
	Blocks []PaperBlock
	Signed string // 签发 with its label
	Sent   []document.Address
	Copies string // «共印50份», "" for none printed
	Lines  []string
}

// PaperBlock is a heading, a paragraph or a table of a paper.
type PaperBlock struct {
	ID    string // of its element
	Level int
	Text  string
	Table *PaperTable
}

// PaperTable is a table whose rows are ready to print.
type PaperTable struct {
	document.Table
	Label string // what it shows: its caption, or the heading above it
	Rows  []PaperRow
}

// PaperRow is a row; its first cell heads it.
type PaperRow struct {
	Cells []PaperCell
	Sum   bool
}

// PaperCell is a cell with where its words come from.
type PaperCell struct {
	ID      string // of its element, «paper-block-3-r2-c1»
	Text    string
	URL     string // "" for no link
	Numbers bool
}

// Erratum is a correction of what a paper says, for the notice beside it: the
// template «errata». The paper itself stays as it was printed.
type Erratum struct {
	Place, Old, New string
	Reason          string
	At              time.Time
	Printed         string // the number that prints it, "" until one does
}

// PaperAnchor returns the id of the element that shows a place of a document,
// as document.Find names it.
func PaperAnchor(path string) string { return "paper-" + path }

// Errata shows corrections beside the paper they are of.
func Errata(all []publication.Correction) []Erratum {
	out := make([]Erratum, len(all))
	for i, k := range all {
		out[i] = Erratum{Place: k.Place, Old: k.Old, New: k.New, Reason: k.Reason, At: k.At, Printed: k.In}
	}
	return out
}

// NewPaper shows a document. A cell whose address links holds leads to where its
// words come from: staff see what a row rests on. The public gets no links.
func NewPaper(d document.Document, links map[string]string) Paper {
	p := Paper{Head: d.Head, Title: d.Title, Sent: d.Foot.Sent, Lines: d.Foot.Lines}
	if d.Note != "" {
		p.Note = chinese.T("paper.note", d.Note)
	}
	if d.Foot.Signed != "" {
		p.Signed = chinese.T("paper.signed", d.Foot.Signed)
	}
	if d.Foot.Copies > 0 {
		p.Copies = chinese.T("paper.copies", d.Foot.Copies)
	}
	heading := d.Title
	for i, b := range d.Blocks {
		if b.Level > 0 {
			heading = b.Text
		}
		block := PaperBlock{ID: PaperAnchor(d.BlockID(i)), Level: b.Level, Text: b.Text}
		if b.Table != nil {
			block.Table = newPaperTable(b.Table, d.BlockID(i), links)
			block.Table.Label = cmp.Or(b.Table.Caption, heading)
		}
		p.Blocks = append(p.Blocks, block)
	}
	return p
}

func newPaperTable(t *document.Table, id string, links map[string]string) *PaperTable {
	out := &PaperTable{Table: *t}
	for r, row := range t.Rows {
		shown := PaperRow{Sum: row.Sum}
		for c, cell := range row.Cells {
			at := document.CellID(id, r+1, c+1)
			v := PaperCell{ID: PaperAnchor(at), Text: cell.String(), URL: links[at]}
			v.Numbers = c < len(t.Columns) && t.Columns[c].Kind == document.Numbers
			shown.Cells = append(shown.Cells, v)
		}
		out.Rows = append(out.Rows, shown)
	}
	return out
}
