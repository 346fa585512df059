package sheet

import (
	"errors"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// A list is held back for a number in any of its texts, however it was typed,
// and names the cell as the file would have it.
func TestAnswerHoldsPersonalNumbersBack(t *testing.T) {
	t.Parallel()
	table := Table{Name: "清单", Title: "清单", Notes: []string{"注"}, Columns: []Column{{Title: "单位"}, {Title: "说明"}}}
	for name, c := range map[string]struct {
		format Format
		text   string
		cell   string // "" where nothing is found
	}{
		"mobile":             {XLSX, "联系13800138000", "B5"},
		"mobile in a CSV":    {CSV, "联系13800138000", "B3"},
		"in groups":          {XLSX, "138 0013 8000", "B5"},
		"full width":         {XLSX, "１３８００１３８０００", "B5"},
		"identity":           {XLSX, "身份证 110101 19900307 7512", "B5"},
		"identity with an X": {XLSX, "11010119900307109X", "B5"},
		"card":               {XLSX, "卡号6222 0210 0111 6245 702", "B5"},
		"a sum of money":     {XLSX, "投入 1234567.89 元", ""},
		"a region's code":    {XLSX, "410422100201", ""},
		"a period":           {XLSX, "2018-09-28 至 2018-10-15", ""},
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
	table := Table{Name: "清单", Columns: []Column{{Title: "说明"}}}
	rows := slices.Values([][]any{{"13800138000、13900139000"}})
	table.Release = func(n int) error { told = n; return refusal }
	w := httptest.NewRecorder()
	if err := Answer(w, CSV, table, rows); !errors.Is(err, refusal) || told != 2 || w.Body.Len() > 0 {
		t.Errorf("refused: %v, told of %d, %d bytes", err, told, w.Body.Len())
	}
	table.Release = func(int) error { return nil }
	if err := Answer(w, CSV, table, rows); err != nil || w.Body.Len() == 0 {
		t.Errorf("released: %v, %d bytes", err, w.Body.Len())
	}
}
