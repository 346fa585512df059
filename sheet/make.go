package sheet

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// maker writes a workbook.
type maker struct {
	book   *Workbook
	file   *excelize.File
	styles map[look]int
	leaf   leaf
	row    int // the next one
}

// Write writes the workbook with what is in the report so far.
func (b *Workbook) Write(w io.Writer) (err error) {
	m := maker{book: b, file: excelize.NewFile(), styles: map[look]int{}}
	defer func() {
		if bad := m.file.Close(); err == nil {
			err = bad
		}
	}()
	if err := m.hide(); err != nil {
		return err
	}
	for _, l := range b.leaves {
		m.leaf, m.row = l, 1
		if err := m.sheet(); err != nil {
			return err
		}
	}
	if err := m.file.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	first, err := m.file.GetSheetIndex(b.leaves[0].name)
	if err != nil {
		return err
	}
	m.file.SetActiveSheet(first)
	return m.file.Write(w)
}

// sheet writes one leaf.
func (m *maker) sheet() error {
	if _, err := m.file.NewSheet(m.leaf.name); err != nil {
		return err
	}
	return inTurn(m.columns, m.head, m.sections, m.page, m.protect)
}

// inTurn does one thing after the other until one fails.
func inTurn(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) columns() error {
	name := m.leaf.name
	if err := m.file.SetColVisible(name, "A", false); err != nil {
		return err
	}
	table := m.leaf.parts[0].Kind == playbook.Table
	label := 20.0
	if table {
		label = 6
	}
	widths := []float64{label}
	for i := range m.leaf.width {
		width := 13.0
		if table && i < len(m.leaf.parts[0].Fields) {
			width = widthOf(&m.leaf.parts[0].Fields[i])
		}
		widths = append(widths, width)
	}
	for i, width := range widths {
		letters, err := excelize.ColumnNumberToName(labelColumn + i)
		if err != nil {
			return err
		}
		if err := m.file.SetColWidth(name, letters, letters, width); err != nil {
			return err
		}
	}
	return nil
}

// widthOf returns the width of a table's column, by what stands in it.
func widthOf(fd *playbook.Field) float64 {
	switch fd.Type {
	case playbook.LongText:
		return 32
	case playbook.Number, playbook.MeasureField:
		return 11
	case playbook.DateField, playbook.Choice:
		return 12
	}
	switch {
	case fd.Max > 0 && fd.Max <= 10:
		return 8
	case fd.Max > 0 && fd.Max <= 30:
		return 14
	}
	return 20
}

// head writes what the workbook is, and how it is filled in.
func (m *maker) head() error {
	b, e := m.book, m.book.entry
	facts := []string{b.key.unitName}
	if b.key.periodName != "" {
		facts = append(facts, b.key.periodName)
	}
	if e.DueOn.IsZero() {
		facts = append(facts, b.print.T("sheet.undated"))
	} else {
		facts = append(facts, b.print.T("sheet.due", e.DueOn))
	}
	facts = append(facts, b.print.T("sheet.clause", e.Clause), e.Title)
	how := []string{b.print.T("sheet.how")}
	for i := range e.Form.Sections {
		if e.Form.Sections[i].Kind == playbook.Files {
			how = append(how, b.print.T("sheet.files"))
			break
		}
	}
	for _, line := range []struct {
		text string
		look look
		high float64
	}{
		{e.Form.Title, look{bold: true, size: 16, centred: true}, 30},
		{strings.Join(facts, "　"), look{centred: true}, 20},
		{strings.Join(how, ""), look{grey: true, wrap: true}, 34},
	} {
		if err := m.across("", labelColumn, line.text, line.look, line.high); err != nil {
			return err
		}
	}
	return nil
}

// across writes a text from a column to the last one, and goes to the next row.
func (m *maker) across(key string, from int, text string, l look, high float64) error {
	if err := m.put(keyColumn, key, look{}); err != nil {
		return err
	}
	if err := m.put(from, text, l); err != nil {
		return err
	}
	if err := m.join(from, m.leaf.last()); err != nil {
		return err
	}
	if err := m.file.SetRowHeight(m.leaf.name, m.row, high); err != nil {
		return err
	}
	m.row++
	return nil
}

// join makes one cell of several of the row, in the style of the first.
func (m *maker) join(from, to int) error {
	if from == to {
		return nil
	}
	id, err := m.file.GetCellStyle(m.leaf.name, CellName(from, m.row))
	if err != nil {
		return err
	}
	if err := m.file.SetCellStyle(m.leaf.name, CellName(from, m.row), CellName(to, m.row), id); err != nil {
		return err
	}
	return m.file.MergeCell(m.leaf.name, CellName(from, m.row), CellName(to, m.row))
}

// put writes a cell of the row.
func (m *maker) put(column int, value any, l look) error {
	at := CellName(column, m.row)
	if value != nil && value != "" {
		if err := m.file.SetCellValue(m.leaf.name, at, value); err != nil {
			return err
		}
	}
	id, err := m.style(l)
	if err != nil {
		return err
	}
	return m.file.SetCellStyle(m.leaf.name, at, at, id)
}

// page sets the leaf up for the printer: landscape, as wide as one page.
func (m *maker) page() error {
	name, grid, characters := m.leaf.name, false, 0.0
	for i := range m.leaf.width + 1 {
		letters, err := excelize.ColumnNumberToName(labelColumn + i)
		if err != nil {
			return err
		}
		width, err := m.file.GetColWidth(name, letters)
		if err != nil {
			return err
		}
		characters += width
	}
	if err := landscape(m.file, name, characters); err != nil {
		return err
	}
	return m.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &grid})
}

// spare is how many empty rows of a table are printed, to write in by hand.
const spare = 3

// printed lets a table be printed as far as it is filled in, which the area
// finds when it is printed, and the heads of its columns on every page.
func (m *maker) printed(first int) error {
	head, last := first-1, m.row-1
	sheet := "'" + strings.ReplaceAll(m.leaf.name, "'", "''") + "'!"
	cells := sheet + absolute(firstColumn, first) + ":" + absolute(m.leaf.last(), last)
	used := "SUMPRODUCT(MAX((" + cells + `<>"")*ROW(` + cells + ")))"
	for name, refers := range map[string]string{
		"_xlnm.Print_Area":   fmt.Sprintf("OFFSET(%s,0,0,MAX(%d,%s)+%d,%d)", sheet+absolute(labelColumn, 1), head, used, spare, m.leaf.last()-labelColumn+1),
		"_xlnm.Print_Titles": fmt.Sprintf("%s$%d:$%d", sheet, head, head),
	} {
		if err := m.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refers, Scope: m.leaf.name}); err != nil {
			return err
		}
	}
	return nil
}

// absolute returns the name of a cell that stays what it is: «$C$7».
func absolute(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row, true) // ours lie on the sheet
	return name
}

// protect keeps labels as they are; there is no password.
func (m *maker) protect() error {
	table := m.leaf.parts[0].Kind == playbook.Table
	return m.file.ProtectSheet(m.leaf.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, EditObjects: true,
		FormatCells: true, FormatColumns: true, FormatRows: true,
		InsertRows: table, DeleteRows: table, Sort: table,
	})
}
