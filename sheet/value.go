package sheet

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// read reads one cell that is filled in, as a person would type it.
func (p *page) read(fd *playbook.Field, address string, column int, cells []string) {
	at := p.cell(column)
	p.places[address] = at
	raw, name := get(cells, column), CellName(column, p.at.row)
	formula, _ := p.file.GetCellFormula(at.sheet, name)
	kind, _ := p.file.GetCellType(at.sheet, name)
	switch {
	case raw == "" && formula != "":
		p.blame(at, "="+formula, fault.Field{Key: "sheet.no_result"})
		return
	case kind == excelize.CellTypeError:
		p.blame(at, raw, fault.Field{Key: "sheet.formula_error", Args: []any{raw}})
		return
	}
	isText := kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString
	if text := p.text(fd, at, raw, isText); text != "" {
		p.typed[address] = text
	}
}

// text turns what a cell holds into what a person would have typed.
func (p *page) text(fd *playbook.Field, at place, raw string, isText bool) string {
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		if isText {
			return cell.Bare(raw)
		}
		return cell.Plain(cell.Bare(raw))
	case playbook.DateField:
		return cell.Day(cell.Bare(raw), p.epoch)
	case playbook.Choice:
		return option(fd, cell.Bare(raw))
	case playbook.Tick:
		return cell.Tick(cell.Bare(raw))
	}
	if !isText && cell.Numeric(raw) {
		return p.shown(at, raw)
	}
	return raw
}

// option returns the label that a text means, or the text.
func option(fd *playbook.Field, text string) string {
	for _, o := range fd.Options {
		if cell.Narrow(text) == cell.Narrow(o.Label) || text == o.ID {
			return o.ID
		}
	}
	return text
}

// shown returns a number in a field of text: a day as such, else the number as
// it is.
func (p *page) shown(at place, raw string) string {
	id, err := p.file.GetCellStyle(at.sheet, CellName(at.column, at.row))
	if err != nil {
		return cell.Plain(raw)
	}
	style, err := p.file.GetStyle(id)
	if err == nil && (style.NumFmt >= 14 && style.NumFmt <= 17 || style.CustomNumFmt != nil && strings.ContainsAny(*style.CustomNumFmt, "yY")) {
		return cell.Day(raw, p.epoch)
	}
	return cell.Plain(raw)
}
