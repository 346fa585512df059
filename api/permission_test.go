package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/api"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// target is something an operation is tried on.
type target struct {
	name     string
	unit     string // code of the unit it lies at
	foreign  bool   // in the other federation
	campaign campaign.ID
	duty     campaign.DutyID
}

// operation is an entry of the walk: each operation of the contract with the
// action of the permission table that it needs, at the unit or at the organiser.
type operation struct {
	id, method, path string
	act              people.Action
	read             people.Action // what one must be allowed to know that the thing exists
	organiser        bool          // the action is asked for at the organiser of the campaign
	anywhere         bool          // it shows each reader the units of the reader's scope
	body             obj
}

var operations = []operation{
	{id: "get-campaign", method: "GET", path: "/campaigns/{campaign}", act: people.CampaignRead, read: people.CampaignRead, organiser: true},
	{id: "list-clauses", method: "GET", path: "/campaigns/{campaign}/clauses", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "get-document", method: "GET", path: "/campaigns/{campaign}/document", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "list-documents", method: "GET", path: "/campaigns/{campaign}/documents", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "download-document", method: "GET", path: "/campaigns/{campaign}/documents/1/file", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "attach-document", method: "POST", path: "/campaigns/{campaign}/documents?name=a.txt", act: people.PlanChange, read: people.PlanRead, organiser: true, body: obj{}},
	{id: "list-readings", method: "GET", path: "/campaigns/{campaign}/readings", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "preview-reading", method: "POST", path: "/campaigns/{campaign}/readings/N-P1/preview", act: people.PlanChange, read: people.PlanRead, organiser: true, body: obj{}},
	{id: "sign-reading", method: "POST", path: "/campaigns/{campaign}/readings/N-P1/sign", act: people.PlanChange, read: people.PlanRead, organiser: true, body: obj{"base": 1}},
	{id: "list-editions", method: "GET", path: "/campaigns/{campaign}/editions", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "get-edition", method: "GET", path: "/campaigns/{campaign}/editions/1", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "compare-editions", method: "GET", path: "/campaigns/{campaign}/editions/compare?from=1&to=1", act: people.PlanRead, read: people.PlanRead, organiser: true},
	{id: "preview-edition", method: "POST", path: "/campaigns/{campaign}/editions/preview", act: people.PlanChange, read: people.PlanRead, organiser: true, body: obj{"source": "x"}},
	{id: "publish-edition", method: "POST", path: "/campaigns/{campaign}/editions", act: people.PlanChange, read: people.PlanRead, organiser: true, body: obj{"base": 1, "source": "x"}},
	{id: "get-plan-draft", method: "GET", path: "/campaigns/{campaign}/plan-draft", act: people.PlanChange, read: people.PlanRead, organiser: true},
	{id: "save-plan-draft", method: "PUT", path: "/campaigns/{campaign}/plan-draft", act: people.PlanChange, read: people.PlanRead, organiser: true, body: obj{"base": 1, "source": "x"}},
	{id: "drop-plan-draft", method: "DELETE", path: "/campaigns/{campaign}/plan-draft", act: people.PlanChange, read: people.PlanRead, organiser: true},
	{id: "list-duties", method: "GET", path: "/campaigns/{campaign}/duties", act: people.CampaignRead, read: people.CampaignRead, organiser: true},
	{id: "get-matrix", method: "GET", path: "/campaigns/{campaign}/matrix?obligation=monthly-report", act: people.DutyRead, read: people.DutyRead, organiser: true, anywhere: true},
	{id: "roll-up", method: "GET", path: "/campaigns/{campaign}/rollup", act: people.DutyRead, read: people.DutyRead, organiser: true, anywhere: true},
	{id: "roll-up-parts", method: "GET", path: "/campaigns/{campaign}/rollup/parts?measure=projects", act: people.DutyRead, read: people.DutyRead, organiser: true, anywhere: true},
	{id: "list-figures", method: "GET", path: "/campaigns/{campaign}/figures", act: people.DutyRead, read: people.DutyRead, organiser: true, anywhere: true},
	{id: "list-data-values", method: "GET", path: "/campaigns/{campaign}/data-value-sets", act: people.DutyRead, read: people.DutyRead, organiser: true, anywhere: true},
	{id: "export-reports", method: "GET", path: "/campaigns/{campaign}/reports/export?format=csv", act: people.DutyRead, read: people.DutyRead, organiser: true, anywhere: true},
	{id: "bring-data-values", method: "POST", path: "/campaigns/{campaign}/data-value-sets", act: people.CampaignRead, read: people.CampaignRead, organiser: true, body: obj{"dataValues": []obj{}}},
	{id: "get-unit", method: "GET", path: "/units/{unit}", act: people.UnitRead, read: people.UnitRead},
	{id: "get-duty", method: "GET", path: "/duties/{duty}", act: people.DutyRead, read: people.DutyRead},
	{id: "get-draft", method: "GET", path: "/duties/{duty}/draft", act: people.DutyRead, read: people.DutyRead},
	{id: "trace-figure", method: "GET", path: "/duties/{duty}/trace", act: people.DutyRead, read: people.DutyRead},
	{id: "list-versions", method: "GET", path: "/duties/{duty}/versions", act: people.DutyRead, read: people.DutyRead},
	{id: "get-version", method: "GET", path: "/duties/{duty}/versions/1", act: people.DutyRead, read: people.DutyRead},
	{id: "list-files", method: "GET", path: "/duties/{duty}/files", act: people.DutyRead, read: people.DutyRead},
	{id: "save-draft", method: "PATCH", path: "/duties/{duty}/draft", act: people.DutyFill, read: people.DutyRead, body: obj{"revision": 99}},
	{id: "hand-up", method: "POST", path: "/duties/{duty}/hand-up", act: people.DutyFill, read: people.DutyRead, body: obj{"revision": 99}},
	{id: "upload-file", method: "POST", path: "/duties/{duty}/files?slot=papers/evidence&name=a.pdf&revision=99", act: people.DutyFill, read: people.DutyRead, body: obj{}},
	{id: "get-workbook", method: "GET", path: "/duties/{duty}/workbook", act: people.DutyRead, read: people.DutyRead},
	{id: "put-workbook", method: "PUT", path: "/duties/{duty}/workbook?revision=99", act: people.DutyFill, read: people.DutyRead, body: obj{}},
	{id: "check-workbook", method: "POST", path: "/duties/{duty}/workbook/check", act: people.DutyFill, read: people.DutyRead, body: obj{}},
	{id: "submit", method: "POST", path: "/duties/{duty}/submit", act: people.DutySend, read: people.DutyRead, body: obj{"revision": 99}},
	{id: "receive", method: "POST", path: "/duties/{duty}/receive", act: people.ReportReview, read: people.DutyRead, body: obj{"body": "office", "version": 99}},
	{id: "accept", method: "POST", path: "/duties/{duty}/accept", act: people.ReportReview, read: people.DutyRead, body: obj{"body": "office", "version": 99}},
	{id: "return", method: "POST", path: "/duties/{duty}/return", act: people.ReportReview, read: people.DutyRead, body: obj{"body": "office", "version": 99, "reason": "x"}},
	{id: "list-remarks", method: "GET", path: "/duties/{duty}/remarks", act: people.DutyRead, read: people.DutyRead},
	{id: "remark", method: "POST", path: "/duties/{duty}/remarks", act: people.ReportRemark, read: people.DutyRead, body: obj{"text": "请补充"}},
	{id: "list-bulletins", method: "GET", path: "/campaigns/{campaign}/bulletins", act: people.BulletinRead, read: people.BulletinRead, organiser: true},
	{id: "compose-bulletin", method: "POST", path: "/campaigns/{campaign}/bulletins", act: people.BulletinCompose, read: people.BulletinRead, organiser: true, body: obj{"obligation": "bulletin", "period": "2018-09"}},
	{id: "list-audit", method: "GET", path: "/audit?unit={unit}", act: people.AuditRead, read: people.UnitRead},
}

