package sheet

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/xianfeng-oss/xianfeng/document"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// Held is the key of the fault of a list that is held back: personal numbers
// stand in it.
const Held = "sheet.held"

// maxHeld is how many cells a held list names.
const maxHeld = 50

// check finds personal numbers in the texts of a list, by cell, as they are
// written. Numbers and dates that the program made are none.
type check struct {
	table Table
	first int // row of the first line in the file
	found int
	cells []fault.Field
}

func newCheck(f Format, t Table) *check {
	k := &check{table: t, first: 2}
	if f == XLSX {
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
				k.cells = append(k.cells, k.name(cellName(i+1, at), i, n))
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

// spooled is a list in a file, where it waits until it is known what stands in
// it.
type spooled struct{ *os.File }

// spool writes a list into a file of its own and lets it go if it may.
func spool(f Format, t Table, rows iter.Seq[[]any]) (spooled, error) {
	file, err := os.CreateTemp("", "xianfeng-list-")
	if err != nil {
		return spooled{}, fmt.Errorf("sheet: %w", err)
	}
	s := spooled{file}
	k := newCheck(f, t)
	err = Write(file, f, t, k.watch(rows))
	if err == nil {
		err = k.release()
	}
	if err != nil {
		_ = s.discard() // why it is refused says more
		return s, err
	}
	return s, nil
}

// send writes the file out from its beginning.
func (s spooled) send(w io.Writer) error {
	if _, err := s.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(w, s.File)
	return err
}

// discard closes the file and removes it.
func (s spooled) discard() error { return errors.Join(s.Close(), os.Remove(s.Name())) }
