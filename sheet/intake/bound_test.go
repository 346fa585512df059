package intake_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	"github.com/xianfeng-oss/xianfeng/sheet/intake"
)

// rewritten changes one part of a workbook.
func rewritten(t testing.TB, file []byte, part string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, part) {
			text = []byte(change(string(text)))
		}
		w, err := out.Create(f.Name)
		if err == nil {
			_, err = w.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var small = map[string]any{"A1": "姓名", "B1": "编码", "A2": "张三", "B2": "1"}

// What would unfold to more than a list is refused while it is read.
func TestBombs(t *testing.T) {
	t.Parallel()
	file := workbook(t, small)
	add := func(xml string) func(string) string {
		return func(text string) string { return strings.Replace(text, "</sheetData>", xml+"</sheetData>", 1) }
	}
	for name, c := range map[string]struct {
		part   string
		change func(string) string
		key    string
	}{
		"a row far below":       {"sheet1.xml", add(`<row r="99999999"><c r="A99999999"/></row>`), "intake.too_much"},
		"a column far right":    {"sheet1.xml", add(`<row r="9"><c r="ZZZZ9"><v>1</v></c></row>`), "intake.too_much"},
		"a text without an end": {"sheet1.xml", add(`<row r="9"><c r="A9" t="str"><v>` + strings.Repeat("0", 2<<20) + `</v></c></row>`), "intake.too_much"},
		"rows that go back":     {"sheet1.xml", add(`<row r="1"><c r="A1"/></row>`), "intake.not_list"},
		"cells that go back":    {"sheet1.xml", add(`<row r="9"><c r="B9"/><c r="A9"/></row>`), "intake.not_list"},
		"a document type":       {"sheet1.xml", func(s string) string { return `<!DOCTYPE x [<!ENTITY a "b">]>` + s }, "intake.not_list"},
		"no end":                {"sheet1.xml", func(s string) string { return s[:len(s)/2] + "<row" }, "intake.not_list"},
		"styles without measure": {"styles.xml", func(s string) string {
			return strings.Replace(s, "<cellXfs", strings.Repeat(" ", 20<<20)+"<cellXfs", 1)
		}, "intake.too_much"},
	} {
		bomb := rewritten(t, file, c.part, c.change)
		_, _, err := read(t, bomb)
		if err == nil || fault.From(err).Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

// A reader that stops is not read on.
func TestReadingStops(t *testing.T) {
	t.Parallel()
	file := []byte("姓名,编码\n" + strings.Repeat("张三,1\n", 1000))
	f, err := intake.Open(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	n, enough := 0, errors.New("enough")
	_, err = f.Rows(t.Context(), asked, func(*grid.Sheet) error { return nil }, func(*grid.Row) error {
		if n++; n == 100 { // some wait until the head is found
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 100 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func FuzzWorkbook(f *testing.F) {
	f.Add(workbook(f, small), "sheet1.xml", `<row r="3"><c r="A3" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row>`)
	f.Add(workbook(f, small), "sheet1.xml", `<row><c><v>1</v></c><c t="s"><v>99</v></c><c t="e"><v>#N/A</v></c></row>`)
	f.Add(workbook(f, small), "styles.xml", `<xf numFmtId="14"/>`)
	f.Add(workbook(f, small), "sharedStrings.xml", `<si><t>&#x4e2d;&amp;_x000D_</t></si>`)
	base := workbook(f, small)
	f.Fuzz(func(t *testing.T, file []byte, part, xml string) {
		_, _, _ = read(t, file) // no panic, no loop
		if len(xml) > 4096 || part == "" {
			return
		}
		changed := rewritten(t, base, part, func(s string) string {
			for _, end := range []string{"</sheetData>", "</cellXfs>", "</sst>"} {
				s = strings.Replace(s, end, xml+end, 1)
			}
			return s
		})
		rows, _, err := read(t, changed)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := intake.Mark(t.Context(), &b, bytes.NewReader(changed), int64(len(changed)), []intake.Note{note("B2", "x"), note("Z9", "<y>")}, intake.Labels{}); err != nil {
			return
		}
		again, _, err := read(t, b.Bytes())
		if err != nil || strings.Join(again, "\n") != strings.Join(rows, "\n") {
			t.Errorf("marked it says %q, %v; before %q", again, err, rows)
		}
	})
}

func FuzzText(f *testing.F) {
	f.Add([]byte("姓名,编码\r\n\"张,\"\"三\",007\n"))
	f.Add([]byte("\ufeff姓名;编码\r李四;\"a\nb\""))
	f.Add([]byte("\xd0\xd5\xc3\xfb\t\xb1\xe0\xc2\xeb\n\xd5\xc5\xc8\xfd\t1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		rows, layout, err := read(t, file)
		if err == nil && len(layout.Sheets) != 1 {
			t.Errorf("%d sheets, %d rows", len(layout.Sheets), len(rows))
		}
	})
}
