package api_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/people"
)

// kept is what the ledger holds of a unit, for the walk.
type kept struct {
	unit, entry, file, list, one, other, goal string
}

// keep records one of everything for a unit.
func (w *world) keep(unit string) kept {
	w.T.Helper()
	k := kept{unit: unit, entry: w.entry(w.Campaign, unit, "培训")}
	ev, err := w.Ledger.Attach(w.T.Context(), stage.Program, ledger.EntryID(k.entry), "签到表.pdf", strings.NewReader("%PDF-1.4\n%%EOF\n"))
	w.Must(err)
	m, err := w.Intake.HandIn(w.T.Context(), w.As(people.Office, "PDS"), intake.Handed{Campaign: w.Campaign, Register: "activities", Unit: w.Unit(unit), Name: "a.csv"},
		strings.NewReader("活动名称,日期,专项行动,地点\n培训,昨天,技能扶贫,柳河村\n"))
	w.Must(err)
	g, err := w.Goals.Set(w.T.Context(), w.As(people.Liaison, unit), goal.Wish{
		Campaign: w.Campaign, Unit: w.Unit(unit), Line: "skill", Measure: "sessions", Year: 2018, Typed: "6", Reason: "县里统一部署",
	})
	w.Must(err)
	k.file, k.list, k.goal = string(ev.ID), string(m.ID), string(g.ID)
	person := func(year string) string {
		return string(w.Entered(stage.Program, "honourees", unit, "name", "王海", "family", "model_worker", "level", "county", "year", year, "phone", secrets[0]).ID)
	}
	k.one, k.other = person("2015"), person("2016")
	point := w.Entered(stage.Program, "points", unit, "code", "P-"+unit, "county", "叶县", "village", "柳河村")
	w.Entered(stage.Program, "households", unit, "code", "H-"+unit, "name", secrets[1], "point", string(point.ID), "watch", "marginal", "watched_on", "2018-07-01", "watch_source", "县扶贫办")
	return k
}

// secrets are personal values that no answer of the walk may hold: a phone, and
// what somebody in need is called.
var secrets = []string{"13800138000", "陈守根"}

