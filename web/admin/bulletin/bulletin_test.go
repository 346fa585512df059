package bulletin

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// open serves the pages of bulletins in October 2018: the September report of
// 叶县 is accepted and tells a practice, the one of 鲁山 waits.
func open(t *testing.T) *desktest.House {
	t.Helper()
	d := desktest.New(t, Routes)
	d.Director()
	d.At("2018-09-28 10:00")
	cells := stage.Monthly()
	cells["texts/practices"] = "先问农户想学什么再排课"
	accept(d, "yexian", cells)
	_, err := d.Send(d.As(people.Liaison, "lushan"), d.Duty("lushan", "monthly-report", "2018-09", "").ID, stage.Monthly())
	d.Must(err)
	d.At("2018-10-09 10:00")
	return d
}

// accept sends the September report of a unit and lets the office accept it.
func accept(d *desktest.House, code string, cells map[string]string) {
	d.T.Helper()
	it := d.Duty(code, "monthly-report", "2018-09", "")
	v, err := d.Send(d.As(people.Liaison, code), it.ID, cells)
	d.Must(err)
	d.Must(d.Reports.Review(d.T.Context(), d.AsBody(people.Office, "PDS", "office"), it.ID,
		report.Finding{Body: "office", Version: v.N, Verdict: campaign.Accepted}))
}

// composed lets the office compose September and returns where the draft is.
func composed(t *testing.T, d *desktest.House) (office *desktest.Seat, at string) {
	t.Helper()
	office = d.Sit(t, people.Office, "PDS", "office")
	own := d.Duty("PDS", "bulletin", "2018-09", "").ID
	at = office.Post("/duties/" + string(own) + "/bulletin").Is(http.StatusSeeOther).Header.Get("Location")
	return office, at
}

var (
	revision = regexp.MustCompile(`name="revision" value="(\d+)"`)
	sources  = regexp.MustCompile(`name="take" value="([^"]+)"`)
)

func revisionOn(p desktest.Page) string { return revision.FindStringSubmatch(p.Body)[1] }

func TestListByPeriod(t *testing.T) {
	d := open(t)
	d.Sit(t, people.Liaison, "yexian", "").Get("/bulletins").Is(http.StatusOK).Says("还没有发布过简报").Lacks("编制", "2018年9月")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/bulletins").Is(http.StatusOK).Says("2018年9月", "2018年6月", "未编制", "10月12日(周五)", "还有 3 天", "编制", "逾期").Lacks("2018年11月")
	_, at := composed(t, d)
	office.Get("/bulletins").Says("草稿", "继续编制", `href="`+at+`"`)
	own := "/duties/" + string(d.Duty("PDS", "bulletin", "2018-09", "").ID) + "/bulletin"
	if to := office.Post(own).Header.Get("Location"); to != at {
		t.Errorf("composing again leads to %s, not to the draft %s", to, at)
	}
	if to := office.Get(own).Is(http.StatusSeeOther).Header.Get("Location"); to != at {
		t.Errorf("the duty leads to %s", to)
	}
	if to := office.Get("/duties/" + string(d.Duty("PDS", "bulletin", "2018-10", "").ID) + "/bulletin").Header.Get("Location"); to != "/bulletins#2018-10" {
		t.Errorf("the duty of a month without a draft leads to %s", to)
	}
	office.Get("/duties/" + string(d.Duty("yexian", "monthly-report", "2018-09", "").ID) + "/bulletin").Is(http.StatusNotFound)
	d.Issue("2018-08")
	office.Get("/bulletins").Says("9月7日(周五)")
	d.Sit(t, people.Liaison, "yexian", "").Get("/bulletins").Says("2018年8月", "2018年第1期（总第1期）", "办公室主任 陈文远", "已发布", "查看").Lacks("2018年9月<")
	d.At("2019-02-12 10:00")
	office.Get("/bulletins?year=2019").Says("2019年1月", `aria-current="true" href="/bulletins?year=2019"`).Lacks("2018年9月")
	office.Get("/bulletins?year=1999").Says("2018年9月", "2019年1月")
}

