// Package intake reads long lists of rows out of the files of the offices,
// .xlsx and .csv, row by row: the memory it takes does not grow with the rows.
// It finds the head under title rows, reads each cell as a person would have
// typed it, gives the same workbook back with what is wrong in it marked, and
// makes the empty ones that are filled in.
//
// A file is foreign: what it unfolds to is bounded while it is read, and what
// breaks the reader is a fault of the file.
package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// MaxFile is how large a file may be that is read, in bytes.
const MaxFile = 256 << 20

// Bounds of what a file may unfold to.
const (
	maxPart    = 1 << 30  // bytes of a sheet, which are read and forgotten
	maxStrings = 64 << 20 // bytes of the texts that many cells share, which are kept
	maxSmall   = 16 << 20 // bytes of the parts that say how a workbook is made
	maxToken   = 1 << 20  // bytes of one element or text
	maxCell    = 32_767   // characters that Excel lets a cell have
	maxRow     = 1 << 21
	maxColumn  = 1 << 14
	maxSheets  = 256
)

var (
	errTooMuch = errors.New("intake: the file unfolds to too much")
	errBroken  = errors.New("intake: the file is not what it says")
)

// source is an opened file of one format.
type source interface {
	// sheets names the sheets to be read.
	sheets() []string
	// rows gives the rows of a sheet that hold anything.
	rows(ctx context.Context, sheet int, each func(*line) error) error
	// later is by how many days the file's days begin later than 1900.
	later() int
}

// line is a row as the file has it. It belongs to the reader, which uses it
// again.
type line struct {
	n        int
	cells    []raw // by column, rising
	read, of int64
}

// raw is a cell as the file has it.
type raw struct {
	column int
	text   string
	as     stored
	look   look // of a number
}

// stored is how a file stores a cell.
type stored byte

const (
	asText   stored = iota
	asNumber        // a number, or a day that is counted
	asError         // «#DIV/0!»
	asEmpty         // a formula without its result
)

// File is a list that can be read. It is not safe for concurrent use.
type File struct{ src source }

// Open opens a file by its content. What is neither a workbook nor a text is
// refused: Invalid «intake.not_list».
func Open(src io.ReaderAt, size int64) (*File, error) {
	if size > MaxFile {
		return nil, fault.New(fault.TooLarge, "intake.too_large", MaxFile>>20)
	}
	begin := make([]byte, 8)
	n, err := src.ReadAt(begin, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var f File
	switch begin = begin[:n]; {
	case bytes.HasPrefix(begin, []byte("PK\x03\x04")):
		f.src, err = openBook(src, size)
	case bytes.HasPrefix(begin, []byte("\xd0\xcf\x11\xe0")):
		return nil, fault.New(fault.Invalid, "intake.old_format")
	default:
		f.src, err = openText(src, size)
	}
	return &f, told(err)
}

// told makes what a file broke a fault that says so.
func told(err error) error {
	switch {
	case errors.Is(err, errTooMuch):
		return fault.Wrap(err, fault.Invalid, "intake.too_much")
	case errors.Is(err, errBroken):
		return fault.Wrap(err, fault.Invalid, "intake.not_list")
	}
	return err
}

// Rows implements grid.File.
func (f *File) Rows(ctx context.Context, columns []grid.Column, head func(*grid.Sheet) error, each func(*grid.Row) error) (grid.Layout, error) {
	var out grid.Layout
	for i, name := range f.src.sheets() {
		p := &page{columns: columns, head: head, each: each, later: f.src.later()}
		p.sheet.Name = name
		err := f.src.rows(ctx, i, p.line)
		if err == nil {
			err = p.end()
		}
		if err != nil {
			return out, told(err)
		}
		if p.sheet.Head == 0 {
			out.Left = append(out.Left, name)
			continue
		}
		out.Sheets = append(out.Sheets, p.sheet)
	}
	if len(out.Sheets) == 0 {
		return out, fault.New(fault.Invalid, "intake.no_head", fmt.Sprint(names(columns)))
	}
	return out, nil
}

// names are the heads that are looked for first.
func names(columns []grid.Column) string {
	text := ""
	for _, c := range columns {
		if c.Required || text == "" {
			text += "、" + c.Names[0]
		}
	}
	return text[len("、"):]
}

// text returns what a person would have typed into a cell of a column.
func text(kind grid.Kind, r *raw, later int) grid.Cell {
	switch r.as {
	case asError:
		return grid.Cell{Text: r.text, Bad: &fault.Field{Key: "sheet.formula_error", Args: []any{r.text}}}
	case asEmpty:
		return grid.Cell{Bad: &fault.Field{Key: "sheet.no_result"}}
	}
	if len(r.text) > maxCell && len([]rune(r.text)) > maxCell {
		return grid.Cell{Bad: &fault.Field{Key: "intake.cell_too_long", Args: []any{maxCell}}}
	}
	bare := cell.Bare(r.text)
	switch kind {
	case grid.Number:
		if r.as == asNumber {
			return grid.Cell{Text: cell.Plain(bare)}
		}
		return grid.Cell{Text: cell.Narrow(bare)}
	case grid.Day:
		return grid.Cell{Text: cell.Day(bare, later)}
	case grid.Tick:
		return grid.Cell{Text: cell.Tick(cell.Narrow(bare))}
	case grid.Code:
		return code(r, cell.Narrow(bare), later)
	}
	if r.as == asNumber {
		return grid.Cell{Text: r.look.shown(bare, later)}
	}
	return grid.Cell{Text: bare}
}

// code reads a code: what Excel made a number of it has lost its zeros in front,
// which the look of the cell may know, or its last digits, which nobody does.
func code(r *raw, bare string, later int) grid.Cell {
	if r.as == asNumber {
		bare = r.look.shown(bare, later)
	}
	if lost(bare, r.as) {
		return grid.Cell{Text: bare, Bad: &fault.Field{Key: "intake.digits_lost", Args: []any{bare}}}
	}
	return grid.Cell{Text: bare}
}

// lost reports a number that does not show all its digits any more: «4.1E+17»,
// or one of more digits than Excel keeps.
func lost(text string, as stored) bool {
	const kept = 15
	if as == asNumber {
		return len(text) > kept && cell.Numeric(text)
	}
	at := bytes.IndexAny([]byte(text), "eE")
	return at > 1 && at+1 < len(text) && text[at+1] == '+' && text[0] >= '1' && text[0] <= '9' && cell.Numeric(text)
}
