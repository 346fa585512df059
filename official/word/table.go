package word

import "strconv"

// maxSpan is the greatest number of columns a cell is believed to span.
const maxSpan = 1000

// tableReader keeps which cells are open to be merged with those below.
type tableReader struct {
	index int
	below map[int]*spot // by column of the grid
}

// spot is a cell by its row and place in it.
type spot struct{ row, cell int }

// readTable reads a table, those in its cells too.
func (w *reader) readTable(p *part) error {
	outer, cell := w.table, w.cell
	w.file.Tables = append(w.file.Tables, Table{Before: len(w.file.Paragraphs), Inside: outer})
	t := &tableReader{index: len(w.file.Tables) - 1, below: map[int]*spot{}}
	w.table = t.index + 1
	defer func() { w.table, w.cell = outer, cell }()
	return w.tableRows(p, t)
}

func (w *reader) tableRows(p *part, t *tableReader) error {
	return p.children(func(e element) error {
		switch {
		case e.name == "tr":
			return w.row(p, t)
		case wrapping(e.name):
			return w.tableRows(p, t)
		}
		return p.pass()
	})
}

func (w *reader) row(p *part, t *tableReader) error {
	w.file.Tables[t.index].Rows = append(w.file.Tables[t.index].Rows, nil)
	column := 0
	return w.cells(p, t, &column)
}

func (w *reader) cells(p *part, t *tableReader, column *int) error {
	return p.children(func(e element) error {
		switch {
		case e.name == "tc":
			return w.tableCell(p, t, column)
		case e.name == "trPr":
			return p.children(func(e element) error {
				if e.name == "gridBefore" {
					*column += span(e)
				}
				return p.pass()
			})
		case wrapping(e.name):
			return w.cells(p, t, column)
		}
		return p.pass()
	})
}

// tableCell reads a cell. One that goes on with the cell above makes that one
// taller and has no text of its own.
func (w *reader) tableCell(p *part, t *tableReader, column *int) error {
	cell := Cell{Columns: 1, Rows: 1}
	at, merge := *column, ""
	w.cell = &cell
	err := p.children(func(e element) error {
		switch e.name {
		case "tcPr":
			return p.children(func(e element) error {
				switch e.name {
				case "gridSpan":
					cell.Columns = span(e)
				case "vMerge":
					merge = "continue"
					if e.attr("val") == "restart" {
						merge = "restart"
					}
				}
				return p.pass()
			})
		case "p":
			if merge == "continue" && t.below[at] != nil {
				return p.pass()
			}
			return w.paragraph(p)
		case "tbl":
			return w.readTable(p)
		}
		if wrapping(e.name) {
			return w.blocks(p)
		}
		return p.pass()
	})
	w.cell = nil
	*column += cell.Columns
	w.place(t, cell, at, merge)
	return err
}

// place puts a cell into its row, or into the cell above that it belongs to.
func (w *reader) place(t *tableReader, cell Cell, at int, merge string) {
	rows := w.file.Tables[t.index].Rows
	if above := t.below[at]; merge == "continue" && above != nil {
		rows[above.row][above.cell].Rows++
		return
	}
	last := len(rows) - 1
	rows[last] = append(rows[last], cell)
	delete(t.below, at)
	if merge == "restart" {
		t.below[at] = &spot{last, len(rows[last]) - 1}
	}
}

// span reads a number of columns.
func span(e element) int {
	n, err := strconv.Atoi(e.attr("val"))
	if err != nil || n < 1 || n > maxSpan {
		return 1
	}
	return n
}
