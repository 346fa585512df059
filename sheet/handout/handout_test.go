package handout

import (
	"errors"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/sheet"
)

// A list is held back for a number in any of its texts, however it was typed,
// and names the cell as the file would have it.
func TestAnswerHoldsPersonalNumbersBack(t *testing.T) {
	t.Parallel()
	table := sheet.Table{Name: "清单", Title: "清单", Notes: []string{"注"}, Columns: []sheet.Column{{Title: "单位"}, {Title: "说明"}}}
	for name, c := range map[string]struct {
		format sheet.Format
		text   string
		cell   string // "" where nothing is found
	}{
		"mobile":             {sheet.XLSX, "联系13800138000", "B5"},
		"mobile in a CSV":    {sheet.CSV, "联系13800138000", "B3"},
		"in groups":          {sheet.XLSX, "138 0013 8000", "B5"},
		"full width":         {sheet.XLSX, "１３８００１３８０００", "B5"},
		"identity":           {sheet.XLSX, "身份证 110101 19900307 7512", "B5"},
		"identity with an X": {sheet.XLSX, "11010119900307109X", "B5"},
		"card":               {sheet.XLSX, "卡号6222 0210 0111 6245 702", "B5"},
		"a sum of money":     {sheet.XLSX, "投入 1234567.89 元", ""},
		"a region's code":    {sheet.XLSX, "410422100201", ""},
		"a period":           {sheet.XLSX, "2018-09-28 至 2018-10-15", ""},
	} {
		rows := slices.Values([][]any{{"叶县", "没有"}, {"鲁山县", c.text}})
		w := httptest.NewRecorder()
		err := Answer(w, c.format, table, rows)
		if c.cell == "" {
			if err != nil || w.Body.Len() == 0 {
				t.Errorf("%s: %v, want the file", name, err)
			}
			continue
		}
		f := fault.From(err)
		if f.Key != Held || len(f.Fields) != 1 || f.Fields[0].Path != c.cell || w.Body.Len() > 0 || w.Header().Get("Content-Disposition") != "" {
			t.Errorf("%s: %v %+v after %d bytes, want it held for %s", name, err, f.Fields, w.Body.Len(), c.cell)
		}
	}
}

// Who releases a list is told how many numbers stand in it, and may refuse.
func TestReleaseDecides(t *testing.T) {
	t.Parallel()
	var told int
	refusal := errors.New("no reason")
	table := sheet.Table{Name: "清单", Columns: []sheet.Column{{Title: "说明"}}}
	rows := slices.Values([][]any{{"13800138000、13900139000"}})
	table.Release = func(n int) error { told = n; return refusal }
	w := httptest.NewRecorder()
	if err := Answer(w, sheet.CSV, table, rows); !errors.Is(err, refusal) || told != 2 || w.Body.Len() > 0 {
		t.Errorf("refused: %v, told of %d, %d bytes", err, told, w.Body.Len())
	}
	table.Release = func(int) error { return nil }
	if err := Answer(w, sheet.CSV, table, rows); err != nil || w.Body.Len() == 0 {
		t.Errorf("released: %v, %d bytes", err, w.Body.Len())
	}
}

// A list that goes out is told of once, with its rows; one that is held back, or
// fails, is not, and one that cannot be told of stays.
func TestWhatGoesOutIsToldOf(t *testing.T) {
	t.Parallel()
	var told []int
	table := sheet.Table{Name: "清单", Columns: []sheet.Column{{Title: "说明"}}, Handed: func(n int) error { told = append(told, n); return nil }}
	for _, c := range []struct {
		rows [][]any
		goes bool
	}{{[][]any{{"甲"}, {"乙"}}, true}, {[][]any{{"甲"}, {"13800138000"}}, false}, {[][]any{{"甲"}, {errors.New("the line is down")}}, false}} {
		told = nil
		w := httptest.NewRecorder()
		err := Answer(w, sheet.CSV, table, slices.Values(c.rows))
		if goes := err == nil && slices.Equal(told, []int{2}); goes != c.goes || !c.goes && len(told) > 0 {
			t.Errorf("%v: %v, told of %v", c.rows, err, told)
		}
	}
	refusal := errors.New("the record is full")
	table.Handed = func(int) error { return refusal }
	w := httptest.NewRecorder()
	if err := Answer(w, sheet.CSV, table, slices.Values([][]any{{"甲"}})); !errors.Is(err, refusal) || w.Body.Len() > 0 {
		t.Errorf("not told of: %v, %d bytes", err, w.Body.Len())
	}
}

func TestFailureEndsTheList(t *testing.T) {
	t.Parallel()
	broken := errors.New("the line is down")
	for _, f := range []sheet.Format{sheet.XLSX, sheet.CSV} {
		w := httptest.NewRecorder()
		if err := Answer(w, f, sheet.Table{Name: "清单", Columns: []sheet.Column{{Title: "单位"}}}, slices.Values([][]any{{broken}})); !errors.Is(err, broken) || w.Body.Len() > 0 {
			t.Errorf("%s: %v with %d bytes", f, err, w.Body.Len())
		}
		if got := w.Header().Get("Content-Disposition"); got != "" {
			t.Errorf("%s: the fault is answered as %s", f, got)
		}
	}
}

func TestAnswerNamesTheFile(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	if err := Answer(w, sheet.CSV, sheet.Table{Name: "清单 \"2018\"/9", Columns: []sheet.Column{{Title: "单位"}}}, slices.Values([][]any{{"a"}})); err != nil {
		t.Fatal(err)
	}
	const want = `attachment; filename="xianfeng.csv"; filename*=UTF-8''%E6%B8%85%E5%8D%95%20%EF%BC%822018%EF%BC%82%EF%BC%8F9.csv`
	if got := w.Header().Get("Content-Disposition"); got != want {
		t.Errorf("got %s", got)
	}
	for name, want := range map[string]string{
		"劳动模范 2020-10-15.xlsx": `filename="honourees-2020-10-15.xlsx"`, "2018年9月.表格": `filename="honourees"`, "list.csv": `filename="list.csv"`,
	} {
		if got := sheet.Disposition("inline", name, "honourees"); !strings.HasPrefix(got, "inline; "+want+"; ") {
			t.Errorf("%s is called %s", name, got)
		}
	}
	if got := w.Header().Get("Content-Type"); got != "text/csv; charset=utf-8" {
		t.Errorf("got %s", got)
	}
}