func TestDraftIsEditedBesideItsPreview(t *testing.T) {
	d := open(t)
	office, at := composed(t, d)
	page := office.Get(at).Is(http.StatusOK).Says("草稿", "2018年9月各单位工作进展情况", "高新区工会", "漏报", "按时，待审核",
		"还有 3 个单位没有报送", "有 1 个单位已报送", "先问农户想学什么再排课", "由办公室主任本人或受其委托的人签发", "/versions/1").Lacks(">签发</a>", ">发布</a>")
	key := ""
	for _, m := range sources.FindAllStringSubmatch(page.Body, -1) {
		if strings.HasSuffix(m[1], "|texts/practices") {
			key = m[1]
		}
	}
	first := revisionOn(page)
	saved := []string{"edits", "yes", "revision", first, "title", "九月进展", "note", "请各单位<b>对照</b>", "take", key, "text|" + key, "先问再排课", "order|" + key, "1"}
	if to := office.Post(at+"/save", saved...).Is(http.StatusSeeOther).Header.Get("Location"); to != at {
		t.Errorf("led to %s", to)
	}
	office.Get(at).Says("已保存", "按语：请各单位&lt;b&gt;对照&lt;/b&gt;", "九月进展", "四、典型做法", ">先问再排课</p>", "已选 1 篇")
	office.Post(at+"/save", "edits", "yes", "revision", first, "title", "另一个标题", "note", "").Is(http.StatusConflict).
		Says("另一个标题", "九月进展", "叶县总工会：先问再排课", "以您的为准")
	now := revisionOn(office.Get(at))
	office.Post(at+"/save", "edits", "yes", "revision", now, "title", "", "note", "联系 138 0013 8000", "take", key, "text|"+key, "电话0375-2345678").
		Is(http.StatusUnprocessableEntity).Says("联系 138 0013 8000", `href="#edit-note"`, "手机号 13*******00", `href="#edit-practice-1"`, "固定电话", `href="#edit-title"`, "必填")
	office.Get(at).Says("九月进展").Lacks("0013")
	accept(d, "gaoxin", stage.Monthly())
	office.Post(at+"/refresh", "edits", "yes", "revision", now, "title", "先存下的标题", "note", "").Is(http.StatusSeeOther)
	office.Get(at).Says("新增 1 份已通过，1 份新报送", "先存下的标题").Lacks("九月进展")
	office.Post(at+"/refresh", "edits", "yes", "revision", revisionOn(office.Get(at)), "title", "先存下的标题", "note", "").Is(http.StatusSeeOther)
	gone := revisionOn(office.Get(at).Says("数据没有变化"))
	office.Post(at+"/discard", "revision", gone).Is(http.StatusSeeOther)
	office.Get("/bulletins").Says("草稿已删除", "未编制")
	office.Get(at).Is(http.StatusNotFound)
}

func TestSigningAndIssuing(t *testing.T) {
	d := open(t)
	office, at := composed(t, d)
	for _, role := range []people.Role{people.Liaison, people.UnitLeader, people.Grassroots} {
		who := d.Sit(t, role, map[bool]string{true: "xuexiao", false: "yexian"}[role == people.Grassroots], "")
		for _, path := range []string{"", "/save", "/sign", "/take-back", "/issue", "/discard"} {
			if path == "" {
				who.Get(at).Is(http.StatusNotFound)
			} else {
				who.Post(at+path, "revision", "1").Is(http.StatusNotFound)
			}
		}
	}
	draft := revisionOn(office.Get(at))
	office.Post(at+"/sign", "revision", draft).Is(http.StatusForbidden)
	director := d.SitAsDirector(t)
	director.Get(at).Says(">签发</a>", "签发人印为：办公室主任 陈文远")
	director.Post(at+"/sign", "edits", "yes", "revision", draft, "title", "改过的标题", "note", "").Is(http.StatusSeeOther)
	page := director.Get(at).Says("文字有改动，已先保存", "改过的标题", "草稿")
	director.Post(at+"/sign", "edits", "yes", "revision", revisionOn(page), "title", "改过的标题", "note", "").Is(http.StatusSeeOther)
	page = director.Get(at).Says("已签发", "签发：办公室主任 陈文远", "退回修改").Lacks(`name="note"`)
	director.Post(at+"/take-back", "revision", revisionOn(page), "reason", " ").Is(http.StatusUnprocessableEntity).Says("必填")
	director.Post(at+"/take-back", "revision", revisionOn(page), "reason", "有一处要改").Is(http.StatusSeeOther)
	page = director.Get(at).Says("已退回修改", "草稿")
	director.Post(at+"/sign", "revision", revisionOn(page)).Is(http.StatusSeeOther)
	signed := revisionOn(office.Get(at).Says(">发布</a>").Lacks("退回修改"))
	office.Post(at+"/issue", "revision", "1").Is(http.StatusConflict)
	office.Post(at+"/issue", "revision", signed).Is(http.StatusSeeOther)
	office.Get(at).Says("已发布，公开页面可以阅读", "2018年第1期（总第1期）", `href="/public`+at+`"`, "更正", "定稿", "审计记录").Lacks(`action="` + at + `/save"`)
	d.Sit(t, people.Liaison, "yexian", "").Get(at).Is(http.StatusOK).Says("改过的标题",
		"/duties/"+string(d.Duty("yexian", "monthly-report", "2018-09", "").ID)+"/versions/1").
		Lacks("/correct", string(d.Duty("lushan", "monthly-report", "2018-09", "").ID))
}

