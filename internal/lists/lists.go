// Package lists makes lists as offices hand them in, always the same ones: with
// titles, merged heads, full-width digits, counted days and lost formats, and,
// on request, with faults at known cells. Tests and benchmarks read them.
package lists

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/locale"
)

// Points is how many assistance points there are.
const Points = 200

// Taken is how many households another unit has listed already.
const Taken = 100

// Shape is how large a list is. Its faults are spread over its rows.
type Shape struct {
	Rows   int
	Faults int // none: the same list, mended
}

// Fault is a fault at its cell.
type Fault struct{ Cell, Key string }

// columns are the fields of the list of households, in its own order.
var columns = []string{"code", "unit", "name", "identity", "persons", "status", "cause", "point", "watch", "watched_on", "exit_year", "income"}

// head is the row of the lower half of the head.
const head = 4

// PointsCSV is the list of the assistance points.
func PointsCSV() string {
	var b strings.Builder
	b.WriteString("编码,县,乡镇,村,户数\n")
	for i := range Points {
		fmt.Fprintf(&b, "%s,叶县,第%d乡,%s,%d\n", pointCode(i), i/20, village(i), i%40)
	}
	return b.String()
}

// TakenCSV is a list of households of another unit.
func TakenCSV() string {
	var b strings.Builder
	b.WriteString("编码,户主,扶贫点\n")
	for i := range Taken {
		fmt.Fprintf(&b, "%s,甲%d,%s\n", takenCode(i), i, pointCode(i%Points))
	}
	return b.String()
}

func pointCode(i int) string { return fmt.Sprintf("0410%04d", i) }
func takenCode(i int) string { return fmt.Sprintf("09%08d", i) }
func houseCode(i int) string { return fmt.Sprintf("00%08d", i) }
func village(i int) string   { return fmt.Sprintf("第%d村", 1000+i) }
func label(id string) string { return locale.New(locale.ZhCN).T("register.households." + id) }

// Identity makes a resident identity number with its check character.
func Identity(i int) string {
	text := fmt.Sprintf("410422%04d%02d%02d%03d", 1950+i/336000, 1+i/28000%12, 1+i/1000%28, i%1000)
	sum := 0
	for k, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(text[k]-'0') * w
	}
	return text + string("10X98765432"[sum%11])
}

// maker makes rows.
type maker struct {
	Shape
	dice  *rand.Rand
	codes []string // of the rows so far
	wrong map[int]int
}

// kinds is how many kinds of fault there are.
const kinds = 10

func newMaker(s Shape) *maker {
	m := &maker{Shape: s, dice: rand.New(rand.NewPCG(1951, 5)), wrong: map[int]int{}}
	for i := range s.Faults {
		m.wrong[1+(i+1)*(s.Rows-2)/(s.Faults+1)] = i % kinds
	}
	return m
}

// row makes one row, by field; a value is text or a number.
func (m *maker) row(i int) map[string]any {
	statuses, watches, causes := []string{"未脱贫", "poor"}, []string{"none", "无", "边缘易致贫户"}, []string{"illness", "因学"}
	row := map[string]any{
		"code": houseCode(i), "unit": []any{"叶县总工会", "yexian", "叶县第一小学工会"}[i%3], "name": "户主" + string(rune('一'+i%5000)), "identity": Identity(i),
		"persons": 1 + i%7, "status": statuses[i%len(statuses)], "cause": causes[i%2], "point": village(i % Points), "watch": watches[i%3],
		"exit_year": 2016 + i%4, "income": float64(30+i%50) / 100,
	}
	if i%2 == 0 {
		row["persons"], row["point"], row["exit_year"] = wide(1+i%7), pointCode(i%Points), "２０１８"
	}
	if i%3 == 2 {
		row["watched_on"] = []any{43346 - i%300, "2018-9-3", "2018年9月3日", "2018/9/3"}[i%4]
	}
	return row
}

func wide(n int) string {
	return strings.Map(func(r rune) rune { return r - '0' + '０' }, fmt.Sprint(n))
}