// walkedElsewhere are operations without a place of their own (lists that show
// each reader the own scope), and those whose action depends on the form, with
// the tests that try them.
var walkedElsewhere = map[string]string{
	"list-campaigns": "TestListsShowOnesOwn", "list-units": "TestListsShowOnesOwn",
	"get-bulletin": "TestBulletinsHoldTheTable", "get-bulletin-word": "TestBulletinsHoldTheTable", "edit-bulletin": "TestBulletinsHoldTheTable", "discard-bulletin": "TestBulletinsHoldTheTable",
	"sign-bulletin": "TestBulletinsHoldTheTable", "cosign-bulletin": "TestBulletinsHoldTheTable", "take-back-bulletin": "TestBulletinsHoldTheTable", "issue-bulletin": "TestBulletinsHoldTheTable",
	"correct-bulletin": "TestBulletinsHoldTheTable",
	"list-templates":   holdsLaunch, "get-template": holdsLaunch, "list-preparations": holdsLaunch, "begin-preparation": holdsLaunch,
	"get-preparation": holdsLaunch, "get-audience": holdsLaunch, "preview-calendar": holdsLaunch, "launch-preparation": holdsLaunch,
	"discard-preparation": holdsLaunch, "withdraw-launch": holdsLaunch, "correct-preparation": holdsLaunch, "describe-preparation": holdsLaunch, "address-preparation": holdsLaunch,
	"name-holders": holdsLaunch, "bring-document": holdsLaunch, "take-document-away": holdsLaunch,
	"list-registers": holdsLedger, "list-entries": holdsLedger, "export-entries": holdsLedger, "record-entry": holdsLedger, "get-entry": holdsLedger, "correct-entry": holdsLedger,
	"move-entry": holdsLedger, "withdraw-entry": holdsLedger, "attach-evidence": holdsLedger, "download-evidence": holdsLedger, "hand-in-import": holdsLedger, "get-import": holdsLedger,
	"list-findings": holdsLedger, "list-changes": holdsLedger, "confirm-import": holdsLedger, "list-goals": holdsLedger, "list-quotas": holdsLedger, "cancel-import": holdsLedger,
	"move-entries": holdsLedger, "transfer-entry": holdsLedger, "remove-evidence": holdsLedger, "state-goal": holdsLedger, "decide-goals": holdsLedger,
	"list-imports": holdsLedger, "get-list-template": holdsLedger, "get-marked-list": holdsLedger, "get-goal": holdsLedger,
	"get-roster": holdsLedger, "list-participants": holdsLedger, "answer-for-participants": holdsLedger, "list-duplicates": holdsLedger, "list-pairs": holdsLedger,
	"get-pair": holdsLedger, "decide-pair": holdsLedger, "list-watched-households": holdsLedger, "get-completeness": holdsLedger,
	"unmask-person": holdsLedger, "list-readings-of-persons": holdsLedger, "get-retention": holdsLedger,
	"download-file": "TestFiles", "sign": "TestWhoSigns", "sign-for": "TestWhoSigns",
}

