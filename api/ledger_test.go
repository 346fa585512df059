package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/people"
)

// activity is an activity as a machine records it.
func activity(name, day string) obj {
	return obj{"name": name, "day": day, "line": "skill", "place": "柳河村", "person_times": "40", "households": "12"}
}

// entry records an activity of a unit and returns its id.
func (w *world) entry(of campaign.ID, unit, name string) string {
	w.T.Helper()
	e, err := w.Ledger.Record(w.T.Context(), stage.Program, ledger.New{Campaign: of, Register: "activities", Unit: w.Unit(unit), Typed: map[string]string{
		"name": name, "day": "2018-08-10", "line": "skill", "place": "柳河村", "person_times": "40",
	}})
	w.Must(err)
	return string(e.ID)
}

// The ledger's operations answer by the permission table, for one's own unit and
// another; a reading asks nothing more, a writing meets the state of things next.
func TestLedgerHoldsTheTable(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.beside()
	w.At(onTheDay)
	register := func(more string) string {
		return "/campaigns/" + string(w.Campaign) + "/registers/activities" + more
	}
	for _, unit := range []string{"yexian", "lushan"} {
		id := w.entry(w.Campaign, unit, "培训")
		ev, err := w.Ledger.Attach(t.Context(), stage.Program, ledger.EntryID(id), "签到表.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n"))
		w.Must(err)
		at := target{name: unit, unit: unit}
		m, err := w.Intake.HandIn(t.Context(), w.As(people.Office, "PDS"), intake.Handed{Campaign: w.Campaign, Register: "activities", Unit: w.Unit(unit), Name: "a.csv"}, strings.NewReader("x,y\n1,2\n"))
		w.Must(err)
		for _, o := range []operation{
			{id: "list-registers", method: "GET", path: "/campaigns/" + string(w.Campaign) + "/registers", act: people.LedgerRead, read: people.LedgerRead, anywhere: true},
			{id: "list-entries", method: "GET", path: register("/entries"), act: people.LedgerRead, read: people.LedgerRead, anywhere: true},
			{id: "export-entries", method: "GET", path: register("/export?format=csv"), act: people.LedgerRead, read: people.LedgerRead, anywhere: true},
			{id: "record-entry", method: "POST", path: register("/entries"), act: people.LedgerRecord, read: people.LedgerRead, body: obj{"unit": unit, "values": obj{}}},
			{id: "get-entry", method: "GET", path: "/entries/" + id, act: people.LedgerRead, read: people.LedgerRead},
			{id: "correct-entry", method: "PATCH", path: "/entries/" + id, act: people.LedgerConfirm, read: people.LedgerRead, body: obj{"revision": 99, "values": obj{}}},
			{id: "move-entry", method: "POST", path: "/entries/" + id + "/moves", act: people.LedgerConfirm, read: people.LedgerRead, body: obj{"revision": 99, "move": "return", "reason": "x"}},
			{id: "withdraw-entry", method: "POST", path: "/entries/" + id + "/withdraw", act: people.LedgerConfirm, read: people.LedgerRead, body: obj{"revision": 99, "reason": "x"}},
			{id: "attach-evidence", method: "POST", path: "/entries/" + id + "/files?name=a.exe", act: people.LedgerRecord, read: people.LedgerRead, body: obj{}},
			{id: "download-evidence", method: "GET", path: "/evidence/" + string(ev.ID) + "/file", act: people.LedgerRead, read: people.LedgerRead},
			{id: "hand-in-import", method: "POST", path: register("/imports?name=a.pdf&unit=" + unit), act: people.LedgerRecord, read: people.LedgerRead, body: obj{}},
			{id: "get-import", method: "GET", path: "/imports/" + string(m.ID), act: people.LedgerRecord, read: people.LedgerRead},
			{id: "list-findings", method: "GET", path: "/imports/" + string(m.ID) + "/findings", act: people.LedgerRecord, read: people.LedgerRead},
			{id: "list-changes", method: "GET", path: "/imports/" + string(m.ID) + "/changes", act: people.LedgerRecord, read: people.LedgerRead},
			{id: "confirm-import", method: "POST", path: "/imports/" + string(m.ID) + "/confirm", act: people.LedgerRecord, read: people.LedgerRead, body: obj{"revision": 99}},
			{id: "cancel-import", method: "POST", path: "/imports/" + string(m.ID) + "/cancel", act: people.LedgerRecord, read: people.LedgerRead, body: obj{}},
			{id: "move-entries", method: "POST", path: register("/moves"), act: people.LedgerConfirm, read: people.LedgerRead, body: obj{"move": "return", "reason": "x", "entries": []obj{{"id": id, "revision": 99}}}},
			{id: "transfer-entry", method: "POST", path: "/entries/" + id + "/transfer", act: people.LedgerConfirm, read: people.LedgerRead, body: obj{"revision": 99, "unit": unit, "from": "2018-09-01"}},
			{id: "remove-evidence", method: "POST", path: "/evidence/" + string(ev.ID) + "/remove", act: people.LedgerConfirm, read: people.LedgerRead, body: obj{"revision": 99, "reason": "x"}},
			{id: "state-goal", method: "PUT", path: "/campaigns/" + string(w.Campaign) + "/goals", act: people.GoalSet, read: people.LedgerRead, body: obj{"unit": unit, "measure": "nonsense", "year": 2018, "value": "x", "version": 0}},
			{id: "list-goals", method: "GET", path: "/campaigns/" + string(w.Campaign) + "/goals", act: people.LedgerRead, read: people.LedgerRead, anywhere: true},
			{id: "list-quotas", method: "GET", path: "/campaigns/" + string(w.Campaign) + "/quotas", act: people.LedgerRead, read: people.LedgerRead, anywhere: true},
		} {
			for _, role := range people.Roles {
				for _, home := range []string{"PDS", "yexian"} {
					body := ""
					if role.ActsForBody() {
						body = "office"
					}
					q := request{method: o.method, path: o.path, token: w.token(role, home, body)}
					if o.body != nil {
						q.body = o.body
					}
					got, want := w.do(q), o.expect(role, home, at)
					if !meets(got.status, want) {
						t.Errorf("%s of %s by %s at %s: %d, want %d: %.200s", o.id, at.name, role, home, got.status, want, got.raw)
					}
				}
			}
		}
	}
	for _, path := range []string{"/entries/" + "nothing", "/evidence/nothing/file", "/imports/nothing"} {
		w.get(w.token(people.Office, "PDS", "office"), path).must(t, http.StatusNotFound)
	}
}