func TestNotBeforeTheReportsAreDue(t *testing.T) {
	d := open(t)
	d.At("2018-10-09 10:00")
	director := d.SitAsDirector(t)
	own := d.Duty("PDS", "bulletin", "2018-10", "").ID
	at := director.Post("/duties/" + string(own) + "/bulletin").Is(http.StatusSeeOther).Header.Get("Location")
	page := director.Get(at).Says("还不能签发、发布", "10月31日", "P-57", `disabled aria-describedby="blocks">签发`)
	director.Post(at+"/sign", "revision", revisionOn(page)).Is(http.StatusConflict).Says("10月31日")
}

func TestCorrection(t *testing.T) {
	d := open(t)
	b := d.Issue("2018-09")
	at := address(b.ID)
	d.Sit(t, people.Liaison, "yexian", "").Get(at + "/correct").Is(http.StatusForbidden)
	office := d.Sit(t, people.Office, "PDS", "office")
	projects := func(c int) string { // 叶县 has the second row of the units
		return at + "/correct?row=units-r2&column=" + url.QueryEscape([]string{"在建项目", "报送", "没有的"}[c])
	}
	office.Get(at+"/correct").Is(http.StatusOK).Says("显示原值", "各单位情况 合计", "总体数据 技能扶贫").Lacks("刊登为 4")
	office.Get(projects(0)).Says("叶县总工会 在建项目，刊登为 4", "还要核对含有它的合计", "总体数据 合计 在建项目 4", `href="`+at+`/correct?at=units-r6-c3"`)
	office.Get(at + "/correct?at=units-r6-c3").Says("各单位情况 合计 在建项目，刊登为 4").Lacks("还要核对")
	office.Get(projects(1)).Says("叶县总工会 报送，刊登为 按时")
	office.Get(projects(2)).Says("本期没有刊登这一格")
	fix := []string{"text", "units-r2-c3", "old", "4", "new", "many", "reason", ""}
	office.Post(at+"/correct", fix...).Is(http.StatusUnprocessableEntity).Says(`value="many"`, "必填", "刊登为 4")
	fix[5], fix[7] = "5", "漏计一个"
	office.Post(at+"/correct", fix...).Is(http.StatusSeeOther)
	office.Get(at).Says("更正已记录", "<del>4</del>", "<b>5</b>", "漏计一个", "下期刊登")
	office.Get(projects(0)).Says("刊登为 5")
	office.Post(at+"/correct", fix...).Is(http.StatusUnprocessableEntity).Says("没有这些字")
	office.Post(at+"/correct", "text", "title", "old", "没有的话", "new", "x", "reason", "y").Is(http.StatusUnprocessableEntity).Lacks("没有刊登这一格")
	office.Post(at+"/correct", "text", "summary", "old", "漏报 3", "new", "漏报 2", "reason", "统计有误").Is(http.StatusSeeOther)
	d.At("2018-11-07 10:00")
	next := d.Issue("2018-10")
	office.Get(at).Says("2018年第2期").Lacks("下期刊登")
	office.Get(address(next.ID)).Says("更正", "漏计一个")
}

// Each row leads to the report of its own unit, though two have one name, and
// one who composes is told when nobody may sign.
func TestWhoSignsAndWhereRowsLead(t *testing.T) {
	d := desktest.New(t, Routes)
	d.Found("gaoxin2", "高新区工会", organisation.Zone, "PDS", "")
	_, err := d.Campaigns.Reconcile(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	d.At("2018-09-28 10:00")
	accept(d, "gaoxin", stage.Monthly())
	accept(d, "gaoxin2", stage.Monthly())
	d.At("2018-10-09 10:00")
	office, at := composed(t, d)
	page := office.Get(at).Says("现在没有能签发的人", "机构与职务")
	for _, code := range []string{"gaoxin", "gaoxin2"} {
		page.Says("/duties/" + string(d.Duty(code, "monthly-report", "2018-09", "").ID) + "/versions/1")
	}
	byRole := d.Sit(t, people.OfficeDirector, "PDS", "office")
	byRole.Get(at).Says("现在没有能签发的人").Lacks(">签发</a>")
	byRole.Post(at+"/sign", "revision", revisionOn(page)).Is(http.StatusForbidden)
	d.Director()
	office.Get(at).Says("草稿由办公室主任本人或受其委托的人签发：陈文远")
}

// A post that carries the draft's texts composes it once.
func TestAPostAsksLittle(t *testing.T) {
	d := open(t)
	office, at := composed(t, d)
	typed := func(title string) []string {
		return []string{"edits", "yes", "revision", revisionOn(office.Get(at)), "title", title, "note", ""}
	}
	count := func(path string, fields []string) int64 {
		began := d.DB.Statements()
		office.Post(at+path, fields...).Is(http.StatusSeeOther)
		return d.DB.Statements() - began
	}
	if n := count("/save", typed("九月进展")); n > 30 {
		t.Errorf("saving asks %d statements", n)
	}
	if n := count("/save", typed("九月进展")); n > 22 {
		t.Errorf("saving the same asks %d statements", n)
	}
}
