package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

const onTheDay = "2018-09-28 10:00"

// A report's whole way: draft, send, return of one cell, send again, accept.
func TestReportJourney(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	d := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-09", "").ID)
	liaison, office := w.token(people.Liaison, "yexian", ""), w.token(people.Office, "PDS", "office")

	draft := w.get(liaison, d+"/draft").must(t, 200)
	if draft["revision"] != 0.0 {
		t.Fatalf("revision %v of a draft that is not stored", draft["revision"])
	}
	saved := w.do(request{method: http.MethodPatch, path: d + "/draft", token: liaison,
		body: obj{"revision": 0, "cells": stage.Monthly()}}).must(t, 200)
	if got := saved["cells"].(obj)["figures/skill/funds_union"]; got != "3.20" {
		t.Errorf("money reads %v, want 3.20 as typed", got)
	}
	stale := w.do(request{method: http.MethodPatch, path: d + "/draft", token: liaison,
		body: obj{"revision": 0, "cells": obj{"figures/skill/projects": "5"}}}).must(t, 409)
	if stale["code"] != "report.stale_draft" || errorsAt(stale)["figures/skill/projects"] != "report.differs" {
		t.Errorf("a stale save answers %v", stale)
	}

	first := w.post(liaison, d+"/submit", obj{"revision": 1}).must(t, 200)
	if first["n"] != 1.0 {
		t.Errorf("sent as version %v", first["n"])
	}
	w.post(office, d+"/receive", obj{"body": "office", "version": 1}).must(t, 200)
	bad := w.post(office, d+"/return", obj{"body": "office", "version": 1, "reason": ""}).must(t, 422)
	if errorsAt(bad)["reason"] != "fault.required" {
		t.Errorf("a return without a reason answers %v", bad)
	}
	returned := w.post(office, d+"/return", obj{"body": "office", "version": 1, "reason": "核对户数",
		"cells": obj{"figures/skill/households": "与台账不符"}}).must(t, 200)
	if returned["word"] != "returned" {
		t.Errorf("returned duty shows %v", returned["word"])
	}
	again := w.get(liaison, d+"/draft").must(t, 200)
	if again["comments"].(obj)["figures/skill/households"] != "与台账不符" {
		t.Errorf("comments %v", again["comments"])
	}
	cells := stage.Monthly()
	cells["figures/skill/households"] = "150"
	w.post(liaison, d+"/submit", obj{"revision": 0, "cells": cells}).must(t, 200)
	second := w.get(liaison, d+"/versions/2").must(t, 200)
	changed := second["changed"].([]any)
	if len(changed) != 1 || changed[0].(obj)["cell"] != "figures/skill/households" {
		t.Errorf("changed %v", changed)
	}
	w.post(office, d+"/accept", obj{"body": "office", "version": 1}).must(t, 409)
	accepted := w.post(office, d+"/accept", obj{"body": "office", "version": 2}).must(t, 200)
	if accepted["timing"] != "on_time" || accepted["work"] != "sent" {
		t.Errorf("accepted duty is %v, %v", accepted["timing"], accepted["work"])
	}
	if n := len(w.get(office, d+"/versions").must(t, 200)["items"].([]any)); n != 2 {
		t.Errorf("%d versions", n)
	}
}

// The same key again answers with the first outcome and sends nothing.
func TestIdempotencyKey(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	d := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-09", "").ID)
	liaison := w.token(people.Liaison, "yexian", "")
	q := request{method: http.MethodPost, path: d + "/submit", token: liaison,
		body: obj{"revision": 0, "cells": stage.Monthly()}, header: http.Header{"Idempotency-Key": {"k1"}}}
	one, two := w.do(q).must(t, 200), w.do(q).must(t, 200)
	if one["digest"] != two["digest"] || two["n"] != 1.0 {
		t.Errorf("answers %v and %v", one, two)
	}
	other := q
	other.path = "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-08", "").ID) + "/submit"
	if p := w.do(other).must(t, 409); p["code"] != "report.key_used" {
		t.Errorf("the key on another duty answers %v", p["code"])
	}
}

// What a form advises is told with the draft and the version, and sent.
func TestWarningsStopNothing(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-06-15 10:00")
	d := "/duties/" + string(w.Duty("yexian", "argue", "once", "").ID)
	liaison := w.token(people.Liaison, "yexian", "")
	forum := obj{"meeting/kind": "座谈会", "meeting/held_on": "2018-06-14", "meeting/place": "村部",
		"attendees/r1/name": "林小满", "attendees/r1/role": "其他", "outcome/argued": "责任人", "outcome/advice": "同意"}
	warned := func(what string, answer obj) {
		t.Helper()
		all := answer["warnings"].([]any)
		if len(all) != 1 || all[0].(obj)["path"] != "attendees" || all[0].(obj)["clause"] != "P-21" {
			t.Errorf("%s warns %v, want of the attendees by P-21", what, all)
		}
	}
	draft := w.do(request{method: http.MethodPatch, path: d + "/draft", token: liaison, body: obj{"revision": 0, "cells": forum}}).must(t, 200)
	if problems := draft["problems"].([]any); len(problems) != 0 {
		t.Errorf("problems %v", problems)
	}
	warned("the draft", draft)
	warned("sending", w.post(liaison, d+"/submit", obj{"revision": 1}).must(t, 200))
	warned("the version", w.get(w.token(people.Office, "PDS", "office"), d+"/versions/1").must(t, 200))
}

