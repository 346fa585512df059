package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// onBoth plays a test on both engines.
func onBoth(t *testing.T, play func(*testing.T, *world)) {
	t.Helper()
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		w := worldOn(s, api.Options{})
		w.At("2018-09-28 10:41")
		play(t, w)
	})
}

// items are those of a list.
func items(t *testing.T, answer obj) []obj {
	t.Helper()
	var out []obj
	for _, it := range answer["items"].([]any) {
		out = append(out, it.(obj))
	}
	return out
}

// A roster with faults is handed in, its findings are read page by page, the
// marked list is fetched, the mended one is confirmed and stored, and handed in
// again it changes nothing.
func TestImportByMachine(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		liaison := w.token(people.Liaison, "yexian", "")
		at := "/campaigns/" + string(w.Campaign) + "/registers/honourees"
		hand := func(text string) obj {
			m := w.post(liaison, at+"/imports?unit=yexian&name="+url.QueryEscape("名册.csv"), strings.NewReader(text)).must(t, 200)
			return w.get(liaison, "/imports/"+m["id"].(string)).must(t, 200)
		}
		faulty := hand("姓名,荣誉类别,级别,获奖年度\n张三,劳模,省部级,2015\n李四,劳动模范,市级,去年\n")
		id := "/imports/" + faulty["id"].(string)
		if faulty["state"] != "checked" || faulty["storable"] == true || faulty["findings"] != 2.0 || faulty["wrong"] != 1.0 || faulty["unit"] != "yexian" {
			t.Errorf("the faulty list: %v", faulty)
		}
		first := w.get(liaison, id+"/findings?limit=1").must(t, 200)
		second := w.get(liaison, id+"/findings?limit=1&cursor="+first["next"].(string)).must(t, 200)
		one, two := items(t, first)[0], items(t, second)[0]
		if one["at"] != "B3" || one["suggest"] != "劳模" || two["at"] != "D3" || second["next"] != nil {
			t.Errorf("findings: %v, then %v", first, second)
		}
		if got := items(t, w.get(liaison, id+"/findings?field=year").must(t, 200)); len(got) != 1 {
			t.Errorf("of one column: %v", got)
		}
		w.get(liaison, id+"/findings?cursor=x").must(t, 422)
		if got := w.get(liaison, id+"/marked"); got.status != 200 || !strings.HasPrefix(string(got.raw), "PK") {
			t.Errorf("the marked list: %d, %d bytes", got.status, len(got.raw))
		}
		w.post(liaison, id+"/confirm", obj{"revision": faulty["revision"]}).must(t, 409)

		mended := "姓名,荣誉类别,级别,获奖年度\n张三,劳模,省部级,2015\n李四,劳模,市级,2017\n"
		right := hand(mended)
		id = "/imports/" + right["id"].(string)
		if changes := items(t, w.get(liaison, id+"/changes").must(t, 200)); right["new"] != 2.0 || len(changes) != 2 || changes[0]["fate"] != "new" {
			t.Errorf("the mended list: %v, %v", right, changes)
		}
		w.post(liaison, id+"/confirm", obj{"revision": right["revision"]}).must(t, 200)
		if got := w.get(liaison, id).must(t, 200); got["state"] != "stored" {
			t.Errorf("confirmed it is %v", got)
		}
		if got := w.get(liaison, at+"/entries?totals=true").must(t, 200); got["total"].(obj)["count"] != 2.0 {
			t.Errorf("the register: %v", got["total"])
		}
		again := hand(mended)
		if again["unchanged"] != 2.0 || again["new"] != 0.0 || again["changed"] != 0.0 || again["storable"] == true {
			t.Errorf("handed in again: %v", again)
		}
		w.post(liaison, "/imports/"+again["id"].(string)+"/cancel", nil).must(t, 200)
		if all := items(t, w.get(liaison, at+"/imports").must(t, 200)); len(all) != 3 || all[0]["state"] != "cancelled" {
			t.Errorf("imports: %v", all)
		}
		empty := w.get(liaison, at+"/template?format=csv")
		if blank := hand(string(empty.raw)); blank["rows"] != 0.0 || blank["findings"] != 0.0 || blank["state"] != "checked" {
			t.Errorf("the empty list comes back as %v", blank)
		}
	})
}

