// Package grid is what a file of rows says, whatever its format: the columns
// that are looked for, where they were found, and the rows below them, each
// cell as a person would have typed it. It is pure.
package grid

import (
	"context"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// Kind is how the cells of a column are read.
type Kind string

// The kinds of column.
const (
	Text   Kind = "text"
	Code   Kind = "code"   // digits and letters that are no number: leading zeros stay, full-width ones are narrowed
	Number Kind = "number" //
	Day    Kind = "day"    // a civil date, typed or counted
	Pick   Kind = "pick"   // one of several: an option, a unit, another entry
	Tick   Kind = "tick"   // «yes» or ""
)

// Column is a column that is looked for.
type Column struct {
	ID       string
	Names    []string // what its head may say; the first is what a template says
	Kind     Kind
	Required bool
}

// Place is where something stands in a file. Rows and columns count from 1.
type Place struct {
	Sheet       string // "" in a .csv
	Row, Column int
}

// Cell returns the name of the cell: «C7».
func (p Place) Cell() string { return Letters(p.Column) + strconv.Itoa(p.Row) }

// String returns the name with that of its sheet: «名册!C7».
func (p Place) String() string {
	if p.Sheet == "" {
		return p.Cell()
	}
	return p.Sheet + "!" + p.Cell()
}

// Letters returns the name of a column: 28 is «AB».
func Letters(column int) string {
	var b [8]byte
	i := len(b)
	for ; column > 0; column = (column - 1) / 26 {
		i--
		b[i] = byte('A' + (column-1)%26)
	}
	return string(b[i:])
}

// Kept is a text of a file as it may be kept beside it: the personal numbers in
// it are masked.
func Kept(text string) string { return document.Masked(text) }

// Cell is what stands in a row under a column that was looked for.
type Cell struct {
	Text string
	Bad  *fault.Field // why nothing can be read here, without a path
}

// Row is a row that says something. Cells has one for each column asked for, in
// their order. It is the reader's own: who keeps it copies it.
type Row struct {
	Sheet *Sheet
	N     int
	Cells []Cell
	// How much of the file was read, for who shows the progress.
	Read, Of int64
}

// At returns where the cell of a column stands; of one that the file does not
// have, the row's first cell.
func (r *Row) At(column int) Place {
	return Place{Sheet: r.Sheet.Name, Row: r.N, Column: max(r.Sheet.Columns[column], 1)}
}

// Heading is what stands above a column.
type Heading struct {
	Text string
	Place
}

// Sheet is a sheet whose head was found.
type Sheet struct {
	Name    string
	Head    int       // the row, the last one of a head of several
	Columns []int     // by column asked for; 0: not there
	Unknown []Heading // columns that nobody asked for and that are not read
	Twice   []Heading // columns whose head says what another one's says
}

// Layout is what was found in a file.
type Layout struct {
	Sheets []Sheet
	Left   []string // sheets in which no head was found, which are not read
}

// File is a file that can be read, any number of times.
type File interface {
	// Rows gives each row that says something, until each returns an error or the
	// context ends. A sheet is given to head before its first row. A file in which
	// no head is found is an Invalid fault «intake.no_head».
	Rows(ctx context.Context, columns []Column, head func(*Sheet) error, each func(*Row) error) (Layout, error)
}
