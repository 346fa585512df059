package api_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
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
	other := request{method: http.MethodPost, path: at + "/entries", token: liaison, body: obj{"unit": "yexian", "values": activity("另一次培训", "2018-08-10")}, header: http.Header{"Idempotency-Key": {"k1"}}}
	if p := w.do(other).must(t, 409); p["code"] != "ledger.key_used" {
		t.Errorf("the key with another body answers %v", p["code"])
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
