package web

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
)

// Handler answers a request or says why not. What it returns is shown to the
// person as a fault, logged once, and decides the status; so a handler that
// fails must not have written anything.
type Handler func(http.ResponseWriter, *http.Request) error

// Handle adapts a Handler.
func (s *Site) Handle(h Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.Fault(w, r, err)
		}
	})
}

// NotFound answers an address that is none.
func (s *Site) NotFound(http.ResponseWriter, *http.Request) error {
	return fault.New(fault.NotFound, "fault.not_found")
}

type faultPage struct {
	Status     int
	Message    string
	Violations []locale.Violation
	RequestID  string
	Home       string
}

// Fault answers with a failure in the form the client asked for (a page, a
// part of one, JSON) and writes its cause to the log. Who is not signed in is
// led to the sign-in page.
func (s *Site) Fault(w http.ResponseWriter, r *http.Request, err error) {
	f := fault.From(normal(err))
	s.report(r, f)
	data := faultPage{Status: f.Kind.Status(), RequestID: RequestID(r.Context()), Home: home(r.Context())}
	data.Message, data.Violations = Printer(r.Context()).Fault(f)
	for _, name := range []string{"Content-Encoding", "Content-Length", "Content-Disposition", "ETag"} {
		w.Header().Del(name)
	}
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case WantsJSON(r):
		writeFault(w, f.Kind, data)
	case f.Kind == fault.Unauthenticated && s.SignIn != "":
		s.sendToSignIn(w, r)
	default:
		s.showFault(w, r, data)
	}
}

// showFault answers a browser. That its own templates fail is told as plain
// text: there is nothing else left to tell it with.
func (s *Site) showFault(w http.ResponseWriter, r *http.Request, data faultPage) {
	var err error
	if Partial(r) {
		w.Header().Set("HX-Retarget", "#flash")
		w.Header().Set("HX-Reswap", "innerHTML")
		err = s.notice.renderStatus(w, r, data.Status, data)
	} else {
		frame := Frame{}
		if s.Frame != nil {
			frame = s.Frame(r)
		}
		frame.Title = Printer(r.Context()).T("web.fault")
		err = s.fault.RenderStatus(w, r, data.Status, frame, data)
	}
	if err != nil {
		s.report(r, fault.From(err))
		http.Error(w, data.Message, data.Status)
	}
}

// normal names the failures that come from the standard library.
func normal(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.Wrap(err, fault.TooLarge, "fault.too_large")
	}
	return err
}

func (s *Site) report(r *http.Request, f *fault.Error) {
	level := slog.LevelInfo
	if f.Kind.Status() >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	s.Log.LogAttrs(r.Context(), level, "fault",
		slog.String("request", RequestID(r.Context())), slog.String("method", r.Method),
		slog.String("path", r.URL.Path), slog.String("error", f.Error()))
}

func (s *Site) sendToSignIn(w http.ResponseWriter, r *http.Request) {
	to := s.SignIn
	if r.Method == http.MethodGet && !Partial(r) {
		to += "?next=" + url.QueryEscape(r.URL.RequestURI())
	}
	if Partial(r) {
		w.Header().Set("HX-Redirect", to)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// Partial reports whether the client replaces only a part of its page.
func Partial(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }

// WantsJSON reports whether the client is a script that asked for JSON.
func WantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// Next returns where to go after signing in: an address of this site or home.
func Next(r *http.Request, home string) string {
	next := r.FormValue("next")
	u, err := url.Parse(next)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(next, "/") ||
		strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\t\r\n") {
		return home
	}
	return next
}

// WriteJSON answers a script with v.
func WriteJSON(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(b)
	return nil
}

// writeFault answers a script of our pages with a failure.
func writeFault(w http.ResponseWriter, k fault.Kind, data faultPage) {
	type problem struct {
		Cell    string `json:"cell"`
		Message string `json:"message"`
	}
	problems := []problem{}
	for _, v := range data.Violations {
		problems = append(problems, problem{v.Path, v.Message})
	}
	_ = WriteJSON(w, data.Status, map[string]any{
		"code": k.String(), "message": data.Message, "problems": problems, "request": data.RequestID,
	})
}