// spoil plants the fault of a row and returns where it is, and how it is told.
func (m *maker) spoil(i int, row map[string]any) (field, key string) {
	kind, ok := m.wrong[i]
	if !ok {
		return "", ""
	}
	switch kind {
	case 0:
		row["persons"] = "四口"
		return "persons", "ledger.not_number"
	case 1:
		row["watched_on"] = "去年九月"
		return "watched_on", "ledger.not_date"
	case 2:
		row["exit_year"] = "脱贫当年"
		return "exit_year", "ledger.not_year"
	case 3:
		row["unit"] = "叶县总工汇"
		return "unit", "intake.unknown_unit"
	case 4:
		row["status"] = "贫穷户口"
		return "status", "intake.unknown_option"
	case 5:
		row["point"] = "9999"
		return "point", "intake.unknown_entry"
	case 6:
		row["identity"] = "410422197001010001"
		return "identity", "organisation.id_number_form"
	case 7:
		delete(row, "name")
		return "name", "ledger.required"
	case 8:
		row["code"] = takenCode((i * 7) % Taken)
		for m.used(row["code"].(string)) {
			row["code"] = takenCode(m.dice.IntN(Taken))
		}
		return "code", "intake.taken"
	}
	row["code"] = houseCode(i - 1)
	return "code", "intake.twice"
}

// used reports whether a code was used, and uses it.
func (m *maker) used(code string) bool {
	for _, c := range m.codes {
		if c == code {
			return true
		}
	}
	m.codes = append(m.codes, code)
	return false
}

// Workbook writes the list as a workbook and returns its faults.
func Workbook(w io.Writer, s Shape) ([]Fault, error) {
	f := excelize.NewFile()
	defer f.Close()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return nil, err
	}
	zeros := "0000000000"
	padded, err := f.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
	if err != nil {
		return nil, err
	}
	top, low := make([]any, len(columns)), make([]any, len(columns))
	for i, id := range columns {
		top[i] = label(id)
		if id == "unit" {
			top[i] = "填报单位"
		}
	}
	low[10], low[11], top[10], top[11] = top[10], top[11], "脱贫情况", nil
	for n, cells := range [][]any{{"叶县建档立卡贫困户名册"}, {"制表：县扶贫办"}, top, low} {
		if err := out.SetRow(fmt.Sprintf("A%d", n+1), cells); err != nil {
			return nil, err
		}
	}
	for _, area := range [][2]string{{"A1", "L1"}, {"K3", "L3"}, {"A3", "A4"}, {"B3", "B4"}} {
		if err := out.MergeCell(area[0], area[1]); err != nil {
			return nil, err
		}
	}
	faults, err := rows(out, s, padded)
	if err != nil {
		return nil, err
	}
	for i := range 300 {
		if err := out.SetRow(fmt.Sprintf("A%d", head+1+s.Rows+i), []any{" ", "", nil, "　"}); err != nil {
			return nil, err
		}
	}
	if err := out.Flush(); err != nil {
		return nil, err
	}
	return faults, f.Write(w)
}

// rows writes the rows below the head; padded is a style that shows zeros.
func rows(out *excelize.StreamWriter, s Shape, padded int) ([]Fault, error) {
	m, faults := newMaker(s), []Fault(nil)
	for i := range s.Rows {
		row := m.row(i)
		field, key := m.spoil(i, row)
		cells := make([]any, len(columns))
		for c, id := range columns {
			cells[c] = row[id]
			if id == field {
				name, _ := excelize.CoordinatesToCellName(c+1, head+1+i) // it lies on the sheet
				faults = append(faults, Fault{name, key})
			}
		}
		if cells[0] == houseCode(i) && i%5 == 0 {
			cells[0] = excelize.Cell{StyleID: padded, Value: i}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", head+1+i), cells); err != nil {
			return nil, err
		}
	}
	return faults, nil
}

// CSV writes the list as a text, mended.
func CSV(w io.Writer, rows int) error {
	m := newMaker(Shape{Rows: rows})
	line := make([]string, len(columns))
	for i, id := range columns {
		line[i] = label(id)
		if id == "unit" {
			line[i] = "填报单位"
		}
	}
	if _, err := fmt.Fprintln(w, strings.Join(line, ",")); err != nil {
		return err
	}
	for i := range rows {
		row := m.row(i)
		for c, id := range columns {
			line[c] = ""
			if v, ok := row[id]; ok {
				line[c] = fmt.Sprint(v)
			}
		}
		if _, err := fmt.Fprintln(w, strings.Join(line, ",")); err != nil {
			return err
		}
	}
	return nil
}
