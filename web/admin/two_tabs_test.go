package admin

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// The scripts name the campaign of a page in all that it sends, while another
// tab has taken a different campaign in hand.
func TestJourneyInTwoTabs(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	other := second(t, d)
	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Office, "PDS", "office"))
	elsewhere := func() {
		t.Helper()
		webtest.Eval[bool](tab, `fetch("/plan?campaign=`+string(other.ID)+`").then(r => r.ok)`)
	}
	tab.Visit(d.Server.URL + "/plan/change/due/monthly-report?campaign=" + string(d.Campaign))
	elsewhere()
	tab.Type("#due", "当月25日") // the dates are asked for beside the form
	tab.See(`#dates .tag-warn`)
	elsewhere()
	tab.Click(`form.box button[type=submit]`)
	tab.See("#publish .hint")
	if said := tab.See("main"); !strings.Contains(said, "当月最后一个工作日 → 当月25日") {
		t.Errorf("the comparison says %q", said)
	}
	tab.See(`body[data-campaign="` + string(d.Campaign) + `"]`)
	text := "/plan/edit?campaign=" + string(d.Campaign)
	tab.Visit(d.Server.URL + text)
	elsewhere()
	tab.Click("textarea")
	tab.Press(" ")
	tab.See("[data-save-status=saved]") // the draft of the other campaign would be a different one: it is refused
}
