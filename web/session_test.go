package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"
)

// counted is a store that counts what is written to it.
type counted struct {
	*memstore.MemStore
	commits int
}

func (c *counted) Commit(token string, b []byte, expiry time.Time) error {
	c.commits++
	return c.MemStore.Commit(token, b, expiry)
}

func TestSessionLastsWhileItIsUsed(t *testing.T) {
	t.Parallel()
	s, _ := newSite(t)
	now := time.Now()
	s.Now = func() time.Time { return now }
	store := &counted{MemStore: memstore.NewWithCleanupInterval(0)}
	sessions := NewSessions(s, store)
	h := sessions.Wrap(s.Handle(func(w http.ResponseWriter, r *http.Request) error {
		switch r.URL.Path {
		case "/in":
			sessions.Flash(r.Context(), "已登录")
			return sessions.SignIn(r.Context(), "liaison")
		case "/out":
			return sessions.SignOut(r.Context())
		}
		_, err := io.WriteString(w, sessions.Account(r.Context())+sessions.TakeFlash(r.Context()))
		return err
	}))
	server := httptest.NewServer(s.Wrap(h))
	defer server.Close()
	jar := &oneCookie{}
	client := &http.Client{Jar: jar}
	ask := func(path, want string) {
		t.Helper()
		res, err := client.Get(server.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if body, _ := io.ReadAll(res.Body); string(body) != want {
			t.Errorf("%s answered %q, want %q", path, body, want)
		}
	}
	ask("/", "")
	ask("/in", "")
	token := jar.c.Value
	if !jar.c.HttpOnly || jar.c.SameSite != http.SameSiteLaxMode {
		t.Errorf("cookie: %v", jar.c)
	}
	ask("/", "liaison已登录")
	before := store.commits
	ask("/", "liaison")
	if store.commits != before {
		t.Error("reading a page wrote the session")
	}
	for range 3 {
		now = now.Add(SessionIdle - time.Second)
		ask("/", "liaison")
	}
	now = now.Add(SessionIdle + time.Second)
	ask("/", "")
	ask("/in", "")
	if jar.c.Value == token {
		t.Error("signing in kept the old token")
	}
	ask("/out", "")
	ask("/", "")
	if all, err := store.All(); err != nil || strings.Contains(strings.Join(keys(all), " "), token) {
		t.Errorf("the store holds a token in clear: %v", err)
	}
}

func keys(m map[string][]byte) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// oneCookie is the smallest browser.
type oneCookie struct{ c *http.Cookie }

func (o *oneCookie) SetCookies(_ *url.URL, cookies []*http.Cookie) { o.c = cookies[0] }
func (o *oneCookie) Cookies(*url.URL) []*http.Cookie {
	if o.c == nil {
		return nil
	}
	return []*http.Cookie{o.c}
}
