package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/sheet"
)

const monthlySheet = "助力脱贫攻坚月报"

// filled changes cells of a workbook, as in Excel.
func filled(t *testing.T, file []byte, cells map[string]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range cells {
		if err := f.SetCellValue(monthlySheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWorkbook(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	liaison := w.token(people.Liaison, "yexian", "")
	at := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-09", "").ID) + "/workbook"
	empty := w.get(liaison, at)
	if empty.status != http.StatusOK || empty.header.Get("Content-Type") != sheet.Media {
		t.Fatalf("%d %v", empty.status, empty.header)
	}
	bring := func(method, path string, file []byte) answer {
		return w.do(request{method: method, path: path, token: liaison, body: bytes.NewReader(file)})
	}
	wrong := filled(t, empty.raw, map[string]any{"C7": "四个", "C18": "完工"})
	refused := bring("PUT", at+"?revision=0", wrong)
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(string(refused.raw), monthlySheet+"!C7") {
		t.Errorf("%d %s", refused.status, refused.raw)
	}
	marked := bring("POST", at+"/check", wrong)
	if marked.status != http.StatusOK || marked.header.Get("Content-Type") != sheet.Media {
		t.Fatalf("%d %s", marked.status, marked.raw)
	}
	right := filled(t, marked.raw, map[string]any{"C7": 4})
	for round, want := range []int{2, 0} {
		var kept struct{ Revision, Changed int }
		got := bring("PUT", at+"?revision=0", right)
		w.Must(json.Unmarshal(got.raw, &kept))
		if got.status != http.StatusOK || kept.Revision != 1 || kept.Changed != want {
			t.Errorf("round %d: %d %+v", round, got.status, kept)
		}
	}
	if got := bring("PUT", at+"?revision=0", filled(t, right, map[string]any{"C7": 5})); got.status != http.StatusConflict {
		t.Errorf("over an older revision: %d %s", got.status, got.raw)
	}
	if got := bring("PUT", at+"?revision=1", make([]byte, sheet.MaxFile+1)); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d %s", got.status, got.raw)
	}
}
