package duty

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
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

// address is where a redirect leads, as it is asked for.
func address(must func(error), location string) string {
	to, err := url.Parse(location)
	must(err)
	return to.RequestURI()
}
