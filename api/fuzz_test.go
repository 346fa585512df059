package api_test

import (
	"bytes"
	"net/http"
	"net/url"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// Whatever a body or a cursor holds, the answer blames it and never the program.
func FuzzInput(f *testing.F) {
	w := worldOn(stage.New(f, storetest.SQLite(f)), api.Options{Rate: 1 << 30})
	w.At(onTheDay)
	d := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-09", "").ID)
	liaison, office := w.token(people.Liaison, "yexian", ""), w.token(people.Office, "PDS", "office")
	f.Add([]byte(`{"revision":0,"cells":{"figures/skill/projects":"4"}}`), "")
	f.Add([]byte(`{"revision":-1,"cells":{"figures//":null},"nil":[]}`), "0.0190a0b0-0000-7000-8000-000000000000")
	f.Add([]byte(`[`), "9223372036854775807.x")
	f.Add([]byte("{\"revision\":1e99,\"cells\":{\"texts/progress\":\"\\ud800\"}}"), "-1.\x00")
	f.Fuzz(func(t *testing.T, body []byte, cursor string) {
		for _, path := range []string{"/submit", "/hand-up", "/return", "/sign-for"} {
			if got := w.post(liaison, d+path, bytes.NewReader(body)); got.status >= 500 {
				t.Errorf("%s: %d %s", path, got.status, got.raw)
			}
		}
		if got := w.do(request{method: http.MethodPatch, path: d + "/draft", token: liaison, body: bytes.NewReader(body)}); got.status >= 500 {
			t.Errorf("draft: %d %s", got.status, got.raw)
		}
		q := "?cursor=" + url.QueryEscape(cursor)
		for _, path := range []string{"/audit", "/units", "/campaigns/" + string(w.Campaign) + "/duties"} {
			if got := w.get(office, path+q); got.status >= 500 {
				t.Errorf("%s%s: %d %s", path, q, got.status, got.raw)
			}
		}
	})
}
