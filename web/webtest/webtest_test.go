package webtest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// A page that comes in two parts is read when the second part is there.
func TestSeeWaitsForTheWholePage(t *testing.T) {
	tab := webtest.Open(t)
	rest := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/rest" {
			close(rest)
			return
		}
		io.WriteString(w, "<!doctype html><title>x</title><script>setTimeout(() => fetch('/rest'), 500)</script><table style='border:1px solid;width:9em;height:2em'>")
		http.NewResponseController(w).Flush()
		<-rest
		io.WriteString(w, "<tr><td>whole</table>")
	}))
	t.Cleanup(server.Close)
	tab.Visit("about:blank")
	webtest.Eval[any](tab, `(location.href = "`+server.URL+`", null)`)
	if said := tab.See("table"); said != "whole" {
		t.Errorf("the table says %q", said)
	}
}
