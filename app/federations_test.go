package app

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// apart is a demonstration of both federations behind the program's own door.
type apart struct {
	http.Handler
	accounts []demo.Account
}

// Two federations in one installation see nothing of each other: every address
// of the API that reads is asked for by both, with own ids and with the other's.
func TestFederationsSeeNothingOfEachOther(t *testing.T) {
	t.Parallel()
	a := openApart(t)
	own := map[string]map[string][]string{}
	for _, login := range []string{"office", "hb-office"} {
		own[login] = a.things(t, login)
	}
	for login, other := range map[string]string{"office": "hb-office", "hb-office": "office", "viewer": "hb-office", "hb-viewer": "office", "admin": "hb-office", "hb-suixi": "office"} {
		for _, path := range readable(t) {
			name := regexp.MustCompile(`\{(\w+)\}`).FindStringSubmatch(path)
			if name == nil {
				a.clean(t, login, path, own[other])
				continue
			}
			if mine := own[login][name[1]]; len(mine) > 0 {
				a.clean(t, login, strings.ReplaceAll(path, name[0], mine[0]), own[other])
			}
			for _, foreign := range own[other][name[1]] {
				at := strings.ReplaceAll(strings.ReplaceAll(path, name[0], foreign), "{n}", "1")
				if strings.Contains(at, "{") {
					continue
				}
				if status, body := a.get(t, login, at+"?obligation=receipt"); status < 400 {
					t.Errorf("%s reads %s: %d %.200s", login, at, status, body)
				}
			}
		}
	}
}

// openApart plays both campaigns with three units each up to a day on which a
// bulletin is out.
func openApart(t *testing.T) *apart {
	t.Helper()
	o := Options{Data: t.TempDir(), Log: slog.New(slog.DiscardHandler), Out: io.Discard, Real: time.Now}
	d, err := OpenData(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	today := calendar.Date{Year: 2019, Month: 1, Day: 10}
	all, err := scripts(today, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].Units = all[i].Units[:3]
	}
	clock := demo.NewClock(time.Time{}, time.Now)
	a := New(o, d, clock.Now)
	accounts, err := a.fill(t.Context(), clock, today, all)
	if err != nil {
		t.Fatal(err)
	}
	handler, _ := a.handler(nil)
	return &apart{handler, accounts}
}

// readable lists the addresses that the API describes for reading.
func readable(t *testing.T) (out []string) {
	t.Helper()
	text, err := os.ReadFile("../api/testdata/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths map[string]map[string]any `json:"paths"`
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	for path, methods := range doc.Paths {
		if methods["get"] != nil {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	if len(out) < 20 {
		t.Fatalf("only %d addresses", len(out))
	}
	return out
}

func (a *apart) get(t *testing.T, login, path string) (int, string) {
	t.Helper()
	i := slices.IndexFunc(a.accounts, func(x demo.Account) bool { return x.Login == login })
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	r.Header.Set("Authorization", "Bearer "+a.accounts[i].Token)
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

// things lists what an office reads, by the name it has in an address.
func (a *apart) things(t *testing.T, login string) map[string][]string {
	t.Helper()
	ids := func(path, key string) (out []string) {
		status, body := a.get(t, login, path)
		for _, m := range regexp.MustCompile(`"`+key+`":\s*"([^"]+)"`).FindAllStringSubmatch(body, -1) {
			out = append(out, m[1])
		}
		if status != http.StatusOK || len(out) == 0 {
			t.Fatalf("%s: %s answers %d %.300s", login, path, status, body)
		}
		return out
	}
	out := map[string][]string{"code": ids("/api/v1/units?limit=100", "code"), "campaign": ids("/api/v1/campaigns", "id")[:1]}
	c := "/api/v1/campaigns/" + out["campaign"][0]
	out["duty"] = ids(c+"/duties?limit=100", "id")
	out["duty"] = out["duty"][:3]
	if login == "office" { // the other plan asks for no bulletin
		out["bulletin"] = ids(c+"/bulletins", "id")[:1]
	}
	return out
}

// clean reports what an account reads of the other federation in an answer of
// its own.
func (a *apart) clean(t *testing.T, login, path string, other map[string][]string) {
	t.Helper()
	if strings.Contains(path, "{") {
		return
	}
	if strings.HasSuffix(path, "/matrix") {
		path += "?obligation=receipt"
	}
	_, body := a.get(t, login, path)
	for name, ids := range other {
		for _, id := range ids {
			if strings.Contains(body, `"`+id+`"`) {
				t.Errorf("%s reads the %s %s of the other federation in %s", login, name, id, path)
			}
		}
	}
}
