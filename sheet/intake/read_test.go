package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/sheet/intake"
)

// asked are the columns of a roster.
var asked = []grid.Column{
	{ID: "name", Names: []string{"姓名", "name"}, Kind: grid.Text, Required: true},
	{ID: "code", Names: []string{"编码", "code"}, Kind: grid.Code},
	{ID: "day", Names: []string{"授予日期", "day"}, Kind: grid.Day},
	{ID: "amount", Names: []string{"受益人数", "persons"}, Kind: grid.Number},
	{ID: "post", Names: []string{"是否在岗", "in_post"}, Kind: grid.Tick},
}

// read reads a file and writes each row as «sheet!row: a|b|c».
func read(t testing.TB, file []byte) (rows []string, layout grid.Layout, err error) {
	t.Helper()
	f, err := intake.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, layout, err
	}
	layout, err = f.Rows(t.Context(), asked, func(*grid.Sheet) error { return nil }, func(r *grid.Row) error {
		cells := make([]string, len(r.Cells))
		for i, c := range r.Cells {
			cells[i] = c.Text
			if c.Bad != nil {
				cells[i] = "<" + c.Bad.Key + " " + r.At(i).Cell() + ">"
			}
		}
		rows = append(rows, fmt.Sprintf("%d: %s", r.N, strings.Join(cells, "|")))
		return nil
	})
	return rows, layout, err
}

// workbook makes one of the cells named.
func workbook(t testing.TB, cells map[string]any, more ...func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	for at, v := range cells {
		if err := f.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
	}
	for _, do := range more {
		do(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func same(t *testing.T, rows []string, err error, want ...string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(rows, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("rows:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

// A workbook as offices make them: a title, a head over two rows with cells made
// one, columns in another order, zeros that only the look of a cell knows.
func TestWorkbookOfAnOffice(t *testing.T) {
	t.Parallel()
	file := workbook(t, map[string]any{
		"A1": "叶县劳模工匠名册", "A2": "填报单位：叶县总工会",
		"A3": "序号", "B3": "授予 日期", "C3": "受益", "E3": "姓 名 *", "F3": "编码（六位）", "G3": "备注", "H3": "是否在岗",
		"C4": "人数", "D4": "户数",
		"A5": 1, "B5": 43346, "C5": "１２", "E5": "张三", "F5": 42, "G5": "甲", "H5": "√",
		"B7": "2018年9月3日", "C7": 0.30000000000000004, "E7": "李　四", "F7": "００４２", "H7": "否",
		"B8": "２０１８－９－３", "E8": "王五", "F8": "4.10422E+17",
		"G9":   "这一行没有要的栏",
		"E300": " ",
	}, func(f *excelize.File) {
		zeros := "000000"
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &zeros})
		if err == nil {
			err = f.SetCellStyle("Sheet1", "F5", "F5", id)
		}
		for _, area := range [][2]string{{"A1", "H1"}, {"A3", "A4"}, {"B3", "B4"}, {"C3", "D3"}, {"E3", "E4"}} {
			if err == nil {
				err = f.MergeCell("Sheet1", area[0], area[1])
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	rows, layout, err := read(t, file)
	same(t, rows, err,
		"5: 张三|000042|2018-09-03|12|yes",
		"7: 李　四|0042|2018-09-03|0.3|",
		"8: 王五|<intake.digits_lost F8>|2018-09-03||")
	s := layout.Sheets[0]
	if s.Head != 4 || fmt.Sprint(s.Columns) != "[5 6 2 3 8]" {
		t.Errorf("head %d, columns %v", s.Head, s.Columns)
	}
	var unknown []string
	for _, h := range s.Unknown {
		unknown = append(unknown, h.Text)
	}
	if got := strings.Join(unknown, " "); got != "序号 户数 备注" {
		t.Errorf("columns that nobody asked for: %s", got)
	}
}

// Every way in which the offices' programs write a text.
func TestTexts(t *testing.T) {
	t.Parallel()
	text := "姓名,编码,授予日期\r\n\"张,\"\"三\"\"\",007,2018/9/3\r\n,,\r\n李四,'=1+1,43346\r\n"
	chinese, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"UTF-8": text, "with its mark": "\ufeff" + text, "GB18030": chinese,
		"bare LF": strings.ReplaceAll(text, "\r\n", "\n"), "bare CR": strings.ReplaceAll(text, "\r\n", "\r"),
		"no end": strings.TrimSuffix(text, "\r\n"), "a title": "名册\r\n" + text,
	} {
		t.Run(name, func(t *testing.T) {
			rows, _, err := read(t, []byte(file))
			if name == "a title" {
				same(t, rows, err, `3: 张,"三"|007|2018-09-03||`, "5: 李四|=1+1|2018-09-03||")
				return
			}
			same(t, rows, err, `2: 张,"三"|007|2018-09-03||`, "4: 李四|=1+1|2018-09-03||")
		})
	}
	rows, _, err := read(t, []byte("姓名\t编码\n张三\t1\n"))
	same(t, rows, err, "2: 张三|1|||")
	rows, _, err = read(t, []byte("姓名;编码\n\"张\n三\";1\n李\"四\";2\n"))
	same(t, rows, err, "2: 张\n三|1|||", "3: 李\"四\"|2|||")
}

func TestSheetsAndHeads(t *testing.T) {
	t.Parallel()
	file := workbook(t, map[string]any{"A1": "说明", "A2": "姓名必填。"}, func(f *excelize.File) {
		for _, name := range []string{"甲县", "乙县", "藏起来的"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			for at, v := range map[string]any{"A1": "code", "B1": "NAME", "C1": "姓名", "D1": "示例行", "A2": "1", "B2": name, "D2": "示例", "A3": "2", "B3": name} {
				if err := f.SetCellValue(name, at, v); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := f.SetSheetVisible("藏起来的", false); err != nil {
			t.Fatal(err)
		}
	})
	rows, layout, err := read(t, file)
	same(t, rows, err, "3: 甲县|2|||", "3: 乙县|2|||")
	if len(layout.Left) != 1 || layout.Left[0] != "Sheet1" {
		t.Errorf("left: %v", layout.Left)
	}
	for _, s := range layout.Sheets {
		if len(s.Twice) != 1 || s.Twice[0].String() != s.Name+"!C1" || len(s.Unknown) != 0 {
			t.Errorf("%s: twice %v, unknown %v", s.Name, s.Twice, s.Unknown)
		}
	}
}

func TestFormulas(t *testing.T) {
	t.Parallel()
	file := workbook(t, map[string]any{"A1": "姓名", "B1": "受益人数", "A2": "张三", "A3": "李四"}, func(f *excelize.File) {
		if err := f.SetCellFormula("Sheet1", "B2", "1+1"); err != nil {
			t.Fatal(err)
		}
	})
	rows, _, err := read(t, file)
	same(t, rows, err, "2: 张三|||<sheet.no_result B2>|", "3: 李四||||")
}

func TestNoList(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, key string }{
		"nothing":         {"", "intake.no_head"},
		"a sentence":      {"姓名在另一张表里。\n", "intake.no_head"},
		"bytes":           {"\x00\x01\x02", "intake.not_list"},
		"a broken zip":    {"PK\x03\x04 and no more", "intake.not_list"},
		"an old format":   {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "intake.old_format"},
		"an endless line": {strings.Repeat("a", 2<<20), "intake.too_much"},
	} {
		_, _, err := read(t, []byte(c.file))
		if err == nil || fault.From(err).Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}
