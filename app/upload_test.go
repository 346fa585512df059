package app

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// A page may bring 1 MB; an attachment that comes through the API may be larger
// in the assembled program too.
func TestLargeAttachmentThroughTheAPI(t *testing.T) {
	t.Parallel()
	o := Options{Data: t.TempDir(), Log: slog.New(slog.DiscardHandler), Out: io.Discard, Real: time.Now}
	d, err := OpenData(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	s := stage.New(t, d.DB)
	s.At("2018-09-28 10:00")
	handler, _ := New(o, d, s.Now).handler(nil)
	account, _, err := s.People.Create(t.Context(), stage.Program, people.NewAccount{Root: s.Root, Login: "yexian", Hash: "none"})
	s.Must(err)
	_, err = s.People.Grant(t.Context(), stage.Program, people.Grant{Account: account.ID, Role: people.Liaison, Unit: s.Unit("yexian")})
	s.Must(err)
	_, token, err := s.People.IssueToken(t.Context(), stage.Program, account.ID, "test", time.Time{})
	s.Must(err)
	at := api.Prefix + "/duties/" + string(s.Duty("yexian", "monthly-report", "2018-09", "").ID) + "/files?slot=papers/evidence&revision=0&name=a.pdf"
	for _, c := range []struct {
		size, status int
		kind         string
	}{
		{40 << 20, http.StatusRequestEntityTooLarge, "application/problem+json"},
		{3 << 20, http.StatusOK, "application/json"},
	} {
		file := append([]byte(stage.PDF), make([]byte, c.size)...)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, at, bytes.NewReader(file))
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", "application/octet-stream")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
		if w.Code != c.status || kind != c.kind {
			t.Errorf("%d bytes are answered with %d %s, want %d %s: %s", len(file), w.Code, kind, c.status, c.kind, w.Body)
		}
	}
}