// A goal is stated, waits, is approved, and is shown with its pace; what the
// unit states next waits again, and a return says why.
func TestGoalsByMachine(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		liaison, office := w.token(people.Liaison, "yexian", ""), w.token(people.Office, "PDS", "office")
		at := "/campaigns/" + string(w.Campaign) + "/goals"
		state := func(value string, seen any) answer {
			return w.do(request{method: http.MethodPut, path: at, token: liaison,
				body: obj{"unit": "yexian", "line": "skill", "measure": "sessions", "year": 2018, "value": value, "reason": "县里统一部署", "version": seen}})
		}
		bad := w.do(request{method: http.MethodPut, path: at, token: liaison, body: obj{"unit": "yexian", "measure": "x", "line": "y", "year": 2031, "value": "", "version": 0}}).must(t, 422)
		if got := errorsAt(bad); got["measure"] == "" || got["line"] == "" || got["year"] == "" || got["reason"] == "" {
			t.Errorf("violations: %v", got)
		}
		g := state("6", 0).must(t, 200)
		if g["in_force"] != 0.0 || g["version"] != 1.0 {
			t.Errorf("stated: %v", g)
		}
		w.entry(w.Campaign, "yexian", "果树修剪培训")
		waits := items(t, w.get(office, at+"?awaiting=true").must(t, 200))
		if len(waits) != 1 || waits[0]["waits"] != "6" || waits[0]["standing"] != "unset" {
			t.Fatalf("waiting: %v", waits)
		}
		pick := func(n any) []obj { return []obj{{"id": g["id"], "version": n}} }
		w.post(liaison, at+"/decide", obj{"approve": true, "goals": pick(1)}).must(t, 403)
		w.post(office, at+"/decide", obj{"approve": true, "goals": pick(1)}).must(t, 200)
		one := w.get(liaison, "/goals/"+g["id"].(string)).must(t, 200)
		if one["value"] != "6" || one["actual"] == nil || one["due"] == nil || one["standing"] == "unset" {
			t.Errorf("approved: %v", one)
		}
		state("9", 0).must(t, 409)
		state("9", 1).must(t, 200)
		w.post(office, at+"/decide", obj{"approve": false, "goals": pick(2)}).must(t, 422)
		w.post(office, at+"/decide", obj{"approve": false, "note": "偏高", "goals": pick(2)}).must(t, 200)
		w.post(office, at+"/decide", obj{"approve": true, "goals": pick(2)}).must(t, 409)
		versions := w.get(liaison, "/goals/"+g["id"].(string)).must(t, 200)["versions"].([]any)
		if newest := versions[0].(obj); len(versions) != 2 || newest["state"] != "returned" || newest["note"] != "偏高" || versions[1].(obj)["in_force"] != true {
			t.Errorf("versions: %v", versions)
		}
	})
}

// A quota counts an activity when the office accepts it, and not before.
func TestQuotasByMachine(t *testing.T) {
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		w := worldOn(s, api.Options{})
		w.At("2019-03-01 09:00")
		liaison, office := w.token(people.Liaison, "suixi", ""), w.token(people.Office, "HB", "office")
		lead := w.Entered(w.As(people.Liaison, "suixi"), "honourees", "suixi", "name", "张守田", "family", "model_worker", "level", "municipal")
		in := "/campaigns/" + string(w.Campaign)
		e := w.post(liaison, in+"/registers/activities/entries", obj{"unit": "suixi", "values": obj{
			"name": "技能培训", "day": "2019-03-01", "line": "skill", "place": "刘桥镇", "led_by": lead.ID, "no_target": "面向全县",
		}}).must(t, 200)
		done := func() float64 {
			groups := items(t, w.get(office, in+"/quotas?year=2019&unit=suixi").must(t, 200))
			if len(groups) == 0 {
				t.Fatal("no quotas")
			}
			return groups[0]["units"].([]any)[0].(obj)["done"].(float64)
		}
		before := done()
		w.post(liaison, "/entries/"+e["id"].(string)+"/moves", obj{"revision": e["revision"], "move": "accept"}).must(t, 403)
		moved := w.post(office, "/entries/"+e["id"].(string)+"/moves", obj{"revision": e["revision"], "move": "accept"}).must(t, 200)
		if after := done(); before != 0 || after != 1 || moved["state"] != "accepted" {
			t.Errorf("counted %v before and %v after it was %v", before, after, moved["state"])
		}
	})
}
