package sheet

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/report"
)

// opened returns the duty of a unit as its liaison opens it.
func opened(s *stage.Stage, unit, obligation, period, form string) report.Entry {
	s.T.Helper()
	e, err := s.Reports.Open(s.T.Context(), s.As(people.Liaison, unit), s.Duty(unit, obligation, period, form).ID)
	s.Must(err)
	return e
}

// september is the monthly report of 叶县.
func september(t *testing.T) report.Entry {
	s := stage.One(t)
	s.At("2018-09-28 10:00")
	return opened(s, "yexian", "monthly-report", "2018-09", "")
}

func made(t testing.TB, e report.Entry) (*Workbook, []byte) {
	t.Helper()
	b, err := New(e)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	return b, out.Bytes()
}

func fileOf(t testing.TB, e report.Entry) []byte {
	t.Helper()
	_, file := made(t, e)
	return file
}

// typed makes a workbook of what is typed into a report.
func typed(t testing.TB, e report.Entry, cells map[string]string) (*Workbook, []byte) {
	t.Helper()
	e.Content = paper.Content{Cells: map[string]string{}}
	for cell, text := range cells {
		_, _, fd := e.Form.Cell(cell)
		e.Content.Cells[cell], _ = paper.Typed(e.Book, fd, cell, text)
	}
	return made(t, e)
}