const holdsLedger = "TestLedgerHoldsTheTable"

const holdsLaunch = "TestPreparationsHoldTheTable"

// expect says from the permission table what a role at home meets at a target.
func (o operation) expect(role people.Role, home string, at target) int {
	switch {
	case at.foreign:
		return http.StatusNotFound
	case reaches(people.Table[o.act][role], home, o.place(at), o.anywhere):
		return http.StatusOK
	case !reaches(people.Table[o.read][role], home, o.place(at), o.anywhere):
		return http.StatusNotFound
	}
	return http.StatusForbidden
}

func (o operation) place(at target) string {
	if o.organiser {
		return "PDS"
	}
	return at.unit
}

// reaches reads the table for the stage, where PDS is above everybody.
func reaches(r people.Reach, home, unit string, anywhere bool) bool {
	own, below := home == unit, home == "PDS" || home == unit
	switch r {
	case people.Own:
		return own || anywhere
	case people.Subtree, people.Body:
		return below || anywhere
	case people.Line:
		return below || unit == "PDS" || anywhere
	}
	return false
}

func TestPermissionWalk(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.beside()
	w.At(onTheDay)
	_, err := w.Originals.Attach(t.Context(), stage.Program, w.Campaign, "方案.txt", []byte(sample))
	w.Must(err)
	targets := w.targets()
	for _, o := range operations {
		for _, at := range targets {
			path := strings.NewReplacer("{campaign}", string(at.campaign), "{duty}", string(at.duty), "{unit}", at.unit).Replace(o.path)
			q := request{method: o.method, path: path, token: ""}
			if o.body != nil {
				q.body = o.body
			}
			if got := w.do(q); got.status != http.StatusUnauthorized {
				t.Errorf("%s of %s without a token: %d", o.id, at.name, got.status)
			}
			for _, role := range people.Roles {
				for _, home := range []string{"PDS", "yexian"} {
					body := ""
					if role.ActsForBody() {
						body = "office"
					}
					q.token = w.token(role, home, body)
					got, want := w.do(q).status, o.expect(role, home, at)
					if !meets(got, want) {
						t.Errorf("%s of %s by %s at %s: %d, want %d", o.id, at.name, role, home, got, want)
					}
				}
			}
		}
	}
}

