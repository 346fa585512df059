package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/people"
)

// begun is a preparation of a template at the federation.
func (w *world) begun(token string) (path string, revision float64) {
	w.T.Helper()
	p := w.post(token, "/preparations", obj{"unit": "PDS", "template": "pingdingshan-2018"}).must(w.T, http.StatusOK)
	return "/preparations/" + p["id"].(string), p["revision"].(float64)
}

func TestACampaignIsPreparedAndLaunched(t *testing.T) {
	w := newWorld(t, api.Options{})
	office := w.token(people.Office, "PDS", "office")
	path, revision := w.begun(office)
	step := func(method, part string, body any) obj {
		t.Helper()
		p := w.do(request{method: method, path: fmt.Sprintf("%s%srevision=%v", path, part, revision), token: office, body: body}).must(t, http.StatusOK)
		revision, _ = p["revision"].(float64)
		return p
	}
	stale := path + "/heading?revision=99"
	w.do(request{method: "PUT", path: stale, token: office, body: obj{"title": "x"}}).must(t, http.StatusConflict)
	step("PUT", "/heading?", obj{"title": "第二次行动", "number": "平工办〔2018〕3号", "issued": "2018-06-01"})
	step("POST", "/documents?name=a.txt&", strings.NewReader(sample))
	if p := step("PUT", "/audience?", obj{"categories": []string{"county", "industry"}, "except": []string{"lushan"}}); p["except"].([]any)[0] != "lushan" || p["ready"] != true {
		t.Errorf("after the steps: %v", p)
	}
	calendar := w.get(office, path+"/calendar").must(t, http.StatusOK)
	if calendar["duties"].(float64) == 0 || len(calendar["days"].([]any)) == 0 {
		t.Errorf("the calendar: %v", calendar)
	}
	launched := step("POST", "/launch?", nil)
	page := w.get(office, "/campaigns/"+launched["campaign"].(string)+"/duties?unit=lushan").must(t, http.StatusOK)
	if launched["title"] != "第二次行动" || len(page["items"].([]any)) != 0 {
		t.Errorf("launched %v; a unit that was left out owes %v", launched, page["items"])
	}
	if p := w.get(office, path).must(t, http.StatusOK); launched["state"] != "launched" || p["state"] != "launched" || p["campaign"] != launched["campaign"] {
		t.Errorf("the launch answers %v, the preparation afterwards %v", launched, p["state"])
	}
	w.post(office, fmt.Sprintf("%s/launch?revision=%v", path, revision), nil).must(t, http.StatusConflict)
}

// Who may not launch learns of no preparation.
func TestPreparationsHoldTheTable(t *testing.T) {
	w := newWorld(t, api.Options{})
	office := w.token(people.Office, "PDS", "office")
	path, _ := w.begun(office)
	asks := []request{
		{method: "GET", path: "/templates"}, {method: "GET", path: "/templates/pingdingshan-2018"}, {method: "GET", path: "/preparations"},
		{method: "POST", path: "/preparations", body: obj{"unit": "PDS", "template": "pingdingshan-2018"}},
		{method: "GET", path: path}, {method: "GET", path: path + "/audience"}, {method: "GET", path: path + "/calendar"},
		{method: "PUT", path: path + "/source?revision=99", body: obj{"source": "x"}},
		{method: "PUT", path: path + "/heading?revision=99", body: obj{"title": "x"}},
		{method: "PUT", path: path + "/audience?revision=99", body: obj{"categories": []string{"county"}}},
		{method: "PUT", path: path + "/holders?revision=99", body: obj{"holders": obj{}}},
		{method: "POST", path: path + "/documents?name=a.txt&revision=99", body: obj{}},
		{method: "DELETE", path: path + "/documents?revision=99"},
		{method: "POST", path: path + "/launch?revision=99"}, {method: "DELETE", path: path + "?revision=99"},
		{method: "POST", path: path + "/withdrawal"},
	}
	for _, q := range asks {
		for _, role := range people.Roles {
			for _, home := range []string{"PDS", "yexian"} {
				body := ""
				if role.ActsForBody() {
					body = "office"
				}
				q.token = w.token(role, home, body)
				may := people.Table[people.CampaignLaunch][role] == people.Own && (home == "PDS" || !strings.Contains(q.path, "preparations/") && q.method == "GET")
				got := w.do(q).status
				if allowed := meets(got, http.StatusOK); allowed != may || !may && got != http.StatusForbidden && got != http.StatusNotFound {
					t.Errorf("%s %s by %s at %s: %d", q.method, q.path, role, home, got)
				}
			}
		}
	}
}
