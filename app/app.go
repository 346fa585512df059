package app

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/post"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
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
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/deposit"
	"github.com/xianfeng-oss/xianfeng/report/exchange"
	"github.com/xianfeng-oss/xianfeng/report/trace"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin"
	"github.com/xianfeng-oss/xianfeng/web/assets"
	"github.com/xianfeng-oss/xianfeng/web/portal"
	"github.com/xianfeng-oss/xianfeng/worker"
)

// App is the assembled program.
type App struct {
	Options
	*Data
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
	sessions     *store.Sessions
	sequencer    *audit.Sequencer
	runner       *jobs.Runner
	metrics      *prometheus.Registry
}

// New assembles the services of an installation on the program's clock, which
// a demonstration sets to a day of its own.
func New(o Options, d *Data, clock func() time.Time) *App {
	a := &App{
		Options: o, Data: d, metrics: prometheus.NewRegistry(),
		People:    people.NewService(store.Scope[people.Tx](d.DB), clock, o.Real),
		Units:     organisation.NewService(store.Scope[organisation.Tx](d.DB), clock),
		Campaigns: campaign.NewService(store.Scope[campaign.Tx](d.DB), clock),
		Trail:     people.NewTrail(store.Scope[people.TrailTx](d.DB)),
		sessions:  store.NewSessions(d.DB, o.Real),
		sequencer: audit.NewSequencer(store.Scope[audit.Tx](d.DB), d.Key, o.Real),
		runner:    jobs.NewRunner(store.Scope[jobs.Tx](d.DB), o.Real, o.Log),
	}
	a.Privacy = privacy.NewService(store.Scope[privacy.Tx](d.DB), a.Trail, d.DB.Keys(), clock)
	a.Revisions = revision.NewService(store.Scope[revision.Tx](d.DB), a.Campaigns, clock)
	a.Retention = retention.NewService(store.Scope[retention.Tx](d.DB), a.Campaigns, clock, a.runner.Wake)
	a.Posts = post.NewService(store.Scope[post.Tx](d.DB), a.Campaigns)
	a.Proposals = proposal.NewService(store.Scope[proposal.Tx](d.DB), a.Campaigns, a.Posts)
	a.Preparations = preparation.NewService(store.Scope[preparation.Tx](d.DB), a.Campaigns, clock, a.runner.Wake)
	a.Originals = original.NewService(store.Scope[original.Tx](d.DB), a.Campaigns, clock)
	a.Progress = progress.NewService(store.Scope[progress.Tx](d.DB), a.Campaigns)
	a.Ledger = ledger.NewService(store.Scope[ledger.Tx](d.DB), d.Attachments(), a.Campaigns)
	a.Roster = roster.NewService(store.Scope[roster.Tx](d.DB), a.Ledger, a.Campaigns, clock)
	a.Intake = intake.NewService(store.Scope[intake.Tx](d.DB), a.Ledger, a.Campaigns, a.People, d.Vault(), openList, clock, a.runner.Wake)
	a.Reports = report.NewService(store.Scope[report.Tx](d.DB), d.Attachments(), a.Campaigns, clock)
	a.Traces = trace.NewService(store.Scope[report.Tx](d.DB), a.Reports, a.Campaigns)
	a.Figures = rollup.NewService(store.Scope[rollup.Tx](d.DB), a.Campaigns)
	a.Goals = goal.NewService(store.Scope[goal.Tx](d.DB), a.Campaigns)
	a.Deposits = deposit.NewService(store.Scope[deposit.Tx](d.DB), a.Reports, a.Ledger, a.Goals)
	a.Quotas = quota.NewService(store.Scope[quota.Tx](d.DB), a.Campaigns)
	a.Yearly = yearly.NewService(store.Scope[yearly.Tx](d.DB), a.Campaigns)
	a.Results = result.NewService(store.Scope[result.Tx](d.DB), a.Campaigns, a.Ledger)
	a.Bulletins = publication.NewService(store.Scope[publication.Tx](d.DB), a.Campaigns, a.Figures)
	a.metrics.MustRegister(statements(d.DB))
	worker.Bind(a.runner, worker.Services{
		People: a.People, Campaigns: a.Campaigns, Preparations: a.Preparations, Figures: a.Figures, Goals: a.Goals, Intake: a.Intake, Retention: a.Retention, Sessions: a.sessions, Alarm: a.alarm(),
	})
	return a
}

// handler joins the pages, the API and what machines ask for. demo lists the
// accounts of a demonstration, nil in earnest.
func (a *App) handler(demo []admin.DemoAccount) (http.Handler, *web.Site) {
	site := web.NewSite(web.Options{Demo: demo != nil, Secure: a.Secure, Log: a.Log, Now: a.Real, SignIn: "/sign-in"})
	pages := admin.New(site, admin.Services{
		People: a.People, Units: a.Units, Campaigns: a.Campaigns, Posts: a.Posts, Originals: a.Originals, Progress: a.Progress, Revisions: a.Revisions, Preparations: a.Preparations, Proposals: a.Proposals, Reports: a.Reports, Traces: a.Traces, Deposits: a.Deposits,
		Figures: a.Figures, Goals: a.Goals, Quotas: a.Quotas, Yearly: a.Yearly, Results: a.Results, Bulletins: a.Bulletins, Trail: a.Trail, Ledger: a.Ledger, Intake: a.Intake, Privacy: a.Privacy, Roster: a.Roster, Retention: a.Retention,
	}, web.NewSessions(site, a.sessions), demo)
	mux := http.NewServeMux()
	mux.Handle("GET "+assets.Prefix, assets.Handler())
	mux.Handle("/api/", site.LiftLimit(api.MaxBody, api.New(api.Services{
		People: a.People, Units: a.Units, Campaigns: a.Campaigns, Reports: a.Reports, Traces: a.Traces, Figures: a.Figures, Bulletins: a.Bulletins, Trail: a.Trail,
		Originals: a.Originals, Revisions: a.Revisions, Preparations: a.Preparations, Exchange: exchange.NewService(a.Campaigns, a.Reports),
		Ledger: a.Ledger, Intake: a.Intake, Goals: a.Goals, Quotas: a.Quotas, Roster: a.Roster, Privacy: a.Privacy, Retention: a.Retention,
	}, api.Options{Demo: demo != nil, Log: a.Log})))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("GET /metrics", promhttp.HandlerFor(a.metrics, promhttp.HandlerOpts{}))
	public := portal.New(site, a.Bulletins).Handler()
	mux.Handle("GET "+portal.Home, public)
	mux.Handle("GET "+portal.Home+"/", public)
	mux.Handle("/", pages.Handler())
	return site.Wrap(a.measured(mux)), site
}

// ready answers whether the database does.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := a.DB.Ping(ctx); err != nil {
		a.Log.Error("not ready", "error", err)
		http.Error(w, "database", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}