// An entry by machine: recorded once by its key, with every violation at once,
// found again, corrected, sent back, confirmed with others, taken back.
func TestEntriesByMachine(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	at := "/campaigns/" + string(w.Campaign) + "/registers/activities"
	school, liaison := w.token(people.Grassroots, "xuexiao", ""), w.token(people.Liaison, "yexian", "")
	bad := w.post(liaison, at+"/entries", obj{"unit": "yexian", "values": obj{"person_times": "许多", "nonsense": "1"}}).must(t, 422)
	if got := errorsAt(bad); got["name"] == "" || got["day"] == "" || got["person_times"] == "" || got["nonsense"] == "" {
		t.Errorf("violations: %v", got)
	}
	record := func(token, unit, key, name string) obj {
		q := request{method: http.MethodPost, path: at + "/entries", token: token, body: obj{"unit": unit, "values": activity(name, "2018-08-10")}, header: http.Header{"Idempotency-Key": {key}}}
		return w.do(q).must(t, 200)
	}
	one, again := record(liaison, "yexian", "k1", "果树修剪培训"), record(liaison, "yexian", "k1", "果树修剪培训")
	if one["id"] != again["id"] || one["state"] != "confirmed" || one["values"].(obj)["person_times"] != "40" {
		t.Errorf("recorded %v, then %v", one, again)
	}
	mine := record(school, "xuexiao", "k2", "村小听课")
	if mine["state"] != "recorded" || !slices.Contains(mine["may"].([]any), any("correct")) {
		t.Errorf("the school's own: %v", mine)
	}
	found := w.get(liaison, at+"/entries?text=听课&totals=true&mark=line:skill").must(t, 200)
	if items := found["items"].([]any); len(items) != 1 || items[0].(obj)["id"] != mine["id"] || found["total"].(obj)["count"] != 1.0 {
		t.Errorf("found %v", found)
	}
	id := "/entries/" + mine["id"].(string)
	fixed := w.do(request{method: http.MethodPatch, path: id, token: school, body: obj{"revision": mine["revision"], "values": obj{"households": "15"}, "note": "补报"}}).must(t, 200)
	if fixed["values"].(obj)["households"] != "15" || len(fixed["past"].([]any)) != 1 {
		t.Errorf("corrected: %v", fixed)
	}
	w.post(school, id+"/moves", obj{"revision": fixed["revision"], "move": "confirm"}).must(t, 403)
	moved := w.post(liaison, at+"/moves", obj{"move": "confirm", "entries": []obj{{"id": mine["id"], "revision": fixed["revision"]}}}).must(t, 200)
	if moved["moved"] != 1.0 {
		t.Errorf("moved %v", moved)
	}
	now := w.get(liaison, id).must(t, 200)
	gone := w.post(liaison, id+"/withdraw", obj{"revision": now["revision"], "reason": "重复"}).must(t, 200)
	if now["state"] != "confirmed" || gone["state"] != "withdrawn" {
		t.Errorf("%v, then %v", now["state"], gone["state"])
	}
	for _, path := range []string{"/entries?mark=nonsense", "/entries?from=x", "/entries?sort=nonsense"} {
		w.get(liaison, at+path).must(t, 422)
	}
	w.get(liaison, "/campaigns/"+string(w.Campaign)+"/registers/nonsense/entries").must(t, 404)
}

