package admin

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

func TestJourneyThroughTheDesks(t *testing.T) {
	d := open(t, desk.DemoAccount{Login: "yexian", Password: desktest.Password, Role: "liaison", Unit: "yexian"})
	tab := webtest.Open(t)
	d.Account(t, "yexian", people.Liaison, "yexian", desktest.Password)
	d.At("2018-06-28 10:00")
	d.ReportSent(t, "yexian")
	d.At("2018-09-28 10:00")
	look := func(name, path string) {
		t.Helper()
		tab.Visit(d.Server.URL + path)
		tab.Axe()
		tab.Shot("desk-" + name)
	}
	look("sign-in", "/sign-in")
	tab.Click(`[name=demo][value=yexian]`)
	tab.See(`#todo`)
	look("liaison", "/")
	look("password", "/password")
	for _, role := range []people.Role{people.Grassroots, people.Admin, people.Leader} {
		d.Browse(tab, d.Sit(t, role, seatOf[role], ""))
		look(string(role), "/")
	}
	d.Browse(tab, d.Sit(t, people.Office, "PDS", "office"))
	look("office", "/")
	look("plan", "/plan")
	look("readings", "/plan/readings")
	look("matrix", "/matrix")
	look("matrix-papers", "/matrix?obligation=plan-and-tables&group=county")
	look("duties", "/duties?timing=missing")
	id := string(d.Duty("yexian", "monthly-report", "2018-07", "").ID)
	look("manage", "/duties/"+id+"/manage")
	tab.Type(`#reason`, "洪灾")
	tab.Click(`[data-open="#confirm"]`)
	tab.Axe()
	tab.Shot("desk-confirm")
	tab.Click(`#confirm .btn-primary`)
	if said := tab.See(`.flash`); said != "已免报。" {
		t.Errorf("the next page says %q", said)
	}
	look("add", "/duties/add")
	look("not-found", "/duties/none")
	d.At("2020-01-28 10:00")
	_, err := d.Campaigns.ApplyCalendar(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	look("pending", "/")
	tab.Click(`[data-open="#decide-0"]`)
	tab.Axe()
	tab.Shot("desk-decide")
}
