package sheet

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// value returns what stands in a cell for a canonical text: a real number or
// day, the words of an option. What could not be read stands as it was typed.
func (m *maker) value(fd *playbook.Field, text string) any {
	shown := paper.Shown(m.book.entry.Rules, fd, text)
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			value, _ := number(quantity.Value{Kind: paper.Kind(m.book.entry.Rules, fd), N: n})
			return value
		}
	case playbook.DateField:
		if d, err := calendar.ParseDate(text); err == nil {
			if serial, ok := cell.Serial(d); ok {
				return serial
			}
		}
	case playbook.Choice:
		for _, o := range fd.Options {
			if o.ID == text {
				return o.Label
			}
		}
	case playbook.Tick:
		if text != "" {
			return cell.Ticked
		}
	}
	return shown
}

// look returns how a cell that is filled in looks; a computed one is not.
func (m *maker) look(fd *playbook.Field) look {
	l := look{colour: inputColour, border: true, open: true, wrap: true, format: textFormat}
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		l.wrap, l.format = false, numberFormat(paper.Kind(m.book.entry.Rules, fd))
	case playbook.DateField:
		l.wrap, l.format = false, dateFormat
	case playbook.Choice, playbook.Tick:
		l.format = ""
	}
	if fd.Computed != "" {
		l.colour, l.open = headColour, false
	}
	return l
}

// validate lets the program in which the workbook is filled refuse what the
// form would, with the same reason.
func (m *maker) validate(fd *playbook.Field, list, cells string) error {
	v := excelize.NewDataValidation(true)
	v.SetSqref(cells)
	prompt := ""
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		if fd.Computed != "" {
			return nil
		}
		k := paper.Kind(m.book.entry.Rules, fd)
		most := fd.Max
		if most == 0 {
			most = quantity.Max
		}
		kind := excelize.DataValidationTypeDecimal
		prompt = "sheet.prompt_decimal"
		if k.Decimals() == 0 {
			kind, prompt = excelize.DataValidationTypeWhole, "sheet.prompt_whole"
		}
		if err := v.SetRange(k.Plain(fd.Min), k.Plain(most), kind, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		prompt = m.book.print.T(prompt, k.Format(fd.Min), k.Format(most))
	case playbook.DateField:
		from, _ := cell.Serial(cell.Earliest)
		to, _ := cell.Serial(cell.Latest)
		if err := v.SetRange(from, to, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		prompt = m.book.print.T("sheet.prompt_date")
	case playbook.Choice, playbook.Tick:
		v.SetSqrefDropList(list)
		prompt = m.book.print.T("sheet.prompt_choice")
	case playbook.Text, playbook.LongText:
		if fd.Max == 0 {
			return nil
		}
		if err := v.SetRange(int(fd.Min), int(fd.Max), excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		prompt = m.book.print.T("sheet.prompt_text", fd.Max)
	}
	v.SetError(excelize.DataValidationErrorStyleStop, m.book.print.T("sheet.wrong"), prompt)
	v.SetInput(clip(m.book.label(fd), 32), prompt)
	return m.file.AddDataValidation(m.leaf.name, v)
}

func clip(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most])
	}
	return text
}
