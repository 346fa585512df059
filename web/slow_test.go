package web

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// slowLine brings a byte a second.
type slowLine struct{ left int }

func (l *slowLine) Read(p []byte) (int, error) {
	if l.left == 0 {
		return 0, io.EOF
	}
	<-time.After(time.Second) // of the bubble's clock
	l.left--
	return copy(p, "x"), nil
}

// 20 MiB take 105 s on a line of 1.6 Mbit/s: an upload is waited for, and a
// request that brings no file is not.
func TestSlowUploadsAreWaitedFor(t *testing.T) {
	t.Parallel()
	read := func(ended *error) http.Handler {
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body) // the line itself does not fail
			*ended = r.Context().Err()
		})
	}
	for _, c := range []struct {
		name    string
		seconds int
		around  func(*Site, http.Handler) http.Handler
		ended   bool
	}{
		{"page", 29, func(_ *Site, h http.Handler) http.Handler { return h }, false},
		{"page, too slow", 31, func(_ *Site, h http.Handler) http.Handler { return h }, true},
		{"upload", 105, func(s *Site, h http.Handler) http.Handler { return s.AllowBody(20<<20, h) }, false},
		{"upload, too slow", 301, func(s *Site, h http.Handler) http.Handler { return s.AllowBody(20<<20, h) }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, _ := newSite(t)
				var err error
				r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/", &slowLine{c.seconds})
				serve(s, c.around(s, read(&err)), r)
				if (err != nil) != c.ended {
					t.Errorf("after %d s the request has ended with %v, want ended %v", c.seconds, err, c.ended)
				}
			})
		})
	}
}
