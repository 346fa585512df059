// Package admin holds the pages of the staff side: what a liaison, an office
// and an administrator work with. Each file carries one action of a person;
// routes.go and the route lists beside the pages say which address leads there
// and which action of the permission table it needs.
package admin

import (
	"context"
	"embed"
	"io/fs"
	"net/http"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
)

//go:embed templates
var embedded embed.FS

func files() fs.FS {
	sub, err := fs.Sub(embedded, "templates")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}

// Services are the use cases behind the pages.
type Services struct {
	People    *people.Service
	Units     *organisation.Service
	Campaigns *campaign.Service
	Reports   *report.Service
	Trail     Trail
}

// Trail reads the audit record.
type Trail interface {
	Page(ctx context.Context, who people.Actor, f audit.Filter) ([]audit.Entry, error)
}

// Admin serves the staff pages.
type Admin struct {
	*web.Site
	Services
	sessions *web.Sessions
	clock    func() time.Time // the program's day
	demo     []DemoAccount    // listed on the sign-in page of a demonstration
	pages    pages
}

// DemoAccount is an account that the sign-in page of a demonstration offers.
type DemoAccount struct{ Login, Password, Role, Unit string }

// New makes the staff pages of a site.
func New(site *web.Site, s Services, sessions *web.Sessions, clock func() time.Time, demo []DemoAccount) *Admin {
	a := &Admin{Site: site, Services: s, sessions: sessions, clock: clock, demo: demo}
	a.pages = a.newPages()
	site.Options.Frame = a.faultFrame
	return a
}

// call is one request of somebody who is signed in.
type call struct {
	*http.Request
	w   http.ResponseWriter
	who people.Actor
}

// route is an address with what it does and the action it needs; the services
// behind it check that action at the unit it concerns. A route without an
// action concerns nobody but who asks.
type route struct {
	pattern string // «GET /matrix»
	act     people.Action
	handle  func(*call) error
}

// Handler returns the staff pages behind sessions and sign-in.
func (a *Admin) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /sign-in", a.Handle(a.signInPage))
	mux.Handle("POST /sign-in", a.Handle(a.signIn))
	for _, r := range a.routes() {
		mux.Handle(r.pattern, a.signedIn(r))
	}
	mux.Handle("/", a.Handle(a.NotFound))
	return a.sessions.Wrap(inSession(mux))
}

// signedIn loads the actor of the session. One who must change the password
// may do nothing else first.
func (a *Admin) signedIn(r route) http.Handler {
	return a.Handle(func(w http.ResponseWriter, req *http.Request) error {
		who, err := a.actor(req)
		if err != nil {
			return err
		}
		c := &call{req, w, who}
		if who.MustChange && r.pattern != "POST /sign-out" && req.URL.Path != "/password" {
			return c.redirect("/password")
		}
		if err := a.gate(c, r); err != nil {
			return err
		}
		return r.handle(c)
	})
}

func (a *Admin) actor(r *http.Request) (people.Actor, error) {
	id := a.sessions.Account(r.Context())
	if id == "" {
		return people.Actor{}, fault.New(fault.Unauthenticated, "people.sign_in_first")
	}
	who, err := a.People.ActorOf(r.Context(), people.AccountID(id), Origin(r))
	if err == nil && a.sessions.Value(r.Context(), revisionName) != strconv.FormatInt(who.Revision, 10) {
		err = fault.New(fault.Unauthenticated, "people.signed_out")
	}
	return who, err
}

// redirect answers a form with the page to look at next.
func (c *call) redirect(to string) error {
	if web.Partial(c.Request) {
		c.w.Header().Set("HX-Redirect", to)
		c.w.WriteHeader(http.StatusNoContent)
		return nil
	}
	http.Redirect(c.w, c.Request, to, http.StatusSeeOther)
	return nil
}
