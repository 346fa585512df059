package admin

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// A person launches a new campaign from the template without touching YAML, in
// under five minutes and with few clicks.
func TestJourneyToANewCampaign(t *testing.T) {
	d := open(t)
	d.At("2026-03-02 09:00")
	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Office, "PDS", "office"))
	begun, clicks := time.Now(), 0
	click := func(selector string) { t.Helper(); clicks++; tab.Click(selector) }
	look := func(name string) { t.Helper(); tab.Axe(); tab.Shot("launch-" + name) }

	tab.Visit(d.Server.URL + "/")
	click(`a[href="/campaigns/new"]`)
	tab.See(`#templates`)
	look("begin")
	click(`[name=template][value=rural-revitalisation]`)
	tab.See(`.facts`)
	look("plan")
	click(`.steps-foot .btn-primary`)
	tab.Type(`#title`, "劳模助力乡村振兴春季行动")
	webtest.Eval[any](tab, `document.querySelector("#start").value = "2026-03-09"; null`)
	tab.Type(`#number`, "平工办〔2026〕5号")
	click(`[name=go][value=sample]`)
	tab.See(`[name=go][value=remove]`)
	look("document")
	click(`.steps-foot .btn-primary`)
	if n := tab.See(`[data-chosen]`); n != "已选 5 个单位" {
		t.Errorf("at first: %s", n)
	}
	tab.Type(`[data-find]`, "高新")
	click(`input[name=unit][value="` + string(d.Unit("gaoxin")) + `"]`)
	if n := tab.See(`[data-chosen]`); n != "已选 4 个单位" {
		t.Errorf("without one: %s", n)
	}
	look("units")
	click(`.steps-foot .btn-primary`)
	tab.See(`.month-grid`)
	look("calendar")
	click(`.steps-foot .btn-primary`)
	tab.Type(`[name=name-chair]`, "孙三")
	tab.Type(`[name=name-office-director]`, "李四")
	look("posts")
	click(`.steps-foot .btn-primary`)
	tab.See(`[data-open="#launch-confirm"]`)
	look("review")
	click(`[data-open="#launch-confirm"]`)
	tab.Axe()
	click(`#launch-confirm .btn-primary`)
	if said := tab.See(`.flash`); said != "活动“劳模助力乡村振兴春季行动”已启动。" {
		t.Errorf("the plan page says %q", said)
	}
	tab.Shot("launch-plan-page")
	took := time.Since(begun)
	t.Logf("%d clicks, %s", clicks, took.Round(time.Second))
	if clicks > 15 || took > 5*time.Minute {
		t.Errorf("it took %d clicks and %s", clicks, took)
	}
	launchedAsChosen(t, d)
}

// launchedAsChosen checks what the journey made.
func launchedAsChosen(t *testing.T, d *desktest.House) {
	t.Helper()
	all, err := d.Campaigns.Campaigns(t.Context(), people.Actor{Root: d.Root, Grants: []people.Grant{{Role: people.Office, Unit: d.Root}}})
	d.Must(err)
	i := 0
	for all[i].Title != "劳模助力乡村振兴春季行动" {
		i++
	}
	page, err := d.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: all[i].ID})
	d.Must(err)
	owes := map[organisation.UnitID]int{}
	for _, it := range page.Items {
		owes[it.Unit]++
	}
	if owes[d.Unit("yexian")] == 0 || owes[d.Unit("meikuang")] == 0 || owes[d.Unit("gaoxin")] != 0 {
		t.Errorf("duties by unit: %v", owes)
	}
	if page.Book.Start != stage.Date("2026-03-09") || page.Book.Document.Number != "平工办〔2026〕5号" {
		t.Errorf("start %s, number %s", page.Book.Start, page.Book.Document.Number)
	}
	if o, err := d.Originals.Read(t.Context(), stage.Program, all[i].ID); err != nil || o.Name != "rural-revitalisation.txt" {
		t.Errorf("document: %v", err)
	}
	posts, err := d.Posts.List(t.Context(), stage.Program, all[i].ID, stage.Date("2026-03-09"))
	d.Must(err)
	if posts[0].Holders[0].Name != "孙三" {
		t.Errorf("the chair: %+v", posts[0].Holders)
	}
}

var preparationAt = regexp.MustCompile(`/preparations/[^/"]+`)

