package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/report"
)

// bareEntry is an entry of a form without a store behind it.
func bareEntry(t testing.TB, form string) report.Entry {
	t.Helper()
	pb, err := playbooks.Open("pingdingshan-2018")
	if err != nil {
		t.Fatal(err)
	}
	e := report.Entry{Form: pb.Form(form)}
	e.Book, e.Rules, e.Zone, e.Debtor.Code, e.Debtor.Name = pb, pb, locale.Shanghai, "yexian", "叶县总工会"
	e.Now = time.Date(2018, 9, 28, 10, 0, 0, 0, locale.Shanghai)
	e.Case.Duty = campaign.Duty{Obligation: "monthly-report", Form: form, Period: "2018-09"}
	return e
}

// rewritten changes one part of a file without the library.
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

// A small file that would unfold to gigabytes is refused before it does.
func TestBombs(t *testing.T) {
	t.Parallel()
	b, file := made(t, bareEntry(t, "progress"))
	row := func(xml string) func(string) string {
		return func(text string) string { return strings.Replace(text, "</sheetData>", xml+"</sheetData>", 1) }
	}
	far := strings.Builder{}
	for i := range 2000 {
		fmt.Fprintf(&far, `<row r="%d"><c r="ZZ%d"/></row>`, 1000+i, 1000+i)
	}
	for name, xml := range map[string]string{
		"a row far below":       `<row r="1048576"><c r="A1048576"/></row>`,
		"a column far right":    `<row r="900"><c r="XFD900"/></row>`,
		"many columns and rows": far.String(),
		"much text":             `<row r="900"><c r="A900" t="str"><v>` + strings.Repeat("0", maxUnzipped) + `</v></c></row>`,
	} {
		refused(t, b, name, file, rewritten(t, file, "sheet3.xml", row(xml)))
	}
}

// refused wants a bomb, planted in a file, not to go off.
func refused(t *testing.T, b *Workbook, name string, file, bomb []byte) {
	t.Helper()
	if bytes.Equal(bomb, file) {
		t.Fatal("nothing was planted")
	}
	if _, err := b.Read(t.Context(), bomb); err == nil || fault.From(err).Key != "sheet.too_much" {
		t.Errorf("%s: %v", name, err)
	}
}

// Every part of a file is counted, whatever it is called: the library holds
// them all.
func TestBombsInOtherParts(t *testing.T) {
	t.Parallel()
	b, file := made(t, bareEntry(t, "progress"))
	fill := func(head, unit, end string) func(string) string {
		return func(string) string { return head + strings.Repeat(unit, (maxUnzipped-100)/len(unit)) + end }
	}
	for name, c := range map[string]struct {
		part string
		text func(string) string
	}{
		"strings":    {"sharedStrings.xml", fill("<sst>", "<si/>", "</sst>")},
		"styles":     {"styles.xml", fill("<styleSheet><cellXfs>", "<xf/>", "</cellXfs></styleSheet>")},
		"attributes": {"styles.xml", fill("<styleSheet", ` a=""`, "/>")},
		"merges": {"sheet2.xml", func(text string) string {
			return strings.Replace(text, "</sheetData>", "</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B2"/>`, most["mergeCell"]+1)+"</mergeCells>", 1)
		}},
		"a sheet by another name": {"app.xml", func(string) string { return `<worksheet><sheetData><row r="1048576"/></sheetData></worksheet>` }},
		"no XML":                  {"theme1.xml", fill("\x89PNG", "<<<<<<<<<<<<<<<<", "")},
	} {
		refused(t, b, name, file, rewritten(t, file, c.part, c.text))
	}
}

// Two files are read at a time; who waits for longer than it lives is told.
func TestReadingsTakeTurns(t *testing.T) {
	var ends []func()
	for range cap(turns) {
		end, err := turn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, end)
	}
	b, file := made(t, bareEntry(t, "progress"))
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := b.Read(gone, file); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a third one: %v", err)
	}
	if _, err := b.Mark(gone, file, nil); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a third one to mark: %v", err)
	}
	for _, end := range ends {
		end()
	}
	if _, err := b.Read(t.Context(), file); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// Hundreds of rows are read; past the room and past the most there may be is
// told.
func TestManyRows(t *testing.T) {
	s := stage.One(t)
	s.At("2018-06-15 10:00")
	e := opened(s, "yexian", "plan-and-tables", "once", "task-breakdown")
	b, file := made(t, e)
	line := []any{"2018", "产业扶贫", "食用菌", "府君庙村", "带动户数", 61, "户", "建棚", "", "", "", "李四", "叶县总工会", "", "2018/7/1", "2018年12月31日", ""}
	fill := func(rows int) []byte {
		return edited(t, file, func(f *excelize.File) error {
			for f.InsertRows("任务", 8, rows-room) != nil {
				t.Fatal("no room")
			}
			for i := range rows {
				line[0] = []string{"2018", "2019", "2020"}[i%3]
				if err := f.SetSheetRow("任务", CellName(firstColumn, 7+i), &line); err != nil {
					return err
				}
			}
			return nil
		})
	}
	r, err := b.Read(t.Context(), fill(480))
	if err != nil || r.Err() != nil || r.Typed["tasks/r480/owner"] != "李四" {
		t.Errorf("480 rows: %v, %v", err, r.Err())
	}
	r, err = b.Read(t.Context(), fill(501))
	if err != nil || len(r.Problems) != 1 || r.Problems[0].Key != "sheet.too_many_rows" || r.Problems[0].Path != "任务!B507" {
		t.Errorf("501 rows: %v, %v", err, r.Err())
	}
	below := edited(t, file, func(f *excelize.File) error { return f.SetSheetRow("任务", CellName(firstColumn, 7+room+2), &line) })
	r, err = b.Read(t.Context(), below)
	if err != nil || len(r.Problems) < 10 || r.Problems[len(r.Problems)-1].Key != "sheet.below_end" {
		t.Errorf("below the end: %v, %v", err, r.Err())
	}
}

func FuzzRead(f *testing.F) {
	b, file := made(f, bareEntry(f, "progress"))
	f.Add(file)
	f.Add([]byte("PK\x03\x04"))
	f.Add(rewritten(f, file, "sheet3.xml", func(text string) string { return strings.ReplaceAll(text, `t="s"`, `t="e"`) }))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := b.Read(t.Context(), file)
		if err != nil && fault.From(err).Kind == fault.Internal {
			t.Fatal(err)
		}
		_, wrong := locale.New(locale.ZhCN).Fault(r.Err())
		_, _ = b.Mark(t.Context(), file, wrong)
	})
}

// FuzzCell reads what a cell may hold, past the packing that a fuzzer seldom
// gets through.
func FuzzCell(f *testing.F) {
	for _, w := range words {
		f.Add(w, byte(0))
	}
	f.Add("1e309", byte(1))
	f.Add("2018年9月31日 10:00", byte(2))
	e := bareEntry(f, "basic-summary")
	p := page{reader: &reader{book: &Workbook{entry: e}}}
	fields := e.Form.Sections[0].Fields
	fields = append(fields[:len(fields):len(fields)], e.Form.Section("contact").Fields...)
	f.Fuzz(func(t *testing.T, raw string, at byte) {
		fd := &fields[int(at)%len(fields)]
		text := p.text(fd, place{}, raw, true)
		if again := p.text(fd, place{}, text, true); again != text {
			t.Errorf("%q reads %q, and that %q", raw, text, again)
		}
	})
}
