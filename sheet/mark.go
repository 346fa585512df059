package sheet

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// MaxMarks is how many problems are marked in a workbook, the first ones: who
// has more mends these first. A page lists no more either.
const MaxMarks = 200

// checker is who a note about something wrong is from.
const checker = "先锋核对"

// Mark returns the file with its problems marked at their cells: red, and with
// a note that says what is wrong. What has no cell, a sheet that is missing, is
// told at the title of the first sheet, and so is that there are more than
// MaxMarks. Marks of a check before are taken out. It waits as Read does.
func (b *Workbook) Mark(ctx context.Context, file []byte, wrong []locale.Violation) (out []byte, err error) {
	end, err := turn(ctx)
	if err != nil {
		return nil, err
	}
	defer end()
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
	m := marker{File: f, red: map[int]int{}, clean: map[int]int{}}
	if err := m.all(b.notes(f, wrong)); err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// notes says what is noted, by sheet and cell.
func (b *Workbook) notes(f *excelize.File, wrong []locale.Violation) map[string]map[string]string {
	out, first := map[string]map[string]string{}, ""
	for _, name := range f.GetSheetList() {
		out[name] = map[string]string{}
		if first == "" && name != hiddenSheet {
			first = name
		}
	}
	add := func(name, cell, text string) {
		if out[name] == nil {
			name, cell = first, CellName(labelColumn, 1)
		}
		if out[name] != nil { // nothing but the hidden sheet is left
			out[name][cell] = strings.TrimPrefix(out[name][cell]+"\n"+text, "\n")
		}
	}
	if len(wrong) > MaxMarks {
		add("", "", b.print.T("sheet.first_marked", len(wrong), MaxMarks))
		wrong = wrong[:MaxMarks]
	}
	for _, w := range wrong {
		cut := strings.LastIndex(w.Path, "!")
		add(w.Path[:max(cut, 0)], w.Path[cut+1:], w.Message)
	}
	return out
}

// marker marks one sheet after the other.
type marker struct {
	*excelize.File
	red, clean map[int]int       // style of a marked cell, and of one no longer marked, by what it was
	name       string            // of the sheet
	joined     map[string]string // by first cell: the last one, of cells of a row made one
}

func (m *marker) all(notes map[string]map[string]string) error {
	for _, name := range m.GetSheetList() {
		m.name, m.joined = name, map[string]string{}
		merged, err := m.GetMergeCells(name, true)
		if err != nil {
			return err
		}
		for _, part := range merged {
			m.join(part.GetStartAxis(), part.GetEndAxis())
		}
		if err := m.sheet(notes[name]); err != nil {
			return err
		}
	}
	return nil
}

// join notes cells made one as the workbook has them, across a row.
func (m *marker) join(from, to string) {
	_, row, err := excelize.CellNameToCoordinates(from)
	last, lastRow, bad := excelize.CellNameToCoordinates(to)
	if err == nil && bad == nil && row == lastRow && last <= maxColumn {
		m.joined[from] = to
	}
}

// sheet takes out the notes of a check before, with their red, and those that
// stand where a new one comes; then it writes the new ones.
func (m *marker) sheet(notes map[string]string) error {
	there, err := m.GetComments(m.name)
	if err != nil {
		return err
	}
	for _, note := range there {
		if note.Author != checker && notes[note.Cell] == "" {
			continue
		}
		if err := m.DeleteComment(m.name, note.Cell); err != nil {
			return err
		}
		if note.Author == checker {
			if err := m.colour(note.Cell, "", m.clean); err != nil {
				return err
			}
		}
	}
	for _, cell := range slices.Sorted(maps.Keys(notes)) {
		if err := m.AddComment(m.name, comment(cell, checker, notes[cell])); err != nil {
			return err
		}
		if err := m.colour(cell, wrongColour, m.red); err != nil {
			return err
		}
	}
	return nil
}

// colour fills a cell and leaves the rest of its looks; "" stands for the
// colour it had, which follows from whether it may be typed into.
func (m *marker) colour(cell, colour string, known map[int]int) error {
	id, err := m.GetCellStyle(m.name, cell)
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
	to := cell
	if last, ok := m.joined[cell]; ok {
		to = last
	}
	return m.SetCellStyle(m.name, cell, to, next)
}
