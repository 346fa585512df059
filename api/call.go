package api

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/httprate"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// call is one request with who makes it and the language it is answered in.
type call struct {
	context.Context
	http  *http.Request
	w     http.ResponseWriter
	print *locale.Printer
	id    string // request id of the program around the API, "" without one
	who   people.Actor
}

type callKey struct{}

func callOf(ctx context.Context) *call { return ctx.Value(callKey{}).(*call) }

// printers speak the languages; a printer is safe for many.
var printers = map[locale.Lang]*locale.Printer{locale.ZhCN: locale.New(locale.ZhCN), locale.En: locale.New(locale.En)}

// around puts about every operation what all of them need.
func (a *API) around(routes http.Handler) http.Handler {
	limit := httprate.LimitBy(a.Rate, time.Minute,
		func(r *http.Request) (string, error) { return string(callOf(r.Context()).who.Account), nil },
		httprate.WithLimitHandler(a.refuse(fault.New(fault.TooMany, "api.too_many"))))
	guarded := a.signedIn(limit(routes))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &call{http: r, w: w, print: printers[locale.Match(r.Header.Get("Accept-Language"), "")], id: w.Header().Get("X-Request-Id")}
		c.Context = context.WithValue(r.Context(), callKey{}, c)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Vary", "Accept-Language, Authorization")
		if a.Demo {
			w.Header().Set("X-Xianfeng-Demo", "UTF-8''"+percent(demoNotice))
		}
		defer a.catch(c)
		if r.Method == http.MethodGet && r.URL.Path == Prefix+"/openapi.json" {
			routes.ServeHTTP(w, r)
			return
		}
		guarded.ServeHTTP(w, r.WithContext(c))
	})
}

// percent writes a text as RFC 8187 wants it in a header.
func percent(text string) string {
	var b strings.Builder
	for i := range len(text) {
		fmt.Fprintf(&b, "%%%02X", text[i])
	}
	return b.String()
}

// bodyLimit bounds all requests but uploads.
const bodyLimit = 1 << 20

// signedIn finds out who asks, and holds the request to its size.
func (a *API) signedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok {
			a.answer(c, fault.New(fault.Unauthenticated, "api.no_token"))
			return
		}
		who, err := a.People.ActorByToken(c, strings.TrimSpace(secret), c.origin())
		if err == nil && who.MustChange {
			err = fault.New(fault.Forbidden, "api.must_change")
		}
		if err != nil {
			a.answer(c, err)
			return
		}
		c.who = who
		most := int64(bodyLimit)
		if uploads(r) {
			most = MaxBody
		}
		if r.ContentLength > most {
			a.answer(c, fault.New(fault.TooLarge, "fault.too_large"))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// uploads reports whether a request brings a file, or as much as one.
func uploads(r *http.Request) bool {
	return bringsWorkbook(r) || r.Method == http.MethodPost && slices.ContainsFunc(large, func(end string) bool { return strings.HasSuffix(r.URL.Path, end) })
}

// large is how the addresses end to which much is posted.
var large = []string{"/files", "/documents", "/data-value-sets", "/imports"}

func (c *call) origin() audit.Origin {
	host, _, err := net.SplitHostPort(c.http.RemoteAddr)
	if err != nil {
		host = c.http.RemoteAddr
	}
	return audit.Origin{Address: host, Request: c.id}
}

// refuse answers every request with the same failure.
func (a *API) refuse(err error) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) { a.answer(callOf(r.Context()), err) }
}

// nowhere answers addresses that are none, and methods that an address has not.
func (a *API) nowhere(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c := callOf(r.Context())
		if allowed := methods(mux, r); len(allowed) > 0 {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			a.write(c, http.StatusMethodNotAllowed, fault.New(fault.NotFound, "api.method", r.Method))
			return
		}
		a.answer(c, fault.New(fault.NotFound, "fault.not_found"))
	}
}

func methods(mux *http.ServeMux, r *http.Request) (allowed []string) {
	for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		other := r.Clone(r.Context())
		other.Method = m
		if _, pattern := mux.Handler(other); pattern != "/" && pattern != "" {
			allowed = append(allowed, m)
		}
	}
	return allowed
}

// catch answers a panic as a failure of ours. Where an answer has begun, the
// line is cut, so that nobody takes half of it for the whole.
func (a *API) catch(c *call) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler || c.w.Header().Get("Content-Type") != "" {
		a.log(c, fmt.Errorf("panic: %v", cause))
		panic(http.ErrAbortHandler)
	}
	a.answer(c, fmt.Errorf("panic: %v\n%s", cause, debug.Stack()))
}

// log writes a failure once.
func (a *API) log(c *call, err error) {
	f := fault.From(err)
	level := slog.LevelInfo
	if f.Kind.Status() >= http.StatusInternalServerError {
		level = slog.LevelError
	}
	a.Log.LogAttrs(c, level, "fault", slog.String("request", c.id), slog.String("method", c.http.Method),
		slog.String("path", c.http.URL.Path), slog.String("error", f.Error()))
}
