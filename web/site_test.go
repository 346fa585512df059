package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jba/templatecheck"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// newSite makes a site of a demonstration and returns its log.
func newSite(t *testing.T) (*Site, *bytes.Buffer) {
	t.Helper()
	log := new(bytes.Buffer)
	noon := time.Date(2018, 9, 28, 4, 0, 0, 0, time.UTC)
	return NewSite(Options{
		Demo: true, SignIn: "/sign-in", Log: slog.New(slog.NewTextHandler(log, nil)),
		Now: func() time.Time { return noon },
	}), log
}

var greeting = fstest.MapFS{"greeting.html": {Data: []byte(
	`{{define "main"}}<h1>{{.Name}}</h1>{{state .State}}{{template "bar" .Bar}}{{end}}` +
		`{{define "part"}}<b>{{.}}</b>{{end}}`)}}

type greetingPage struct {
	Name, State string
	Bar         Bar
}

// serve answers one request through the whole chain.
func serve(s *Site, h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.Wrap(h).ServeHTTP(w, r)
	return w
}

func get(headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/plan?x=1", nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func TestTemplatesFitTheirTypes(t *testing.T) {
	t.Parallel()
	s, _ := newSite(t)
	NewPage[greetingPage](s, greeting, "greeting.html")
	NewFragment[string](s, greeting, "part", "greeting.html")
	for _, c := range s.Checked() {
		if err := templatecheck.CheckHTMLStrict(c.Template, c.Value); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
	if n := len(s.Checked()); n != 4 {
		t.Errorf("%d templates are checked, want 4", n)
	}
}

func TestPageStandsInItsFrame(t *testing.T) {
	t.Parallel()
	s, _ := newSite(t)
	page := NewPage[greetingPage](s, greeting, "greeting.html")
	h := s.Handle(func(w http.ResponseWriter, r *http.Request) error {
		return page.Render(w, r, Frame{
			Title: "方案", Nav: []NavItem{{Text: "填报", URL: "/matrix", Active: true, Badge: 3}},
			Account: Account{Person: "某某", Unit: "叶县总工会", Role: "联络员"}, SignOut: "/sign-out",
		}, greetingPage{"<叶县>", "late", NewBar("九月", 42, 29, 0, 2)})
	})
	w := serve(s, h, get())
	body := w.Body.String()
	for _, want := range []string{
		`<html lang="zh-CN">`, "<title>方案 · 先锋</title>", "<h1>&lt;叶县&gt;</h1>", "叶县总工会 · 联络员",
		`aria-current="page">填报 <b class="count">3</b>`, `class="tag tag-late"`, `action="/sign-out"`,
		`<rect class="bar-bad" x="69.04%" width="4.76%" height="100%"/>`, `href="?lang=en&amp;x=1"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("page lacks %s\n%s", want, body)
		}
	}
	if n := strings.Count(body, "演示数据，均属虚构"); n != 2 {
		t.Errorf("the page says %d times that its data are invented, want in the head and in the foot", n)
	}
	if strings.Contains(body, "<style") || strings.Contains(body, " style=") || strings.Contains(body, "onclick") {
		t.Error("the page carries inline style or script, which its policy forbids")
	}
	if strings.Contains(w.Header().Get("Content-Security-Policy"), "unsafe") || w.Header().Get("X-Request-Id") == "" {
		t.Errorf("headers: %v", w.Header())
	}
}

func TestLanguageIsChosenAndKept(t *testing.T) {
	t.Parallel()
	s, _ := newSite(t)
	h := s.Handle(s.NotFound)
	r := httptest.NewRequest(http.MethodGet, "/?lang=en", nil)
	w := serve(s, h, r)
	if !strings.Contains(w.Body.String(), `<html lang="en">`) {
		t.Error("the choice in the query was not taken")
	}
	r = get("Accept-Language", "zh-CN")
	r.AddCookie(w.Result().Cookies()[0])
	if w = serve(s, h, r); !strings.Contains(w.Body.String(), "Not done") {
		t.Error("the choice was not kept")
	}
}

func TestFaultSpeaksTheClientsForm(t *testing.T) {
	t.Parallel()
	broken := fault.Violations([]fault.Field{{Path: "figures/skill/projects", Key: "unit.money", Clause: "P-57"}})
	nobody := fault.New(fault.Unauthenticated, "fault.session")
	tests := []struct {
		name    string
		err     error
		headers []string
		status  int
		want    string // in the body, or the address sent to
	}{
		{"page", broken, nil, 422, "<h1>未能办理</h1>"},
		{"page with clause", broken, nil, 422, "P-57"},
		{"part", broken, []string{"HX-Request", "true"}, 422, `role="alert"`},
		{"script", broken, []string{"Accept", "application/json"}, 422,
			`"problems":[{"cell":"figures/skill/projects","message":"万元"}]`},
		{"sign in", nobody, nil, 303, "/sign-in?next=%2Fplan%3Fx%3D1"},
		{"sign in for a part", nobody, []string{"HX-Request", "true"}, 401, "/sign-in"},
		{"sign in for a script", nobody, []string{"Accept", "application/json"}, 401, `"code":"unauthenticated"`},
		{"ours", errors.New("disk on fire"), nil, 500, "程序出错"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, log := newSite(t)
			w := serve(s, s.Handle(func(http.ResponseWriter, *http.Request) error { return tt.err }), get(tt.headers...))
			said := w.Body.String() + w.Header().Get("Location") + w.Header().Get("HX-Redirect")
			if w.Code != tt.status || !strings.Contains(said, tt.want) {
				t.Errorf("answered %d %s, want %d with %s", w.Code, said, tt.status, tt.want)
			}
			if strings.Contains(said, "disk") {
				t.Error("the cause was shown to the person")
			}
			if n := strings.Count(log.String(), "msg=fault"); n != 1 {
				t.Errorf("the cause was logged %d times\n%s", n, log)
			}
			if !strings.Contains(log.String(), "request="+w.Header().Get("X-Request-Id")) {
				t.Errorf("the log does not name the request\n%s", log)
			}
		})
	}
}

func TestPanicIsAFaultOfOurs(t *testing.T) {
	t.Parallel()
	s, log := newSite(t)
	w := serve(s, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("index out of luck") }), get())
	if w.Code != 500 || strings.Contains(w.Body.String(), "luck") || !strings.Contains(log.String(), "luck") {
		t.Errorf("answered %d %s\n%s", w.Code, w.Body, log)
	}
}

func TestOtherSitesMayNotWrite(t *testing.T) {
	t.Parallel()
	s, _ := newSite(t)
	r := httptest.NewRequest(http.MethodPost, "/sign-out", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	reached := false
	w := serve(s, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }), r)
	if w.Code != 403 || reached {
		t.Errorf("answered %d, reached %t", w.Code, reached)
	}
}

func TestBodiesAreLimited(t *testing.T) {
	t.Parallel()
	s, _ := newSite(t)
	read := s.Handle(func(w http.ResponseWriter, r *http.Request) error {
		n, err := io.Copy(io.Discard, r.Body)
		if err == nil {
			err = WriteJSON(w, http.StatusOK, n)
		}
		return err
	})
	tests := []struct {
		name    string
		h       http.Handler
		size    int
		chunked bool
		status  int
	}{
		{"plain", read, bodyLimit, false, 200},
		{"plain, one more", read, bodyLimit + 1, false, 413},
		{"upload", s.AllowBody(4<<20, read), 3 << 20, false, 200},
		{"upload too large", s.AllowBody(4<<20, read), 5 << 20, false, 413},
		{"upload too large, not announced", s.AllowBody(4<<20, read), 5 << 20, true, 413},
		{"small route", s.AllowBody(10, read), 11, true, 413},
	}
	for _, tt := range tests {
		r := httptest.NewRequest(http.MethodPost, "/", bytes.NewReader(make([]byte, tt.size)))
		if tt.chunked {
			r.ContentLength = -1
		}
		if w := serve(s, tt.h, r); w.Code != tt.status {
			t.Errorf("%s: answered %d, want %d", tt.name, w.Code, tt.status)
		}
	}
}

func TestTextIsCompressed(t *testing.T) {
	t.Parallel()
	s, _ := newSite(t)
	long := strings.Repeat("叶县总工会", 1000)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.Header.Get("Want"))
		w.WriteHeader(http.StatusAccepted)
		if r.Header.Get("Short") == "" {
			io.WriteString(w, long)
		}
	})
	w := serve(s, h, get("Accept-Encoding", "gzip", "Want", "text/html"))
	gz, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(gz); err != nil || string(got) != long || w.Code != http.StatusAccepted {
		t.Errorf("answered %d, %d bytes, %v", w.Code, len(got), err)
	}
	for _, headers := range [][]string{
		{"Accept-Encoding", "gzip;q=0", "Want", "text/html"},
		{"Accept-Encoding", "gzip", "Want", "image/png"},
		{"Accept-Encoding", "gzip", "Want", "text/html", "Short", "1"},
	} {
		w := serve(s, h, get(headers...))
		if w.Header().Get("Content-Encoding") != "" || w.Code != http.StatusAccepted {
			t.Errorf("%v: answered %d %v", headers, w.Code, w.Header())
		}
	}
}

func TestNextStaysOnThisSite(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"/matrix?x=1": "/matrix?x=1", "": "/home", "//evil": "/home", "https://evil/": "/home",
		`/\evil`: "/home", "matrix": "/home", "/a\n": "/home",
	}
	for next, want := range tests {
		r := httptest.NewRequest(http.MethodPost, "/sign-in", nil)
		r.Form = map[string][]string{"next": {next}}
		if got := Next(r, "/home"); got != want {
			t.Errorf("Next(%q) = %q, want %q", next, got, want)
		}
	}
}
