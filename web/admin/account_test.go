package admin

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

var secret = regexp.MustCompile(`<code class="secret">([^<]+)</code>`)

func TestAccountsFromMakingToEnd(t *testing.T) {
	d := open(t)
	admin := d.Sit(t, people.Admin, "PDS", "")
	admin.Post("/accounts/new", "login", "X").Is(http.StatusUnprocessableEntity).Says("登录名为 3 至 64 个")
	made := admin.Post("/accounts/new", "login", "yexian-2").Is(http.StatusOK).Says("只显示这一次")
	once := secret.FindStringSubmatch(made.Body)[1]
	account := regexp.MustCompile(`href="(/accounts/[^"]+)"`).FindAllStringSubmatch(made.Body[strings.Index(made.Body, "secret"):], 1)[0][1]
	admin.Get(account).Is(http.StatusOK).Says("待改密码", "还没有角色").Lacks(once)

	admin.Post(account+"/grants", "role", "liaison", "unit", "没有", "from", "2018-06-01").Is(http.StatusUnprocessableEntity).Says("没有这个单位")
	admin.Post(account+"/grants", "role", "liaison", "unit", "叶县总工会", "from", "2018-06-01", "body", "office").Is(http.StatusUnprocessableEntity).
		Says("只有办公室的角色可以代表机构")
	admin.Post(account+"/grants", "role", "liaison", "unit", "叶县总工会", "from", "2018-06-01").Is(http.StatusSeeOther)
	admin.Get("/accounts?role=liaison&q="+url.QueryEscape("叶县")).Says("yexian-2", "联络员 · 叶县总工会", "共 1 个")

	s := d.Stranger(t)
	s.Post("/sign-in", "login", "yexian-2", "password", once).Is(http.StatusSeeOther)
	s.Post("/password", "present", once, "password", desktest.Password, "again", desktest.Password).Is(http.StatusSeeOther)
	s.Get("/units").Is(http.StatusOK)

	token := secret.FindStringSubmatch(admin.Post(account+"/tokens", "name", "省平台").Is(http.StatusOK).Says("令牌只显示这一次").Body)[1]
	if _, err := d.People.ActorByToken(t.Context(), token, stage.Program.Origin); err != nil {
		t.Errorf("the token shown does not work: %v", err)
	}
	open := admin.Get(account).Says("省平台").Lacks(token)
	revoke := regexp.MustCompile(`action="([^"]+/revoke)"`).FindStringSubmatch(open.Body)[1]
	admin.Post(revoke).Is(http.StatusSeeOther)
	if _, err := d.People.ActorByToken(t.Context(), token, stage.Program.Origin); err == nil {
		t.Error("a revoked token works")
	}
	open = admin.Get(account)
	end := regexp.MustCompile(`action="([^"]+/end)"`).FindStringSubmatch(open.Body)[1]
	admin.Post(end, "revision", desktest.RevisionOn(open, end), "to", "2018-05-31").Is(http.StatusSeeOther)
	s.Get("/units").Is(http.StatusNotFound)

	admin.Post(account+"/disable", "revision", "99").Is(http.StatusConflict).Says("他人已先行修改")
	admin.Post(account+"/disable", "revision", desktest.RevisionOn(admin.Get(account), account+"/disable")).Is(http.StatusSeeOther)
	s.Get("/").Is(http.StatusSeeOther)
	admin.Get(account).Says("已停用")
	admin.Post(account+"/enable", "revision", desktest.RevisionOn(admin.Get(account), account+"/enable")).Is(http.StatusSeeOther)
	again := secret.FindStringSubmatch(admin.Post(account+"/reset", "revision", desktest.RevisionOn(admin.Get(account), account+"/reset")).Is(http.StatusOK).Body)[1]
	s.Post("/sign-in", "login", "yexian-2", "password", again).Is(http.StatusSeeOther)
	own := "/accounts/" + string(admin.Account)
	admin.Get(own).Is(http.StatusOK).Says("不能停用自己的账号").Lacks("/disable")
}
