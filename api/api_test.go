package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/report/exchange"
	"github.com/xianfeng-oss/xianfeng/store"
)

// world is a stage with the API on it, and a second federation beside it.
type world struct {
	*stage.Stage
	handler http.Handler
	tokens  map[string]string // by role, unit and body
	other   campaign.ID       // the campaign of the other federation
}

func newWorld(t *testing.T, o api.Options) *world {
	t.Helper()
	return worldOn(stage.One(t), o)
}

func worldOn(s *stage.Stage, o api.Options) *world {
	o.Log = slog.New(slog.DiscardHandler)
	w := &world{Stage: s, tokens: map[string]string{}}
	w.handler = api.New(api.Services{
		People: s.People, Units: s.Units, Campaigns: s.Campaigns, Reports: s.Reports, Traces: s.Traces, Figures: s.Figures, Bulletins: s.Bulletins,
		Trail: people.NewTrail(store.Scope[people.TrailTx](s.DB)), Originals: s.Originals, Revisions: s.Revisions, Preparations: s.Preparations,
		Exchange: exchange.NewService(s.Campaigns, s.Reports),
		Ledger:   s.Ledger, Intake: s.Intake, Goals: s.Goals, Quotas: s.Quotas, Roster: s.Roster, Privacy: s.Privacy, Retention: s.Retention,
	}, o)
	return w
}

// beside founds another federation with a county and the same campaign.
func (w *world) beside() {
	w.T.Helper()
	ctx := w.T.Context()
	root, err := w.Units.Found(ctx, stage.Program, organisation.Founding{Code: "HB", Name: "淮北市总工会", Category: organisation.Federation})
	w.Must(err)
	_, err = w.Units.Found(ctx, stage.Program, organisation.Founding{
		Root: root.ID, Code: "suixi", Name: "濉溪县总工会", Category: organisation.County, County: root.ID,
	})
	w.Must(err)
	pb, err := playbooks.Open("pingdingshan-2018")
	w.Must(err)
	c, err := w.Campaigns.Launch(ctx, stage.Program, campaign.Start{Organiser: root.ID, Source: pb.Source})
	w.Must(err)
	w.other = c.ID
}

// token returns a token of an account with one role at a unit.
func (w *world) token(role people.Role, unit, body string) string {
	w.T.Helper()
	name := string(role) + "-" + unit + body
	if have := w.tokens[name]; have != "" {
		return have
	}
	ctx := w.T.Context()
	a, _, err := w.People.Create(ctx, stage.Program, people.NewAccount{
		Root: w.Root, Login: strings.ReplaceAll(strings.ToLower(name), "_", "-"), Hash: "none",
	})
	w.Must(err)
	_, err = w.People.Grant(ctx, stage.Program, people.Grant{Account: a.ID, Role: role, Unit: w.Unit(unit), Body: body})
	w.Must(err)
	_, secret, err := w.People.IssueToken(ctx, stage.Program, a.ID, "test", time.Time{})
	w.Must(err)
	w.tokens[name] = secret
	return secret
}

// foreign returns a token of an account at the top of the other federation.
func (w *world) foreign(role people.Role) string {
	w.T.Helper()
	ctx := w.T.Context()
	roots, err := w.Units.Roots(ctx)
	w.Must(err)
	for _, root := range roots {
		if root.ID == w.Root {
			continue
		}
		a, _, err := w.People.Create(ctx, stage.Program, people.NewAccount{Root: root.ID, Login: "foreign-" + string(role), Hash: "none"})
		w.Must(err)
		_, err = w.People.Grant(ctx, stage.Program, people.Grant{Account: a.ID, Role: role, Unit: root.ID, Body: "office"})
		w.Must(err)
		_, secret, err := w.People.IssueToken(ctx, stage.Program, a.ID, "test", time.Time{})
		w.Must(err)
		return secret
	}
	w.T.Fatal("there is no other federation")
	return ""
}

// request is one request of a test.
type request struct {
	method, path, token string
	body                any // marshalled, or an io.Reader that is sent as it is
	header              http.Header
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	raw    []byte
}

func (w *world) do(q request) answer {
	var body io.Reader
	switch b := q.body.(type) {
	case nil:
	case io.Reader:
		body = b
	default:
		text, err := json.Marshal(b)
		w.Must(err)
		body = bytes.NewReader(text)
	}
	r := httptest.NewRequest(q.method, api.Prefix+q.path, body)
	for name, values := range q.header {
		r.Header[name] = values
	}
	if q.token != "" {
		r.Header.Set("Authorization", "Bearer "+q.token)
	}
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	return answer{rec.Code, rec.Header(), rec.Body.Bytes()}
}

func (w *world) get(token, path string) answer {
	return w.do(request{method: http.MethodGet, path: path, token: token})
}

func (w *world) post(token, path string, body any) answer {
	return w.do(request{method: http.MethodPost, path: path, token: token, body: body})
}

// must checks the status and reads the answer.
func (a answer) must(t testing.TB, status int) map[string]any {
	t.Helper()
	out := map[string]any{}
	if a.status != status {
		t.Fatalf("status %d, want %d: %s", a.status, status, a.raw)
	}
	if err := json.Unmarshal(a.raw, &out); err != nil {
		t.Fatalf("%v: %s", err, a.raw)
	}
	return out
}

// obj is a JSON object of a test.
type obj = map[string]any

// errorsAt returns the codes of a problem's violations by path.
func errorsAt(problem obj) map[string]string {
	out := map[string]string{}
	list, _ := problem["errors"].([]any)
	for _, e := range list {
		v := e.(obj)
		out[v["path"].(string)] = v["code"].(string)
	}
	return out
}
