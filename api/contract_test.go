package api

import (
	"flag"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/openapi.json anew")

// A change of the contract is decided on, not slipped in.
func TestContract(t *testing.T) {
	t.Parallel()
	const golden = "testdata/openapi.json"
	h := New(Services{}, Options{Log: slog.New(slog.DiscardHandler)})
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, Prefix+"/openapi.json", nil))
	got := w.Body.Bytes()
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("the contract differs from %s; run the test with -update and look at the difference", golden)
	}
}
