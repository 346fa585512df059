// Package sheet is what goes to and comes from the tools of the offices, Excel
// and WPS: lists as .xlsx and .csv, and the workbook of a duty, filled in away
// from the program and read back with every fault at its «sheet!cell».
package sheet

import (
	"fmt"
	"io"
	"iter"

	"github.com/xianfeng-oss/xianfeng/quantity"
)

// Format is a kind of file; its value is the ending of the name.
type Format string

// The formats of a list.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv" // UTF-8 with BOM, CRLF, as Excel opens it
)

// FormatOf returns the format with the ending.
func FormatOf(ending string) (Format, bool) {
	f := Format(ending)
	return f, f == XLSX || f == CSV
}

// Table is a list that is written out.
type Table struct {
	Name    string   // of the file, without its ending, and of the sheet
	Plain   string   // names the file in ASCII, for what reads no other: «activities»
	Title   string   // stands above the list; "" for none. A .csv begins with its head
	Notes   []string // what a reader must know, below the title; not in a .csv
	Columns []Column

	// Release decides on a list in which so many personal numbers stand, before
	// it is sent: nil lets it go. Without one Answer holds it back.
	Release func(found int) error
	// Handed is told how many rows the list has once it is whole and may go,
	// before any of it is sent; an error keeps it back. None need be given.
	Handed func(rows int) error
}

// Column is the head of a column.
type Column struct {
	Title string
	Width float64 // in characters; 0: 14
}

// Mark is a text that the program made, like the number of an entry: no personal
// number stands in it, whatever its digits look like.
type Mark string

func (c Column) width() float64 {
	if c.Width == 0 {
		return 14
	}
	return c.Width
}

// Write writes a list. A cell is a string, a Mark, an int64, a quantity.Value (a real
// number in its shown unit), a calendar.Date (a real date), a time.Time (to the
// minute, in its own zone), or nil for an empty cell. An error in place of a
// cell ends the list, and Write returns it. Text never becomes a formula.
func Write(w io.Writer, f Format, t Table, rows iter.Seq[[]any]) error {
	switch f {
	case XLSX:
		return writeXLSX(w, t, rows)
	case CSV:
		return writeCSV(w, t, rows)
	}
	return fmt.Errorf("sheet: no format %q", f)
}

// failed returns the error that stands in place of a cell.
func failed(row []any) error {
	for _, cell := range row {
		if err, ok := cell.(error); ok {
			return err
		}
	}
	return nil
}

// numberFormat returns how Excel shows a value of the kind: money with two
// decimals and all that are more, as it is printed.
func numberFormat(k quantity.Kind) string {
	switch k.Decimals() {
	case 0:
		return "#,##0"
	case 1:
		return "#,##0.0"
	}
	return "#,##0.00####"
}
