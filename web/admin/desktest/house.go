// Package desktest serves pages of the staff side on the stage of package stage,
// and seats people before them: what the tests of those pages work with.
package desktest

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/assets"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// House is a stage with pages of the staff side on it, and people who sign in
// without a password.
type House struct {
	*stage.Stage
	Desk   *desk.Desk
	Routes []desk.Route
	Server *httptest.Server
	seats  map[string]*Seat
}

// Password opens the accounts that sign in by the form.
const Password = "correct horse 1"

// New is a house with these pages of the staff side, as the program serves them.
func New(t *testing.T, routes func(*desk.Desk) []desk.Route, demo ...desk.DemoAccount) *House {
	t.Helper()
	return On(t, stage.One(t), routes, demo...)
}

// On is New on a stage that is set already.
func On(t testing.TB, s *stage.Stage, routes func(*desk.Desk) []desk.Route, demo ...desk.DemoAccount) *House {
	t.Helper()
	h := &House{Stage: s, seats: map[string]*Seat{}}
	site := web.NewSite(web.Options{Demo: true, SignIn: "/sign-in", Log: slog.New(slog.DiscardHandler), Now: time.Now})
	sessions := web.NewSessions(site, memstore.NewWithCleanupInterval(0))
	h.Desk = desk.New(site, desk.Services{
		People: h.People, Units: h.Units, Campaigns: h.Campaigns, Posts: h.Posts, Originals: h.Originals, Progress: h.Progress, Revisions: h.Revisions, Preparations: h.Preparations, Proposals: h.Proposals, Reports: h.Reports, Deposits: h.Deposits, Traces: h.Traces, Figures: h.Figures, Goals: h.Goals, Quotas: h.Quotas, Yearly: h.Yearly, Results: h.Results, Bulletins: h.Bulletins, Ledger: h.Ledger, Intake: h.Intake, Roster: h.Roster,
		Trail: h.Trail, Privacy: h.Privacy, Retention: h.Retention,
	}, sessions, demo)
	h.Routes = routes(h.Desk)
	mux := http.NewServeMux()
	mux.Handle("GET "+assets.Prefix, assets.Handler())
	mux.Handle("GET /sit/{account}", sessions.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := people.AccountID(r.PathValue("account"))
		who, err := h.People.ActorOf(r.Context(), id, desk.Origin(r))
		if err == nil {
			err = h.Desk.Begin(r, id, who.Revision)
		}
		if err != nil {
			t.Error(err)
		}
	})))
	mux.Handle("/", h.Desk.Handler(h.Routes))
	h.Server = httptest.NewServer(site.Wrap(mux))
	t.Cleanup(h.Server.Close)
	return h
}

// Stranger is a browser in which nobody is signed in.
func (h *House) Stranger(t *testing.T) *Seat {
	t.Helper()
	jar, err := cookiejar.New(nil)
	h.Must(err)
	return &Seat{t, h, "", &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// Account makes an account that signs in by the form; without a password given
// it gets a one-time one, which is returned.
func (h *House) Account(t *testing.T, login string, role people.Role, unit string, given string) (people.Account, string) {
	t.Helper()
	acc, once, err := h.People.Create(t.Context(), stage.Program, people.NewAccount{Root: h.Root, Login: login, Password: given})
	h.Must(err)
	_, err = h.People.Grant(t.Context(), stage.Program, people.Grant{Account: acc.ID, Role: role, Unit: h.Unit(unit)})
	h.Must(err)
	return acc, once
}

// Elsewhere is a second federation with a campaign of its own, and the duty of
// one of its units.
func (h *House) Elsewhere(t *testing.T, source []byte) campaign.Item {
	t.Helper()
	ctx := context.Background()
	root, err := h.Units.Found(ctx, stage.Program, organisation.Founding{Code: "XX", Name: "另一市总工会", Category: organisation.Federation})
	h.Must(err)
	_, err = h.Units.Found(ctx, stage.Program, organisation.Founding{
		Root: root.ID, Code: "xx-county", Name: "另一县总工会", Category: organisation.County, County: root.ID,
	})
	h.Must(err)
	c, err := h.Campaigns.Launch(ctx, stage.Program, campaign.Start{Organiser: root.ID, Source: source})
	h.Must(err)
	page, err := h.Campaigns.Duties(ctx, stage.Program, campaign.Filter{Campaign: c.ID, Obligation: "monthly-report", Period: "2018-06"})
	h.Must(err)
	return page.Items[0]
}

// Revision returns a duty's revision as a form carries it.
func Revision(it campaign.Item) string { return strconv.FormatInt(it.Revision, 10) }

// Browse signs somebody in who sits in the house, in a browser.
func (h *House) Browse(tab *webtest.Tab, who *Seat) {
	tab.Visit(h.Server.URL + "/sit/" + string(who.Account))
}
