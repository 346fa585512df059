// Package stage sets up what acceptance tests play on: the services on a real
// store, a clock the test moves, and a small federation with the campaign of
// Pingdingshan running.
package stage

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/asking"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/campaign/proposal"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/ledger/result"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/ledger/yearly"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/deposit"
	"github.com/xianfeng-oss/xianfeng/report/trace"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// Stage is a federation with a running campaign.
type Stage struct {
	T            testing.TB
	DB           *store.DB
	People       *people.Service
	Units        *organisation.Service
	Campaigns    *campaign.Service
	Originals    *original.Service
	Posts        *post.Service
	Progress     *progress.Service
	Preparations *preparation.Service
	Proposals    *proposal.Service
	Revisions    *revision.Service
	Ledger       *ledger.Service
	Roster       *roster.Service
	Intake       *intake.Service
	Reports      *report.Service
	Traces       *trace.Service
	Deposits     *deposit.Service
	Figures      *rollup.Service
	Goals        *goal.Service
	Quotas       *quota.Service
	Yearly       *yearly.Service
	Results      *result.Service
	Bulletins    *publication.Service
	Trail        *people.Trail
	Privacy      *privacy.Service
	Retention    *retention.Service
	Jobs         *jobs.Runner // of launches alone
	Idle         atomic.Bool  // leaves the jobs to the test
	Root         organisation.UnitID
	Campaign     campaign.ID
	now          atomic.Pointer[time.Time]
	played       sync.Map // actors by account
	unit         map[string]organisation.UnitID
	director     organisation.PersonID // once it was asked for
}

// Program is the program itself as an actor.
var Program = people.Program(audit.Origin{})

// Launched is the day the campaign of every stage is launched.
const Launched = "2018-06-01 09:00"

// Both plays a test on SQLite and on PostgreSQL.
func Both(t *testing.T, play func(t *testing.T, s *Stage)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) { play(t, New(t, db)) })
}

// One plays a test on SQLite alone: for rules that no engine can change.
func One(t *testing.T) *Stage {
	t.Helper()
	t.Parallel()
	return New(t, storetest.SQLite(t))
}

// New sets a stage on an empty store: the federation PDS, the counties yexian
// and lushan, the zone gaoxin, the industry jiaoyu, the enterprise meikuang and
// below yexian and jiaoyu the grass-roots unit xuexiao.
func New(t testing.TB, db *store.DB) *Stage {
	t.Helper()
	s := Empty(t, db)
	s.At(Launched)
	s.Root = s.Found("PDS", "平顶山市总工会", organisation.Federation, "", "")
	s.Found("yexian", "叶县总工会", organisation.County, "PDS", "")
	s.Found("lushan", "鲁山县总工会", organisation.County, "PDS", "")
	s.Found("gaoxin", "高新区工会", organisation.Zone, "PDS", "")
	s.Found("jiaoyu", "教育工会", organisation.Industry, "PDS", "")
	s.Found("meikuang", "煤矿工会", organisation.DirectEnterprise, "PDS", "")
	s.Found("xuexiao", "叶县第一小学工会", organisation.Grassroots, "yexian", "jiaoyu")
	s.Campaign = s.Launch("pingdingshan-2018")
	return s
}

