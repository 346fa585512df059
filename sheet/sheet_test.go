package sheet

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

var (
	someTable = Table{Name: "任务/清单", Title: "任务清单", Notes: []string{"统计到 2018年9月28日"}, Columns: []Column{{"单位", 20}, {"投入", 0}, {"截止", 0}, {"数", 0}, {"报送", 18}}}
	someRows  = [][]any{
		{"叶县总工会", quantity.Value{Kind: quantity.Money, N: 3_200_001}, calendar.Date{Year: 2018, Month: 9, Day: 30}, int64(1652), time.Date(2018, 9, 28, 16, 5, 0, 0, time.FixedZone("", 8*3600))},
		{`=HYPERLINK("x")`, nil, calendar.Date{}, int64(-3), time.Time{}},
		{"-1", "+86", "@a", "\tb", "说\"a,\n\"b"},
	}
)

func written(t *testing.T, f Format) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, f, someTable, slices.Values(someRows)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWriteCSV(t *testing.T) {
	t.Parallel()
	text := string(written(t, CSV))
	if !strings.HasPrefix(text, "\uFEFF单位,") || !strings.Contains(text, "\r\n") {
		t.Errorf("no BOM or no CRLF: %q", text)
	}
	got, err := csv.NewReader(strings.NewReader(text[3:])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"单位", "投入", "截止", "数", "报送"},
		{"叶县总工会", "3.200001", "2018-09-30", "1652", "2018-09-28 16:05"},
		{`'=HYPERLINK("x")`, "", "", "-3", ""},
		{"'-1", "'+86", "'@a", "'\tb", "说\"a,\n\"b"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWriteXLSX(t *testing.T) {
	t.Parallel()
	f, err := excelize.OpenReader(bytes.NewReader(written(t, XLSX)))
	if err != nil {
		t.Fatal(err)
	}
	const name = "任务／清单"
	for cell, want := range map[string]string{
		"A1": "任务清单", "A2": "统计到 2018年9月28日", "A3": "单位", "A4": "叶县总工会", "B4": "3.200001", "C4": "43373", "D4": "1652",
		"E4": "43371.67013888889", "A5": `=HYPERLINK("x")`, "B5": "", "C5": "", "D5": "-3", "E5": "", "A6": "-1", "E6": "说\"a,\n\"b",
	} {
		got, err := f.GetCellValue(name, cell, excelize.Options{RawCellValue: true})
		if err != nil || got != want {
			t.Errorf("%s says %q, want %q (%v)", cell, got, want, err)
		}
		if formula, _ := f.GetCellFormula(name, cell); formula != "" {
			t.Errorf("%s is the formula %q", cell, formula)
		}
	}
	for cell, want := range map[string]string{"B4": "3.200001", "C4": "2018-09-30", "D4": "1,652", "E4": "2018-09-28 16:05"} {
		if got, _ := f.GetCellValue(name, cell); got != want {
			t.Errorf("%s shows %q, want %q", cell, got, want)
		}
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 3 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	refers := map[string]string{}
	for _, n := range f.GetDefinedName() {
		_, refers[n.Name], _ = strings.Cut(n.RefersTo, "!")
	}
	if refers["_xlnm._FilterDatabase"] != "$A$3:$E$6" || refers["_xlnm.Print_Titles"] != "$3:$3" {
		t.Errorf("the filter and the heads on each page are %v", refers)
	}
	layout, err := f.GetPageLayout(name)
	props, bad := f.GetSheetProps(name)
	if err != nil || bad != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 || *layout.Size != 9 || !*props.FitToPage {
		t.Errorf("a page is %+v, %v, %v", layout, err, bad)
	}
}

// Excel keeps 15 digits of a number: a longer one is written as text.
func TestLongNumbersKeepTheirDigits(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]struct {
		cell any
		kind excelize.CellType
	}{
		"999999999999999":    {int64(999_999_999_999_999), excelize.CellTypeUnset},
		"1234567890123456":   {int64(1_234_567_890_123_456), excelize.CellTypeInlineString},
		"-9007199254740993":  {int64(-9_007_199_254_740_993), excelize.CellTypeInlineString},
		"999999999.999999":   {quantity.Value{Kind: quantity.Money, N: 999_999_999_999_999}, excelize.CellTypeUnset},
		"0.000001":           {quantity.Value{Kind: quantity.Money, N: 1}, excelize.CellTypeUnset},
		"-9007199254.740993": {quantity.Value{Kind: quantity.Money, N: -9_007_199_254_740_993}, excelize.CellTypeInlineString},
	} {
		var b bytes.Buffer
		if err := Write(&b, XLSX, someTable, slices.Values([][]any{{c.cell, nil, nil, nil, nil}})); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := f.GetCellValue("任务／清单", "A4", excelize.Options{RawCellValue: true})
		if kind, _ := f.GetCellType("任务／清单", "A4"); got != want || kind != c.kind {
			t.Errorf("%v stands as %s of type %d", c.cell, got, kind)
		}
	}
}

func TestWriteOfManyRows(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	err := Write(&b, XLSX, someTable, func(yield func([]any) bool) {
		for i := range int64(20_000) {
			if !yield([]any{"单位", nil, nil, i, nil}) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := f.GetCellValue("任务／清单", "D20003"); got != "19,999" {
		t.Errorf("the last row says %q", got)
	}
}
