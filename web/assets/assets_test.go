package assets

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

var built = fstest.MapFS{
	"dist/manifest.json":     file(`{"app.css": "app.0a.css", "icon.svg": "icon.0b.svg"}`),
	"dist/app.0a.css":        file("plain"),
	"dist/app.0a.css.gz":     file("gzip"),
	"dist/app.0a.css.br":     file("brotli"),
	"dist/icon.0b.svg":       file("icon"),
	"dist/left-from-old.css": file("old"),
}

func TestServesTheSmallestFormTaken(t *testing.T) {
	t.Parallel()
	h := http.StripPrefix(Prefix, mustOpen(built))
	tests := []struct {
		path, accept, body, encoding string
		status                       int
	}{
		{"app.0a.css", "gzip, deflate, br", "brotli", "br", 200},
		{"app.0a.css", "gzip, br;q=0", "gzip", "gzip", 200},
		{"app.0a.css", "", "plain", "", 200},
		{"icon.0b.svg", "gzip, br", "icon", "", 200},
		{"app.css", "br", "404 page not found\n", "", 404},
		{"left-from-old.css", "br", "404 page not found\n", "", 404},
		{"manifest.json", "", "404 page not found\n", "", 404},
		{"app.0a.css.br", "", "404 page not found\n", "", 404},
	}
	for _, tt := range tests {
		r := httptest.NewRequest(http.MethodGet, Prefix+tt.path, nil)
		r.Header.Set("Accept-Encoding", tt.accept)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.status || w.Body.String() != tt.body || w.Header().Get("Content-Encoding") != tt.encoding {
			t.Errorf("%s for %q: %d %q %v", tt.path, tt.accept, w.Code, w.Body, w.Header())
		}
		if cached := strings.Contains(w.Header().Get("Cache-Control"), "immutable"); cached != (tt.status == 200) {
			t.Errorf("%s: %d, kept for good: %t", tt.path, w.Code, cached)
		}
	}
}

func TestCloneWithoutNodeHasAnEmptyBundle(t *testing.T) {
	t.Parallel()
	b := mustOpen(fstest.MapFS{"dist/.gitignore": file("*\n")})
	if len(b.names) != 0 {
		t.Errorf("names: %v", b.names)
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/app.css", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("answered %d", w.Code)
	}
}

// What a cold browser loads for the entry page, on a slow line, is to stay
// under 60 kB; htmx is loaded by the pages that use it, and counted here too.
// The outlines of the map are read by the server alone.
func TestBundleIsLight(t *testing.T) {
	t.Parallel()
	if !Built() {
		t.Skip("the front end is not built")
	}
	total := 0
	apart := map[string]int{"outlines.json": 4_000}
	for name, hashed := range bundle.names {
		b, err := fs.ReadFile(FS(), hashed+".br")
		if err != nil {
			t.Fatal(err)
		}
		if limit := apart[name]; limit == 0 {
			total += len(b)
		} else if len(b) > limit {
			t.Errorf("%s weighs %d bytes compressed", name, len(b))
		}
	}
	if total > 60_000 {
		t.Errorf("the bundle weighs %d bytes compressed", total)
	}
	if !strings.HasPrefix(URL("app.css"), Prefix+"app.") || URL("app.css") == Prefix+"app.css" {
		t.Errorf("app.css is at %s, without a hash", URL("app.css"))
	}
}

func FuzzAccepts(f *testing.F) {
	for _, s := range []string{"gzip, br;q=0.5", "br;q=0", "BR", ";q=", ",,", "br;level=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, header string) {
		if Accepts(header, "br") && !strings.Contains(strings.ToLower(header), "br") {
			t.Errorf("%q does not name the encoding", header)
		}
	})
}
