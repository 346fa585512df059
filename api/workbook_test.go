package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/sheet"
)

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
	wrong := stage.Filled(t, empty.raw, stage.MonthlySheet, map[string]any{"C7": "四个", "C18": "完工"})
	refused := bring("PUT", at+"?revision=0", wrong)
	if refused.status != http.StatusUnprocessableEntity || !strings.Contains(string(refused.raw), stage.MonthlySheet+"!C7") {
		t.Errorf("%d %s", refused.status, refused.raw)
	}
	marked := bring("POST", at+"/check", wrong)
	if marked.status != http.StatusOK || marked.header.Get("Content-Type") != sheet.Media {
		t.Fatalf("%d %s", marked.status, marked.raw)
	}
	if got := marked.header.Get("Problem-Count"); got != "1" {
		t.Errorf("%s problems", got)
	}
	right := stage.Filled(t, marked.raw, stage.MonthlySheet, map[string]any{"C7": 4})
	if got := bring("POST", at+"/check", right).header.Get("Problem-Count"); got != "0" {
		t.Errorf("what is right has %q problems", got)
	}
	for round, want := range []int{2, 0} {
		var kept struct{ Revision, Changed int }
		got := bring("PUT", at+"?revision=0", right)
		w.Must(json.Unmarshal(got.raw, &kept))
		if got.status != http.StatusOK || kept.Revision != 1 || kept.Changed != want {
			t.Errorf("round %d: %d %+v", round, got.status, kept)
		}
	}
	if got := bring("PUT", at+"?revision=0", stage.Filled(t, right, stage.MonthlySheet, map[string]any{"C7": 5})); got.status != http.StatusConflict {
		t.Errorf("over an older revision: %d %s", got.status, got.raw)
	}
	if got := bring("PUT", at+"?revision=1", make([]byte, sheet.MaxFile+1)); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d %s", got.status, got.raw)
	}
}

// What was filled in since the workbook was handed out is named; the client may
// insist.
func TestWorkbookOverWhatWasTypedLater(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	liaison := w.token(people.Liaison, "yexian", "")
	id := w.Duty("yexian", "monthly-report", "2018-09", "").ID
	at := "/duties/" + string(id) + "/workbook"
	file := stage.Filled(t, w.get(liaison, at).raw, stage.MonthlySheet, map[string]any{"C7": 4, "C18": "完工"})
	_, err := w.Reports.Save(t.Context(), w.As(people.Liaison, "yexian"), id, report.Patch{Cells: map[string]string{"figures/skill/projects": "9", "texts/results": "签约"}})
	w.Must(err)
	put := func(query string, file []byte) answer {
		return w.do(request{method: "PUT", path: at + query, token: liaison, body: bytes.NewReader(file)})
	}
	refused := put("?revision=1", file)
	if refused.status != http.StatusConflict || !strings.Contains(string(refused.raw), `"code":"report.typed_later"`) {
		t.Fatalf("%d %s", refused.status, refused.raw)
	}
	for _, part := range []string{`"path":"figures/skill/projects"`, "您填“4”，已存为“9”", `"path":"texts/results"`, "已存为“签约”"} {
		if !strings.Contains(string(refused.raw), part) {
			t.Errorf("%s lacks %s", refused.raw, part)
		}
	}
	if got := put("?revision=1&over=0", file); got.status != http.StatusConflict || !strings.Contains(string(got.raw), "report.stale_draft") {
		t.Errorf("insisting over an older revision: %d %s", got.status, got.raw)
	}
	if got := put("?revision=1&over=1", file); got.status != http.StatusOK || !strings.Contains(string(got.raw), `"changed":3`) {
		t.Errorf("insisting: %d %s", got.status, got.raw)
	}
	again := stage.Filled(t, w.get(liaison, at).raw, stage.MonthlySheet, map[string]any{"C7": 5})
	if got := put("?revision=2", again); got.status != http.StatusOK {
		t.Errorf("a newer workbook: %d %s", got.status, got.raw)
	}
}