// The same path without a script: what was refused is said, nothing is lost.
func TestPreparationThroughTheForms(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Post("/campaigns/new", "template", "no-such").Is(http.StatusUnprocessableEntity)
	at := s.Post("/campaigns/new", "template", "pingdingshan-2018").Is(http.StatusSeeOther).Header.Get("Location")
	s.Get("/campaigns/new").Says(at, "继续", "放弃")
	s.Get(at).Is(http.StatusOK).Says("平顶山市总工会办公室", "下一步")
	send := func(path, body string) desktest.Page {
		return s.Do(http.MethodPost, path, "multipart/form-data; boundary=b", strings.NewReader(body))
	}
	field := func(name, value string) string {
		return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"
	}
	rev := desktest.RevisionOn(s.Get(at+"/document").Is(http.StatusOK), at+"/document")
	send(at+"/document", field("revision", rev)+field("title", "")+field("number", "三号")+"--b--\r\n").
		Is(http.StatusUnprocessableEntity).Says("三号", "写法不对")
	send(at+"/document", field("revision", rev)+field("title", "秋季行动")+"--b--\r\n").Is(http.StatusSeeOther)
	send(at+"/document", field("revision", rev)+field("title", "晚了一步")+"--b--\r\n").Is(http.StatusConflict).Says("已在别处改过")

	page := s.Get(at+"/units").Is(http.StatusOK).Says("已选 5 个单位", "叶县总工会")
	rev = desktest.RevisionOn(page, at+"/units")
	s.Post(at+"/units", "revision", rev).Is(http.StatusUnprocessableEntity).Says("没有选中任何单位")
	s.Post(at+"/units", "revision", rev, "category", "county", "unit", string(d.Unit("yexian"))).Is(http.StatusSeeOther)
	s.Get(at+"/calendar").Is(http.StatusOK).Says("1 个单位", "2018年6月", "截止")
	rev = desktest.RevisionOn(s.Get(at+"/posts").Is(http.StatusOK), at+"/posts")
	s.Post(at+"/posts", "revision", rev, "name-chair", "周五", "go", "stay").Is(http.StatusSeeOther)
	s.Get(at+"/posts").Says("周五", "还没有账号")
	rev = desktest.RevisionOn(s.Get(at+"/launch").Is(http.StatusOK).Says("秋季行动", "周五", "鲁山县总工会"), at+"/launch")
	to := s.Post(at+"/launch", "revision", rev).Is(http.StatusSeeOther).Header.Get("Location")
	s.Get(to).Is(http.StatusOK).Says("“秋季行动”已启动")
	after := s.Get(at).Is(http.StatusSeeOther).Header.Get("Location")
	if again := s.Get(after).Is(http.StatusSeeOther).Header.Get("Location"); again != to {
		t.Errorf("what is launched leads to %s, want %s", again, to)
	}
	s.Post(at+"/discard", "revision", rev).Is(http.StatusSeeOther)
	s.Get(to).Is(http.StatusOK)
}

