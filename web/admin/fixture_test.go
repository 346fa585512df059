package admin

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2/memstore"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

// password opens the accounts that sign in by the form.
const password = "correct horse 1"

// newHouse is a desk with every page of the staff side, as the program serves
// them.
func newHouse(t *testing.T, demo ...DemoAccount) (*desk, *Admin) {
	t.Helper()
	d := &desk{Stage: stage.One(t), seats: map[string]*seat{}}
	site := web.NewSite(web.Options{Demo: true, SignIn: "/sign-in", Log: slog.New(slog.DiscardHandler), Now: time.Now})
	sessions := web.NewSessions(site, memstore.NewWithCleanupInterval(0))
	a := New(site, Services{
		People: d.People, Units: d.Units, Campaigns: d.Campaigns, Reports: d.Reports,
		Trail: people.NewTrail(store.Scope[people.TrailTx](d.DB)),
	}, sessions, d.Now, demo)
	mux := http.NewServeMux()
	mux.Handle("GET "+assets.Prefix, assets.Handler())
	mux.Handle("GET /sit/{account}", sessions.Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := people.AccountID(r.PathValue("account"))
		who, err := d.People.ActorOf(r.Context(), id, Origin(r))
		if err == nil {
			err = a.begin(r, id, who.Revision)
		}
		if err != nil {
			t.Error(err)
		}
	})))
	mux.Handle("/", a.Handler())
	d.server = httptest.NewServer(site.Wrap(mux))
	t.Cleanup(d.server.Close)
	return d, a
}

// stranger is a browser in which nobody is signed in.
func (d *desk) stranger(t *testing.T) *seat {
	t.Helper()
	jar, err := cookiejar.New(nil)
	d.Must(err)
	return &seat{t, d, "", &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// account makes an account that signs in by the form; without a password given
// it gets a one-time one, which is returned.
func (d *desk) account(t *testing.T, login string, role people.Role, unit string, given string) (people.Account, string) {
	t.Helper()
	acc, once, err := d.People.Create(t.Context(), stage.Program, people.NewAccount{Root: d.Root, Login: login, Password: given})
	d.Must(err)
	_, err = d.People.Grant(t.Context(), stage.Program, people.Grant{Account: acc.ID, Role: role, Unit: d.Unit(unit)})
	d.Must(err)
	return acc, once
}

// elsewhere is a second federation with a campaign of its own, and the duty of
// one of its units.
func (d *desk) elsewhere(t *testing.T, source []byte) campaign.Item {
	t.Helper()
	ctx := context.Background()
	root, err := d.Units.Found(ctx, stage.Program, organisation.Founding{Code: "XX", Name: "另一市总工会", Category: organisation.Federation})
	d.Must(err)
	_, err = d.Units.Found(ctx, stage.Program, organisation.Founding{
		Root: root.ID, Code: "xx-county", Name: "另一县总工会", Category: organisation.County, County: root.ID,
	})
	d.Must(err)
	c, err := d.Campaigns.Launch(ctx, stage.Program, root.ID, source)
	d.Must(err)
	page, err := d.Campaigns.Duties(ctx, stage.Program, campaign.Filter{Campaign: c.ID, Obligation: "monthly-report", Period: "2018-06"})
	d.Must(err)
	return page.Items[0]
}

// sent sends the monthly report of June of a unit with one attachment, and
// returns its duty and the attachment.
func (d *desk) sent(t *testing.T, unit string) (campaign.Item, paper.AttachmentID) {
	t.Helper()
	ctx := t.Context()
	it := d.Duty(unit, "monthly-report", "2018-06", "")
	who := d.As(people.Liaison, unit)
	draft, err := d.Reports.Attach(ctx, who, it.ID, 0, "papers/evidence", "x.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n"))
	d.Must(err)
	kept, err := d.Reports.Save(ctx, who, it.ID, report.Patch{Revision: draft.Revision, Cells: stage.Monthly()})
	d.Must(err)
	_, err = d.Reports.Submit(ctx, who, it.ID, report.Sending{Revision: kept.Revision})
	d.Must(err)
	return d.Duty(unit, "monthly-report", "2018-06", ""), draft.Content.Files["papers/evidence"][0].ID
}

// revision returns a duty's revision as a form carries it.
func revision(it campaign.Item) string { return strconv.FormatInt(it.Revision, 10) }
