package document

import (
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/locale"
)

// Kind is what sort of personal number was found.
type Kind string

// The numbers that may stand in no paper that goes out.
const (
	Mobile   Kind = "mobile"   // 手机号
	Landline Kind = "landline" // 固定电话, with its area code or as 400 and 800
	Identity Kind = "identity" // 身份证号, of 18 or 15 places
	Card     Kind = "card"     // 银行卡号
)

var messages = map[Kind]locale.Key{
	Mobile: "document.mobile", Landline: "document.landline", Identity: "document.identity", Card: "document.card",
}

// Message returns the message that names the kind.
func (k Kind) Message() locale.Key { return messages[k] }

// Find is a personal number in a paper.
type Find struct {
	PersonalNumber
	Path  string // address of its place: «title», «practice-1», «block-3-r2-c1»
	Place Place
}

// Place says in words where a text stands: Key is a message of package locale,
// Args the values it names.
type Place struct {
	Key  string
	Args []any
}

// Personal finds the personal numbers in the texts of a paper, in reading
// order. Numbers that the program made are no texts.
func Personal(d Document) []Find {
	var all []Find
	d.each(func(path string, at Place, text string) {
		for _, n := range PersonalNumbers(text) {
			all = append(all, Find{n, path, at})
		}
	})
	return all
}

// each calls f with every text of the paper, its address and its place.
func (d Document) each(f func(path string, at Place, text string)) {
	head := Place{Key: "document.at_head"}
	for _, text := range []string{d.Head.Secrecy, d.Head.Serial, d.Head.Name, d.Head.Number, d.Head.Total, d.Head.Maker, d.Head.Date, d.Head.Urgency, d.Head.Signer} {
		f("head", head, text)
	}
	f("note", Place{Key: "document.at_note"}, d.Note)
	f("title", Place{Key: "document.at_title"}, d.Title)
	f("to", Place{Key: "document.at_to"}, strings.Join(d.To, "，"))
	d.eachBlock(f)
	for i, a := range d.Annexes {
		a.each("annex-"+strconv.Itoa(i+1), f)
	}
	foot := Place{Key: "document.at_foot"}
	for _, text := range append(slices.Clone(d.Signature.By), d.Signature.Date, d.Foot.Signed) {
		f("foot", foot, text)
	}
	for _, a := range d.Foot.Sent {
		f("foot", foot, a.Label+"："+strings.Join(a.To, "，"))
	}
	for _, text := range d.Foot.Lines {
		f("foot", foot, text)
	}
}

func (d Document) eachBlock(f func(path string, at Place, text string)) {
	tables, headings, paragraphs := 0, 0, 0
	for i, b := range d.Blocks {
		switch id := d.BlockID(i); {
		case b.Table != nil:
			tables++
			b.Table.each(id, tables, f)
		case b.Level > 0:
			headings++
			f(id, Place{"document.at_heading", []any{headings}}, b.Text)
		default:
			paragraphs++
			f(id, d.paragraph(i, paragraphs), b.Text)
		}
	}
}

// each calls f with every text of an annex; all of them have its address.
func (a Annex) each(path string, f func(path string, at Place, text string)) {
	around := Place{"document.at_annex", []any{a.Title}}
	if len(PersonalNumbers(a.Title)) > 0 {
		around = Place{"document.at_annex", []any{path[len("annex-"):]}}
	}
	f(path, around, a.Title)
	Document{Blocks: a.Blocks}.eachBlock(func(_ string, _ Place, text string) { f(path, around, text) })
}

// paragraph names the i-th block by the heading above it, or by its count where
// there is none that can be repeated.
func (d Document) paragraph(i, n int) Place {
	for j := i - 1; j >= 0; j-- {
		if b := d.Blocks[j]; b.Level > 0 && len(PersonalNumbers(b.Text)) == 0 {
			return Place{"document.at_below", []any{b.Text}}
		}
	}
	return Place{"document.at_paragraph", []any{n}}
}

func (t *Table) each(id string, n int, f func(path string, at Place, text string)) {
	around := Place{"document.at_table", []any{n}}
	f(id, around, t.Caption)
	for _, g := range t.Groups {
		f(id, around, g.Title)
	}
	for _, c := range t.Columns {
		f(id, around, c.Title)
		f(id, around, c.Unit)
	}
	for r, row := range t.Rows {
		for c, cell := range row.Cells {
			if cell.Number == nil {
				f(CellID(id, r+1, c+1), Place{"document.at_cell", []any{n, r + 1, t.title(c)}}, cell.Text)
			}
		}
	}
	for _, note := range t.Notes {
		f(id, around, note)
	}
}

// title returns the head of a column.
func (t *Table) title(c int) string {
	if c < len(t.Columns) {
		return t.Columns[c].Title
	}
	return ""
}
