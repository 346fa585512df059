package admin

import (
	"net/http"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

func TestTemplatesFitTheirTypes(t *testing.T) {
	_, a := newHouse(t)
	for _, c := range a.Checked() {
		if err := templatecheck.CheckHTMLStrict(c.Template, c.Value); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestSigningIn(t *testing.T) {
	d, _ := newHouse(t)
	d.account(t, "yexian", people.Liaison, "yexian", password)
	s := d.stranger(t)
	if to := s.get("/plan?state=due").is(http.StatusSeeOther).header.Get("Location"); to != "/sign-in?next=%2Fplan%3Fstate%3Ddue" {
		t.Errorf("sent to %s", to)
	}
	s.get("/sign-in").is(http.StatusOK).lacks("演示账号")
	s.post("/sign-in", "login", "yexian", "password", "wrong", "next", "/plan").is(http.StatusUnauthorized).
		says("登录名或密码不对", `value="yexian"`, `value="/plan"`)
	if to := s.post("/sign-in", "login", " Yexian ", "password", password, "next", "/plan").is(http.StatusSeeOther).header.Get("Location"); to != "/plan" {
		t.Errorf("led to %s", to)
	}
	s.get("/plan").is(http.StatusOK).says("叶县总工会 · 联络员", "退出登录")
	s.post("/sign-out").is(http.StatusSeeOther)
	s.get("/plan").is(http.StatusSeeOther)
	if to := s.post("/sign-in", "login", "yexian", "password", password, "next", "//elsewhere").header.Get("Location"); to != "/" {
		t.Errorf("a foreign address was followed: %s", to)
	}
	for range 5 {
		s.post("/sign-in", "login", "nobody", "password", "x").is(http.StatusUnauthorized)
	}
	s.post("/sign-in", "login", "nobody", "password", "x").is(http.StatusTooManyRequests).says("15 分钟")
}

func TestDemonstrationOffersItsAccounts(t *testing.T) {
	d, _ := newHouse(t,
		DemoAccount{"yexian", password, "liaison", "yexian"}, DemoAccount{"office", password, "office", "PDS"})
	d.account(t, "yexian", people.Liaison, "yexian", password)
	s := d.stranger(t)
	s.get("/sign-in").is(http.StatusOK).says("叶县总工会", "平顶山市总工会", "联络员 1").lacks(password)
	s.get("/sign-in?q=叶县").says("叶县总工会").lacks("平顶山市总工会")
	s.post("/sign-in", "demo", "yexian").is(http.StatusSeeOther)
	s.get("/").is(http.StatusOK).says("叶县总工会 · 联络员", "演示数据,均属虚构")
	s.post("/sign-in", "demo", "no-such").is(http.StatusUnauthorized)
}

func TestOneTimePasswordGoesFirst(t *testing.T) {
	d, _ := newHouse(t)
	_, once := d.account(t, "lushan", people.Liaison, "lushan", "")
	s, other := d.stranger(t), d.stranger(t)
	for _, seat := range []*seat{s, other} {
		seat.post("/sign-in", "login", "lushan", "password", once).is(http.StatusSeeOther)
	}
	for _, path := range []string{"/", "/plan", "/matrix"} {
		if to := s.get(path).is(http.StatusSeeOther).header.Get("Location"); to != "/password" {
			t.Errorf("%s leads to %s", path, to)
		}
	}
	s.get("/password").is(http.StatusOK).says("一次性密码")
	s.post("/password", "present", once, "password", password, "again", "other").is(http.StatusUnprocessableEntity).says("不一致")
	s.post("/password", "present", "wrong", "password", password, "again", password).is(http.StatusUnprocessableEntity).says("现用密码不对")
	s.post("/password", "present", once, "password", "short", "again", "short").is(http.StatusUnprocessableEntity).says("至少 10 个字符")
	s.post("/password", "present", once, "password", password, "again", password).is(http.StatusSeeOther)
	s.get("/").is(http.StatusOK).says("密码已修改")
	if to := other.get("/password").is(http.StatusSeeOther).header.Get("Location"); !strings.HasPrefix(to, "/sign-in") {
		t.Errorf("a session begun under the old password goes on: %s", to)
	}
}

func TestLanguage(t *testing.T) {
	d, _ := newHouse(t)
	s := d.sit(t, people.Liaison, "yexian", "")
	s.get("/?lang=en").is(http.StatusOK).says("To do", "Sign out", "Demonstration data")
	s.get("/plan").says("Live state").lacks("办理情况")
	s.get("/plan?lang=zh-CN").says("办理情况")
}

func TestWorkbenchOfALiaison(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-09-28 10:00")
	s := d.sit(t, people.Liaison, "yexian", "")
	home := s.get("/").is(http.StatusOK).says("叶县总工会 · 联络员", "签收通知", "报送方案和两张表", "0/3", "月报", "还有 2 天", "无期限", "漏报", "截止 9月30日(周日) · 还有 2 天")
	if strings.Index(home.body, "调研并初拟方案") > strings.Index(home.body, "<strong>月报</strong> 2018年9月") {
		t.Error("what is overdue does not come first")
	}
	_, id := "", d.Duty("yexian", "receipt", "once", "").ID
	s.post("/duties/" + string(id) + "/sign-for").is(http.StatusSeeOther)
	s.get("/").lacks("签收通知")

	it, _ := d.sent(t, "yexian")
	d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", "office"), it.ID,
		report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "请核对"}))
	home = s.get("/").says("退回", "修改", "前重报")
	if strings.Index(home.body, "2018年6月") > strings.Index(home.body, "调研并初拟方案") {
		t.Error("what was returned does not come first")
	}
}

