package admin

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

func TestJourneyThroughTheRegister(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	d.At("2018-06-28 10:00")
	it, _ := d.ReportSent(t, "yexian")
	office, admin := d.Sit(t, people.Office, "PDS", "office"), d.Sit(t, people.Admin, "PDS", "")
	office.Post("/liaisons/yexian", "name", "周小兰", "phone", "13900000002", "from", "2018-06-05").Is(http.StatusSeeOther)
	office.Post("/posts/vice-chairs", "name", "钱明远", "phone", "13800000001", "from", "2018-06-20").Is(http.StatusSeeOther)
	office.Post("/duties/"+string(it.ID)+"/review", "body", "office", "version", "1", "verdict", "returned", "reason", "核对户数").Is(http.StatusSeeOther)
	made := admin.Post("/accounts/new", "login", "yexian-2").Is(http.StatusOK)
	account := regexp.MustCompile(`href="(/accounts/[^"]+)">已记下`).FindStringSubmatch(made.Body)[1]
	admin.Post(account+"/grants", "role", "liaison", "unit", "yexian", "from", "2018-06-01").Is(http.StatusSeeOther)
	admin.Post(account+"/tokens", "name", "省平台").Is(http.StatusOK)
	look := func(name, path string) {
		t.Helper()
		tab.Visit(d.Server.URL + path)
		tab.Axe()
		tab.Shot("register-" + name)
	}
	d.Browse(tab, office)
	look("units", "/units")
	look("unit", "/units/yexian")
	look("unit-then", "/units/yexian?on=2018-06-01")
	look("found", "/units/new")
	look("posts", "/posts")
	look("post", "/posts/chair")
	look("liaisons", "/liaisons")
	look("liaison", "/liaisons/lushan")
	look("audit", "/audit")
	d.Browse(tab, admin)
	look("accounts", "/accounts")
	look("account", account)
	look("account-new", "/accounts/new")
	look("calendar", "/calendar")
	look("audit-admin", "/audit?act=account.create")
	tab.Visit(d.Server.URL + account)
	tab.Click(`[data-open="#reset-confirm"]`)
	tab.Axe()
	tab.Shot("register-reset")
	tab.Click(`#reset-confirm .btn-primary`)
	if once := tab.See(`.secret`); len(once) < 10 {
		t.Errorf("the page shows %q for a password", once)
	}
	tab.Axe()
	tab.Shot("register-secret")
}
