package admin

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// revisionOn returns the revision that the form of an address carries.
func revisionOn(p page, action string) string {
	p.t.Helper()
	m := regexp.MustCompile(`(?s)action="` + regexp.QuoteMeta(action) + `".*?name="revision" value="(\d+)"`).FindStringSubmatch(p.body)
	if m == nil {
		p.t.Fatalf("no form leads to %s: %s", action, main.FindString(p.body))
	}
	return m[1]
}

func TestUnitsAreFoundAndChanged(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-09-28 10:00")
	office := d.sit(t, people.Office, "PDS", "office")
	office.get("/units").is(http.StatusOK).says("共 7 个", "县(市、区)总工会<em>2</em>", "叶县第一小学工会", "设立单位")
	office.get("/units?q="+url.QueryEscape("小学")).says("叶县第一小学工会", "共 1 个").lacks("鲁山县总工会</a></th>")
	office.get("/units?below=jiaoyu").says("叶县第一小学工会", "教育工会").lacks("高新区工会")
	office.get("/units?category=zone").says("高新区工会").lacks("教育工会</a></th>")

	office.post("/units/new", "code", "yexian", "name", "", "category", "grassroots").is(http.StatusUnprocessableEntity).
		says("代码 yexian 已被其他单位使用", "必填。", "单位须有县区或产业上级")
	office.post("/units/new", "code", "xuexiao2", "name", "叶县第二小学工会", "category", "grassroots", "county", "叶县总工会",
		"founded", "2018-09-01", "aliases", "二小、县二小").is(http.StatusSeeOther)
	office.get("/units/xuexiao2").is(http.StatusOK).says("叶县第二小学工会已设立。", "二小、县二小", "2018年9月1日", "按县区")
	office.get("/units?on=2018-08-01").says("按 2018年8月1日 显示").lacks("叶县第二小学工会")
	office.get("/units/xuexiao2?on=2018-08-01").says("在 2018年8月1日 不存在")
	office.get("/units/nobody").is(http.StatusNotFound)

	at := "/units/xuexiao2"
	form := office.get(at)
	revision := revisionOn(form, at+"/rename")
	office.post(at+"/rename", "revision", revision, "name", "叶县实验小学工会", "from", "sometime").is(http.StatusUnprocessableEntity).
		says("“sometime”不是日期", `value="叶县实验小学工会"`)
	office.post(at+"/rename", "revision", revision, "name", "叶县实验小学工会", "from", "2018-10-01").is(http.StatusSeeOther)
	office.post(at+"/rename", "revision", revision, "name", "叶县第九小学工会", "from", "2018-11-01").is(http.StatusConflict).
		says("他人已先行修改", "现为“叶县实验小学工会”")
	office.get(at+"?on=2018-10-02").says("<h1>叶县实验小学工会</h1>", "叶县第二小学工会")

	office.post(at+"/move", "revision", revisionOn(office.get(at), at+"/move"), "hierarchy", "industry", "parent", "没有", "from", "2018-10-01").
		is(http.StatusUnprocessableEntity).says("没有这个单位")
	office.post(at+"/move", "revision", revisionOn(office.get(at), at+"/move"), "hierarchy", "industry", "parent", "jiaoyu", "from", "2018-10-01").
		is(http.StatusSeeOther)
	office.get(at).says("隶属已调整。", "按产业")
	office.post(at+"/alias", "revision", revisionOn(office.get(at), at+"/alias"), "name", "实小").is(http.StatusSeeOther)
	office.post(at+"/close", "revision", revisionOn(office.get(at), at+"/close"), "on", "2018-12-31", "reason", "").
		is(http.StatusUnprocessableEntity).says("必填。")
	office.post(at+"/close", "revision", revisionOn(office.get(at), at+"/close"), "on", "2018-12-31", "reason", "合并").is(http.StatusSeeOther)
	office.get(at).says("已于 2018年12月31日 终止", "合并").lacks("/close")

	liaison := d.sit(t, people.Liaison, "yexian", "")
	liaison.get("/units").is(http.StatusOK).says("叶县总工会", "叶县第一小学工会").lacks("鲁山县总工会", "设立单位")
	liaison.get("/units/yexian").is(http.StatusOK).lacks("/rename")
	liaison.get("/units/lushan").is(http.StatusNotFound)
}