// ledgerOperations are the operations of the ledger, of the roster and on
// personal values, each on what a unit holds.
func (w *world) ledgerOperations(k kept) []operation {
	in := "/campaigns/" + string(w.Campaign)
	register := func(more string) string { return in + "/registers/activities" + more }
	const read, record, confirm = people.LedgerRead, people.LedgerRecord, people.LedgerConfirm
	pair := obj{"keep": k.one, "other": k.other, "verdict": "merge", "note": ""}
	return []operation{
		{id: "list-registers", method: "GET", path: in + "/registers", act: read, read: read, anywhere: true},
		{id: "list-entries", method: "GET", path: register("/entries"), act: read, read: read, anywhere: true},
		{id: "list-entries", method: "GET", path: register("/entries?unit=" + k.unit), act: read, read: read},
		{id: "export-entries", method: "GET", path: register("/export?format=csv"), act: read, read: read, anywhere: true},
		{id: "record-entry", method: "POST", path: register("/entries"), act: record, read: read, body: obj{"unit": k.unit, "values": obj{}}},
		{id: "get-entry", method: "GET", path: "/entries/" + k.entry, act: read, read: read},
		{id: "correct-entry", method: "PATCH", path: "/entries/" + k.entry, act: confirm, read: read, body: obj{"revision": 99, "values": obj{}}},
		{id: "move-entry", method: "POST", path: "/entries/" + k.entry + "/moves", act: confirm, read: read, body: obj{"revision": 99, "move": "return", "reason": "x"}},
		{id: "move-entries", method: "POST", path: register("/moves"), act: confirm, read: read, body: obj{"move": "return", "reason": "x", "entries": []obj{{"id": k.entry, "revision": 99}}}},
		{id: "withdraw-entry", method: "POST", path: "/entries/" + k.entry + "/withdraw", act: confirm, read: read, body: obj{"revision": 99, "reason": "x"}},
		{id: "transfer-entry", method: "POST", path: "/entries/" + k.entry + "/transfer", act: confirm, read: read, body: obj{"revision": 99, "unit": k.unit, "from": "2018-09-01"}},
		{id: "attach-evidence", method: "POST", path: "/entries/" + k.entry + "/files?name=a.exe", act: record, read: read, body: obj{}},
		{id: "download-evidence", method: "GET", path: "/evidence/" + k.file + "/file", act: read, read: read},
		{id: "remove-evidence", method: "POST", path: "/evidence/" + k.file + "/remove", act: confirm, read: read, body: obj{"revision": 99, "reason": "x"}},
		{id: "hand-in-import", method: "POST", path: register("/imports?name=a.pdf&unit=" + k.unit), act: record, read: read, body: obj{}},
		{id: "list-imports", method: "GET", path: register("/imports"), act: record, read: read, anywhere: true},
		{id: "get-list-template", method: "GET", path: register("/template"), act: record, read: read, anywhere: true},
		{id: "get-import", method: "GET", path: "/imports/" + k.list, act: record, read: read},
		{id: "list-findings", method: "GET", path: "/imports/" + k.list + "/findings", act: record, read: read},
		{id: "list-changes", method: "GET", path: "/imports/" + k.list + "/changes", act: record, read: read},
		{id: "get-marked-list", method: "GET", path: "/imports/" + k.list + "/marked", act: record, read: read},
		{id: "confirm-import", method: "POST", path: "/imports/" + k.list + "/confirm", act: record, read: read, body: obj{"revision": 99}},
		{id: "cancel-import", method: "POST", path: "/imports/" + k.list + "/cancel", act: record, read: read, body: obj{}},
		{id: "list-goals", method: "GET", path: in + "/goals", act: read, read: read, anywhere: true},
		{id: "list-goals", method: "GET", path: in + "/goals?unit=" + k.unit, act: read, read: read},
		{id: "get-goal", method: "GET", path: "/goals/" + k.goal, act: read, read: read},
		{id: "state-goal", method: "PUT", path: in + "/goals", act: people.GoalSet, read: read, body: obj{"unit": k.unit, "measure": "nonsense", "year": 2018, "value": "x", "version": 0}},
		{id: "decide-goals", method: "POST", path: in + "/goals/decide", act: people.GoalApprove, read: read, body: obj{"approve": true, "goals": []obj{{"id": k.goal, "version": 99}}}},
		{id: "list-quotas", method: "GET", path: in + "/quotas", act: read, read: read, anywhere: true},
		{id: "get-roster", method: "GET", path: in + "/roster", act: read, read: read, anywhere: true},
		{id: "get-roster", method: "GET", path: in + "/roster?unit=" + k.unit, act: read, read: read},
		{id: "list-participants", method: "GET", path: in + "/participants?unit=" + k.unit, act: read, read: read},
		{id: "answer-for-participants", method: "POST", path: in + "/participants", act: record, read: read, body: obj{"entries": []string{k.one}, "status": "invited"}},
		{id: "list-duplicates", method: "GET", path: in + "/duplicates", act: read, read: read, anywhere: true},
		{id: "list-pairs", method: "GET", path: in + "/pairs", act: read, read: read, anywhere: true},
		{id: "get-pair", method: "GET", path: in + "/pairs/" + k.one + "/" + k.other, act: read, read: read},
		{id: "decide-pair", method: "POST", path: in + "/pairs", act: confirm, read: read, body: pair},
		{id: "list-watched-households", method: "GET", path: in + "/watched-households", act: people.HouseholdRead, read: people.HouseholdRead, anywhere: true},
		{id: "get-completeness", method: "GET", path: in + "/completeness?unit=" + k.unit, act: read, read: read},
		{id: "list-entries", method: "GET", path: in + "/registers/households/entries", act: people.HouseholdRead, read: people.HouseholdRead, anywhere: true},
		{id: "export-entries", method: "GET", path: in + "/registers/households/export?format=csv", act: people.HouseholdRead, read: people.HouseholdRead, anywhere: true},
		{id: "get-entry", method: "GET", path: "/entries/" + k.one, act: read, read: read},
		{id: "unmask-person", method: "POST", path: "/entries/" + k.one + "/unmask", act: people.PersonalRead, read: read, body: obj{"campaign": w.Campaign, "fields": []string{"phone"}, "reason": "x"}},
		{id: "list-readings-of-persons", method: "GET", path: "/readings?unit=" + k.unit, act: people.AuditRead, read: people.UnitRead},
		{id: "get-retention", method: "GET", path: in + "/retention", act: people.PersonalErase, read: read, organiser: true},
	}
}

// The ledger's operations answer by the permission table, for one's own unit and
// another; a reading asks nothing more, a writing meets the state of things next.
// What no answer may hold is held by none.
func TestLedgerHoldsTheTable(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.beside()
	w.At(onTheDay)
	walked := map[string]bool{}
	for _, unit := range []string{"yexian", "lushan"} {
		at := target{name: unit, unit: unit}
		for _, o := range w.ledgerOperations(w.keep(unit)) {
			walked[o.id] = true
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
					for _, secret := range secrets {
						if bytes.Contains(got.raw, []byte(secret)) {
							t.Errorf("%s of %s tells %s at %s %q", o.id, at.name, role, home, secret)
						}
					}
				}
			}
			if got := w.do(request{method: o.method, path: o.path}); got.status != http.StatusUnauthorized {
				t.Errorf("%s without a token: %d", o.id, got.status)
			}
		}
	}
	for id, where := range walkedElsewhere {
		if where == holdsLedger && !walked[id] {
			t.Errorf("%s is not walked", id)
		}
	}
	for _, path := range []string{"/entries/nothing", "/evidence/nothing/file", "/imports/nothing", "/imports/nothing/marked", "/goals/nothing"} {
		w.get(w.token(people.Office, "PDS", "office"), path).must(t, http.StatusNotFound)
	}
}

// Who works in another federation meets nothing of this one's.
func TestLedgerOfAnotherFederation(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.beside()
	w.At(onTheDay)
	foreign := w.foreign(people.Office)
	for _, o := range w.ledgerOperations(w.keep("yexian")) {
		q := request{method: o.method, path: o.path, token: foreign}
		if o.body != nil {
			q.body = o.body
		}
		if got := w.do(q); !slices.Contains([]int{http.StatusNotFound}, got.status) {
			t.Errorf("%s answers another federation with %d: %.200s", o.id, got.status, got.raw)
		}
	}
}
