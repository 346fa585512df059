package plan

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func TestP15TheWorkbenchShowsItInTime(t *testing.T) {
	d := open(t)
	d.At("2018-06-02 10:00")
	d.Sit(t, people.Liaison, "yexian", "").Get("/").Is(http.StatusOK).Says("调研并初拟方案")
}

func TestMatrix(t *testing.T) {
	d := open(t)
	d.At("2018-06-28 10:00")
	it, _ := d.ReportSent(t, "yexian")
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	page := s.Get("/matrix").Is(http.StatusOK).Says("叶县总工会", `href="/duties/`+string(it.ID)+`"`, "首次报送 2018年6月28日 10:00",
		"按时 1 / 应报 15", "6.7%", "93.3%", "9月30日(周日)", "暂定", "0 / 5", "县(市、区)总工会 2", "✓", "漏")
	if n := strings.Count(page.Body, `class="cell cell-`); n != 7*5+11 {
		t.Errorf("%d cells, legend included", n)
	}
	s.Get("/matrix?from=2019-01&to=2019-03").Says("2019年1月", "2月").Lacks("2018年6月<br>")
	s.Get("/matrix?from=2019-05&to=2019-03").Is(http.StatusOK)
	s.Get("/matrix?obligation=plan-and-tables").Is(http.StatusOK).Says("本单位行动方案", "工会系统定点扶贫基本情况汇总表", "0/3")
	s.Get("/matrix?obligation=quarterly-meeting").Is(http.StatusOK).Says("平顶山市总工会", "2018年第三季度")
	s.Get("/matrix?obligation=receipt").Is(http.StatusOK).Says("无期限", "<b>0 / 5</b><span>已报 · 无期限").Lacks("按时 0 / 应报 0")
	s.Get("/matrix?obligation=bulletin").Is(http.StatusOK).Says("平顶山市总工会")
	s.Get("/matrix?obligation=cases").Is(http.StatusNotFound)
	s.Get("/matrix?obligation=nonsense").Is(http.StatusNotFound)
	s.Get("/matrix?group=county&as=today").Is(http.StatusOK).Says("县(市、区)总工会 2", "产业工会 1")
	d.Sit(t, people.Liaison, "lushan", "").Get("/matrix").Is(http.StatusOK).Says("鲁山县总工会").Lacks("叶县总工会")
}

func TestWhatIsSentIsPartOfWhatIsOwed(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	it := d.Duty("yexian", "monthly-report", "2018-09", "")
	_, err := d.Reports.Save(t.Context(), d.As(people.Liaison, "yexian"), it.ID, report.Patch{Cells: map[string]string{"texts/progress": "进展"}})
	d.Must(err)
	office := d.AsBody(people.Office, "PDS", "office")
	s := d.Sit(t, people.Office, "PDS", "office")
	d.Must(d.Campaigns.Excuse(t.Context(), office, it.ID, "洪灾", it.Revision))
	_, err = d.Reports.Submit(t.Context(), d.As(people.Liaison, "lushan"), d.Duty("lushan", "monthly-report", "2018-09", "").ID, report.Sending{Nil: "season"})
	d.Must(err)
	s.Get("/matrix").Says("按时 0 / 应报 15", "<b>1 / 4</b>")
}

func TestNilReportHasItsSign(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	_, err := d.Reports.Submit(t.Context(), d.As(people.Liaison, "yexian"), d.Duty("yexian", "monthly-report", "2018-09", "").ID, report.Sending{Nil: "season"})
	d.Must(err)
	page := d.Sit(t, people.Office, "PDS", "office").Get("/matrix").Says(`</i> 零报告`, "已报 · 零报告")
	if n := strings.Count(page.Body, `>零</a>`); n != 1 {
		t.Errorf("%d duties bear the sign of a nil report", n)
	}
}

func TestListOfDuties(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	first := s.Get("/duties").Is(http.StatusOK).Says("本页 50 条", "下一页")
	next := first.Body[strings.Index(first.Body, `rel="next" href="`)+len(`rel="next" href="`):]
	second := s.Get(strings.ReplaceAll(next[:strings.Index(next, `"`)], "&amp;", "&")).Is(http.StatusOK).Says("上一页")
	if id := firstDuty(first.Body); id == "" || strings.Contains(second.Body, id) {
		t.Errorf("the second page repeats %q", id)
	}
	s.Get("/duties?unit=yexian&obligation=monthly-report&timing=missing").Says("共 3 条", "2018年6月", "逾期 91 天").Lacks("鲁山县总工会")
	s.Get("/duties?unit=叶县总工会&period=2018-09").Says("共 1 条")
	s.Get("/duties?unit=nowhere").Is(http.StatusOK).Says("没有“nowhere”这个单位")
	s.Get("/duties?timing=supplementary").Is(http.StatusOK).Says("没有符合条件的事项", `<option value="supplementary" selected>补报`)
	s.Get("/duties?work=sent").Says("没有符合条件的事项")
	s.Get("/duties?after=nonsense").Is(http.StatusOK).Says("本页 50 条")
	d.Sit(t, people.Liaison, "lushan", "").Get("/duties?unit=yexian").Is(http.StatusOK).Lacks("href=\"/duties/0")
}

