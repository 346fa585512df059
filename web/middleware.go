package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
)

const (
	bodyLimit      = 1 << 20          // bytes of a request, where nothing else is said
	patience       = 30 * time.Second // how long a request may work
	uploadPatience = 5 * time.Minute  // how long one may take that brings more: 20 MiB over a slow line
)

// Wrap puts around all routes what every request needs: an identifier, the
// access log, security headers, the language, compression, limits, and an
// answer to panics and to requests from other sites.
func (s *Site) Wrap(routes http.Handler) http.Handler {
	sites := http.NewCrossOriginProtection()
	sites.SetDenyHandler(s.Handle(func(http.ResponseWriter, *http.Request) error {
		return fault.New(fault.Forbidden, "fault.cross_site")
	}))
	chain := []func(http.Handler) http.Handler{
		identify, s.access, s.secure, s.speak, compress, s.catch, sites.Handler, s.limit,
	}
	for _, around := range slices.Backward(chain) {
		routes = around(routes)
	}
	return routes
}

// identify gives the request its identifier and names it to the client.
func identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := ident.New[string]()
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestKey, id)))
	})
}

// access writes a line for each request. The query stays out: it may name
// persons.
func (s *Site) access(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.Now()
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(rec, r)
		s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
			slog.String("request", RequestID(r.Context())), slog.String("method", r.Method),
			slog.String("path", r.URL.Path), slog.Int("status", rec.status),
			slog.Int64("bytes", rec.bytes), slog.Duration("took", s.Now().Sub(start)))
	})
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers that hold a browser to our own content.
func (s *Site) secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// catch answers a panic as a fault of ours.
func (s *Site) catch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{ResponseWriter: w}
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause == http.ErrAbortHandler {
				panic(cause)
			}
			err := fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
			if rec.status != 0 {
				s.report(r, fault.From(err))
				panic(http.ErrAbortHandler)
			}
			s.Fault(w, r, err)
		}()
		next.ServeHTTP(rec, r)
	})
}

// bounds are what holds a request: its whole body, and the timer that ends it.
type bounds struct {
	body io.ReadCloser
	ends *time.Timer
}

// limit bounds the bytes a request may bring and the time it may take.
func (s *Site) limit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		b := bounds{r.Body, time.AfterFunc(patience, cancel)}
		defer b.ends.Stop()
		r = r.WithContext(context.WithValue(ctx, boundsKey, b))
		r.Body = http.MaxBytesReader(w, b.body, bodyLimit)
		next.ServeHTTP(w, r)
	})
}

// AllowBody lets the requests of a route bring up to n bytes, for uploads, and
// take the time that needs. More is refused before it is read, where the client
// says how much comes, and in any case before it is read whole.
func (s *Site) AllowBody(n int64, next http.Handler) http.Handler {
	lifted := s.LiftLimit(n, next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > n {
			s.Fault(w, r, fault.New(fault.TooLarge, "fault.too_large"))
			return
		}
		lifted.ServeHTTP(w, r)
	})
}

// LiftLimit is AllowBody for routes that refuse what is too large themselves,
// in words of their own.
func (s *Site) LiftLimit(n int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b, ok := r.Context().Value(boundsKey).(bounds); ok && r.ContentLength != 0 {
			b.ends.Reset(uploadPatience)
			r.Body = http.MaxBytesReader(w, b.body, n)
		}
		next.ServeHTTP(w, r)
	})
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int // 0 until a header is written, if it began as 0
	bytes  int64
}

// WriteHeader notes the status.
func (rc *recorder) WriteHeader(status int) {
	rc.status = status
	rc.ResponseWriter.WriteHeader(status)
}

// Write counts what is written.
func (rc *recorder) Write(b []byte) (int, error) {
	if rc.status == 0 {
		rc.status = http.StatusOK
	}
	n, err := rc.ResponseWriter.Write(b)
	rc.bytes += int64(n)
	return n, err
}

// Unwrap gives http.ResponseController the writer beneath.
func (rc *recorder) Unwrap() http.ResponseWriter { return rc.ResponseWriter }

// Server returns a server for the site with the time limits of one that faces
// slow and unfriendly lines.
func (s *Site) Server(routes http.Handler) *http.Server {
	return &http.Server{
		Handler:           routes,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       uploadPatience,
		WriteTimeout:      uploadPatience + patience,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
}
