package admin

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// desk is a stage with the pages of a duty on it, and people who sign in
// without a password.
type desk struct {
	*stage.Stage
	server *httptest.Server
	seats  map[string]*seat
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Stage: stage.One(t), seats: map[string]*seat{}}
	site := web.NewSite(web.Options{Demo: true, SignIn: "/sign-in", Log: slog.New(slog.DiscardHandler), Now: time.Now})
	a := &Admin{
		Site: site, Services: Services{People: d.People, Units: d.Units, Campaigns: d.Campaigns, Reports: d.Reports},
		sessions: web.NewSessions(site, memstore.NewWithCleanupInterval(0)), clock: d.Now,
	}
	a.pages.duty = newDutyPages(site)
	mux := http.NewServeMux()
	for _, r := range a.dutyRoutes() {
		mux.Handle(r.pattern, a.signedIn(r))
	}
	mux.HandleFunc("GET /sit/{account}", func(w http.ResponseWriter, r *http.Request) {
		who, err := d.People.ActorOf(r.Context(), people.AccountID(r.PathValue("account")), Origin(r))
		if err == nil {
			err = a.sessions.SignIn(r.Context(), r.PathValue("account"))
		}
		if err != nil {
			t.Error(err)
		}
		a.sessions.Put(r.Context(), revisionName, strconv.FormatInt(who.Revision, 10))
	})
	mux.Handle("GET "+assets.Prefix, assets.Handler())
	mux.Handle("/", a.Handle(a.NotFound))
	d.server = httptest.NewServer(site.Wrap(a.sessions.Wrap(mux)))
	t.Cleanup(d.server.Close)
	return d
}

// seat is a browser in which somebody is signed in.
type seat struct {
	t       *testing.T
	desk    *desk
	account people.AccountID
	client  *http.Client
}

// sit signs in an account with one role at a unit, made when first asked for.
func (d *desk) sit(t *testing.T, role people.Role, unit, body string) *seat {
	t.Helper()
	login := strings.ReplaceAll(string(role)+"-"+unit+body, "_", "-")
	if s := d.seats[login]; s != nil {
		return s
	}
	account, _, err := d.People.Create(t.Context(), stage.Program, people.NewAccount{Root: d.Root, Login: strings.ToLower(login), Hash: "none"})
	d.Must(err)
	_, err = d.People.Grant(t.Context(), stage.Program, people.Grant{Account: account.ID, Role: role, Unit: d.Unit(unit), Body: body})
	d.Must(err)
	jar, err := cookiejar.New(nil)
	d.Must(err)
	s := &seat{t, d, account.ID, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	s.get("/sit/" + string(account.ID)).is(http.StatusOK)
	d.seats[login] = s
	return s
}

// page is an answer.
type page struct {
	t      *testing.T
	status int
	header http.Header
	body   string
}

func (s *seat) do(method, path, kind string, body io.Reader) page {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.desk.server.URL+path, body)
	s.desk.Must(err)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	res, err := s.client.Do(r)
	s.desk.Must(err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	s.desk.Must(err)
	return page{s.t, res.StatusCode, res.Header, string(b)}
}

func (s *seat) get(path string) page { s.t.Helper(); return s.do(http.MethodGet, path, "", nil) }

// post sends a form: names and values in turn.
func (s *seat) post(path string, fields ...string) page {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return s.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// save posts what was typed, as the script does.
func (s *seat) save(id campaign.DutyID, revision int64, cells map[string]string) page {
	s.t.Helper()
	b, err := json.Marshal(map[string]any{"revision": revision, "cells": cells})
	s.desk.Must(err)
	return s.do(http.MethodPost, dutyURL(id)+"/save", "application/json", bytes.NewReader(b))
}

// attach uploads a file to a slot.
func (s *seat) attach(id campaign.DutyID, revision, slot, name, content string) page {
	s.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	s.desk.Must(w.WriteField("slot", slot))
	s.desk.Must(w.WriteField("revision", revision))
	part, err := w.CreateFormFile("file", name)
	s.desk.Must(err)
	_, err = io.WriteString(part, content)
	s.desk.Must(err)
	s.desk.Must(w.Close())
	return s.do(http.MethodPost, dutyURL(id)+"/files", w.FormDataContentType(), &b)
}

var hidden = regexp.MustCompile(`name="(revision|key)" value="([^"]*)"`)

// form returns the fields of the entry form of a page with these cells.
func (p page) form(cells map[string]string) []string {
	seen := map[string]bool{}
	var out []string
	for _, m := range hidden.FindAllStringSubmatch(p.body, -1) {
		if !seen[m[1]] {
			seen[m[1]] = true
			out = append(out, m[1], m[2])
		}
	}
	for cell, text := range cells {
		out = append(out, cell, text)
	}
	return out
}

// is checks the status.
func (p page) is(status int) page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("status %d, want %d: %s", p.status, status, p.body)
	}
	return p
}

// says checks that the page holds each text.
func (p page) says(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			p.t.Errorf("the page does not say %q", text)
			p.t.Logf("%s", main.FindString(p.body))
		}
	}
	return p
}

var main = regexp.MustCompile(`(?s)<main.*</main>`)

// lacks checks that the page holds none of the texts.
func (p page) lacks(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			p.t.Errorf("the page says %q", text)
		}
	}
	return p
}

// serverRequest turns a client's request into one that a handler is given.
func serverRequest(r *http.Request, body *endless) (*http.Request, *httptest.ResponseRecorder) {
	in := httptest.NewRequest(r.Method, r.URL.RequestURI(), body)
	in.Header, in.ContentLength = r.Header, body.left
	return in, httptest.NewRecorder()
}

// goals is a unit plan that names a goal of two projects for every line and year.
func goals() map[string]string {
	out := map[string]string{"plan/text": "本单位方案"}
	for _, line := range []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"} {
		out["goals/"+line+"/measure"] = "projects"
		for _, year := range []string{"y2018", "y2019", "y2020"} {
			out["goals/"+line+"/"+year] = "2"
		}
	}
	return out
}

// signPlan lets 叶县 write its plan with these goals and its leader sign it.
func (d *desk) signPlan(cells map[string]string) {
	d.T.Helper()
	id := d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
	liaison, leader := d.As(people.Liaison, "yexian"), d.As(people.UnitLeader, "yexian")
	ctx := d.T.Context()
	e, err := d.Reports.Open(ctx, liaison, id)
	d.Must(err)
	kept, err := d.Reports.Save(ctx, liaison, id, report.Patch{Revision: e.Draft.Revision, Cells: cells})
	d.Must(err)
	d.Must(d.Reports.HandUp(ctx, liaison, id, kept.Revision))
	e, err = d.Reports.Open(ctx, leader, id)
	d.Must(err)
	_, err = d.Reports.Submit(ctx, leader, id, report.Sending{Revision: e.Draft.Revision})
	d.Must(err)
}