func TestWorkbenchOfTheOthers(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-09-28 10:00")
	d.sent(t, "yexian")
	d.sit(t, people.Office, "PDS", "office").get("/").is(http.StatusOK).
		says("待审核报送", "叶县总工会", "月报 2018年6月", "审核", "单位未明确联络员", "签收情况", "漏报单位", "季度专题会议")
	d.sit(t, people.Office, "PDS", "leading-group-office").get("/").is(http.StatusOK).says("没有待审核的报送")
	d.sit(t, people.Leader, "PDS", "").get("/").is(http.StatusOK).says("本月进展", "漏报单位", "鲁山县总工会").lacks("待审核报送")
	d.sit(t, people.Grassroots, "xuexiao", "").get("/").is(http.StatusOK).says("没有要报送的事项").lacks("叶县总工会 ·")
	d.sit(t, people.Admin, "PDS", "").get("/").is(http.StatusOK).says("/accounts", "/audit").lacks(`href="/plan"`)
	d.signUp(t)
	d.sit(t, people.UnitLeader, "yexian", "").get("/").is(http.StatusOK).says("签字报送", "本单位行动方案")
}

// signUp hands the plan of 叶县 up for signature.
func (d *desk) signUp(t *testing.T) {
	t.Helper()
	id := d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
	who := d.As(people.Liaison, "yexian")
	kept, err := d.Reports.Save(t.Context(), who, id, report.Patch{Cells: goals()})
	d.Must(err)
	d.Must(d.Reports.HandUp(t.Context(), who, id, kept.Revision))
}

