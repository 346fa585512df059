package intake

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// wrongRows writes the rows of a text that notes speak of, below its head, as a
// workbook: each with its number in front and with what is wrong behind.
func wrongRows(ctx context.Context, w io.Writer, src source, notes []Note, say Labels) error {
	l := lister{say: say, file: excelize.NewFile(), notes: map[int][]Note{}}
	for _, n := range notes {
		l.notes[n.Row] = append(l.notes[n.Row], n)
	}
	err := l.all(ctx, src)
	if err == nil {
		err = l.file.Write(w)
	}
	if bad := l.file.Close(); err == nil {
		err = bad
	}
	return err
}

// lister lists the wrong rows of a text.
type lister struct {
	say   Labels
	file  *excelize.File
	out   *excelize.StreamWriter
	notes map[int][]Note
	red   int // style
	row   int
	wide  int // columns of the head
}

func (l *lister) all(ctx context.Context, src source) (err error) {
	if err := l.file.SetSheetName("Sheet1", l.say.Sheet); err != nil {
		return err
	}
	if l.out, err = l.file.NewStreamWriter(l.say.Sheet); err != nil {
		return err
	}
	l.red, err = l.file.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{wrong[2:]}}})
	if err != nil {
		return err
	}
	if err := src.rows(ctx, 0, l.line); err != nil {
		return err
	}
	return l.out.Flush()
}

// line writes the head, or a row that is wrong.
func (l *lister) line(in *line) error {
	notes, bad := l.notes[in.n]
	if in.n != l.say.Head && (!bad || in.n < l.say.Head) {
		return nil
	}
	last := 0
	if n := len(in.cells); n > 0 {
		last = in.cells[n-1].column
	}
	if in.n == l.say.Head {
		l.wide = last
	}
	cells := make([]any, max(last, l.wide)+2)
	for _, c := range in.cells {
		cells[c.column] = c.text
	}
	said := make([]string, len(notes))
	for i, n := range notes {
		said[i] = n.Cell() + " " + n.Text
		if n.Column < len(cells)-1 {
			cells[n.Column] = excelize.Cell{StyleID: l.red, Value: cells[n.Column]}
		}
	}
	cells[0], cells[len(cells)-1] = in.n, strings.Join(said, "\n")
	if in.n == l.say.Head {
		cells[0], cells[len(cells)-1] = l.say.Row, l.say.Wrong
	}
	l.row++
	return l.out.SetRow("A"+strconv.Itoa(l.row), cells)
}
