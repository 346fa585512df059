package desk

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

type pages struct {
	signIn   *web.Page[signInPage]
	password *web.Page[passwordPage]
	held     *web.Page[heldPage]
}

func newPages(d *Desk) pages {
	return pages{
		NewPage[signInPage](d, templates, "sign_in.html"),
		NewPage[passwordPage](d, templates, "password.html"),
		NewPage[heldPage](d, templates, "held.html"),
	}
}

// Routes lead out of the session and to the own password.
func (d *Desk) Routes() []Route {
	return []Route{
		{Pattern: "POST /sign-out", Handle: d.signOut},
		{Pattern: "GET /password", Handle: d.passwordForm},
		{Pattern: "POST /password", Handle: d.changePassword},
	}
}

type signInPage struct {
	Next, Login, Message string
	Search               string
	Picks                []pickGroup // accounts of a demonstration
	Federations          []string    // several, by name; else nil
}

// pickGroup is the accounts of one role in a federation.
type pickGroup struct {
	Federation, Role string
	Accounts         []DemoAccount
}

func (d *Desk) signInPage(w http.ResponseWriter, r *http.Request) error {
	return d.renderSignIn(w, r, http.StatusOK, signInPage{Search: r.URL.Query().Get("q")})
}

func (d *Desk) renderSignIn(w http.ResponseWriter, r *http.Request, status int, p signInPage) error {
	p.Next = web.Next(r, "/")
	if len(d.demo) > 0 {
		named, err := d.named(r.Context())
		if err != nil {
			return err
		}
		p.Picks = picks(named, p.Search)
		if all := federations(named); len(all) > 1 {
			p.Federations = all
		}
	}
	return d.page.signIn.RenderStatus(w, r, status, web.Frame{Title: web.Printer(r.Context()).T("web.sign_in")}, p)
}

// named returns the accounts of a demonstration with their units and
// federations by name.
func (d *Desk) named(ctx context.Context) ([]DemoAccount, error) {
	roots, err := d.Units.Roots(ctx)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(d.demo)
	for _, root := range roots {
		tree, err := d.Units.Tree(ctx, root.ID, d.Units.Today())
		if err != nil {
			return nil, err
		}
		top, _ := tree.Unit(root.ID)
		for i := range out {
			if n, ok := tree.ByCode(out[i].Unit); ok {
				out[i].Unit, out[i].Federation = n.Name, top.Name
			}
		}
	}
	return out, nil
}

// federations lists the federations of accounts in their order.
func federations(accounts []DemoAccount) (out []string) {
	for _, d := range accounts {
		if !slices.Contains(out, d.Federation) {
			out = append(out, d.Federation)
		}
	}
	return out
}

// picks lists accounts by federation and role, as far as their federation, unit
// or login contains what is searched for.
func picks(accounts []DemoAccount, search string) []pickGroup {
	search = strings.ToLower(strings.TrimSpace(search))
	var out []pickGroup
	for _, federation := range federations(accounts) {
		for _, role := range people.Roles {
			g := pickGroup{Federation: federation, Role: string(role)}
			for _, d := range accounts {
				if d.Federation == federation && d.Role == g.Role && d.matches(search) {
					g.Accounts = append(g.Accounts, d)
				}
			}
			if len(g.Accounts) > 0 {
				out = append(out, g)
			}
		}
	}
	return out
}

func (d DemoAccount) matches(search string) bool {
	return strings.Contains(d.Login, search) || strings.Contains(strings.ToLower(d.Unit), search) || strings.Contains(strings.ToLower(d.Federation), search)
}

// signIn begins a session. What was wrong is said on the same page. A button of
// the demonstration's list signs in the account it names.
func (d *Desk) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	login, password := r.PostForm.Get("login"), r.PostForm.Get("password")
	if pick := r.PostForm.Get("demo"); pick != "" {
		if i := slices.IndexFunc(d.demo, func(d DemoAccount) bool { return d.Login == pick }); i >= 0 {
			login, password = pick, d.demo[i].Password
		}
	}
	ctx := r.Context()
	who, err := d.People.SignIn(ctx, login, password, Origin(r))
	if fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.TooMany) {
		message, _ := web.Printer(ctx).Fault(err)
		return d.renderSignIn(w, r, fault.From(err).Kind.Status(), signInPage{Login: login, Message: message})
	}
	if err != nil {
		return err
	}
	if err := d.Begin(r, who.Account, who.Revision); err != nil {
		return err
	}
	http.Redirect(w, r, web.Next(r, "/"), http.StatusSeeOther)
	return nil
}

// Begin signs the account in under a revision of it, in the session of a request.
func (d *Desk) Begin(r *http.Request, id people.AccountID, revision int64) error {
	if err := d.Sessions.SignIn(r.Context(), string(id)); err != nil {
		return fault.Wrap(err, fault.Unavailable, "fault.session")
	}
	d.Sessions.Put(r.Context(), revisionName, strconv.FormatInt(revision, 10))
	return nil
}

func (d *Desk) signOut(c *Call) error {
	if err := d.Sessions.SignOut(c.Context()); err != nil {
		return fault.Wrap(err, fault.Unavailable, "fault.session")
	}
	return c.Redirect("/sign-in")
}
