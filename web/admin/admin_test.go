package admin

import (
	"net/http"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func TestTemplatesFitTheirTypes(t *testing.T) {
	d := open(t)
	for _, c := range d.Desk.Checked() {
		if err := templatecheck.CheckHTMLStrict(c.Template, c.Value); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestSigningIn(t *testing.T) {
	d := open(t)
	d.Account(t, "yexian", people.Liaison, "yexian", desktest.Password)
	s := d.Stranger(t)
	if to := s.Get("/plan?state=due").Is(http.StatusSeeOther).Header.Get("Location"); to != "/sign-in?next=%2Fplan%3Fstate%3Ddue" {
		t.Errorf("sent to %s", to)
	}
	s.Get("/sign-in").Is(http.StatusOK).Lacks("演示账号")
	s.Post("/sign-in", "login", "yexian", "password", "wrong", "next", "/plan").Is(http.StatusUnauthorized).
		Says("登录名或密码不对", `value="yexian"`, `value="/plan"`)
	if to := s.Post("/sign-in", "login", " Yexian ", "password", desktest.Password, "next", "/plan").Is(http.StatusSeeOther).Header.Get("Location"); to != "/plan" {
		t.Errorf("led to %s", to)
	}
	s.Get("/plan").Is(http.StatusOK).Says("叶县总工会 · 联络员", "退出登录")
	s.Post("/sign-out").Is(http.StatusSeeOther)
	s.Get("/plan").Is(http.StatusSeeOther)
	if to := s.Post("/sign-in", "login", "yexian", "password", desktest.Password, "next", "//elsewhere").Header.Get("Location"); to != "/" {
		t.Errorf("a foreign address was followed: %s", to)
	}
	for range 5 {
		s.Post("/sign-in", "login", "nobody", "password", "x").Is(http.StatusUnauthorized)
	}
	s.Post("/sign-in", "login", "nobody", "password", "x").Is(http.StatusTooManyRequests).Says("15 分钟")
}

func TestDemonstrationOffersItsAccounts(t *testing.T) {
	d := open(t,
		desk.DemoAccount{Login: "yexian", Password: desktest.Password, Role: "liaison", Unit: "yexian"}, desk.DemoAccount{Login: "office", Password: desktest.Password, Role: "office", Unit: "PDS"})
	d.Account(t, "yexian", people.Liaison, "yexian", desktest.Password)
	s := d.Stranger(t)
	s.Get("/sign-in").Is(http.StatusOK).Says("叶县总工会", "平顶山市总工会", "联络员 1").Lacks(desktest.Password)
	s.Get("/sign-in?q=叶县").Says("叶县总工会").Lacks("平顶山市总工会")
	s.Post("/sign-in", "demo", "yexian").Is(http.StatusSeeOther)
	s.Get("/").Is(http.StatusOK).Says("叶县总工会 · 联络员", "演示数据，均属虚构")
	s.Post("/sign-in", "demo", "no-such").Is(http.StatusUnauthorized)
}

func TestOneTimePasswordGoesFirst(t *testing.T) {
	d := open(t)
	_, once := d.Account(t, "lushan", people.Liaison, "lushan", "")
	s, other := d.Stranger(t), d.Stranger(t)
	for _, seat := range []*desktest.Seat{s, other} {
		seat.Post("/sign-in", "login", "lushan", "password", once).Is(http.StatusSeeOther)
	}
	for _, path := range []string{"/", "/plan", "/matrix"} {
		if to := s.Get(path).Is(http.StatusSeeOther).Header.Get("Location"); to != "/password" {
			t.Errorf("%s leads to %s", path, to)
		}
	}
	s.Get("/password").Is(http.StatusOK).Says("一次性密码")
	s.Post("/password", "present", once, "password", desktest.Password, "again", "other").Is(http.StatusUnprocessableEntity).Says("不一致")
	s.Post("/password", "present", "wrong", "password", desktest.Password, "again", desktest.Password).Is(http.StatusUnprocessableEntity).Says("现用密码不对")
	s.Post("/password", "present", once, "password", "short", "again", "short").Is(http.StatusUnprocessableEntity).Says("至少 10 个字符")
	s.Post("/password", "present", once, "password", desktest.Password, "again", desktest.Password).Is(http.StatusSeeOther)
	s.Get("/").Is(http.StatusOK).Says("密码已修改")
	if to := other.Get("/password").Is(http.StatusSeeOther).Header.Get("Location"); !strings.HasPrefix(to, "/sign-in") {
		t.Errorf("a session begun under the old password goes on: %s", to)
	}
}

func TestLanguage(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Liaison, "yexian", "")
	s.Get("/?lang=en").Is(http.StatusOK).Says("To do", "Sign out", "Demonstration data")
	s.Get("/plan").Says("Live state").Lacks("办理情况")
	s.Get("/plan?lang=zh-CN").Says("办理情况")
}

func TestWorkbenchOfALiaison(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Liaison, "yexian", "")
	home := s.Get("/").Is(http.StatusOK).Says("叶县总工会 · 联络员", "签收通知", "报送方案和两张表", "0/3", "月报", "还有 2 天", "无期限", "漏报", "截止 9月30日(周日) · 还有 2 天")
	if strings.Index(home.Body, "调研并初拟方案") > strings.Index(home.Body, "<strong>月报</strong> 2018年9月") {
		t.Error("what is overdue does not come first")
	}
	_, id := "", d.Duty("yexian", "receipt", "once", "").ID
	s.Post("/duties/" + string(id) + "/sign-for").Is(http.StatusSeeOther)
	s.Get("/").Lacks("签收通知")

	it, _ := d.ReportSent(t, "yexian")
	d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", "office"), it.ID,
		report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "请核对"}))
	home = s.Get("/").Says("退回", "修改", "前（含当日）重报")
	if strings.Index(home.Body, "2018年6月") > strings.Index(home.Body, "调研并初拟方案") {
		t.Error("what was returned does not come first")
	}
}

// open serves every page of the staff side.
func open(t *testing.T, demo ...DemoAccount) *desktest.House {
	t.Helper()
	return desktest.New(t, routes, demo...)
}
