package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// honouree enters a model worker and returns the entry's id.
func (w *world) honouree(unit, name, year string, more ...string) string {
	w.T.Helper()
	return string(w.Entered(stage.Program, "honourees", unit, append([]string{"name", name, "family", "model_worker", "level", "county", "industry", "agriculture", "year", year}, more...)...).ID)
}

// Who is on the roster answers the campaign, is counted once, and is joined with
// the second entry of the same person until that is taken back.
func TestRosterByMachine(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		one, two := w.honouree("yexian", "王海", "2015"), w.honouree("xuexiao", "王海", "2017")
		w.honouree("yexian", "李秀英", "2016")
		liaison, in := w.token(people.Liaison, "yexian", ""), "/campaigns/"+string(w.Campaign)
		if got := w.post(liaison, in+"/participants", obj{"entries": []string{one}, "status": "joined"}).must(t, 200); got["changed"] != 1.0 {
			t.Errorf("answered: %v", got)
		}
		if got := w.post(liaison, in+"/participants", obj{"entries": []string{one}, "status": "joined"}).must(t, 200); got["changed"] != 0.0 {
			t.Errorf("the same again: %v", got)
		}
		said := map[any]any{}
		for _, p := range items(t, w.get(liaison, in+"/participants?unit=yexian").must(t, 200)) {
			said[p["entry"]] = p["status"]
		}
		if len(said) != 3 || said[one] != "joined" || said[two] != nil {
			t.Errorf("participants: %v", said)
		}
		counted := func() float64 {
			r := w.get(liaison, in+"/roster?unit=yexian").must(t, 200)
			for _, c := range r["cells"].([]any) {
				if c := c.(obj); c["industry"] == "agriculture" && c["level"] == "county" && c["persons"] != r["registered"] {
					t.Errorf("the analysis says %v of %v", c["persons"], r["registered"])
				}
			}
			return r["registered"].(float64)
		}
		pairs := items(t, w.get(liaison, in+"/duplicates").must(t, 200))
		if len(pairs) != 1 || counted() != 3 {
			t.Fatalf("%v registered, alike: %v", counted(), pairs)
		}
		decide := func(verdict, note string) answer {
			return w.post(liaison, in+"/pairs", obj{"keep": one, "other": two, "verdict": verdict, "note": note})
		}
		if bad := decide("merge", "").must(t, 422); errorsAt(bad)["note"] == "" {
			t.Errorf("without a note: %v", bad)
		}
		if got := decide("merge", "同一人").must(t, 200); got["verdict"] != "merged" || got["kept"] != one || counted() != 2 {
			t.Errorf("merged: %v, %v registered", got, counted())
		}
		if left := items(t, w.get(liaison, in+"/duplicates").must(t, 200)); len(left) != 0 {
			t.Errorf("still alike: %v", left)
		}
		decide("merge", "同一人").must(t, 409)
		if got := decide("undo", "两个人").must(t, 200); got["verdict"] != "undone" || counted() != 3 {
			t.Errorf("taken back: %v, %v registered", got, counted())
		}
		if all := items(t, w.get(liaison, in+"/pairs").must(t, 200)); len(all) != 1 || all[0]["note"] != "两个人" {
			t.Errorf("decided: %v", all)
		}
	})
}

// A masked value is told for a reason, which the office reads; a list in whose
// texts a number stands goes out for a reason alone.
func TestPersonalValuesByMachine(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		one := w.honouree("yexian", "韩梅香", "2015", "phone", "13800138000")
		liaison, office, in := w.token(people.Liaison, "yexian", ""), w.token(people.Office, "PDS", "office"), "/campaigns/"+string(w.Campaign)
		if got := w.get(liaison, "/entries/"+one).must(t, 200)["human"].(obj); got["phone"] == "13800138000" || got["phone"] == "" {
			t.Errorf("the entry says %v", got)
		}
		ask := func(token, reason string, fields ...string) answer {
			return w.post(token, "/entries/"+one+"/unmask", obj{"campaign": w.Campaign, "fields": fields, "reason": reason})
		}
		if p := ask(liaison, "看", "phone").must(t, 422); errorsAt(p)["reason"] != "privacy.reason_short" {
			t.Errorf("without a reason: %v", p)
		}
		ask(liaison, "通知九月培训", "salary").must(t, 422)
		w.post(liaison, "/entries/"+one+"/unmask", obj{"campaign": "nothing", "fields": []string{"phone"}, "reason": "通知九月培训"}).must(t, 404)
		seen := ask(liaison, "通知九月培训", "phone")
		if got := seen.must(t, 200)["values"].(obj); len(got) != 1 || got["phone"] != "13800138000" || !strings.Contains(seen.header.Get("Cache-Control"), "no-store") {
			t.Errorf("in clear: %v", got)
		}
		all := items(t, w.get(office, "/readings?unit=yexian").must(t, 200))
		if len(all) != 1 || all[0]["reason"] != "通知九月培训" || all[0]["name"] != "韩**" || all[0]["unit"] != "yexian" || all[0]["campaign"] != string(w.Campaign) {
			t.Errorf("readings: %v", all)
		}

		w.Entered(stage.Program, "activities", "yexian", "name", "培训", "day", "2018-08-10", "line", "skill", "place", "请拨0375-2345678", "person_times", "40")
		export := in + "/registers/activities/export?format=csv"
		if p := w.get(liaison, export).must(t, 409); p["code"] != "sheet.held" || len(p["errors"].([]any)) != 1 {
			t.Errorf("a list with a number: %v", p)
		}
		w.get(w.token(people.Viewer, "PDS", ""), export+"&reason="+url.QueryEscape("报市总工会备案")).must(t, http.StatusForbidden)
		if got := w.get(liaison, export+"&reason="+url.QueryEscape("报市总工会备案")); got.status != 200 || !strings.Contains(string(got.raw), "0375-2345678") {
			t.Errorf("with a reason: %d %s", got.status, got.raw)
		}
		if files := items(t, w.get(office, "/readings?of=files").must(t, 200)); len(files) != 1 || files[0]["found"] != 1.0 || files[0]["rows"] != 1.0 {
			t.Errorf("lists that went out: %v", files)
		}
	})
}