// edited changes a file as its reader would in Excel.
func edited(t testing.TB, file []byte, edit func(f *excelize.File) error) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if err := edit(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func canonical(e report.Entry, r Reading) map[string]string {
	out := map[string]string{}
	for cell, text := range r.Typed {
		_, _, fd := e.Form.Cell(cell)
		if c, _ := paper.Typed(e.Book, fd, cell, text); c != "" {
			out[cell] = c
		}
	}
	return out
}

var words = []string{"棚", "=1+1", "'a", "-5", "０１２", "2018", "1e5", "甲\n乙", "<&>\"", "TRUE", "#N/A", "3.20", "2018-09-01", "@", "一 二", "0012", "👍"}

// randomText is a content that the form can hold.
func randomText(r *rand.Rand, fd *playbook.Field) string {
	switch fd.Type {
	case playbook.Number, playbook.MeasureField:
		most := fd.Max
		if most == 0 {
			most = quantity.Max - 1
		}
		return strconv.FormatInt(r.Int64N(r.Int64N(most)+1), 10)
	case playbook.DateField:
		return calendar.Date{Year: 2018, Month: 1, Day: 1}.AddDays(r.IntN(1000)).String()
	case playbook.Choice:
		return fd.Options[r.IntN(len(fd.Options))].ID
	case playbook.Tick:
		return "yes"
	}
	text := words[r.IntN(len(words))]
	for range r.IntN(3) {
		text += words[r.IntN(len(words))]
	}
	return strings.TrimSpace(text)
}

func randomCells(r *rand.Rand, f *playbook.Form) map[string]string {
	out := map[string]string{}
	for i := range f.Sections {
		s := &f.Sections[i]
		rows := paper.Rows(s, paper.Content{})
		if s.Kind == playbook.Table {
			for n := 1; n < 1+r.IntN(20); n += 1 + r.IntN(3) {
				rows = append(rows, fmt.Sprintf("r%d", n))
			}
		}
		for _, row := range rows {
			for j := range s.Fields {
				fd := &s.Fields[j]
				if fd.Type != playbook.File && fd.Computed == "" && r.IntN(4) > 0 {
					out[s.Address(row, fd.ID)] = randomText(r, fd)
				}
			}
		}
	}
	return out
}

// What a workbook was made of is what is read from it, for every form.
func TestRoundTrip(t *testing.T) {
	s := stage.One(t)
	s.At("2018-09-28 10:00")
	forms := map[string]report.Entry{}
	for _, ob := range opened(s, "yexian", "monthly-report", "2018-09", "").Book.Obligations {
		for _, form := range ob.Forms {
			if _, seen := forms[form]; seen || !ob.Units || ob.Every != playbook.Once && ob.ID != "monthly-report" {
				continue
			}
			period := "once"
			if ob.Every != playbook.Once {
				period = "2018-09"
			}
			forms[form] = opened(s, "yexian", ob.ID, period, form)
		}
	}
	if len(forms) < 6 {
		t.Fatalf("only %d forms are tried", len(forms))
	}
	for form, e := range forms {
		r := rand.New(rand.NewPCG(1, uint64(len(form))))
		for range 6 {
			e.Content = paper.Content{Cells: randomCells(r, e.Form)}
			b, file := made(t, e)
			got, err := b.Read(t.Context(), file)
			if err != nil {
				t.Fatalf("%s: %v", form, err)
			}
			if diff := paper.Compare(e.Content, got.Source); len(diff) > 0 {
				t.Fatalf("%s: it was not made of %v", form, diff)
			}
			if diff := cmp.Diff(e.Content.Cells, canonical(e, got)); diff != "" {
				t.Fatalf("%s: %s", form, diff)
			}
			for _, bad := range got.Problems {
				if strings.HasPrefix(bad.Key, "sheet.") || strings.HasPrefix(bad.Key, "report.not_") {
					t.Errorf("%s: %s %s %v", form, bad.Path, bad.Key, bad.Args)
				}
			}
		}
	}
}

func TestWhoseWorkbookItIs(t *testing.T) {
	s := stage.One(t)
	s.At("2018-09-28 10:00")
	b, _ := made(t, opened(s, "yexian", "monthly-report", "2018-09", ""))
	newer := opened(s, "yexian", "monthly-report", "2018-09", "")
	newer.Version++
	if _, err := b.Read(t.Context(), fileOf(t, newer)); err != nil {
		t.Errorf("after an amendment of another clause: %v", err)
	}
	form := *newer.Form
	form.Sections, newer.Form = form.Sections[1:], &form
	another := opened(s, "yexian", "monthly-report", "2018-09", "")
	another.Campaign.ID = "another"
	foreign := excelize.NewFile()
	var plain bytes.Buffer
	s.Must(foreign.Write(&plain))
	file := func(e report.Entry) []byte { return fileOf(t, e) }
	layout := edited(t, file(opened(s, "yexian", "monthly-report", "2018-09", "")), func(f *excelize.File) error { return f.SetCellValue(hiddenSheet, "B1", "0") })
	for name, c := range map[string]struct {
		file []byte
		key  string
		says string
	}{
		"nothing":  {nil, "sheet.not_workbook", ""},
		"text":     {[]byte("县,数\n叶县,3"), "sheet.not_workbook", ""},
		"cut":      {file(newer)[:3000], "sheet.not_workbook", ""},
		"foreign":  {plain.Bytes(), "sheet.foreign", ""},
		"unit":     {file(opened(s, "lushan", "monthly-report", "2018-09", "")), "sheet.other_duty", "鲁山县总工会2018年9月的《助力脱贫攻坚月报》"},
		"period":   {file(opened(s, "yexian", "monthly-report", "2018-08", "")), "sheet.other_duty", "叶县总工会2018年8月的《助力脱贫攻坚月报》"},
		"form":     {file(opened(s, "yexian", "plan-and-tables", "once", "basic-summary")), "sheet.other_duty", "叶县总工会的《工会系统定点扶贫基本情况汇总表》"},
		"version":  {file(newer), "sheet.other_form", ""},
		"campaign": {file(another), "sheet.other_campaign", ""},
		"layout":   {layout, "sheet.other_layout", ""},
		"large":    {make([]byte, MaxFile+1), "sheet.too_large", ""},
	} {
		_, err := b.Read(t.Context(), c.file)
		got := fault.From(err)
		if err == nil || got.Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
			continue
		}
		if c.says != "" && got.Args[0] != c.says {
			t.Errorf("%s: says %v, want %s", name, got.Args, c.says)
		}
	}
}

// A table is printed as far as it is filled in, with its heads on every page.
func TestTableIsPrintedAsFarAsItIsFilledIn(t *testing.T) {
	t.Parallel()
	_, file := made(t, bareEntry(t, "basic-summary"))
	const table = "定点扶贫村"
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, name := range f.GetDefinedName() {
		if strings.HasPrefix(name.Name, "_xlnm.") {
			got[name.Scope+" "+name.Name] = name.RefersTo
		}
	}
	const cells = "'" + table + "'!$C$7:$I$206"
	want := map[string]string{
		table + " _xlnm.Print_Area":   "OFFSET('" + table + "'!$B$1,0,0,MAX(6,SUMPRODUCT(MAX((" + cells + `<>"")*ROW(` + cells + "))))+3,8)",
		table + " _xlnm.Print_Titles": "'" + table + "'!$6:$6",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// cellOf finds the place of a cell of the form in a file that is in order.
func cellOf(t testing.TB, b *Workbook, file []byte, cell string) place {
	t.Helper()
	f, err := open(file)
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(b, f)
	if err := r.all(); err != nil {
		t.Fatal(err)
	}
	at, ok := r.places[cell]
	if !ok {
		t.Fatalf("no %s among %v", cell, slices.Sorted(maps.Keys(r.places)))
	}
	return at
}