// An empty start and a missing issuer are refused at their fields; what the
// template says of a contact is not there until somebody enters one.
func TestSenderIsAskedFor(t *testing.T) {
	d := open(t)
	d.At("2020-10-15 09:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Post("/campaigns/new", "template", "").Is(http.StatusUnprocessableEntity).Says("请选择一个模板")
	at := s.Post("/campaigns/new", "template", "rural-revitalisation").Is(http.StatusSeeOther).Header.Get("Location")
	page := s.Get(at+"/document").Is(http.StatusOK).Says(`value="2020-10-16"`, `value="平顶山市总工会"`, "联系电话", "抄送").Lacks("0000-12345678", "example.org\"")
	rev := desktest.RevisionOn(page, at+"/document")
	send := func(fields ...string) desktest.Page {
		body := ""
		for i := 0; i < len(fields); i += 2 {
			body += "--b\r\nContent-Disposition: form-data; name=\"" + fields[i] + "\"\r\n\r\n" + fields[i+1] + "\r\n"
		}
		return s.Do(http.MethodPost, at+"/document", "multipart/form-data; boundary=b", strings.NewReader(body+"--b--\r\n"))
	}
	send("revision", rev, "title", "冬季行动", "start", "", "issuers", " ", "phone", "2222333").
		Is(http.StatusUnprocessableEntity).Says(`<p class="problem">必填`, `id="issuers-more" class="problem">必填`, `value="2222333"`)
	send("revision", rev, "title", "冬季行动", "start", "2020-10-19", "issuers", "市总工会、市农业农村局", "phone", "2222333", "mail", "", "copies", "省总工会").Is(http.StatusSeeOther)
	s.Get(at+"/document").Says("市总工会、市农业农村局", `value="2222333"`, `value="省总工会"`, `value="2020-10-19"`)
}

// A category of the plan without a unit is said and not ticked; what the plan
// does not ask of this federation is said with its units, and may be added.
func TestCategoriesOfAnotherFederation(t *testing.T) {
	d := desktest.On(t, stage.OneHuaibei(t), routes)
	s := d.Sit(t, people.Office, "HB", "office")
	at := s.Post("/campaigns/new", "template", "rural-revitalisation").Is(http.StatusSeeOther).Header.Get("Location")
	page := s.Get(at+"/units").Is(http.StatusOK).
		Says("本会没有这一类单位", "已选 1 个单位", "方案没有要求：系统工会、直属工会、扶贫办、基层工会，共 4 个单位不参加").
		Lacks(`value="zone"`, `value="industry"`, `data-group><legend><b>`) // the script counts groups by their box
	rev := desktest.RevisionOn(page, at+"/units")
	s.Post(at+"/units", "revision", rev, "category", "county", "category", "system",
		"unit", string(d.Unit("suixi")), "unit", string(d.Unit("shijiao"))).Is(http.StatusSeeOther)
	s.Get(at+"/units").Says("已选 2 个单位", "方案没有要求：直属工会、扶贫办、基层工会，共 3 个单位不参加")
	s.Get(at+"/launch").Is(http.StatusOK).Says("2 个单位", "方案未要求", "本会没有这一类单位")
}

// What is past is said before anybody launches: on the card of a template with
// fixed dates, and by «下一个截止». A weekday is said once.
func TestPastDatesAreSaid(t *testing.T) {
	d := open(t)
	d.At("2020-10-15 09:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/campaigns/new").Is(http.StatusOK).Says("已于2018年12月6日开始").Lacks(" 0 个阶段")
	at := s.Post("/campaigns/new", "template", "pingdingshan-2018").Is(http.StatusSeeOther).Header.Get("Location")
	s.Get(at+"/calendar").Is(http.StatusOK).Says("下一个截止 2020年10月30日 周五。", "(周五)</b>").Lacks("首个截止 2020", "(周五) 周五")
	at = s.Post("/campaigns/new", "template", "rural-revitalisation").Is(http.StatusSeeOther).Header.Get("Location")
	s.Get(at + "/calendar").Is(http.StatusOK).Says("首个截止 2020年").Lacks("下一个截止")
	d.At("2026-01-05 09:00")
	s.Get("/campaigns/new").Is(http.StatusOK).Says("期满")
}

// A text that is no playbook is told so in one sentence before its mistakes.
func TestNoPlaybookIsSaidInOneSentence(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	upload := func(text string) desktest.Page {
		at := s.Do(http.MethodPost, "/campaigns/new/upload", "multipart/form-data; boundary=b",
			strings.NewReader("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.yaml\"\r\n\r\n"+text+"\r\n--b--\r\n")).
			Is(http.StatusSeeOther).Header.Get("Location")
		return s.Get(at).Is(http.StatusOK)
	}
	upload("hello").Says("<h2>这不是方案文件")
	upload("playbook: xianfeng/1\nid: [").Lacks("这不是方案文件")
}

// A wrong file is kept with every mistake at its place, and corrected on the page.
func TestWrongFileIsCorrectedOnThePage(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	at := s.Do(http.MethodPost, "/campaigns/new/upload", "multipart/form-data; boundary=b",
		strings.NewReader("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"我的方案.yaml\"\r\n\r\nplaybook: xianfeng/1\nid: Wrong Id\n\r\n--b--\r\n")).
		Is(http.StatusSeeOther).Header.Get("Location")
	if !preparationAt.MatchString(at) {
		t.Fatalf("led to %s", at)
	}
	page := s.Get(at).Is(http.StatusOK).Says("2:5", "id: Wrong Id", "我的方案.yaml")
	s.Get(at + "/units").Is(http.StatusSeeOther) // back to the mistakes
	rev := desktest.RevisionOn(page, at)
	send := func(source string) desktest.Page {
		return s.Do(http.MethodPost, at, "multipart/form-data; boundary=b", strings.NewReader(
			"--b\r\nContent-Disposition: form-data; name=\"revision\"\r\n\r\n"+rev+"\r\n--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\n"+source+"\r\n--b--\r\n"))
	}
	send(" ").Is(http.StatusUnprocessableEntity).Says("我的方案.yaml")
	send("playbook: xianfeng/1\nid: right-id\n").Is(http.StatusSeeOther)
	s.Get(at).Is(http.StatusOK).Lacks("Wrong Id").Says("缺少")
	s.Post(at+"/discard", "revision", "1").Is(http.StatusConflict).Says("已在别处改过")
	s.Post(at+"/discard", "revision", "2").Is(http.StatusSeeOther)
	s.Get("/campaigns/new").Lacks("我的方案.yaml")
}

// The office confirms a proposed member with one click, by name where the head
// of the unit is not entered yet (P-45).
func TestP45ProposedMemberIsConfirmed(t *testing.T) {
	d := open(t)
	d.At("2018-07-02 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/posts").Is(http.StatusOK).Says("建议任职", "教育工会", "尚未登记负责人")
	s.Post("/posts/members/proposed", "unit", "jiaoyu", "name", "").Is(http.StatusUnprocessableEntity)
	s.Post("/posts/members/proposed", "unit", "yexian", "name", "郑九").Is(http.StatusConflict).Says("不在建议之列")
	s.Post("/posts/members/proposed", "unit", "jiaoyu", "name", "郑九").Is(http.StatusSeeOther)
	s.Get("/posts").Is(http.StatusOK).Says("郑九").Lacks("建议任职")
	d.Sit(t, people.Liaison, "yexian", "").Get("/posts").Is(http.StatusOK).Lacks("建议任职")
}
