package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/sheet/intake"
)

// marked marks a workbook and opens it again.
func marked(t *testing.T, file []byte, notes ...intake.Note) ([]byte, *excelize.File) {
	t.Helper()
	var b bytes.Buffer
	if err := intake.Mark(t.Context(), &b, bytes.NewReader(file), int64(len(file)), notes, intake.Labels{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return b.Bytes(), f
}

func note(cell, text string) intake.Note {
	column, row, _ := excelize.CellNameToCoordinates(cell)
	return intake.Note{Place: grid.Place{Sheet: "Sheet1", Row: row, Column: column}, Text: text}
}

// reds returns the cells of an area that are red, and all comments.
func reds(t *testing.T, f *excelize.File) (red, comments string) {
	t.Helper()
	for _, cell := range []string{"A1", "B1", "A2", "B2", "C2", "D2", "A3", "B3"} {
		id, err := f.GetCellStyle("Sheet1", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if len(style.Fill.Color) > 0 && strings.HasSuffix(style.Fill.Color[0], "FFC7CF") {
			red += cell + " "
		}
	}
	all, err := f.GetComments("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		comments += c.Cell + " " + c.Author + ": " + c.Text + "\n"
	}
	return red, comments
}

func TestMark(t *testing.T) {
	t.Parallel()
	file := workbook(t, map[string]any{"A1": "姓名", "B1": "编码", "A2": "张三 & 李四", "B2": 7, "D2": "甲", "A3": "王五"}, func(f *excelize.File) {
		id, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 2})
		if err == nil {
			err = f.SetCellStyle("Sheet1", "B2", "B2", id)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
	once, f := marked(t, file, note("C2", "必须填写"), note("B2", "不是编码 <x>"), note("B2", "重复"), note("B9", "没有这一行"))
	red, comments := reds(t, f)
	if red != "B2 C2 " {
		t.Errorf("red: %s", red)
	}
	if !strings.Contains(comments, "B2 先锋核对: 不是编码 <x>\n重复\n") || !strings.Contains(comments, "C2 先锋核对: 必须填写") {
		t.Errorf("comments:\n%s", comments)
	}
	id, err := f.GetCellStyle("Sheet1", "B2")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.Font == nil || !style.Font.Bold || style.NumFmt != 2 {
		t.Errorf("the rest of its looks: %+v, %v", style, err)
	}
	for cell, want := range map[string]string{"A2": "张三 & 李四", "B2": "7.00", "D2": "甲", "A3": "王五"} {
		if got, err := f.GetCellValue("Sheet1", cell); got != want || err != nil {
			t.Errorf("%s: %q, %v", cell, got, err)
		}
	}

	// Marked again after one thing was mended: the red goes, other comments stay.
	if err := f.AddComment("Sheet1", excelize.Comment{Cell: "A3", Author: "老周", Text: "本人确认"}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	for name, again := range map[string][]byte{"as it was given back": once, "saved by another program": b.Bytes()} {
		_, f := marked(t, again, note("C2", "仍须填写"))
		red, comments := reds(t, f)
		if red != "C2 " || strings.Contains(comments, "B2") || !strings.Contains(comments, "仍须填写") {
			t.Errorf("%s: red %s, comments:\n%s", name, red, comments)
		}
		if name != "as it was given back" && !strings.Contains(comments, "A3 老周: 本人确认") {
			t.Errorf("%s: comments:\n%s", name, comments)
		}
	}
}

// Of a text the rows that are wrong come back, below its head.
func TestWrongRowsOfAText(t *testing.T) {
	t.Parallel()
	file := []byte("名册\n姓名,编码\n张三,1\n李四,x\n王五,=1\n")
	var b bytes.Buffer
	bad := note("B4", "不是编码")
	bad.Sheet = ""
	err := intake.Mark(t.Context(), &b, bytes.NewReader(file), int64(len(file)), []intake.Note{bad}, intake.Labels{Sheet: "有误的行", Row: "行", Wrong: "问题", Head: 2})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("有误的行")
	if err != nil || len(rows) != 2 || strings.Join(rows[0], "|") != "行|姓名|编码|问题" || strings.Join(rows[1], "|") != "4|李四|x|B4 不是编码" {
		t.Errorf("rows %q, %v", rows, err)
	}
}