// The registers tell a client all it needs to write into them.
func TestRegistersByMachine(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	got := w.get(w.token(people.Liaison, "yexian", ""), "/campaigns/"+string(w.Campaign)+"/registers").must(t, 200)
	names := map[string]obj{}
	for _, r := range got["items"].([]any) {
		names[r.(obj)["id"].(string)] = r.(obj)
	}
	activities := names["activities"]
	if activities == nil || activities["clause"] != "P-58" || names["points"]["reference"] != true || names["projects"]["name"] != "攻坚项目" {
		t.Fatalf("registers: %v", names)
	}
	for _, f := range activities["fields"].([]any) {
		if f := f.(obj); f["id"] == "line" && (f["type"] != "choice" || len(f["options"].([]any)) != 7 || f["filter"] != true) {
			t.Errorf("the line: %v", f)
		}
	}
}

// A list that is brought is checked, told of, and stored when it is confirmed.
func TestImportByMachine(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	liaison := w.token(people.Liaison, "yexian", "")
	at := "/campaigns/" + string(w.Campaign) + "/registers/activities"
	hand := func(text string) obj {
		m := w.do(request{method: http.MethodPost, path: at + "/imports?unit=yexian&name=a.csv", token: liaison, body: strings.NewReader(text)}).must(t, 200)
		w.Must(w.Intake.Check(t.Context(), intake.ID(m["id"].(string))))
		return w.get(liaison, "/imports/"+m["id"].(string)).must(t, 200)
	}
	wrong := hand("活动名称,日期,专项行动,地点\n培训,昨天,技能扶贫,柳河村\n")
	findings := w.get(liaison, "/imports/"+wrong["id"].(string)+"/findings").must(t, 200)
	if n := len(findings["items"].([]any)); wrong["storable"] == true || n == 0 || fmt.Sprint(wrong["findings"]) != fmt.Sprint(n) {
		t.Errorf("%v: %v", wrong, findings)
	}
	w.post(liaison, "/imports/"+wrong["id"].(string)+"/confirm", obj{"revision": wrong["revision"]}).must(t, 409)
	w.post(liaison, "/imports/"+wrong["id"].(string)+"/cancel", nil).must(t, 200)
}
