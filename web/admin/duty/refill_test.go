package duty

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// Rows that were typed are not lost to one press: what the ledger would put in
// their place is shown first, old beside new, and only the second press does it.
func TestRefillAsksBeforeItReplaces(t *testing.T) {
	d := open(t)
	d.At("2018-06-15 09:00")
	county := d.As(people.Liaison, "yexian")
	d.Entered(county, "projects", "yexian", "name", "蔬菜大棚", "line", "industry", "owner", "王某", "planned_from", "2018-07-01", "planned_until", "2018-12-01")
	who := d.Sit(t, people.Liaison, "yexian", "")
	id := d.Duty("yexian", "plan-and-tables", "once", "task-breakdown").ID
	at := dutyURL(id)
	page := who.Get(at).Says(`value="蔬菜大棚"`, `name="refill"`)
	same := who.Post(at+"/rows", append(page.Form(nil), "refill", "tasks")...).Is(http.StatusSeeOther)
	who.Get(address(d.Must, same.Header.Get("Location"))).Says("本表与台账一致").Lacks(`id="refill"`)

	page = who.Get(at + "?edit=1")
	ask := who.Post(at+"/rows", append(page.Form(map[string]string{"tasks/r1/owner": "李某", "tasks/r1/note": "先建棚"}), "refill", "tasks")...).Is(http.StatusSeeOther)
	who.Get(address(d.Must, ask.Header.Get("Location"))).
		Says(`<dialog id="refill"`, "将改动 2 格", `<td class="words">李某</td><td class="words">王某</td>`, `<td class="words">先建棚</td><td class="words">—</td>`, `value="李某"`)
	e, err := d.Reports.Open(t.Context(), county, id)
	d.Must(err)
	if got := e.Content.Cells["tasks/r1/owner"]; got != "李某" {
		t.Fatalf("before it was confirmed: %q", got)
	}
	revision := strconv.FormatInt(e.Draft.Revision, 10)
	done := who.Post(at+"/rows", "revision", revision, "replace", "tasks").Is(http.StatusSeeOther)
	who.Get(address(d.Must, done.Header.Get("Location"))).Says("已按台账重填", `value="王某"`).Lacks("先建棚")
	who.Post(at+"/rows", "revision", "1", "replace", "tasks").Is(http.StatusConflict)
}

// A report that came back shows what the ledger says by now, and offers to put
// it in the place of what was typed over it.
func TestAReturnedReportIsFilledAgain(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	liaison := d.As(people.Liaison, "yexian")
	add := func(name, day string) {
		d.Entered(liaison, "activities", "yexian", "name", name, "day", day, "line", "skill", "place", "刘庄村", "sessions", "1", "person_times", "20")
	}
	add("果树修剪培训", "2018-09-03")
	id := d.Duty("yexian", "monthly-report", "2018-09", "").ID
	at := dutyURL(id)
	_, err := d.Reports.Submit(t.Context(), liaison, id, report.Sending{Cells: map[string]string{"figures/skill/sessions": "3", "texts/progress": "大棚已完工"},
		Reasons: map[string]paper.Reason{"figures/skill/sessions": {ID: "not_recorded"}}})
	d.Must(err)
	add("温棚管理培训", "2018-09-20")
	d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", "office"), id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "请核对"}))
	who := d.Sit(t, people.Liaison, "yexian", "")
	page := who.Get(at).Says(`data-why-ledger>2</td><td class="n" data-why-typed>3</td>`, `name="refill" value="*"`, `name="figures/skill/person_times"`, `value="40"`, ">2条</a>", "上版 20")
	ask := who.Post(at+"/rows", append(page.Form(nil), "refill", "*")...).Is(http.StatusSeeOther)
	who.Get(address(d.Must, ask.Header.Get("Location"))).Says(`<dialog id="refill"`, "将改动 1 格", `<td class="words">3</td><td class="words">2</td>`)
	done := who.Post(at+"/rows", "revision", "0", "replace", "*").Is(http.StatusSeeOther)
	who.Get(address(d.Must, done.Header.Get("Location"))).Says("已按台账重填").Lacks(`data-why-ledger>2</td>`)
	who.Get(at+"/versions/1").Says(`<b>1</b>`, `<b>3</b>`)
}

// address is where a redirect leads, as it is asked for.
func address(must func(error), location string) string {
	to, err := url.Parse(location)
	must(err)
	return to.RequestURI()
}
