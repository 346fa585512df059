package desktest

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Seat is a browser in which somebody is signed in.
type Seat struct {
	T       *testing.T
	House   *House
	Account people.AccountID
	Client  *http.Client
}

// Sit signs in an account with one role at a unit, made when first asked for.
func (h *House) Sit(t *testing.T, role people.Role, unit, body string) *Seat {
	t.Helper()
	return h.SitInPerson(t, role, unit, body, "")
}

// SitAsDirector signs in the office's director, who may sign bulletins.
func (h *House) SitAsDirector(t *testing.T) *Seat {
	t.Helper()
	return h.SitInPerson(t, people.OfficeDirector, "PDS", "office", h.Director().Person)
}

// SitInPerson is Sit for an account that belongs to a person, "" for none.
func (h *House) SitInPerson(t *testing.T, role people.Role, unit, body string, person organisation.PersonID) *Seat {
	t.Helper()
	login := strings.ToLower(strings.ReplaceAll(string(role)+"-"+unit+body, "_", "-"))
	key := login + string(person)
	if s := h.seats[key]; s != nil {
		return s
	}
	made := people.NewAccount{Root: h.Root, Login: login, Hash: "none", Person: person}
	if person != "" {
		made.Login += "-in-person"
	}
	account, _, err := h.People.Create(t.Context(), stage.Program, made)
	h.Must(err)
	_, err = h.People.Grant(t.Context(), stage.Program, people.Grant{Account: account.ID, Role: role, Unit: h.Unit(unit), Body: body})
	h.Must(err)
	jar, err := cookiejar.New(nil)
	h.Must(err)
	s := &Seat{t, h, account.ID, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	s.Get("/sit/" + string(account.ID)).Is(http.StatusOK)
	h.seats[key] = s
	return s
}

// Do sends a request with a body of a kind, "" for none.
func (s *Seat) Do(method, path, kind string, body io.Reader) Page {
	s.T.Helper()
	r, err := http.NewRequestWithContext(s.T.Context(), method, s.House.Server.URL+path, body)
	s.House.Must(err)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	res, err := s.Client.Do(r)
	s.House.Must(err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	s.House.Must(err)
	return Page{s.T, res.StatusCode, res.Header, string(b)}
}

// Get asks for a page.
func (s *Seat) Get(path string) Page { s.T.Helper(); return s.Do(http.MethodGet, path, "", nil) }

// Post sends a form: names and values in turn.
func (s *Seat) Post(path string, fields ...string) Page {
	s.T.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return s.Do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}