func firstDuty(body string) string {
	_, rest, _ := strings.Cut(body, `<a href="/duties/`)
	id, _, _ := strings.Cut(rest, `"`)
	return id
}

func TestOfficeExcusesAndOwes(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	it := d.Duty("yexian", "monthly-report", "2018-07", "")
	at := "/duties/" + string(it.ID)
	s.Get(at+"/manage").Is(http.StatusOK).Says("免报", "叶县总工会", "不计入任何比率")
	s.Post(at+"/excuse", "reason", " ", "revision", desktest.Revision(it)).Is(http.StatusUnprocessableEntity).Says("必填")
	s.Post(at+"/excuse", "reason", "洪灾", "revision", "77").Is(http.StatusConflict).Says("洪灾")
	s.Post(at+"/excuse", "reason", "洪灾", "revision", desktest.Revision(it)).Is(http.StatusSeeOther)
	it = d.Duty("yexian", "monthly-report", "2018-07", "")
	if st := d.Standing(it.ID); st.Word != campaign.WordExcused {
		t.Fatalf("stands as %s", st.Word)
	}
	s.Post(at+"/excuse", "reason", "洪灾", "revision", desktest.Revision(it)).Is(http.StatusConflict)
	s.Get(at+"/manage").Says("恢复应报", "洪灾")
	s.Post(at+"/owe", "reason", "误报", "revision", desktest.Revision(it)).Is(http.StatusSeeOther)
	s.Post(at+"/excuse", "reason", "洪灾", "revision", "x").Is(http.StatusUnprocessableEntity)
	s.Post("/duties/add", "unit", "nowhere", "obligation", "monthly-report", "period", "2018-07", "reason", "补").Is(http.StatusNotFound)
	s.Post("/duties/add", "unit", "yexian", "obligation", "monthly-report", "period", "2017-07", "reason", "补").Is(http.StatusNotFound)
	s.Post("/duties/add", "unit", "yexian", "obligation", "monthly-report", "period", "2018-08", "reason", "").Is(http.StatusUnprocessableEntity).Says("必填")
	s.Post("/duties/add", "unit", "xuexiao", "obligation", "monthly-report", "period", "2018-08", "reason", "自愿参加").Is(http.StatusNotFound).Says("“月报”没有 2018-08 这一期")
	d.Found("xinqu", "新区总工会", organisation.County, "PDS", "")
	s.Post("/duties/add", "unit", "xinqu", "obligation", "monthly-report", "period", "2018-08", "reason", "补登").Is(http.StatusSeeOther)
	s.Get("/duties?unit=xinqu").Says("共 1 条", "月报 2018年8月")
}

func TestOfficeDecidesADateTheNoticePutIntoThePast(t *testing.T) {
	d := open(t)
	d.At("2020-01-28 10:00")
	_, err := d.Campaigns.ApplyCalendar(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/").Is(http.StatusOK).Says("待定日期", "月报 2020年1月", "原截止 2020年1月31日 · 5 个单位", "维持原日期", "截止日期已重新推算", "2020年1月31日 待办公室决定")
	s.Post("/calendar/decide", "obligation", "monthly-report", "period", "2020-01", "decision", "nonsense").Is(http.StatusUnprocessableEntity)
	s.Post("/calendar/decide", "obligation", "monthly-report", "period", "2020-01", "decision", "next_workday").Is(http.StatusSeeOther)
	s.Get("/").Says("5 个单位的截止日随之确定").Lacks("待定日期")
	if it := d.Duty("yexian", "monthly-report", "2020-01", ""); it.DueOn.String() != "2020-02-03" {
		t.Errorf("due on %s", it.DueOn)
	}
	s.Post("/calendar/decide", "obligation", "monthly-report", "period", "2020-01", "decision", "keep").Is(http.StatusConflict)
}

// open serves these pages.
func open(t *testing.T) *desktest.House {
	t.Helper()
	return desktest.New(t, Routes)
}