// meets compares what came with what the table says. Who may do a thing meets
// the state of it next: a stale revision, a version that is none.
func meets(got, want int) bool {
	if want != http.StatusOK {
		return got == want
	}
	return slices.Contains([]int{http.StatusOK, http.StatusConflict, http.StatusUnprocessableEntity}, got)
}

func (w *world) targets() []target {
	w.T.Helper()
	send := func(code string) campaign.DutyID {
		id := w.Duty(code, "monthly-report", "2018-08", "").ID
		_, err := w.Send(w.As(people.Liaison, code), id, stage.Monthly())
		w.Must(err)
		return id
	}
	page, err := w.Campaigns.Duties(w.T.Context(), stage.Program,
		campaign.Filter{Campaign: w.other, Obligation: "monthly-report", Period: "2018-08"})
	w.Must(err)
	return []target{
		{"one's own unit", "yexian", false, w.Campaign, send("yexian")},
		{"another unit", "lushan", false, w.Campaign, send("lushan")},
		{"a unit of another federation", "suixi", true, w.other, page.Items[0].ID},
	}
}

// Every operation of the contract is walked, here or where it says.
func TestWalkIsWhole(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var contract struct {
		Paths map[string]map[string]struct{ OperationID string }
	}
	if err := json.Unmarshal(text, &contract); err != nil {
		t.Fatal(err)
	}
	for path, methods := range contract.Paths {
		for method, op := range methods {
			known := slices.ContainsFunc(operations, func(o operation) bool {
				return o.id == op.OperationID && strings.EqualFold(o.method, method)
			})
			if !known && walkedElsewhere[op.OperationID] == "" {
				t.Errorf("%s %s (%s) is not in the walk", method, path, op.OperationID)
			}
		}
	}
}

func TestListsShowOnesOwn(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.beside()
	count := func(token, path string) int {
		return len(w.get(token, path).must(t, 200)["items"].([]any))
	}
	for _, c := range []struct {
		role             people.Role
		home             string
		units, campaigns int
	}{
		{people.Office, "PDS", 7, 1}, {people.Viewer, "PDS", 7, 1}, {people.Admin, "PDS", 7, 0},
		{people.Liaison, "yexian", 2, 1}, {people.UnitLeader, "yexian", 1, 1}, {people.Grassroots, "xuexiao", 1, 1},
	} {
		token := w.token(c.role, c.home, "")
		if n := count(token, "/units"); n != c.units {
			t.Errorf("%s at %s lists %d units, want %d", c.role, c.home, n, c.units)
		}
		if n := count(token, "/campaigns"); n != c.campaigns {
			t.Errorf("%s at %s lists %d campaigns, want %d", c.role, c.home, n, c.campaigns)
		}
	}
	liaison := w.token(people.Liaison, "yexian", "")
	for _, row := range w.get(liaison, "/campaigns/"+string(w.Campaign)+"/duties?limit=200").must(t, 200)["items"].([]any) {
		if code := row.(obj)["unit"].(obj)["code"]; code != "yexian" {
			t.Fatalf("a liaison of yexian sees a duty of %v", code)
		}
	}
	w.get(liaison, fmt.Sprintf("/campaigns/%s/duties?unit=lushan", w.Campaign)).must(t, 404)
	w.get(liaison, "/units?below=PDS").must(t, 404)
}

// Who signs the plan's receipt and who signs a unit's plan.
func TestWhoSigns(t *testing.T) {
	w := newWorld(t, api.Options{})
	w.At("2018-06-20 10:00")
	plan, receipt := w.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID, w.Duty("yexian", "receipt", "once", "").ID
	for _, role := range people.Roles {
		for _, home := range []string{"PDS", "yexian", "lushan"} {
			at := target{unit: "yexian"}
			token := w.token(role, home, "")
			sign := operation{act: people.DutySign, read: people.DutyRead}.expect(role, home, at)
			if got := w.post(token, "/duties/"+string(plan)+"/sign", obj{"revision": 99}).status; !meets(got, sign) {
				t.Errorf("%s at %s signs: %d, want %d", role, home, got, sign)
			}
			signFor := operation{act: people.DutySignFor, read: people.DutyRead}.expect(role, home, at)
			if got := w.post(token, "/duties/"+string(receipt)+"/sign-for", nil).status; !meets(got, signFor) {
				t.Errorf("%s at %s signs for the plan: %d, want %d", role, home, got, signFor)
			}
		}
	}
}