func TestViolationsAllAtOnce(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At(onTheDay)
	d := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-09", "").ID)
	liaison := w.token(people.Liaison, "yexian", "")
	p := w.post(liaison, d+"/submit", obj{"revision": 0, "cells": obj{
		"figures/skill/projects": "many", "figures/skill/person_times": "1.5"}}).must(t, 422)
	if got := errorsAt(p); got["figures/skill/projects"] == "" || got["figures/skill/person_times"] == "" {
		t.Errorf("violations %v", got)
	}
	unknown := w.post(liaison, d+"/submit", obj{"revision": 0, "cels": obj{}}).must(t, 422)
	if errorsAt(unknown)["cels"] != "api.unknown_field" {
		t.Errorf("an unknown field answers %v", unknown)
	}
	missing := w.post(liaison, d+"/submit", obj{"cells": obj{}}).must(t, 422)
	if errorsAt(missing)["revision"] != "api.missing_field" {
		t.Errorf("a missing field answers %v", missing)
	}
	broken := w.post(liaison, d+"/submit", strings.NewReader("{")).must(t, 400)
	if broken["code"] != "api.bad_json" {
		t.Errorf("broken JSON answers %v", broken)
	}
	if p := w.post(liaison, d+"/submit", obj{"revision": 0, "nil": "nonsense"}).must(t, 422); errorsAt(p)["nil"] != "report.not_option" {
		t.Errorf("an unknown nil reason answers %v", p)
	}
}

// The plan of a unit is handed up and signed; signing is what sends it.
func TestSignature(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-06-20 10:00")
	w.Surveyed("yexian")
	liaison, leader := w.token(people.Liaison, "yexian", ""), w.token(people.UnitLeader, "yexian", "")
	it := w.Duty("yexian", "plan-and-tables", "once", "unit-plan")
	d := "/duties/" + string(it.ID)
	if p := w.post(leader, d+"/sign", obj{"revision": 0}).must(t, 409); p["code"] != "report.not_handed_up" {
		t.Errorf("signing what was not handed up answers %v", p["code"])
	}
	w.post(liaison, d+"/hand-up", obj{"revision": 0}).must(t, 409)
	w.do(request{method: http.MethodPatch, path: d + "/draft", token: liaison,
		body: obj{"revision": 0, "cells": w.plan(liaison)}}).must(t, 200)
	w.post(leader, d+"/submit", obj{"revision": 1}).must(t, 409)
	if got := w.post(liaison, d+"/hand-up", obj{"revision": 1}).must(t, 200); got["work"] != "awaiting_signature" {
		t.Errorf("work %v after the hand-up", got["work"])
	}
	w.post(liaison, d+"/submit", obj{"revision": 2}).must(t, 403)
	if got := w.post(leader, d+"/sign", obj{"revision": 2}).must(t, 200); got["n"] != 1.0 {
		t.Errorf("signed as version %v", got["n"])
	}
	monthly := "/duties/" + string(w.Duty("yexian", "monthly-report", "2018-06", "").ID)
	if p := w.post(leader, monthly+"/sign", obj{"revision": 0}).must(t, 409); p["code"] != "report.no_signature_needed" {
		t.Errorf("signing what needs none answers %v", p["code"])
	}
}

func TestP01SignForByMachine(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-06-20 10:00")
	liaison := w.token(people.Liaison, "yexian", "")
	d := "/duties/" + string(w.Duty("yexian", "receipt", "once", "").ID)
	w.post(liaison, d+"/sign-for", nil).must(t, 200)
	w.post(liaison, d+"/sign-for", nil).must(t, 409)
	if got := w.get(liaison, d).must(t, 200); got["work"] != "sent" {
		t.Errorf("work %v", got["work"])
	}
}

// plan fills the form of a unit's plan by what the API says of it.
func (w *world) plan(token string) obj {
	w.T.Helper()
	cells := obj{"plan/text": "每月下乡两次"}
	detail := w.get(token, "/campaigns/"+string(w.Campaign)).must(w.T, 200)
	for _, f := range detail["forms"].([]any) {
		if f.(obj)["id"] != "unit-plan" {
			continue
		}
		for _, s := range f.(obj)["sections"].([]any) {
			rows, _ := s.(obj)["rows"].([]any)
			for _, row := range rows {
				at := "goals/" + row.(obj)["id"].(string) + "/"
				cells[at+"measure"], cells[at+"y2018"], cells[at+"y2019"], cells[at+"y2020"] = "sessions", "4", "8", "8"
			}
		}
	}
	return cells
}
