// Package handout gives lists out as files: each is written aside first and
// checked, and one in whose texts personal numbers stand is held back with the
// cells named, unless somebody releases it.
package handout

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/sheet"
)

// Held is the key of the fault of a list that is held back: personal numbers
// stand in it.
const Held = "sheet.held"

// maxHeld is how many cells a held list names.
const maxHeld = 50

// check finds personal numbers in the texts of a list, by cell, as they are
// written. Numbers and dates that the program made are none.
type check struct {
	table sheet.Table
	first int // row of the first line in the file
	rows  int
	found int
	cells []fault.Field
}

func newCheck(f sheet.Format, t sheet.Table) *check {
	k := &check{table: t, first: 2}
	if f == sheet.XLSX {
		k.first += len(t.Notes)
		if t.Title != "" {
			k.first++
		}
	}
	return k
}

// watch passes the rows on and looks at each.
func (k *check) watch(rows iter.Seq[[]any]) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		at := k.first
		for row := range rows {
			k.row(at, row)
			if !yield(row) {
				return
			}
			at++
			k.rows++
		}
	}
}

func (k *check) row(at int, row []any) {
	for i, cell := range row {
		text, ok := cell.(string)
		if !ok {
			continue
		}
		for _, n := range document.PersonalNumbers(text) {
			if k.found++; len(k.cells) < maxHeld {
				k.cells = append(k.cells, k.name(sheet.CellName(i+1, at), i, n))
			}
		}
	}
}

// name says where a number stands, with its middle masked.
func (k *check) name(cell string, column int, n document.PersonalNumber) fault.Field {
	title := ""
	if column < len(k.table.Columns) {
		title = k.table.Columns[column].Title
	}
	return fault.Field{Path: cell, Key: "sheet.held_cell", Args: []any{cell, title, n.Kind.Message(), n.Shown}}
}

// release lets the list go, or says why it is held.
func (k *check) release() error {
	switch {
	case k.found == 0:
		return nil
	case k.table.Release != nil:
		return k.table.Release(k.found)
	}
	return &fault.Error{Kind: fault.Conflict, Key: Held, Args: []any{k.found}, Fields: k.cells}
}

// Spooled is a list in a file of its own, where it waited until it was known what
// stands in it. It is read from its beginning; closing it removes the file.
type Spooled struct {
	file *os.File
	Size int64 // bytes
}

// Spool writes a list aside and gives it out if it may go: as Answer, for who
// answers in another way.
func Spool(f sheet.Format, t sheet.Table, rows iter.Seq[[]any]) (Spooled, error) {
	k := newCheck(f, t)
	s, err := Aside(func(w io.Writer) error {
		if err := sheet.Write(w, f, t, k.watch(rows)); err != nil {
			return err
		}
		return k.release()
	})
	if err == nil && t.Handed != nil {
		if err = t.Handed(k.rows); err != nil {
			_ = s.Close() // why it is refused says more
		}
	}
	return s, err
}

// Aside keeps what is written in a file of its own, for who answers only when it
// is known to be whole.
func Aside(write func(io.Writer) error) (Spooled, error) {
	file, err := os.CreateTemp("", "xianfeng-list-")
	if err != nil {
		return Spooled{}, fmt.Errorf("handout: %w", err)
	}
	s := Spooled{file: file}
	pieces := bufio.NewWriterSize(file, 256<<10)
	if err = write(pieces); err == nil {
		err = s.rewind(pieces)
	}
	if err != nil {
		_ = s.Close() // why it is refused says more
		return s, err
	}
	return s, nil
}

// rewind makes the file ready to be read.
func (s *Spooled) rewind(pieces *bufio.Writer) (err error) {
	if err = pieces.Flush(); err == nil {
		s.Size, err = s.file.Seek(0, io.SeekCurrent)
	}
	if err == nil {
		_, err = s.file.Seek(0, io.SeekStart)
	}
	return err
}

// Read implements io.Reader.
func (s Spooled) Read(p []byte) (int, error) { return s.file.Read(p) }

// Close closes the file and removes it.
func (s Spooled) Close() error { return errors.Join(s.file.Close(), os.Remove(s.file.Name())) }

// Answer answers a request with a list as a file. The list is written aside
// first and checked: one in whose texts personal numbers stand is held back
// (Held) with the cells, unless the table releases it. A failure is returned
// before anything is sent; after that only breaking off tells of one.
func Answer(w http.ResponseWriter, f sheet.Format, t sheet.Table, rows iter.Seq[[]any]) error {
	s, err := Spool(f, t, rows)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // the answer is given by then
	sheet.Head(w.Header(), f, t.Name, t.Plain)
	if _, err := io.Copy(w, s.file); err != nil {
		panic(http.ErrAbortHandler)
	}
	return nil
}
