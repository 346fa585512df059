package sheet

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// hiddenSheet says whose a workbook is and what it was made of, and holds the
// lists to choose from.
const hiddenSheet = "表号"

// hidden names what the hidden sheet says, row by row.
func (k *key) hidden() []struct {
	name  string
	value *string
} {
	return []struct {
		name  string
		value *string
	}{
		{"campaign", &k.campaign}, {"unit", &k.unit}, {"period", &k.period}, {"obligation", &k.obligation},
		{"form", &k.form}, {"asked", &k.asked}, {"unit-name", &k.unitName}, {"period-name", &k.periodName}, {"form-name", &k.formName},
	}
}

// hide writes the hidden sheet: what the workbook is, and from the fourth
// column on a list for each field that is chosen.
func (m *maker) hide() error {
	if _, err := m.file.NewSheet(hiddenSheet); err != nil {
		return err
	}
	if err := m.file.SetSheetRow(hiddenSheet, "A1", &[]string{"xianfeng", version}); err != nil {
		return err
	}
	for i, line := range m.book.key.hidden() {
		if err := m.file.SetSheetRow(hiddenSheet, CellName(1, i+2), &[]string{line.name, *line.value}); err != nil {
			return err
		}
	}
	if err := m.source(); err != nil {
		return err
	}
	column := 4
	for _, l := range m.book.leaves {
		for _, s := range l.parts {
			for i := range s.Fields {
				options := choices(&s.Fields[i])
				if len(options) == 0 {
					continue
				}
				if err := m.list(column, listName(s, &s.Fields[i]), options); err != nil {
					return err
				}
				column++
			}
		}
	}
	return m.file.SetSheetVisible(hiddenSheet, false, true)
}

// firstSource is the row from which on the hidden sheet holds what the workbook
// was made of, a piece in each: a cell takes 32,767 characters.
const (
	firstSource = 20
	piece       = 16_000
)

// source writes what the report said when the workbook was made.
func (m *maker) source() error {
	made := m.book.entry.Content
	text, err := json.Marshal(paper.Content{Nil: made.Nil, Cells: made.Cells})
	if err != nil {
		return err
	}
	row := firstSource
	for part := range slices.Chunk([]rune(string(text)), piece) {
		if err := m.file.SetCellStr(hiddenSheet, CellName(1, row), string(part)); err != nil {
			return err
		}
		row++
	}
	return nil
}

// sourceOf reads it back. Where it was meddled with there is none, and then the
// workbook counts as older than all that is in the report.
func sourceOf(f *excelize.File) (made paper.Content) {
	rows, _ := f.GetRows(hiddenSheet) // belongs has read it
	var text strings.Builder
	for i, cells := range rows {
		if i+1 >= firstSource && len(cells) > 0 {
			text.WriteString(cells[0])
		}
	}
	if json.Unmarshal([]byte(text.String()), &made) != nil {
		return paper.Content{}
	}
	return made
}

// list writes the options of a field and gives them a name that a drop-down
// refers to: written into the drop-down itself they may have 255 characters.
func (m *maker) list(column int, name string, options []string) error {
	if err := m.file.SetSheetCol(hiddenSheet, CellName(column, 1), &options); err != nil {
		return err
	}
	letters, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return err
	}
	return m.file.SetDefinedName(&excelize.DefinedName{
		Name: name, RefersTo: "'" + hiddenSheet + "'!$" + letters + "$1:$" + letters + "$" + strconv.Itoa(len(options)),
	})
}

func listName(s *playbook.Section, fd *playbook.Field) string {
	name := []rune("list_" + s.ID + "_" + fd.ID)
	for i, r := range name {
		if r == '-' {
			name[i] = '.'
		}
	}
	return string(name)
}

// choices returns what can be chosen in a field, none where it is typed.
func choices(fd *playbook.Field) []string {
	switch fd.Type {
	case playbook.Tick:
		return []string{cell.Ticked}
	case playbook.Choice:
		out := make([]string, len(fd.Options))
		for i, o := range fd.Options {
			out[i] = o.Label
		}
		return out
	}
	return nil
}

// belongs reports, by name, a file that is no workbook of ours or that of
// another duty.
func (b *Workbook) belongs(f *excelize.File) error {
	cell := func(at string) string {
		text, _ := f.GetCellValue(hiddenSheet, at) // no such sheet, no such text
		return text
	}
	var theirs key
	for i, line := range theirs.hidden() {
		*line.value = cell(CellName(2, i+2))
	}
	ours := b.key
	switch {
	case cell("A1") != "xianfeng":
		return fault.New(fault.Invalid, "sheet.foreign")
	case cell("B1") != version:
		return fault.New(fault.Invalid, "sheet.other_layout")
	case theirs.unit != ours.unit || theirs.period != ours.period || theirs.obligation != ours.obligation || theirs.form != ours.form:
		return fault.New(fault.Invalid, "sheet.other_duty", theirs.words(), ours.words())
	case theirs.campaign != ours.campaign:
		return fault.New(fault.Invalid, "sheet.other_campaign")
	case theirs.asked != ours.asked:
		return fault.New(fault.Invalid, "sheet.other_form")
	}
	return nil
}

// words calls a workbook by name: «叶县总工会2018年9月的《助力脱贫攻坚月报》».
func (k *key) words() string { return k.unitName + k.periodName + "的《" + k.formName + "》" }
