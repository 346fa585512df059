package sheet

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// page is one sheet of a file while its rows are read.
type page struct {
	*reader
	at      place // the row at hand
	part    *playbook.Section
	columns map[string]int // of the section: by id of the field, valueKey, labelKey
	rows    int            // of the table read so far
	last    int            // number of the last one
	ended   bool           // the table
}

// line reads a row of the sheet; its key says what it is.
func (p *page) line(cells []string) {
	key := get(cells, keyColumn)
	if id, ok := strings.CutPrefix(key, sectionKey); ok {
		p.begin(id, cells)
		return
	}
	if p.part == nil {
		return
	}
	row, isRow := strings.CutPrefix(key, rowKey)
	field, isField := strings.CutPrefix(key, fieldKey)
	switch {
	case key == titleKey:
		p.places[p.part.ID] = p.cell(labelColumn)
	case key == headKey:
		p.heads(cells)
	case key == endKey:
		p.ended = true
	case p.part.Kind == playbook.Table:
		p.tableRow(cells, row)
	case p.part.Kind == playbook.Grid && isRow:
		p.gridRow(cells, row)
	case p.part.Kind == playbook.Grid:
		p.stray(cells)
	case isField:
		p.field(cells, field)
	}
}

// get returns a cell of a row, "" past its end.
func get(cells []string, column int) string {
	if column < 1 || column > len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[column-1])
}

func (p *page) cell(column int) place {
	at := p.at
	at.column = max(column, 1)
	return at
}

// begin goes over to a section.
func (p *page) begin(id string, cells []string) {
	s := p.book.entry.Form.Section(id)
	p.part, p.columns, p.rows, p.last, p.ended = nil, map[string]int{}, 0, 0, false
	if s == nil || s.Kind == playbook.Files {
		return
	}
	below := p.cell(labelColumn)
	below.row++ // its own row is hidden
	if p.seen[id] {
		p.blame(below, "", fault.Field{Key: "sheet.twice", Args: []any{s.Title}})
		return
	}
	p.seen[id], p.part, p.places[id] = true, s, below
	for i := range cells {
		if name := get(cells, i+1); name != "" && i > 0 {
			p.columns[name] = i + 1
		}
	}
	if s.Kind == playbook.Fields {
		if p.columns[valueKey] == 0 {
			p.blame(below, "", fault.Field{Key: "sheet.no_column", Args: []any{s.Title}})
			p.part = nil
		}
		return
	}
	for i := range s.Fields {
		if p.columns[s.Fields[i].ID] == 0 {
			p.blame(below, "", fault.Field{Key: "sheet.no_column", Args: []any{p.book.label(&s.Fields[i])}})
		}
	}
}

// heads wants the heads of the columns as they were.
func (p *page) heads(cells []string) {
	if p.part.Kind == playbook.Fields {
		return
	}
	for i := range p.part.Fields {
		fd := &p.part.Fields[i]
		if column := p.columns[fd.ID]; column > 0 {
			p.named(column, get(cells, column), p.book.label(fd))
		}
	}
}

// named wants a label as it was.
func (p *page) named(column int, text, want string) {
	if strings.Join(strings.Fields(text), "") != strings.Join(strings.Fields(want), "") {
		p.blame(p.cell(column), text, fault.Field{Key: "sheet.label", Args: []any{want}})
	}
}

func (p *page) gridRow(cells []string, id string) {
	s := p.part
	for _, r := range s.Rows {
		switch {
		case r.ID != id:
		case p.seen[s.ID+"/"+id]:
			p.blame(p.cell(labelColumn), "", fault.Field{Key: "sheet.twice", Args: []any{r.Label}})
		default:
			p.seen[s.ID+"/"+id] = true
			p.named(p.columns[labelKey], get(cells, p.columns[labelKey]), r.Label)
			p.values(cells, id)
		}
	}
}

// stray tells of what stands in the columns of a grid where no row of it is.
func (p *page) stray(cells []string) {
	for i := range p.part.Fields {
		column := p.columns[p.part.Fields[i].ID]
		text := get(cells, column)
		if text == "" || text == "—" {
			continue
		}
		if formula, _ := p.file.GetCellFormula(p.at.sheet, CellName(column, p.at.row)); formula == "" {
			p.blame(p.cell(column), text, fault.Field{Key: "sheet.stray"})
		}
	}
}

// tableRow reads a row of a table; empty ones are none. A row keeps the number
// it had, if the rows above leave it free.
func (p *page) tableRow(cells []string, id string) {
	used := false
	for i := range p.part.Fields {
		fd := &p.part.Fields[i]
		column := p.columns[fd.ID]
		text := get(cells, column)
		if text == "" && !p.ended {
			text, _ = p.file.GetCellFormula(p.at.sheet, CellName(max(column, 1), p.at.row))
		}
		if text == "" || fd.Computed != "" || column == 0 {
			continue
		}
		if p.ended {
			p.blame(p.cell(column), text, fault.Field{Key: "sheet.below_end"})
		}
		used = true
	}
	if !used || p.ended {
		return
	}
	p.rows++
	p.last++
	if n, err := strconv.Atoi(strings.TrimPrefix(id, "r")); err == nil && n > p.last {
		p.last = n
	}
	if p.rows > playbook.MaxRows || p.last > playbook.MaxRows {
		p.blame(p.cell(labelColumn), "", fault.Field{Key: "sheet.too_many_rows", Args: []any{playbook.MaxRows}})
		return
	}
	p.values(cells, "r"+strconv.Itoa(p.last))
}

func (p *page) values(cells []string, row string) {
	for i := range p.part.Fields {
		fd := &p.part.Fields[i]
		if column := p.columns[fd.ID]; fd.Computed == "" && column > 0 {
			p.read(fd, p.part.Address(row, fd.ID), column, cells)
		}
	}
}

func (p *page) field(cells []string, id string) {
	fd := p.part.Field(id)
	if fd == nil {
		return
	}
	if p.seen[p.part.ID+"/"+id] {
		p.blame(p.cell(labelColumn), "", fault.Field{Key: "sheet.twice", Args: []any{p.book.label(fd)}})
		return
	}
	p.seen[p.part.ID+"/"+id] = true
	p.named(p.columns[labelKey], get(cells, p.columns[labelKey]), p.book.label(fd))
	if fd.Computed == "" {
		p.read(fd, p.part.Address("", id), p.columns[valueKey], cells)
	}
}