// A post changes hands: who held it on a day stays answerable.
func TestP43PostsOnADay(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-09-28 10:00")
	office := d.sit(t, people.Office, "PDS", "office")
	office.get("/posts").is(http.StatusOK).says("张国晓", "方案原文", "组长", "P-43")
	office.post("/posts/chair", "name", "", "from", "2018-10-08").is(http.StatusUnprocessableEntity).says("必填。")
	office.post("/posts/chair", "name", "钱明远", "phone", "not a phone", "from", "2018-10-08").is(http.StatusUnprocessableEntity).says("电话号码只含数字")
	office.post("/posts/chair", "name", "钱明远", "phone", "13800000001", "from", "").is(http.StatusUnprocessableEntity).says("必填。")
	if n := strings.Count(office.get("/posts/chair").body, "钱明远"); n != 0 {
		t.Errorf("a refused form entered a person %d times", n)
	}
	office.post("/posts/chair", "name", "钱明远", "phone", "13800000001", "from", "2018-10-08").is(http.StatusSeeOther)
	office.get("/posts").says("已任命。", "张国晓")
	office.get("/posts?on=2018-10-08").says("钱明远", "按 2018年10月8日 显示")
	office.get("/posts?on=2018-10-07").says("张国晓").lacks("钱明远")
	office.get("/posts/chair").says("钱明远 138****0001")
	office.get("/posts/nobody").is(http.StatusNotFound)
	d.sit(t, people.Liaison, "yexian", "").get("/posts").is(http.StatusOK).lacks(">任命<")
}