// Empty sets a stage without units on an empty store.
func Empty(t testing.TB, db *store.DB) *Stage {
	s := &Stage{T: t, DB: db, unit: map[string]organisation.UnitID{}}
	s.At(Launched)
	s.People = people.NewService(store.Scope[people.Tx](db), s.Now, time.Now)
	s.Units = organisation.NewService(store.Scope[organisation.Tx](db), s.Now)
	s.Campaigns = campaign.NewService(store.Scope[campaign.Tx](db), s.Now)
	s.Revisions = revision.NewService(store.Scope[revision.Tx](db), s.Campaigns, s.Now)
	s.Posts = post.NewService(store.Scope[post.Tx](db), s.Campaigns)
	s.Proposals = proposal.NewService(store.Scope[proposal.Tx](db), s.Campaigns, s.Posts)
	s.Preparations = preparation.NewService(store.Scope[preparation.Tx](db), s.Campaigns, s.Now, s.work)
	s.Jobs = jobs.NewRunner(store.Scope[jobs.Tx](db), s.Now, slog.New(slog.DiscardHandler))
	jobs.Handle(s.Jobs, func(ctx context.Context, j asking.Job) error {
		return s.Preparations.Carry(ctx, s.People, j.Preparation)
	})
	jobs.Handle(s.Jobs, func(ctx context.Context, j retention.Job) error { return s.Retention.Erase(ctx, j) })
	s.Originals = original.NewService(store.Scope[original.Tx](db), s.Campaigns, s.Now)
	s.Progress = progress.NewService(store.Scope[progress.Tx](db), s.Campaigns)
	files, err := blob.OpenFolder(t.TempDir())
	s.Must(err)
	t.Cleanup(func() { _ = files.Close() })
	s.Ledger = ledger.NewService(store.Scope[ledger.Tx](db), attachments{files}, s.Campaigns)
	s.Roster = roster.NewService(store.Scope[roster.Tx](db), s.Ledger, s.Campaigns, s.Now)
	s.Intake = intake.NewService(store.Scope[intake.Tx](db), s.Ledger, s.Campaigns, s, files.Vault(db.Keys()), openList, s.Now, s.work)
	jobs.Handle(s.Jobs, func(ctx context.Context, j intake.CheckJob) error { return s.Intake.Check(ctx, j.Import) })
	jobs.Handle(s.Jobs, func(ctx context.Context, j intake.StoreJob) error { return s.Intake.Store(ctx, j.Import) })
	s.Reports = report.NewService(store.Scope[report.Tx](db), attachments{files}, s.Campaigns, s.Now)
	s.Traces = trace.NewService(store.Scope[report.Tx](db), s.Reports, s.Campaigns)
	s.Figures = rollup.NewService(store.Scope[rollup.Tx](db), s.Campaigns)
	s.Goals = goal.NewService(store.Scope[goal.Tx](db), s.Campaigns)
	s.Deposits = deposit.NewService(store.Scope[deposit.Tx](db), s.Reports, s.Ledger, s.Goals)
	s.Quotas = quota.NewService(store.Scope[quota.Tx](db), s.Campaigns)
	s.Yearly = yearly.NewService(store.Scope[yearly.Tx](db), s.Campaigns)
	s.Results = result.NewService(store.Scope[result.Tx](db), s.Campaigns, s.Ledger)
	s.Bulletins = publication.NewService(store.Scope[publication.Tx](db), s.Campaigns, s.Figures)
	s.Trail = people.NewTrail(store.Scope[people.TrailTx](db))
	s.Privacy = privacy.NewService(store.Scope[privacy.Tx](db), s.Trail, db.Keys(), s.Now)
	s.Retention = retention.NewService(store.Scope[retention.Tx](db), s.Campaigns, s.Now, s.work)
	return s
}

// work does the jobs that were just committed.
func (s *Stage) work() {
	if s.Idle.Load() {
		return
	}
	if _, err := s.Jobs.Drain(context.Background()); err != nil {
		s.T.Error(err)
	}
}

// Now is the clock of the stage.
func (s *Stage) Now() time.Time { return *s.now.Load() }

// At moves the clock to an instant in the zone of the plan: «2018-09-28 10:41».
func (s *Stage) At(when string) {
	s.T.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", when, locale.Shanghai)
	s.Must(err)
	s.now.Store(&t)
}

// Must ends the test on an error.
func (s *Stage) Must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// Found enters a unit below a county and an industry parent named by code.
func (s *Stage) Found(code, name string, c organisation.Category, county, industry string) organisation.UnitID {
	s.T.Helper()
	u, err := s.Units.Found(context.Background(), Program, organisation.Founding{
		Root: s.Root, Code: code, Name: name, Category: c,
		County: s.unit[county], Industry: s.unit[industry],
	})
	s.Must(err)
	s.unit[code] = u.ID
	return u.ID
}

// Unit returns the id of a unit by its code.
func (s *Stage) Unit(code string) organisation.UnitID {
	s.T.Helper()
	id, ok := s.unit[code]
	if !ok {
		s.T.Fatalf("no unit %q on the stage", code)
	}
	return id
}

