package admin

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

// revisionName is the session's value for the account's revision: a password
// changed elsewhere ends the sessions begun before.
const revisionName = "revision"

type sessionPages struct {
	signIn   *web.Page[signInPage]
	password *web.Page[passwordPage]
}

func newSessionPages(s *web.Site) sessionPages {
	return sessionPages{
		web.NewPage[signInPage](s, files(), "sign_in.html"),
		web.NewPage[passwordPage](s, files(), "password.html"),
	}
}

func (a *Admin) sessionRoutes() []route {
	return []route{
		{pattern: "POST /sign-out", handle: a.signOut},
		{pattern: "GET /password", handle: a.passwordForm},
		{pattern: "POST /password", handle: a.changePassword},
	}
}

type signInPage struct {
	Next, Login, Message string
	Search               string
	Picks                []pickGroup // accounts of a demonstration
}

// pickGroup is the accounts of one role.
type pickGroup struct {
	Role     string
	Accounts []DemoAccount
}

func (a *Admin) signInPage(w http.ResponseWriter, r *http.Request) error {
	return a.renderSignIn(w, r, http.StatusOK, signInPage{Search: r.URL.Query().Get("q")})
}

func (a *Admin) renderSignIn(w http.ResponseWriter, r *http.Request, status int, p signInPage) error {
	p.Next = web.Next(r, "/")
	if len(a.demo) > 0 {
		named, err := a.named(r.Context())
		if err != nil {
			return err
		}
		p.Picks = picks(named, p.Search)
	}
	return a.pages.session.signIn.RenderStatus(w, r, status, web.Frame{Title: web.Printer(r.Context()).T("web.sign_in")}, p)
}

// named returns the accounts of a demonstration with their units by name.
func (a *Admin) named(ctx context.Context) ([]DemoAccount, error) {
	roots, err := a.Units.Roots(ctx)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(a.demo)
	for _, root := range roots {
		tree, err := a.Units.Tree(ctx, root.ID, a.Units.Today())
		if err != nil {
			return nil, err
		}
		for i := range out {
			if n, ok := tree.ByCode(out[i].Unit); ok {
				out[i].Unit = n.Name
			}
		}
	}
	return out, nil
}

// picks lists accounts by role, as far as their unit or login contains what is
// searched for.
func picks(accounts []DemoAccount, search string) []pickGroup {
	search = strings.ToLower(strings.TrimSpace(search))
	var out []pickGroup
	for _, role := range people.Roles {
		g := pickGroup{Role: string(role)}
		for _, d := range accounts {
			if d.Role == g.Role && (strings.Contains(d.Login, search) || strings.Contains(strings.ToLower(d.Unit), search)) {
				g.Accounts = append(g.Accounts, d)
			}
		}
		if len(g.Accounts) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// signIn begins a session. What was wrong is said on the same page. A button of
// the demonstration's list signs in the account it names.
func (a *Admin) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	login, password := r.PostForm.Get("login"), r.PostForm.Get("password")
	if pick := r.PostForm.Get("demo"); pick != "" {
		if i := slices.IndexFunc(a.demo, func(d DemoAccount) bool { return d.Login == pick }); i >= 0 {
			login, password = pick, a.demo[i].Password
		}
	}
	ctx := r.Context()
	who, err := a.People.SignIn(ctx, login, password, Origin(r))
	if fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.TooMany) {
		message, _ := web.Printer(ctx).Fault(err)
		return a.renderSignIn(w, r, fault.From(err).Kind.Status(), signInPage{Login: login, Message: message})
	}
	if err != nil {
		return err
	}
	if err := a.begin(r, who.Account, who.Revision); err != nil {
		return err
	}
	http.Redirect(w, r, web.Next(r, "/"), http.StatusSeeOther)
	return nil
}

func (a *Admin) begin(r *http.Request, id people.AccountID, revision int64) error {
	if err := a.sessions.SignIn(r.Context(), string(id)); err != nil {
		return fault.Wrap(err, fault.Unavailable, "fault.session")
	}
	a.sessions.Put(r.Context(), revisionName, strconv.FormatInt(revision, 10))
	return nil
}

func (a *Admin) signOut(c *call) error {
	if err := a.sessions.SignOut(c.Context()); err != nil {
		return fault.Wrap(err, fault.Unavailable, "fault.session")
	}
	return c.redirect("/sign-in")
}
