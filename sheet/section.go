package sheet

import (
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// room is how many rows a table has for tasks or villages to be written in.
const room = 200

// author is who a note in a cell is from.
const author = "先锋"

func (m *maker) sections() error {
	for _, s := range m.leaf.parts {
		if err := m.section(s); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) section(s *playbook.Section) error {
	columns := []string{sectionKey + s.ID, labelKey, valueKey}
	if s.Kind != playbook.Fields {
		columns = columns[:2]
		for _, fd := range s.Fields {
			columns = append(columns, fd.ID)
		}
	}
	if err := m.file.SetSheetRow(m.leaf.name, CellName(keyColumn, m.row), &columns); err != nil {
		return err
	}
	if err := m.file.SetRowVisible(m.leaf.name, m.row, false); err != nil {
		return err
	}
	m.row++
	title := s.Title
	if s.Help != "" {
		title += "（" + s.Help + "）"
	}
	if err := m.across(titleKey, labelColumn, title, look{bold: true, wrap: true}, 24); err != nil {
		return err
	}
	switch s.Kind {
	case playbook.Grid:
		return m.grid(s)
	case playbook.Table:
		return m.table(s)
	}
	return m.fields(s)
}

// headRow writes the heads of the columns.
func (m *maker) headRow(s *playbook.Section, first string) error {
	heading := look{bold: true, colour: headColour, border: true, wrap: true, centred: true}
	if err := m.put(keyColumn, headKey, look{}); err != nil {
		return err
	}
	if err := m.put(labelColumn, first, heading); err != nil {
		return err
	}
	for i := range s.Fields {
		fd := &s.Fields[i]
		if err := m.put(firstColumn+i, m.book.label(fd), heading); err != nil {
			return err
		}
		if err := m.note(firstColumn+i, fd.Help); err != nil {
			return err
		}
	}
	if err := m.file.SetRowHeight(m.leaf.name, m.row, 36); err != nil {
		return err
	}
	m.row++
	return nil
}

// note says what is meant, at the head of what is filled in.
func (m *maker) note(column int, text string) error {
	if text == "" {
		return nil
	}
	return m.file.AddComment(m.leaf.name, comment(CellName(column, m.row), author, text))
}

func comment(cell, from, text string) excelize.Comment {
	high := uint(30 + 18*lines(text, 30))
	return excelize.Comment{Cell: cell, Author: from, Paragraph: []excelize.RichTextRun{{Text: text}}, Width: 260, Height: high}
}

// freeze keeps the head in sight.
func (m *maker) freeze() error {
	return m.file.SetPanes(m.leaf.name, &excelize.Panes{
		Freeze: true, XSplit: labelColumn, YSplit: m.row - 1, TopLeftCell: CellName(firstColumn, m.row), ActivePane: "bottomRight",
	})
}

func (m *maker) grid(s *playbook.Section) error {
	if err := m.headRow(s, m.book.print.T("sheet.row")); err != nil {
		return err
	}
	if len(m.leaf.parts) == 1 {
		if err := m.freeze(); err != nil {
			return err
		}
	}
	first := m.row
	for _, r := range s.Rows {
		if err := m.put(keyColumn, rowKey+r.ID, look{}); err != nil {
			return err
		}
		if err := m.put(labelColumn, r.Label, look{colour: headColour, border: true, wrap: true}); err != nil {
			return err
		}
		if err := m.values(s, r.ID); err != nil {
			return err
		}
		if err := m.file.SetRowHeight(m.leaf.name, m.row, 22); err != nil {
			return err
		}
		m.row++
	}
	for i := range s.Fields {
		if err := m.validate(&s.Fields[i], listName(s, &s.Fields[i]), area(firstColumn+i, first, firstColumn+i, m.row-1)); err != nil {
			return err
		}
	}
	if err := m.sums(s, first); err != nil {
		return err
	}
	m.row++
	return nil
}

// sums writes, below a grid of figures, what they come to: only figures whose
// measure adds over the lines do (P-58).
func (m *maker) sums(s *playbook.Section, first int) error {
	measured := false
	for i := range s.Fields {
		measured = measured || s.Fields[i].Type == playbook.MeasureField
	}
	if !measured {
		return nil
	}
	sum := look{bold: true, colour: headColour, border: true}
	if err := m.put(labelColumn, m.book.print.T("sheet.sum"), sum); err != nil {
		return err
	}
	for i := range s.Fields {
		fd, l := &s.Fields[i], sum
		l.format = numberFormat(paper.Kind(m.book.entry.Rules, fd))
		ms := m.book.entry.Rules.Measure(fd.Measure)
		if ms == nil || !ms.OverLines {
			l.centred = true
			if err := m.put(firstColumn+i, "—", l); err != nil {
				return err
			}
			continue
		}
		if err := m.formula(firstColumn+i, "SUM("+area(firstColumn+i, first, firstColumn+i, m.row-1)+")", l); err != nil {
			return err
		}
	}
	m.row++
	return nil
}

func (m *maker) formula(column int, text string, l look) error {
	if err := m.put(column, nil, l); err != nil {
		return err
	}
	return m.file.SetCellFormula(m.leaf.name, CellName(column, m.row), text)
}

// table writes the rows there are and room for more.
func (m *maker) table(s *playbook.Section) error {
	if err := m.headRow(s, m.book.print.T("sheet.number")); err != nil {
		return err
	}
	if err := m.freeze(); err != nil {
		return err
	}
	first := m.row
	used := paper.Rows(s, m.book.entry.Content)
	for len(used) < room || len(used) < s.MinRows {
		used = append(used, "")
	}
	for _, row := range used {
		if err := m.tableRow(s, row, first); err != nil {
			return err
		}
	}
	for i := range s.Fields {
		if err := m.validate(&s.Fields[i], listName(s, &s.Fields[i]), area(firstColumn+i, first, firstColumn+i, m.row-1)); err != nil {
			return err
		}
	}
	if err := m.printed(first); err != nil {
		return err
	}
	return m.across(endKey, labelColumn, m.book.print.T("sheet.end"), look{grey: true}, 18)
}

func (m *maker) tableRow(s *playbook.Section, row string, first int) error {
	key := ""
	if row != "" {
		key = rowKey + row
	}
	if err := m.put(keyColumn, key, look{open: true}); err != nil {
		return err
	}
	used := "COUNTA(" + area(firstColumn, m.row, m.leaf.last(), m.row) + ")"
	counted := "ROW()-ROW(" + CellName(labelColumn, first-1) + ")"
	if err := m.formula(labelColumn, "IF("+used+">0,"+counted+`,"")`, look{border: true, open: true, centred: true}); err != nil {
		return err
	}
	if err := m.values(s, row); err != nil {
		return err
	}
	m.row++
	return nil
}

// fields writes single fields, a row each: long texts across the sheet.
func (m *maker) fields(s *playbook.Section) error {
	rows := map[string]int{}
	for i := range s.Fields {
		fd := &s.Fields[i]
		rows[fd.ID] = m.row
		if err := m.put(keyColumn, fieldKey+fd.ID, look{}); err != nil {
			return err
		}
		if err := m.put(labelColumn, m.book.label(fd), look{colour: headColour, border: true, wrap: true}); err != nil {
			return err
		}
		if err := m.note(labelColumn, fd.Help); err != nil {
			return err
		}
		if err := m.field(s, fd, rows); err != nil {
			return err
		}
		m.row++
	}
	m.row++
	return nil
}

// short is how many columns a short answer takes.
const short = 3

func (m *maker) field(s *playbook.Section, fd *playbook.Field, rows map[string]int) error {
	text := m.book.entry.Content.Cells[s.Address("", fd.ID)]
	to, high := firstColumn+short-1, 22.0
	if fd.Type == playbook.LongText {
		to = m.leaf.last()
		high = min(400, max(66, 8+15*float64(lines(text, 13*m.leaf.width))))
	}
	at := CellName(firstColumn, m.row)
	if fd.Computed != "" {
		at := func(id string) string { return CellName(firstColumn, rows[id]) }
		if err := m.formula(firstColumn, sumOf(fd, at), m.look(fd)); err != nil {
			return err
		}
	} else if err := m.put(firstColumn, m.value(fd, text), m.look(fd)); err != nil {
		return err
	}
	if err := m.join(firstColumn, to); err != nil {
		return err
	}
	if err := m.file.SetRowHeight(m.leaf.name, m.row, high); err != nil {
		return err
	}
	return m.validate(fd, listName(s, fd), at)
}

// lines guesses how many lines a text takes where so many characters stand in
// one; a Chinese character is two wide.
func lines(text string, width int) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		wide := 0
		for _, r := range line {
			wide++
			if r > math.MaxUint8 {
				wide++
			}
		}
		n += 1 + wide/width
	}
	return n
}

// values writes the cells of a row.
func (m *maker) values(s *playbook.Section, row string) error {
	for i := range s.Fields {
		fd := &s.Fields[i]
		if fd.Computed != "" {
			at := func(id string) string { return CellName(firstColumn+indexOf(s, id), m.row) }
			if err := m.formula(firstColumn+i, sumOf(fd, at), m.look(fd)); err != nil {
				return err
			}
			continue
		}
		var text string
		if row != "" {
			text = m.book.entry.Content.Cells[s.Address(row, fd.ID)]
		}
		if err := m.put(firstColumn+i, m.value(fd, text), m.look(fd)); err != nil {
			return err
		}
	}
	return nil
}

func indexOf(s *playbook.Section, field string) int {
	for i := range s.Fields {
		if s.Fields[i].ID == field {
			return i
		}
	}
	return -1
}

// sumOf returns the formula of a computed field.
func sumOf(fd *playbook.Field, at func(id string) string) string {
	var cells []string
	for id := range strings.SplitSeq(fd.Computed, "+") {
		cells = append(cells, at(strings.TrimSpace(id)))
	}
	return "SUM(" + strings.Join(cells, ",") + ")"
}
