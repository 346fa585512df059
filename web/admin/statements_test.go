package admin

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// grown is how many units the federation gets in the middle of the test.
const grown = 12

// What a page asks of the database does not grow with what is stored: every page
// is opened in a small federation and in the same one with three times the
// units, all with reports.
func TestEveryPageIssuesAConstantNumberOfStatements(t *testing.T) {
	d := open(t)
	d.At("2018-06-28 10:00")
	targets := targetsOf(t, d)
	d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", "office"), targets[1].duty, // figures are drawn in both
		report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted}))
	_, err := d.Originals.Attach(t.Context(), d.AsBody(people.Office, "PDS", "office"), d.Campaign, "方案.txt", []byte("试行方案\n一、报送\n从2018年6月起按月报送。\n"))
	d.Must(err) // the plan is shown in the words of its document
	seats := []*desktest.Seat{d.Sit(t, people.Office, "PDS", "office"), d.Sit(t, people.Liaison, "yexian", ""), d.Sit(t, people.Admin, "PDS", "")}
	contribute(t, d, "yexian", targets[0].entry)
	before := statements(t, d, seats, targets[0])
	grow(t, d)
	for i := range grown {
		code := fmt.Sprintf("grown%d", i)
		done(t, d, d.Campaign, d.Unit(code))
		enrolled(t, d, d.Campaign, d.Unit(code))
		contribute(t, d, code, targets[0].entry)
	}
	after := statements(t, d, seats, targets[0])
	for page, n := range before {
		if after[page] > n {
			t.Errorf("%s: %d statements, %d with %d units more", page, n, after[page], grown)
		}
	}
	if len(before) < 30 {
		t.Errorf("only %d pages were opened", len(before))
	}
}

// grow founds units that owe what the others owe, and lets them report.
func grow(t *testing.T, d *desktest.House) {
	t.Helper()
	ctx := context.Background()
	for i := range grown {
		code := fmt.Sprintf("grown%d", i)
		d.Found(code, fmt.Sprintf("新设第%d县总工会", i), organisation.County, "PDS", "")
	}
	_, err := d.Campaigns.Reconcile(ctx, stage.Program, d.Campaign)
	d.Must(err)
	office := d.AsBody(people.Office, "PDS", "office")
	for i := range grown {
		code := fmt.Sprintf("grown%d", i)
		staff(t, d, code)
		it, _ := d.ReportSent(t, code)
		verdict := report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted}
		if i%2 == 0 {
			verdict.Verdict, verdict.Reason = campaign.Returned, "请核对"
		}
		d.Must(d.Reports.Review(ctx, office, it.ID, verdict))
	}
}

// contribute lets a unit give money from every source to an activity.
func contribute(t *testing.T, d *desktest.House, unit string, to ledger.EntryID) {
	t.Helper()
	for _, source := range []string{"union", "honouree", "honouree_unit", "society", "government"} {
		_, err := d.Ledger.Record(t.Context(), stage.Program, ledger.New{Campaign: d.Campaign, Register: "contributions", Unit: d.Unit(unit), Typed: map[string]string{
			"day": "2018-06-20", "kind": "money", "source": source, "amount": "1.5", "line": "skill", "activity": string(to),
		}})
		d.Must(err)
	}
}

// staff gives a unit a liaison with an account, and the leading group a member.
func staff(t *testing.T, d *desktest.House, code string) {
	t.Helper()
	ctx := t.Context()
	p, err := d.Units.RegisterPerson(ctx, stage.Program, organisation.Registration{Unit: d.Unit(code), Name: "联络员" + code, Phone: "13800000000"})
	d.Must(err)
	_, _, err = d.People.Create(ctx, stage.Program, people.NewAccount{Root: d.Root, Login: code, Person: p.ID, Hash: "none"})
	d.Must(err)
	today := calendar.DateOf(d.Now(), locale.Shanghai)
	d.Must(d.Posts.NameLiaison(ctx, stage.Program, campaign.Liaison{Campaign: d.Campaign, Unit: d.Unit(code), Person: p.ID, From: today}))
	d.Must(d.Posts.Appoint(ctx, stage.Program, d.Campaign, "members", p.ID, today))
}

// statements opens every page as every seat, and counts what each asks once it
// is warm.
func statements(t *testing.T, d *desktest.House, seats []*desktest.Seat, to target) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	for _, s := range seats {
		s.T = t
		for _, r := range d.Routes {
			method, path, _ := strings.Cut(r.Pattern, " ")
			if method != http.MethodGet || strings.HasSuffix(path, "/export") {
				continue // a file of all duties is read in pages
			}
			path = fill(strings.NewReplacer("{$}", "", "{post}", "chair").Replace(path), to)
			if s.Get(path).Status != http.StatusOK {
				continue
			}
			began := d.DB.Statements()
			s.Get(path)
			out[fmt.Sprintf("%s as %s", path, s.Account)] = d.DB.Statements() - began
		}
	}
	return out
}

// A page in a federation beside it asks no more either.
func TestAnotherFederationCostsNothing(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	count := func(path string) int64 {
		s.Get(path).Is(http.StatusOK)
		began := d.DB.Statements()
		s.Get(path)
		return d.DB.Statements() - began
	}
	before := count("/plan")
	source, err := playbooks.FS.ReadFile("pingdingshan-2018.yaml")
	d.Must(err)
	d.Elsewhere(t, source)
	if after := count("/plan"); after != before {
		t.Errorf("%d statements, then %d", before, after)
	}
}
