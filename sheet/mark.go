package sheet

import (
	"bytes"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// checker is who a note about something wrong is from.
const checker = "先锋核对"

// Mark returns the file with every problem marked at its cell: red, and with a
// note that says what is wrong. Marks of a check before are taken out.
func (b *Workbook) Mark(file []byte, wrong []locale.Violation) (out []byte, err error) {
	f, err := open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	defer func() {
		if recover() != nil { // as in open
			out, err = nil, fault.New(fault.Invalid, "sheet.not_workbook")
		}
	}()
	m := marker{f, map[int]int{}, map[int]int{}}
	if err := m.clear(); err != nil {
		return nil, err
	}
	for _, w := range wrong {
		if err := m.mark(w); err != nil {
			return nil, err
		}
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

type marker struct {
	*excelize.File
	red, clean map[int]int // style of a marked cell, and of one no longer marked, by what it was
}

// clear takes out the notes of a check before, and their red.
func (m *marker) clear() error {
	for _, name := range m.GetSheetList() {
		notes, err := m.GetComments(name)
		if err != nil {
			return err
		}
		for _, note := range notes {
			if note.Author != checker {
				continue
			}
			if err := m.DeleteComment(name, note.Cell); err != nil {
				return err
			}
			if err := m.colour(name, note.Cell, "", m.clean); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *marker) mark(w locale.Violation) error {
	cut := strings.LastIndex(w.Path, "!")
	name, cell := w.Path[:max(cut, 0)], w.Path[cut+1:]
	if i, err := m.GetSheetIndex(name); err != nil || i < 0 {
		return nil // it tells of a sheet that is missing
	}
	notes, err := m.GetComments(name)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(notes, func(c excelize.Comment) bool { return c.Cell == cell }) {
		if err := m.DeleteComment(name, cell); err != nil {
			return err
		}
	}
	if err := m.AddComment(name, comment(cell, checker, w.Message)); err != nil {
		return err
	}
	return m.colour(name, cell, wrongColour, m.red)
}

// colour fills a cell and leaves the rest of its looks; "" stands for the
// colour it had, which follows from whether it may be typed into.
func (m *marker) colour(name, cell, colour string, known map[int]int) error {
	id, err := m.GetCellStyle(name, cell)
	if err != nil {
		return err
	}
	next, ok := known[id]
	if !ok {
		style, err := m.GetStyle(id)
		if err != nil {
			return err
		}
		if style.Fill = fill(colour); colour == "" {
			style.Fill = fill(headColour)
			if style.Protection != nil && !style.Protection.Locked {
				style.Fill = fill(inputColour)
			}
		}
		if next, err = m.NewStyle(style); err != nil {
			return err
		}
		known[id] = next
	}
	from, to := cell, cell
	if merged, err := m.GetMergeCells(name); err == nil {
		for _, part := range merged {
			if part.GetStartAxis() == cell {
				to = part.GetEndAxis()
			}
		}
	}
	return m.SetCellStyle(name, from, to, next)
}
