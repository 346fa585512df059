package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// gatherer gathers the cells of a sheet into rows.
type gatherer struct {
	ctx  context.Context
	book *book
	in   *bounded
	each func(*line) error

	line line
	cell struct {
		raw
		kind    byte // what its «t» says: s, i(nlineStr), b, e, d, n, t (str)
		style   int
		value   []byte
		formula bool
	}
	inRow, inCell bool
	taking        bool // the text at hand is a part of the cell
	spoken        bool
}

// all reads a sheet to the end of its data.
func (g *gatherer) all(s *scanner) error {
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if t.kind == end && t.is("sheetData") {
			return nil
		}
		if err := g.add(t); err != nil {
			return err
		}
	}
}

func (g *gatherer) add(t *token) error {
	switch t.kind {
	case words:
		if g.taking && !g.spoken {
			g.cell.value = t.said(g.cell.value)
		}
		return nil
	case begin:
		if err := g.begin(t); err != nil || !t.closed {
			return err
		}
		return g.end(t)
	case end:
		return g.end(t)
	}
	return nil
}

func (g *gatherer) begin(t *token) error {
	switch {
	case t.is("row"):
		n := g.line.n + 1
		if at := t.attr("r"); at != nil {
			if n = whole(at); n <= g.line.n {
				return errBroken
			}
		}
		if n > maxRow {
			return errTooMuch
		}
		g.line.n, g.line.cells, g.inRow, g.cell.column = n, g.line.cells[:0], true, 0
		g.line.read = g.line.of - max(g.line.of-(maxPart-g.in.left), 0)
	case t.is("c") && g.inRow:
		return g.beginCell(t)
	case !g.inCell:
	case t.is("v"), t.is("t"):
		g.taking = true
	case t.is("f"):
		g.cell.formula = true
	case t.is("rPh"):
		g.spoken = true
	}
	return nil
}

func (g *gatherer) beginCell(t *token) error {
	c, last := &g.cell, g.cell.column
	c.raw, c.value, c.formula, c.kind, c.style = raw{column: last + 1}, c.value[:0], false, 'n', whole(t.attr("s"))
	if at := t.attr("r"); at != nil {
		if c.column = column(at); c.column <= last {
			return errBroken
		}
	}
	if c.column > maxColumn {
		return errTooMuch
	}
	switch kind := t.attr("t"); {
	case bytes.Equal(kind, []byte("str")):
		c.kind = 't'
	case len(kind) > 0:
		c.kind = kind[0]
	}
	g.inCell = true
	return nil
}

// column reads the letters of the name of a cell.
func column(at []byte) (n int) {
	for _, c := range at {
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' || n > maxColumn {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n
}

func (g *gatherer) end(t *token) error {
	switch {
	case t.is("v"), t.is("t"):
		g.taking = false
	case t.is("rPh"):
		g.spoken = false
	case t.is("c") && g.inCell:
		g.inCell = false
		g.endCell()
	case t.is("row") && g.inRow:
		g.inRow = false
		if len(g.line.cells) == 0 {
			return nil
		}
		if err := g.ctx.Err(); err != nil {
			return err
		}
		return g.each(&g.line)
	}
	return nil
}

// endCell adds the cell at hand to its row, unless it is empty.
func (g *gatherer) endCell() {
	c := &g.cell
	if len(c.value) == 0 {
		if c.formula {
			c.as = asEmpty
			g.line.cells = append(g.line.cells, c.raw)
		}
		return
	}
	switch c.kind {
	case 's':
		c.text = g.book.texts.at(whole(c.value))
	case 'n':
		c.as = asNumber
		if c.style >= 0 && c.style < len(g.book.looks) {
			c.look = g.book.looks[c.style]
		}
		c.text = string(bytes.TrimSpace(c.value))
	case 'e':
		c.as = asError
		c.text = string(c.value)
	default:
		c.text = string(bytes.ToValidUTF8(c.value, nil))
	}
	if c.text != "" {
		g.line.cells = append(g.line.cells, c.raw)
	}
}