// One current liaison a unit, named at once; the phone is whole only for the
// unit and the office.
func TestP52LiaisonsOnThePage(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-06-05 10:00")
	office, liaison, viewer := d.sit(t, people.Office, "PDS", "office"), d.sit(t, people.Liaison, "yexian", ""), d.sit(t, people.Viewer, "PDS", "")
	office.get("/liaisons").is(http.StatusOK).says("未指定<em>5</em>", "全部<em>5</em>", "P-52")
	liaison.get("/liaisons/lushan").is(http.StatusNotFound)
	liaison.post("/liaisons/yexian", "name", "", "phone", "").is(http.StatusUnprocessableEntity).says("必填。")
	liaison.post("/liaisons/yexian", "name", "周小兰", "phone", "13900000002", "from", "2018-06-05").is(http.StatusSeeOther)
	liaison.get("/liaisons").says("叶县总工会的联络员已登记。", "周小兰", "13900000002")
	viewer.get("/liaisons").is(http.StatusOK).says("周小兰", "139****0002").lacks("13900000002", "更换")
	office.get("/liaisons?missing=1").says("未指定<em>4</em>").lacks("周小兰")
	office.get("/units/yexian").says("周小兰", "13900000002")
	office.post("/liaisons/yexian", "name", "吴大勇", "phone", "13900000003", "part", "deputy", "from", "2018-06-06").is(http.StatusSeeOther)
	office.post("/liaisons/yexian", "name", "郑文", "phone", "13900000004", "from", "2018-06-07").is(http.StatusSeeOther)
	office.get("/liaisons").says("郑文", "吴大勇").lacks("周小兰")
	people, err := d.Campaigns.Liaisons(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	for _, v := range people {
		if v.Unit.Code == "yexian" && (v.Liaison == nil || v.Liaison.Name != "郑文") {
			t.Errorf("the current liaison is %v", v.Liaison)
		}
	}
}

var secret = regexp.MustCompile(`<code class="secret">([^<]+)</code>`)

func TestAccountsFromMakingToEnd(t *testing.T) {
	d, _ := newHouse(t)
	admin := d.sit(t, people.Admin, "PDS", "")
	admin.post("/accounts/new", "login", "X").is(http.StatusUnprocessableEntity).says("登录名为 3 至 64 个")
	made := admin.post("/accounts/new", "login", "yexian-2").is(http.StatusOK).says("只显示这一次")
	once := secret.FindStringSubmatch(made.body)[1]
	account := regexp.MustCompile(`href="(/accounts/[^"]+)"`).FindAllStringSubmatch(made.body[strings.Index(made.body, "secret"):], 1)[0][1]
	admin.get(account).is(http.StatusOK).says("待改密码", "还没有角色").lacks(once)

	admin.post(account+"/grants", "role", "liaison", "unit", "没有", "from", "2018-06-01").is(http.StatusUnprocessableEntity).says("没有这个单位")
	admin.post(account+"/grants", "role", "liaison", "unit", "叶县总工会", "from", "2018-06-01", "body", "office").is(http.StatusUnprocessableEntity).
		says("只有办公室的角色可以代表机构")
	admin.post(account+"/grants", "role", "liaison", "unit", "叶县总工会", "from", "2018-06-01").is(http.StatusSeeOther)
	admin.get("/accounts?role=liaison&q="+url.QueryEscape("叶县")).says("yexian-2", "联络员 · 叶县总工会", "共 1 个")

	s := d.stranger(t)
	s.post("/sign-in", "login", "yexian-2", "password", once).is(http.StatusSeeOther)
	s.post("/password", "present", once, "password", password, "again", password).is(http.StatusSeeOther)
	s.get("/units").is(http.StatusOK)

	token := secret.FindStringSubmatch(admin.post(account+"/tokens", "name", "省平台").is(http.StatusOK).says("令牌只显示这一次").body)[1]
	if _, err := d.People.ActorByToken(t.Context(), token, stage.Program.Origin); err != nil {
		t.Errorf("the token shown does not work: %v", err)
	}
	open := admin.get(account).says("省平台").lacks(token)
	revoke := regexp.MustCompile(`action="([^"]+/revoke)"`).FindStringSubmatch(open.body)[1]
	admin.post(revoke).is(http.StatusSeeOther)
	if _, err := d.People.ActorByToken(t.Context(), token, stage.Program.Origin); err == nil {
		t.Error("a revoked token works")
	}
	open = admin.get(account)
	end := regexp.MustCompile(`action="([^"]+/end)"`).FindStringSubmatch(open.body)[1]
	admin.post(end, "revision", revisionOn(open, end), "to", "2018-05-31").is(http.StatusSeeOther)
	s.get("/units").is(http.StatusNotFound)

	admin.post(account+"/disable", "revision", "99").is(http.StatusConflict).says("他人已先行修改")
	admin.post(account+"/disable", "revision", revisionOn(admin.get(account), account+"/disable")).is(http.StatusSeeOther)
	s.get("/").is(http.StatusSeeOther)
	admin.get(account).says("已停用")
	admin.post(account+"/enable", "revision", revisionOn(admin.get(account), account+"/enable")).is(http.StatusSeeOther)
	again := secret.FindStringSubmatch(admin.post(account+"/reset", "revision", revisionOn(admin.get(account), account+"/reset")).is(http.StatusOK).body)[1]
	s.post("/sign-in", "login", "yexian-2", "password", again).is(http.StatusSeeOther)
	own := "/accounts/" + string(admin.account)
	admin.get(own).is(http.StatusOK).says("不能停用自己的账号").lacks("/disable")
}

// The record tells in words who did what, and changes of values.
func TestP41TrailInWords(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-06-28 10:00")
	it, _ := d.sent(t, "yexian")
	office := d.sit(t, people.Office, "PDS", "office")
	office.post("/duties/"+string(it.ID)+"/review", "body", "office", "version", "1", "verdict", "returned", "reason", "核对户数").is(http.StatusSeeOther)
	office.get("/audit").is(http.StatusOK).says("退回", "核对户数", "助力脱贫工作办公室", "报送", "叶县总工会", "活动启动", `href="/duties/`+string(it.ID))
	d.At("2018-06-28 10:01")
	_, err := d.Units.Rename(t.Context(), stage.Program, organisation.Renaming{
		Unit: d.Unit("gaoxin"), Name: "高新区总工会", From: calendar.Date{Year: 2018, Month: 7, Day: 1}, Revision: 1})
	d.Must(err)
	for i := range trailLimit {
		_, err := d.Units.AddAlias(t.Context(), stage.Program, organisation.Alias{
			Unit: d.Unit("lushan"), Name: "鲁山" + strconv.Itoa(i), Revision: int64(i + 1)})
		d.Must(err)
	}
	office.get("/audit?act=unit.rename").says("<s class=\"muted\">高新区工会</s> → 高新区总工会", "系统")
	office.get("/audit").says("下一页").lacks("活动启动</a></th>")
	office.get("/audit?act=report.returned").says("核对户数").lacks("活动启动</th>", "设立单位</a></th>")
	office.get("/audit?unit=" + url.QueryEscape("鲁山县总工会")).lacks("核对户数").says("设立单位")
	office.get("/audit?unit=nobody").is(http.StatusOK).says("没有符合条件的单位")
	office.get("/audit?from=2018-06-29").says("没有符合条件的记录")
	office.get("/audit?to=2018-06-01").says("设立单位").lacks("核对户数")
	office.get("/audit?account="+string(office.account)).says("只看 office-pds", "退回").lacks("活动启动</a></th>")
	next := regexp.MustCompile(`rel="next" href="([^"]+)"`)
	seen, pages := 0, 0
	for at := "/audit"; at != ""; pages++ {
		got := office.get(at).is(http.StatusOK)
		seen += strings.Count(got.body, "<time datetime")
		at = ""
		if m := next.FindStringSubmatch(got.body); m != nil {
			at = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	if seen <= trailLimit || pages != (seen+trailLimit-1)/trailLimit {
		t.Errorf("%d records on %d pages", seen, pages)
	}
	d.sit(t, people.Admin, "PDS", "").get("/audit").is(http.StatusOK).lacks(`href="/duties/`)
}

func TestNoticeIsImported(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2027-01-04 10:00")
	admin := d.sit(t, people.Admin, "PDS", "")
	admin.get("/calendar").is(http.StatusOK).says("2026", "春节").lacks(">2027</th>")
	admin.post("/calendar", "notice", "notice 2027\nholiday 2027-01-01").is(http.StatusUnprocessableEntity).
		says("有 3 处需要改正", "第1行", "第2行", "holiday 2027-01-01")
	admin.post("/calendar", "notice", "notice 2027 2026-11-04 国办发明电\noff 2027-01-01..2027-01-03 元旦\n").is(http.StatusSeeOther)
	admin.get("/calendar").says("通知已导入", ">2027</th>")
	d.sit(t, people.Office, "PDS", "office").get("/calendar").is(http.StatusForbidden)
}

func TestJourneyThroughTheRegister(t *testing.T) {
	d, _ := newHouse(t)
	tab := webtest.Open(t)
	d.At("2018-06-28 10:00")
	it, _ := d.sent(t, "yexian")
	office, admin := d.sit(t, people.Office, "PDS", "office"), d.sit(t, people.Admin, "PDS", "")
	office.post("/liaisons/yexian", "name", "周小兰", "phone", "13900000002", "from", "2018-06-05").is(http.StatusSeeOther)
	office.post("/posts/vice-chairs", "name", "钱明远", "phone", "13800000001", "from", "2018-06-20").is(http.StatusSeeOther)
	office.post("/duties/"+string(it.ID)+"/review", "body", "office", "version", "1", "verdict", "returned", "reason", "核对户数").is(http.StatusSeeOther)
	made := admin.post("/accounts/new", "login", "yexian-2").is(http.StatusOK)
	account := regexp.MustCompile(`href="(/accounts/[^"]+)">已记下`).FindStringSubmatch(made.body)[1]
	admin.post(account+"/grants", "role", "liaison", "unit", "yexian", "from", "2018-06-01").is(http.StatusSeeOther)
	admin.post(account+"/tokens", "name", "省平台").is(http.StatusOK)
	look := func(name, path string) {
		t.Helper()
		tab.Visit(d.server.URL + path)
		tab.Axe()
		tab.Shot("register-" + name)
	}
	d.browse(tab, office)
	look("units", "/units")
	look("unit", "/units/yexian")
	look("unit-then", "/units/yexian?on=2018-06-01")
	look("found", "/units/new")
	look("posts", "/posts")
	look("post", "/posts/chair")
	look("liaisons", "/liaisons")
	look("liaison", "/liaisons/lushan")
	look("audit", "/audit")
	d.browse(tab, admin)
	look("accounts", "/accounts")
	look("account", account)
	look("account-new", "/accounts/new")
	look("calendar", "/calendar")
	look("audit-admin", "/audit?act=account.create")
	tab.Visit(d.server.URL + account)
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