func TestPlanShowsEveryClauseWithItsState(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-09-28 10:00")
	s := d.sit(t, people.Office, "PDS", "office")
	all := s.get("/plan").is(http.StatusOK).says("四(三)", "P-57", "月报 2018年9月", "截止 2018年9月30日(周日) 24:00", "释义 N-P8",
		"动员部署，全面启动", "剩 94 天", "召开经验交流会", "尚未由程序承办", "无行为条款 6 处", "截止日是周日", "截止日是端午节", "组长 张国晓", "豫工发〔2018〕6号")
	r, err := d.Campaigns.Look(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	for _, cl := range r.Book.Clauses {
		if !strings.Contains(all.body, `id="`+cl.ID+`"`) {
			t.Errorf("the plan page lacks %s", cl.ID)
		}
	}
	s.get("/plan?state=later").says("P-60", "后续:公开").lacks(`id="P-57"`)
	s.get("/plan?state=due").says(`id="P-57"`, `id="P-55"`).lacks(`id="P-15"`)
	s.get("/plan?state=overdue").says(`id="P-15"`).lacks(`id="P-34a"`)
	s.get("/plan?state=future").says(`id="P-34a"`, `id="P-37"`).lacks(`id="P-57"`)
	s.get("/plan?state=silent").says("无行为").lacks(`id="P-57"`)
	s.get("/plan?state=nonsense").says(`id="P-57"`)
	s.get("/plan/readings").is(http.StatusOK).says("N-P18", "由单位负责人签报", "助力办")
	d.sit(t, people.UnitLeader, "yexian", "").get("/plan").is(http.StatusOK).says("1 个单位").lacks("5 个单位")
}

func TestMatrix(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-06-28 10:00")
	it, _ := d.sent(t, "yexian")
	d.At("2018-09-28 10:00")
	s := d.sit(t, people.Office, "PDS", "office")
	page := s.get("/matrix").is(http.StatusOK).says("叶县总工会", `href="/duties/`+string(it.ID)+`"`, "首次报送 2018年6月28日 10:00",
		"按时 1 / 应报 15", "6.7%", "93.3%", "9月30日(周日)", "暂定", "0 / 5", "县(市、区)总工会 2", "✓", "漏")
	if n := strings.Count(page.body, `class="cell cell-`); n != 7*5+9 {
		t.Errorf("%d cells, legend included", n)
	}
	s.get("/matrix?from=2019-01&to=2019-03").says("2019年1月", "2月").lacks("2018年6月<br>")
	s.get("/matrix?from=2019-05&to=2019-03").is(http.StatusOK)
	s.get("/matrix?obligation=plan-and-tables").is(http.StatusOK).says("本单位行动方案", "工会系统定点扶贫基本情况汇总表", "0/3")
	s.get("/matrix?obligation=quarterly-meeting").is(http.StatusOK).says("平顶山市总工会", "2018年第三季度")
	s.get("/matrix?obligation=receipt").is(http.StatusOK).says("无期限")
	s.get("/matrix?obligation=bulletin").is(http.StatusNotFound)
	s.get("/matrix?obligation=nonsense").is(http.StatusNotFound)
	s.get("/matrix?group=county&as=today").is(http.StatusOK).says("叶县总工会 1", "产业工会 1")
	d.sit(t, people.Liaison, "lushan", "").get("/matrix").is(http.StatusOK).says("鲁山县总工会").lacks("叶县总工会")
}

func TestListOfDuties(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-09-28 10:00")
	s := d.sit(t, people.Office, "PDS", "office")
	first := s.get("/duties").is(http.StatusOK).says("本页 50 条", "下一页")
	next := first.body[strings.Index(first.body, `rel="next" href="`)+len(`rel="next" href="`):]
	second := s.get(strings.ReplaceAll(next[:strings.Index(next, `"`)], "&amp;", "&")).is(http.StatusOK).says("上一页")
	if id := firstDuty(first.body); id == "" || strings.Contains(second.body, id) {
		t.Errorf("the second page repeats %q", id)
	}
	s.get("/duties?unit=yexian&obligation=monthly-report&timing=missing").says("共 3 条", "2018年6月", "超 91 天").lacks("鲁山县总工会")
	s.get("/duties?unit=叶县总工会&period=2018-09").says("共 1 条")
	s.get("/duties?unit=nowhere").is(http.StatusOK).says("没有“nowhere”这个单位")
	s.get("/duties?work=sent").says("没有符合条件的事项")
	s.get("/duties?after=nonsense").is(http.StatusOK).says("本页 50 条")
	d.sit(t, people.Liaison, "lushan", "").get("/duties?unit=yexian").is(http.StatusOK).lacks("href=\"/duties/0")
}

func firstDuty(body string) string {
	_, rest, _ := strings.Cut(body, `<tr data-href="/duties/`)
	id, _, _ := strings.Cut(rest, `"`)
	return id
}

func TestOfficeExcusesAndOwes(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2018-09-28 10:00")
	s := d.sit(t, people.Office, "PDS", "office")
	it := d.Duty("yexian", "monthly-report", "2018-07", "")
	at := "/duties/" + string(it.ID)
	s.get(at+"/manage").is(http.StatusOK).says("免报", "叶县总工会", "不计入任何比率")
	s.post(at+"/excuse", "reason", " ", "revision", revision(it)).is(http.StatusUnprocessableEntity).says("必填")
	s.post(at+"/excuse", "reason", "洪灾", "revision", "77").is(http.StatusConflict).says("洪灾")
	s.post(at+"/excuse", "reason", "洪灾", "revision", revision(it)).is(http.StatusSeeOther)
	it = d.Duty("yexian", "monthly-report", "2018-07", "")
	if st := d.Standing(it.ID); st.Word != campaign.WordExcused {
		t.Fatalf("stands as %s", st.Word)
	}
	s.post(at+"/excuse", "reason", "洪灾", "revision", revision(it)).is(http.StatusConflict)
	s.get(at+"/manage").says("恢复应报", "洪灾")
	s.post(at+"/owe", "reason", "误报", "revision", revision(it)).is(http.StatusSeeOther)
	s.post(at+"/excuse", "reason", "洪灾", "revision", "x").is(http.StatusUnprocessableEntity)
	s.post("/duties/add", "unit", "nowhere", "obligation", "monthly-report", "period", "2018-07", "reason", "补").is(http.StatusNotFound)
	s.post("/duties/add", "unit", "yexian", "obligation", "monthly-report", "period", "2017-07", "reason", "补").is(http.StatusNotFound)
	s.post("/duties/add", "unit", "yexian", "obligation", "monthly-report", "period", "2018-08", "reason", "").is(http.StatusUnprocessableEntity).says("必填")
	s.post("/duties/add", "unit", "xuexiao", "obligation", "monthly-report", "period", "2018-08", "reason", "自愿参加").is(http.StatusSeeOther)
	s.get("/duties?unit=xuexiao").says("共 1 条", "月报 2018年8月")
}

func TestOfficeDecidesADateTheNoticePutIntoThePast(t *testing.T) {
	d, _ := newHouse(t)
	d.At("2020-01-28 10:00")
	_, err := d.Campaigns.ApplyCalendar(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	s := d.sit(t, people.Office, "PDS", "office")
	s.get("/").is(http.StatusOK).says("待定日期", "月报 2020年1月", "原截止 2020年1月31日 · 5 个单位", "维持原日期")
	s.post("/calendar/decide", "obligation", "monthly-report", "period", "2020-01", "decision", "nonsense").is(http.StatusUnprocessableEntity)
	s.post("/calendar/decide", "obligation", "monthly-report", "period", "2020-01", "decision", "next_workday").is(http.StatusSeeOther)
	s.get("/").says("5 个单位的截止日随之确定").lacks("待定日期")
	if it := d.Duty("yexian", "monthly-report", "2020-01", ""); it.DueOn.String() != "2020-02-03" {
		t.Errorf("due on %s", it.DueOn)
	}
	s.post("/calendar/decide", "obligation", "monthly-report", "period", "2020-01", "decision", "keep").is(http.StatusConflict)
}
