// Package blank makes empty lists that are filled in away from the program: with
// heads, with what may be chosen, an example and notes.
package blank

import (
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// Template is an empty list to be filled in.
type Template struct {
	Name    string // of the file, without its ending, and of the sheet
	Title   string // stands above the list
	Columns []Column
	Notes   []string // a sheet of its own: how the list is filled in
	Words   Words
}

// Column is a column of it.
type Column struct {
	Title    string // with a star where it must be filled in
	Width    float64
	Options  []string // of which one is chosen; nil: it is typed
	Several  bool     // more than one may be: then the list is a help and no bound
	Day      bool     // a date
	Number   bool
	Decimals int
	Example  string
	Help     string
}

// Words are what the template says by itself.
type Words struct {
	Example    string // the head of the column that marks the example
	Mark       string // one of cell.Examples
	Notes      string // the name of the sheet of notes
	Wrong      string // the title of what a program says that refuses a value
	ChooseOne  string
	DateFormat string
}

// filled is how many rows below the head are prepared.
const prepared = 5000

// listsSheet holds the lists to choose from: written into the cell itself they
// may have 255 characters.
const listsSheet = "选项"

// Write writes the template. A .csv has the head and the example alone.
func (t Template) Write(w io.Writer, f sheet.Format) error {
	if f == sheet.CSV {
		return sheet.Write(w, f, t.table(), func(yield func([]any) bool) { yield(t.example()) })
	}
	m := templateMaker{Template: t, file: excelize.NewFile()}
	err := m.all()
	if err == nil {
		err = m.file.Write(w)
	}
	if bad := m.file.Close(); err == nil {
		err = bad
	}
	return err
}

func (t Template) table() sheet.Table {
	out := sheet.Table{Name: t.Name, Columns: []sheet.Column{{Title: t.Words.Example}}}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, sheet.Column{Title: c.Title})
	}
	return out
}

func (t Template) example() []any {
	row := []any{t.Words.Mark}
	for _, c := range t.Columns {
		row = append(row, c.Example)
	}
	return row
}

// templateMaker writes a template as a workbook.
type templateMaker struct {
	Template
	file *excelize.File
	name string // of the sheet
}

// headRow is where the head stands: below the title.
const headRow = 2

func (m *templateMaker) all() error {
	m.name = strings.NewReplacer(":", "：", "/", "／", "\\", "＼", "?", "？", "*", "＊", "[", "［", "]", "］").Replace(m.Name)
	if r := []rune(m.name); len(r) > 31 {
		m.name = string(r[:31])
	}
	if err := m.file.SetSheetName("Sheet1", m.name); err != nil {
		return err
	}
	for _, step := range []func() error{m.lists, m.head, m.body, m.notes} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// lists writes the options of each column that has some, on a hidden sheet.
func (m *templateMaker) lists() error {
	if _, err := m.file.NewSheet(listsSheet); err != nil {
		return err
	}
	for i, c := range m.Columns {
		if len(c.Options) == 0 {
			continue
		}
		if err := m.file.SetSheetCol(listsSheet, at(i+1, 1), &c.Options); err != nil {
			return err
		}
	}
	return m.file.SetSheetVisible(listsSheet, false)
}

func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row) // ours lie on the sheet
	return name
}

func (m *templateMaker) head() error {
	title, err := m.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	if err != nil {
		return err
	}
	head, err := m.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true},
	})
	if err != nil {
		return err
	}
	if err := m.put(1, 1, m.Title, title); err != nil {
		return err
	}
	if err := m.put(1, headRow, m.Words.Example, head); err != nil {
		return err
	}
	for i, c := range m.Columns {
		if err := m.put(i+2, headRow, c.Title, head); err != nil {
			return err
		}
		letters, err := excelize.ColumnNumberToName(i + 2)
		if err != nil {
			return err
		}
		if err := m.file.SetColWidth(m.name, letters, letters, max(c.Width, 10)); err != nil {
			return err
		}
	}
	return m.file.SetPanes(m.name, &excelize.Panes{Freeze: true, YSplit: headRow, TopLeftCell: at(1, headRow+1), ActivePane: "bottomLeft"})
}

func (m *templateMaker) put(column, row int, text string, style int) error {
	if err := m.file.SetCellStr(m.name, at(column, row), text); err != nil {
		return err
	}
	return m.file.SetCellStyle(m.name, at(column, row), at(column, row), style)
}

// body writes the example, and how the cells below it look and what they take.
func (m *templateMaker) body() error {
	grey, err := m.file.NewStyle(&excelize.Style{Font: &excelize.Font{Color: "7F7F7F", Italic: true}})
	if err != nil {
		return err
	}
	if err := m.put(1, headRow+1, m.Words.Mark, grey); err != nil {
		return err
	}
	for i, c := range m.Columns {
		if err := m.put(i+2, headRow+1, c.Example, grey); err != nil {
			return err
		}
		if err := m.below(i+2, c); err != nil {
			return err
		}
	}
	return nil
}

func (m *templateMaker) below(column int, c Column) error {
	format := "@"
	switch {
	case c.Day:
		format = "yyyy-mm-dd"
	case c.Number && c.Decimals == 0:
		format = "0"
	case c.Number:
		format = "0." + strings.Repeat("0", c.Decimals)
	}
	id, err := m.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	letters, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return err
	}
	if err := m.file.SetCellStyle(m.name, at(column, headRow+2), at(column, headRow+1+prepared), id); err != nil {
		return err
	}
	if !c.Day && len(c.Options) == 0 && c.Help == "" {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(letters + strconv.Itoa(headRow+2) + ":" + letters + strconv.Itoa(headRow+1+prepared))
	switch {
	case c.Day:
		from, _ := cell.Serial(cell.Earliest)
		to, _ := cell.Serial(cell.Latest)
		if err := v.SetRange(from, to, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleWarning, m.Words.Wrong, m.Words.DateFormat)
	case len(c.Options) > 0:
		of, err := excelize.ColumnNumberToName(column - 1)
		if err != nil {
			return err
		}
		v.SetSqrefDropList("'" + listsSheet + "'!$" + of + "$1:$" + of + "$" + strconv.Itoa(len(c.Options)))
		if !c.Several {
			v.SetError(excelize.DataValidationErrorStyleWarning, m.Words.Wrong, m.Words.ChooseOne)
		}
	}
	if c.Help != "" {
		v.SetInput(clip(c.Title, 32), clip(c.Help, 255))
	}
	v.ShowErrorMessage = c.Day || len(c.Options) > 0 && !c.Several
	return m.file.AddDataValidation(m.name, v)
}

func clip(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}

// notes writes how the list is filled in.
func (m *templateMaker) notes() error {
	if len(m.Notes) == 0 {
		return nil
	}
	if _, err := m.file.NewSheet(m.Words.Notes); err != nil {
		return err
	}
	wrap, err := m.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	if err := m.file.SetColWidth(m.Words.Notes, "A", "A", 100); err != nil {
		return err
	}
	for i, text := range m.Notes {
		if err := m.file.SetCellStr(m.Words.Notes, at(1, i+1), text); err != nil {
			return err
		}
		if err := m.file.SetCellStyle(m.Words.Notes, at(1, i+1), at(1, i+1), wrap); err != nil {
			return err
		}
	}
	return nil
}
