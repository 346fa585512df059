// Package document is an official paper apart from any way of showing it: a
// masthead, a title, headings, paragraphs and tables, and what stands at its
// foot. Pages show it, Word and PDF are written from it. It is pure data and
// survives a round trip through JSON, so that what was issued can be kept as it
// was: fields are only ever added, and an empty one is not written.
package document

import (
	"strconv"

	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Genre is what sort of paper a document is (文种); each has its order of parts.
type Genre string

// The genres.
const (
	Bulletin Genre = ""       // 简报, as those that were stored before there was another
	Notice   Genre = "notice" // 通知, 通报, 决定: laid out by GB/T 9704-2012
)

// Document is a paper: a bulletin, a notice. Its texts are as printed.
type Document struct {
	Genre     Genre     `json:"genre,omitempty"`
	Head      Masthead  `json:"head"`
	Note      string    `json:"note,omitempty"` // 按语 of a bulletin, before the title; 附注 of a notice, below its date
	Title     string    `json:"title"`          // a line feed breaks it
	To        []string  `json:"to,omitempty"`   // 主送, of a notice
	Blocks    []Block   `json:"blocks"`
	Annexes   []Annex   `json:"annexes,omitempty"`
	Signature Signature `json:"signature,omitzero"`
	Foot      Foot      `json:"foot"`
}

// Annex is a 附件 of a notice: named below its text, and with its own blocks on
// a page of its own. One without blocks is enclosed on other paper.
type Annex struct {
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks,omitempty"`
}

// Signature is the 落款 of a notice: 发文机关署名 and 成文日期.
type Signature struct {
	By     []string `json:"by,omitempty"`
	Date   string   `json:"date,omitempty"`   // «2018年6月1日»
	Sealed bool     `json:"sealed,omitempty"` // a seal will stand on the date (印章), which leaves room for it
}

// Masthead is the 报头 of a bulletin or the 版头 of a notice.
type Masthead struct {
	Name    string   `json:"name"`              // in large red type; a line feed parts joint issuers
	Lines   []string `json:"lines,omitempty"`   // below the name of a bulletin: who issue it together, and its theme
	Number  string   `json:"number"`            // «2018年第3期», or the 发文字号 of a notice
	Total   string   `json:"total,omitempty"`   // «总第3期»
	Maker   string   `json:"maker"`             // 编印单位, on the left; 印发机关 in the foot of a notice
	Date    string   `json:"date"`              // 印发日期, on the right; in the foot of a notice
	Secrecy string   `json:"secrecy,omitempty"` // 密级, in the left corner
	Serial  string   `json:"serial,omitempty"`  // 编号, in the right corner; 份号 of a notice
	Urgency string   `json:"urgency,omitempty"` // 紧急程度 of a notice
	Signer  string   `json:"signer,omitempty"`  // 签发人 of a notice that goes up
}

// Block is one piece of the body: a table, a heading where Level is 1 or more,
// else a paragraph.
type Block struct {
	ID    string `json:"id,omitempty"` // names the block for who edits or cites it, «practice-1», «units»; "" for others
	Level int    `json:"level,omitempty"`
	Text  string `json:"text,omitempty"`
	Table *Table `json:"table,omitempty"`
}

// Heading returns a heading of a level, 1 for «一、».
func Heading(level int, text string) Block { return Block{Level: level, Text: text} }

// Paragraph returns a paragraph.
func Paragraph(text string) Block { return Block{Text: text} }

// Table is a table with its head rows above the columns.
type Table struct {
	Caption string   `json:"caption,omitempty"`
	Columns []Column `json:"columns"`
	Groups  []Group  `json:"groups,omitempty"` // a row of heads above those of the columns, all columns in order; nil for none
	Rows    []Row    `json:"rows"`
	Notes   []string `json:"notes,omitempty"`
}

// ColumnKind says how the cells of a column are set.
type ColumnKind string

// The kinds of column.
const (
	Words   ColumnKind = "words"   // to the left
	Numbers ColumnKind = "numbers" // to the right, digits of one width
)

// Column is a column with its head.
type Column struct {
	Title string     `json:"title"`
	Unit  string     `json:"unit,omitempty"` // of its numbers: «万元»
	Kind  ColumnKind `json:"kind"`
}

// Group is a head above several columns; one without a title stands above a
// column that has no group.
type Group struct {
	Title string `json:"title,omitempty"`
	Span  int    `json:"span"`
}

// Row is a row of a table.
type Row struct {
	Cells []Cell `json:"cells"`
	Sum   bool   `json:"sum,omitempty"` // it is a total, set apart from the others
}

// Cell is a text, or a number that the program made.
type Cell struct {
	Text   string          `json:"text,omitempty"`
	Number *quantity.Value `json:"number,omitempty"`
}

// Text returns a cell of words.
func Text(s string) Cell { return Cell{Text: s} }

// Number returns a cell that holds a number.
func Number(v quantity.Value) Cell { return Cell{Number: &v} }

// String returns the cell as printed, without its unit.
func (c Cell) String() string {
	if c.Number != nil {
		return c.Number.Kind.Format(c.Number.N)
	}
	return c.Text
}

// Foot is the 报尾 of a bulletin or the 版记 of a notice.
type Foot struct {
	Signed string    `json:"signed,omitempty"` // 签发: «办公室主任 李文生»
	Sent   []Address `json:"sent,omitempty"`
	Copies int       `json:"copies,omitempty"` // 共印份数, 0 for none printed
	Lines  []string  `json:"lines,omitempty"`  // small print: what the paper rests on
}

// Address says to whom a paper goes: «报», «送», «发», «抄送» with the names.
type Address struct {
	Label string   `json:"label"`
	To    []string `json:"to"`
}

// BlockID returns the address of the i-th block within its paper: its own, or
// «block-3» counted from 1.
func (d Document) BlockID(i int) string {
	if id := d.Blocks[i].ID; id != "" {
		return id
	}
	return "block-" + strconv.Itoa(i+1)
}

// RowID returns the address of a row of the table with the address block,
// counted from 1: «block-3-r2».
func RowID(block string, row int) string { return block + "-r" + strconv.Itoa(row) }

// CellID returns the address of a cell of the table with the address block,
// row and column counted from 1: «block-3-r2-c1».
func CellID(block string, row, column int) string {
	return RowID(block, row) + "-c" + strconv.Itoa(column)
}
