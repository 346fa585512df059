package content

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Spot is a place of an issued paper that a correction may name: one of its
// texts, or a cell of a table.
type Spot struct {
	Path   string         // address in the document: «title», «summary», «units-r2-c3»
	Place  string         // in words: «叶县总工会 在建项目»
	Text   string         // as it was printed
	Figure *quantity.Kind // of a number or the dash for one, nil for words
	Row    string         // of a cell: address of its row, «units-r2»
	Head   string         // and what heads the row, «叶县总工会»
	Column string         // and the column, «在建项目»
	Sum    bool           // it is in the row of everything together
}

// Spots lists what may be corrected in a paper, in reading order.
func Spots(d document.Document) []Spot {
	all := []Spot{{Path: "title", Place: "标题", Text: d.Title}}
	if d.Note != "" {
		all = append(all, Spot{Path: "note", Place: "按语", Text: d.Note})
	}
	part, below := "", ""
	for i, b := range d.Blocks {
		switch id := d.BlockID(i); {
		case b.Level == 1:
			_, name, numbered := strings.Cut(b.Text, "、")
			if part, below = name, ""; !numbered {
				part = b.Text
			}
		case b.Level > 1:
			below = b.Text
		case b.Table != nil:
			all = append(all, spotsOf(id, part, b.Table)...)
		default:
			all = append(all, Spot{Path: id, Place: strings.TrimSpace(below + " " + part), Text: b.Text})
		}
	}
	return all
}

// spotsOf lists the cells of a table. The units' own need no name of the table
// before them; a supplement is named with its period.
func spotsOf(id, part string, t *document.Table) []Spot {
	var out []Spot
	for r, row := range t.Rows {
		head := row.Cells[0].String()
		if id == LatePart || id == AddedPart {
			head += " " + row.Cells[1].String()
		}
		if id != UnitsPart || row.Sum {
			head = part + " " + head
		}
		for c, cell := range row.Cells {
			s := Spot{Path: document.CellID(id, r+1, c+1), Text: cell.String(), Row: document.RowID(id, r+1),
				Head: head, Column: t.Columns[c].Title, Sum: row.Sum}
			s.Place = head + " " + s.Column
			s.Figure = kind(t, c)
			if s.Text != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// kind returns what the numbers of a column count, nil of a column of words: a
// dash in it stands where a figure might.
func kind(t *document.Table, c int) *quantity.Kind {
	for _, row := range t.Rows {
		if v := row.Cells[c].Number; v != nil {
			return &v.Kind
		}
	}
	return nil
}

// Sums lists the totals that count a figure, too: whoever corrects it asks
// whether they are right.
func Sums(all []Spot, of Spot) []Spot {
	var out []Spot
	for _, s := range all {
		if of.Figure != nil && !of.Sum && s.Figure != nil && s.Sum && s.Column == of.Column {
			out = append(out, s)
		}
	}
	return out
}
