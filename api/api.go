// Package api is the JSON API, version 1: what machines read and write, under
// the same permissions as people, because the same services are behind it. Its
// contract is OpenAPI 3.1, made from the types here, served beside it and kept
// in testdata/openapi.json, so that a change of it is seen.
//
// Who asks is told by a token, «Authorization: Bearer xf_…». Units are named by
// their codes, everything else by its id. Instants are written in the zone of
// Shanghai, days as ISO dates, figures as a person would type them.
package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/xianfeng-oss/xianfeng/api/figure"
	entries "github.com/xianfeng-oss/xianfeng/api/ledger"
	"github.com/xianfeng-oss/xianfeng/api/plan"
	personal "github.com/xianfeng-oss/xianfeng/api/privacy"
	honoured "github.com/xianfeng-oss/xianfeng/api/roster"
	"github.com/xianfeng-oss/xianfeng/api/trail"
	"github.com/xianfeng-oss/xianfeng/api/wire"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/privacy"
	"github.com/xianfeng-oss/xianfeng/privacy/retention"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/exchange"
	"github.com/xianfeng-oss/xianfeng/report/trace"
	"github.com/xianfeng-oss/xianfeng/rollup"
)

// Prefix is where the API begins.
const Prefix = wire.Prefix

// MaxBody bounds a request in bytes: an attachment with some room around it.
// Every other request is held to 1 MiB.
const MaxBody = report.MaxFile + 64<<10

// Services are the use cases behind the API.
type Services struct {
	People    *people.Service
	Units     *organisation.Service
	Campaigns *campaign.Service
	Reports   *report.Service
	Traces    *trace.Service
	Figures   *rollup.Service
	Bulletins *publication.Service
	Trail     *people.Trail

	Originals    *original.Service
	Revisions    *revision.Service
	Preparations *preparation.Service
	Exchange     *exchange.Service

	Ledger    *ledger.Service
	Intake    *intake.Service
	Goals     *goal.Service
	Quotas    *quota.Service
	Roster    *roster.Service
	Privacy   *privacy.Service
	Retention *retention.Service
}

// Options are what the API is told about the program around it.
type Options struct {
	Demo bool         // demonstration data: every answer says so
	Log  *slog.Logger // takes the causes of failures
	Rate int          // requests an account may make in a minute; 0: 600,000
}

const defaultRate = 600_000

// API answers machines.
type API struct {
	Services
	Options
	huma huma.API
}

// New makes the API as a handler of all addresses below Prefix. What stands
// around it must let MaxBody bytes of a request through.
func New(s Services, o Options) http.Handler {
	if o.Rate == 0 {
		o.Rate = defaultRate
	}
	mux := http.NewServeMux()
	a := &API{Services: s, Options: o}
	a.huma = humago.New(mux, a.config())
	a.campaigns()
	a.units()
	a.duties()
	a.drafts()
	a.traces()
	a.sending()
	a.reviews()
	a.remarks()
	a.versions()
	a.files()
	a.workbooks()
	a.matrices()
	a.figures()
	a.bulletins()
	unit := func(ctx context.Context, code string) (organisation.UnitID, error) {
		return a.unitID(callOf(ctx), code)
	}
	trail.Register(a.host(), trail.Services{Trail: s.Trail, Unit: unit, Codes: a.codes})
	figure.Register(a.host(), figure.Services{Figures: s.Figures, Exchange: s.Exchange, Unit: unit})
	kept := func(ctx context.Context, code string) (organisation.UnitID, error) {
		return a.unitID(callOf(ctx), code, people.LedgerRead)
	}
	entries.Register(a.host(), entries.Services{Ledger: s.Ledger, Intake: s.Intake, Goals: s.Goals, Quotas: s.Quotas, Privacy: s.Privacy, Unit: kept, Codes: a.codes})
	honoured.Register(a.host(), honoured.Services{Ledger: s.Ledger, Roster: s.Roster, Unit: kept, Codes: a.codes})
	personal.Register(a.host(), personal.Services{Campaigns: s.Campaigns, Ledger: s.Ledger, Privacy: s.Privacy, Retention: s.Retention, Unit: unit, Codes: a.codes})
	plan.Register(a.host(), plan.Services{
		Units: s.Units, Campaigns: s.Campaigns, Originals: s.Originals, Revisions: s.Revisions, Preparations: s.Preparations,
	})
	mux.HandleFunc("GET "+Prefix+"/openapi.json", a.contract())
	mux.HandleFunc("/", a.nowhere(mux))
	return a.around(mux)
}

func (a *API) config() huma.Config {
	info := &huma.Info{
		Title: "先锋 Xianfeng", Version: "1",
		Description: "One campaign from the official plan to the reports: duties, drafts, sending and review; and the ledger that they are filled from. " +
			"Figures are typed as in the form («3.20» in 万元); a failure is a problem document with every violation at once.",
	}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0", Info: info,
			Components: &huma.Components{
				Schemas: huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"token": {Type: "http", Scheme: "bearer", Description: "A token of an account, «xf_…»."},
				},
			},
			Security: []map[string][]string{{"token": {}}},
		},
		Formats:                      map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
		Transformers:                 []huma.Transformer{a.mark},
	}
}

// contract answers with the OpenAPI document.
func (a *API) contract() http.HandlerFunc {
	text, err := json.MarshalIndent(a.huma.OpenAPI(), "", "  ")
	if err != nil {
		panic(err) // it is made from the types of this package
	}
	text = append(text, '\n')
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		_, _ = w.Write(text) // a client that went away is nobody to answer
	}
}

// host is what the operations of a noun are registered at.
func (a *API) host() wire.Host {
	return wire.Host{
		API: a.huma,
		Call: func(ctx context.Context) wire.Call {
			c := callOf(ctx)
			return wire.Call{Context: c, Who: c.who, Print: c.print, Body: c.http.Body}
		},
		Problem: func(ctx context.Context, err error) error { return a.problem(callOf(ctx), err) },
	}
}

// serve registers an operation of this package.
func serve[I, O any](a *API, op huma.Operation, handle func(*call, *I) (*O, error)) {
	wire.Serve(a.host(), op, func(c wire.Call, in *I) (*O, error) { return handle(callOf(c), in) })
}

// read is an operation that changes nothing, write one that does.
func read(path, id, summary string) huma.Operation { return wire.Read(path, id, summary) }

func write(method, path, id, summary string) huma.Operation {
	return wire.Write(method, path, id, summary)
}