// Launch starts a shipped playbook as a campaign of the federation.
func (s *Stage) Launch(playbook string) campaign.ID {
	s.T.Helper()
	pb, err := playbooks.Open(playbook)
	s.Must(err)
	c, err := s.Campaigns.Launch(context.Background(), Program, campaign.Start{Organiser: s.Root, Source: pb.Source})
	s.Must(err)
	return c.ID
}

// As returns an actor with one role at a unit, for the campaign.
func (s *Stage) As(role people.Role, code string) people.Actor {
	return s.AsBody(role, code, "")
}

// AsBody returns an actor that acts for a body of the campaign.
func (s *Stage) AsBody(role people.Role, code, body string) people.Actor {
	s.T.Helper()
	var above []organisation.UnitID
	if tree, err := s.Units.Tree(context.Background(), s.Root, calendar.DateOf(s.Now(), locale.Shanghai)); err == nil {
		above = tree.Ancestors(s.Unit(code))
	}
	login := string(role) + "-" + code + body
	who := people.Actor{
		Account: people.AccountID(login), Root: s.Root, Login: login,
		Grants: []people.Grant{{Role: role, Unit: s.Unit(code), Campaign: string(s.Campaign), Body: body, Above: above}},
		Origin: audit.Origin{Account: login, Login: login},
	}
	s.played.Store(who.Account, who)
	return who
}

// Director is the office's director in person, who signs bulletins: 陈文远, who
// has held the post since the day after the launch.
func (s *Stage) Director() people.Actor {
	s.T.Helper()
	who := s.AsBody(people.OfficeDirector, "PDS", "office")
	if s.director == "" {
		p, err := s.Units.RegisterPerson(context.Background(), Program, organisation.Registration{Unit: s.Root, Name: "陈文远"})
		s.Must(err)
		s.Must(s.Posts.Appoint(context.Background(), Program, s.Campaign, "office-director", p.ID, Date(Launched[:10]).AddDays(1)))
		s.director = p.ID
	}
	who.Person = s.director
	return who
}

// Duty returns the duty of a unit for an obligation, a period and a form, all
// of which the campaign has.
func (s *Stage) Duty(code, obligation, period, form string) campaign.Item {
	s.T.Helper()
	page, err := s.Campaigns.Duties(context.Background(), Program,
		campaign.Filter{Campaign: s.Campaign, Unit: s.Unit(code), Obligation: obligation, Period: period})
	s.Must(err)
	for _, it := range page.Items {
		if it.Form == form || form == "" {
			return it
		}
	}
	s.T.Fatalf("%s owes no %s %s %s", code, obligation, period, form)
	return campaign.Item{}
}

// Standing returns how a duty stands now.
func (s *Stage) Standing(id campaign.DutyID) campaign.Standing {
	s.T.Helper()
	e, err := s.Reports.Open(context.Background(), Program, id)
	s.Must(err)
	return e.Standing()
}

// Send sends a whole content, or a nil report where cells is nil and nothing
// else is wanted, as an actor.
func (s *Stage) Send(who people.Actor, id campaign.DutyID, cells map[string]string) (report.Version, error) {
	e, err := s.Reports.Open(context.Background(), who, id)
	if err != nil {
		return report.Version{}, err
	}
	return s.Reports.Submit(context.Background(), who, id, report.Sending{Revision: e.Draft.Revision, Cells: cells})
}

// Monthly is a content that the monthly report's form accepts.
func Monthly() map[string]string {
	return map[string]string{
		"figures/skill/projects": "4", "figures/skill/funds_union": "3.20", "figures/skill/person_times": "312",
		"figures/skill/households": "148", "texts/progress": "大棚完工",
	}
}

// attachments gives reports the blob store.
type attachments struct{ *blob.Store }

// Put implements report.Blobs.
func (a attachments) Put(ctx context.Context, name string, r io.Reader, limit int64) (sum, kind string, size int64, err error) {
	f, err := a.Store.Put(ctx, name, r, limit)
	return f.Sum, string(f.Type), f.Size, err
}

// PDF is the smallest file that is taken for a PDF.
const PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// Date returns a civil date from ISO text that is one.
func Date(iso string) calendar.Date {
	d, err := calendar.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return d
}
