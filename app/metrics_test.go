package app

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// A client that makes up methods makes no series of its own for each.
func TestUnknownMethodsShareALabel(t *testing.T) {
	t.Parallel()
	a := &App{Options: Options{Real: time.Now}, metrics: prometheus.NewRegistry()}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
	h := a.measured(mux)
	for _, method := range []string{"GET", "POST", "FROBNICATE", "GET1", "get"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(method, "/", nil))
	}
	families, err := a.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var methods []string
	for _, f := range families {
		for _, m := range f.GetMetric() {
			for _, l := range m.GetLabel() {
				if f.GetName() == "xianfeng_http_request_seconds" && l.GetName() == "method" {
					methods = append(methods, l.GetValue())
				}
			}
		}
	}
	if slices.Sort(methods); !slices.Equal(methods, []string{"GET", "POST", "other"}) {
		t.Errorf("methods %v are counted, want GET, POST and other", methods)
	}
}
