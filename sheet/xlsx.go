package sheet

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// maxName is how many characters the name of a sheet may have.
const maxName = 31

// sheetName makes a text the name of a sheet.
func sheetName(text string) string {
	text = strings.Trim(strings.NewReplacer(":", "：", "\\", "＼", "/", "／", "?", "？", "*", "＊", "[", "［", "]", "］", "\n", " ").Replace(text), "' ")
	if r := []rune(text); len(r) > maxName {
		text = string(r[:maxName])
	}
	if text == "" {
		return "1"
	}
	return text
}

// list is a list on its way into a workbook. Rows go to the stream as they
// come: none is kept.
type list struct {
	file   *excelize.File
	name   string
	stream *excelize.StreamWriter
	styles map[string]int // by number format
	row    int            // the last one written
}

func writeXLSX(w io.Writer, t Table, rows iter.Seq[[]any]) (err error) {
	l := list{file: excelize.NewFile(), name: sheetName(t.Name), styles: map[string]int{}}
	defer func() {
		if bad := l.file.Close(); err == nil {
			err = bad
		}
	}()
	if err := l.file.SetSheetName("Sheet1", l.name); err != nil {
		return err
	}
	if err := l.page(t); err != nil {
		return err
	}
	if l.stream, err = l.file.NewStreamWriter(l.name); err != nil {
		return err
	}
	if err := l.head(t); err != nil {
		return err
	}
	first := l.row
	for row := range rows {
		if err := failed(row); err != nil {
			return err
		}
		if err := l.add(row); err != nil {
			return err
		}
	}
	sheet := "'" + strings.ReplaceAll(l.name, "'", "''") + "'!"
	if err := l.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s$%d:$%d", sheet, first, first), Scope: l.name}); err != nil {
		return err
	}
	if err := l.file.AutoFilter(l.name, area(1, first, len(t.Columns), l.row), nil); err != nil {
		return err
	}
	if err := l.stream.Flush(); err != nil {
		return err
	}
	return l.file.Write(w)
}

// page sets a list up for the printer: landscape, as wide as one page, its heads
// on each; on A3 where A4 would be too small to read.
func (l *list) page(t Table) error {
	total := 0.0
	for _, c := range t.Columns {
		total += c.width()
	}
	return landscape(l.file, l.name, total)
}

// wideLine is from how many characters in a line on a sheet goes on A3.
const wideLine = 170

// landscape lets a sheet with so many characters in a line be printed as wide as
// one page.
func landscape(f *excelize.File, name string, characters float64) error {
	size, wide, high, fit, orientation := 9, 1, 0, true, "landscape"
	if characters > wideLine {
		size = 8
	}
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	side, end := 0.4, 0.5
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end}); err != nil {
		return err
	}
	return f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C&P / &N"})
}

// head writes the title, the notes and the heads of the columns, which stay in
// sight.
func (l *list) head(t Table) error {
	for i, c := range t.Columns {
		if err := l.stream.SetColWidth(i+1, i+1, c.width()); err != nil {
			return err
		}
	}
	above := len(t.Notes)
	if t.Title != "" {
		above++
	}
	if err := l.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: above + 1, TopLeftCell: CellName(1, above+2), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if t.Title != "" {
		if err := l.line([]any{t.Title}, &excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}); err != nil {
			return err
		}
	}
	for _, note := range t.Notes {
		if err := l.line([]any{note}, &excelize.Style{Font: &excelize.Font{Color: "595959"}}); err != nil {
			return err
		}
	}
	titles := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	return l.line(titles, &excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: fill(headColour), Border: border(),
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	})
}

// line writes a row of texts in one style.
func (l *list) line(texts []any, style *excelize.Style) error {
	id, err := l.file.NewStyle(style)
	if err != nil {
		return err
	}
	cells := make([]any, len(texts))
	for i, text := range texts {
		cells[i] = excelize.Cell{StyleID: id, Value: text}
	}
	l.row++
	return l.stream.SetRow(CellName(1, l.row), cells)
}

func (l *list) add(row []any) error {
	cells := make([]any, len(row))
	for i, v := range row {
		value, format := xlsxCell(v)
		id, err := l.style(format)
		if err != nil {
			return err
		}
		cells[i] = excelize.Cell{StyleID: id, Value: value}
	}
	l.row++
	return l.stream.SetRow(CellName(1, l.row), cells)
}

// style returns the style with a number format.
func (l *list) style(format string) (int, error) {
	if id, ok := l.styles[format]; ok || format == "" {
		return id, nil
	}
	id, err := l.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	l.styles[format] = id
	return id, err
}

// The formats of text, of days and of instants in a sheet.
const (
	textFormat    = "@"
	dateFormat    = "yyyy-mm-dd"
	instantFormat = "yyyy-mm-dd hh:mm"
)

// xlsxCell returns what stands in a cell and its number format. Text is written
// as text: no character makes it a formula.
func xlsxCell(held any) (value any, format string) {
	switch v := held.(type) {
	case nil:
		return nil, ""
	case string:
		return v, textFormat
	case Mark:
		return string(v), textFormat
	case int64:
		return number(quantity.Value{Kind: quantity.Count, N: v})
	case quantity.Value:
		return number(v)
	case calendar.Date:
		if serial, ok := cell.Serial(v); ok {
			return serial, dateFormat
		}
		return v.String(), textFormat
	case time.Time:
		if v.IsZero() {
			return nil, ""
		}
		serial, _ := cell.Serial(calendar.DateOf(v, v.Location()))
		return float64(serial) + float64(v.Hour()*60+v.Minute())/(24*60), instantFormat
	}
	return fmt.Sprint(held), textFormat
}

// exact is how many digits of a number Excel keeps: a longer one is text, so
// that none gets lost.
const exact = 15

// unmarked leaves the digits of a number.
var unmarked = strings.NewReplacer("-", "", ".", "")

func number(v quantity.Value) (value any, format string) {
	plain := v.Kind.Plain(v.N)
	if len(plain) > exact && len(strings.TrimLeft(unmarked.Replace(plain), "0")) > exact {
		return plain, textFormat
	}
	n, _ := strconv.ParseFloat(plain, 64)
	return n, numberFormat(v.Kind)
}

// CellName returns the name of a cell: «C7». Both count from 1.
func CellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row) // ours lie on the sheet
	return name
}

// area returns the name of a rectangle of cells.
func area(column, row, lastColumn, lastRow int) string {
	return CellName(column, row) + ":" + CellName(lastColumn, lastRow)
}
