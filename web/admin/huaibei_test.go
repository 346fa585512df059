package admin

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// huaibei opens a house in which the second plan runs: a contest and an
// activity under one office.
func huaibei(t *testing.T) *desktest.House {
	t.Helper()
	return desktest.On(t, stage.OneHuaibei(t), routes)
}

// words is the text of the main part of a page, its parts in a row.
func words(p desktest.Page) string {
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(desktest.Main.FindString(p.Body), " ")
	return strings.Join(strings.Fields(html.UnescapeString(text)), " ")
}

// row is the text of the row of a table in which an element has the id.
func row(t *testing.T, p desktest.Page, id string) string {
	t.Helper()
	for _, tr := range regexp.MustCompile(`(?s)<tr.*?</tr>`).FindAllString(p.Body, -1) {
		if strings.Contains(tr, `id="`+id+`"`) {
			return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(tr, " ")), " ")
		}
	}
	t.Fatalf("no row of %s: %s", id, words(p))
	return ""
}

// says checks that a text holds parts, in this order.
func says(t *testing.T, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("%q is not said, or not in its place, in: %s", part, text)
			return
		}
		rest = after
	}
}

// fill types into the open duty of a unit and sends it.
func fillIn(s *desktest.Seat, id campaign.DutyID, cells map[string]string) desktest.Page {
	page := s.Get("/duties/" + string(id)).Is(http.StatusOK)
	return s.Post("/duties/"+string(id)+"/send", page.Form(cells)...)
}

// entry is a contest entry that its form accepts.
func entry() map[string]string {
	return map[string]string{
		"task/local_task": "本县两个贫困村出列", "strive/title": "collective",
		"projects/r1/project": "industry", "projects/r1/part": "建大棚",
		"work/plan": "年度计划", "work/measures": "四项措施", "work/targets": "带动四十户",
	}
}

func TestH00TwoTabsAndAReportForBoth(t *testing.T) {
	h := huaibei(t)
	office := h.Sit(t, people.Office, "HB", "office")
	plan := office.Get("/plan").Is(http.StatusOK).Says(`href="/plan?track=contest"`, `href="/plan?track=follow_model_worker"`)
	for _, id := range []string{"H-32", "H-49", "H-52"} {
		row(t, plan, id)
	}
	contest, activity := office.Get("/plan?track=contest").Is(http.StatusOK), office.Get("/plan?track=follow_model_worker").Is(http.StatusOK)
	contest.Says(`id="H-32"`, `id="H-52"`, `id="H-22"`).Lacks(`id="H-49"`, `id="H-39"`)
	activity.Says(`id="H-49"`, `id="H-52"`, `id="H-39"`).Lacks(`id="H-32"`, `id="H-22"`)
	report := h.Duty("suixi", "quarterly-report", "2019Q1", "")
	office.Get("/duties/"+string(report.ID)).Is(http.StatusOK).Says("脱贫攻坚劳动竞赛", "“跟着劳模去扶贫”活动")
	for track, want := range map[string]string{"contest": "阶段总结和自查", "follow_model_worker": "年度工作计划"} {
		office.Get("/duties?track="+track).Is(http.StatusOK).Says("季报", want)
		office.Get("/matrix?track="+track).Is(http.StatusOK).Says("季报", want)
	}
	office.Get("/duties?track=contest").Lacks("年度工作计划")
	office.Get("/matrix?track=follow_model_worker").Lacks("阶段总结和自查")
}

func TestH02BasisIsShownWithoutANumber(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "suixi", "")
	plan := s.Get("/plan?unit=all").Is(http.StatusOK)
	says(t, row(t, plan, "H-02"), "H-02", "依据", "省扶贫工作要求")
	says(t, words(plan), "依据", "《省扶贫工作要求和市脱贫攻坚目标任务》", "原文未载", "H-02")
}

func TestH03BasisWordForWord(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "suixi", "")
	plan := s.Get("/plan?unit=all").Is(http.StatusOK)
	says(t, row(t, plan, "H-03"), "H-03", "依据", "关于坚决打赢脱贫攻坚战的决定")
	says(t, words(plan), "《关于坚决打赢脱贫攻坚战的决定》", "原文未载", "H-03")
}

// The theme stands on the entry, on the paper that is printed, and on the tab.
func TestH05ThemeOnEveryPageOfTheContest(t *testing.T) {
	h := huaibei(t)
	const theme = "主题：“坚决打赢脱贫攻坚战，争当九大工程先锋”"
	s := h.Sit(t, people.Liaison, "suixi", "")
	it := h.Duty("suixi", "enter-contest", "once", "")
	s.Get("/duties/" + string(it.ID)).Is(http.StatusOK).Says(theme)
	fillIn(s, it.ID, entry()).Is(http.StatusSeeOther)
	s.Get("/duties/" + string(it.ID) + "/versions/1").Is(http.StatusOK).Says(theme)
	s.Get("/plan?unit=all&track=contest").Says(theme).Lacks("主题：“跟着劳模去扶贫”")
	s.Get("/duties/" + string(h.Duty("suixi", "work-plan", "2019", "").ID)).Says("主题：“跟着劳模去扶贫”").Lacks(theme)
}

func TestH08AnEntryNamesOneOfNine(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "suixi", "")
	id := h.Duty("suixi", "enter-contest", "once", "").ID
	page := s.Get("/duties/" + string(id)).Is(http.StatusOK)
	for _, name := range []string{"产业脱贫工程", "就业脱贫工程", "生态保护脱贫工程", "智力扶贫工程", "社保兜底脱贫工程", "健康脱贫工程", "基础设施建设扶贫工程", "金融扶贫工程", "社会扶贫工程"} {
		page.Says(">" + name + "<")
	}
	none := entry()
	none["projects/r1/project"], none["projects/r1/part"] = "", ""
	fillIn(s, id, none).Is(http.StatusUnprocessableEntity).Says("H-08")
	row(t, s.Get("/plan?unit=all").Is(http.StatusOK), "H-08")
}

func TestH09FourComparisonsTwoTitles(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "kuangye", "")
	page := s.Get("/duties/" + string(h.Duty("kuangye", "enter-contest", "once", "").ID)).Is(http.StatusOK)
	says(t, words(page), "四比", "工作落实", "项目成效", "经济收入", "群众满意", "双争", "先锋集体", "先锋个人")
}

func TestH09aPurposeOnTheEntry(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "kuangye", "")
	s.Get("/duties/" + string(h.Duty("kuangye", "enter-contest", "once", "").ID)).Is(http.StatusOK).Says("争当“九大工程”先锋，在脱贫攻坚中建功立业（H-09a）")
}

func TestH13SixBlocksOnTheTrack(t *testing.T) {
	h := huaibei(t)
	h.At("2019-03-20 10:00")
	office := h.AsBody(people.Office, "HB", "office")
	it := h.Duty("suixi", "quarterly-report", "2019Q1", "")
	_, err := h.Send(h.As(people.Liaison, "suixi"), it.ID, map[string]string{"figures/skill/sessions": "12", "texts/progress": "已办培训班"})
	h.Must(err)
	accept(t, h, office, it.ID)
	page := h.Sit(t, people.Viewer, "HB", "").Get("/plan?track=follow_model_worker").Is(http.StatusOK)
	says(t, words(page), "主题：“跟着劳模去扶贫”", "5+1", "技能扶贫", "H-39", "开展活动 12", "健康扶贫", "H-41", "教育扶贫", "H-43",
		"产业扶贫", "H-44", "结对帮扶", "H-46", "劳模扶贫志愿服务队", "H-47", "加一")
	if n := strings.Count(page.Body, `href="/figures?line=`); n != 6 {
		t.Errorf("%d blocks", n)
	}
	h.Sit(t, people.Viewer, "HB", "").Get("/figures?line=skill").Is(http.StatusOK)
}

func TestH31aEntryWithoutALocalTaskIsReturned(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "suixi", "")
	id := h.Duty("suixi", "enter-contest", "once", "").ID
	cells := entry()
	cells["task/local_task"] = ""
	fillIn(s, id, cells).Is(http.StatusUnprocessableEntity).Says("写明本地本单位的任务或目标（H-31a）", `<span class="tag tag-clause">H-31a</span>`)
	cells["task/local_target"] = "两村出列"
	fillIn(s, id, cells).Is(http.StatusSeeOther)
}

func TestH32EntryWithoutTargetsIsReturned(t *testing.T) {
	h := huaibei(t)
	s := h.Sit(t, people.Liaison, "shijiao", "")
	id := h.Duty("shijiao", "enter-contest", "once", "").ID
	for _, cell := range []string{"plan", "measures", "targets"} {
		cells := entry()
		cells["work/"+cell] = ""
		fillIn(s, id, cells).Is(http.StatusUnprocessableEntity).Says("（H-32）", `<span class="tag tag-clause">H-32</span>`)
	}
	if n := h.Duty("shijiao", "enter-contest", "once", "").Newest; n != 0 {
		t.Errorf("version %d was stored", n)
	}
	fillIn(s, id, entry()).Is(http.StatusSeeOther)
}

// A self-check can be filed at any time, any number of times; the plan page and
// the matrix say how many each unit filed.
func TestH33SelfCheckAtAnyTime(t *testing.T) {
	h := huaibei(t)
	s, office := h.Sit(t, people.Liaison, "suixi", ""), h.Sit(t, people.Office, "HB", "office")
	says(t, row(t, office.Get("/plan"), "H-33"), "阶段总结和自查", "3 个单位", "随时可报", "还没有单位报送")
	for i, when := range []string{"2018-12-07 10:00", "2019-01-02 09:00", "2020-05-04 10:00"} {
		h.At(when)
		bench := s.Get("/").Is(http.StatusOK)
		says(t, words(bench), "随时可报", "阶段总结和自查", fmt.Sprintf("已报 %d 次", i))
		id := h.Duty("suixi", "self-check", fmt.Sprintf("any-%04d", i+1), "").ID
		bench.Says(`href="/duties/` + string(id) + `"`)
		fillIn(s, id, map[string]string{"stage/period": "一季度", "findings/summary": "已自查"}).Is(http.StatusSeeOther)
	}
	other := h.Sit(t, people.Liaison, "kuangye", "")
	fillIn(other, h.Duty("kuangye", "self-check", "any-0001", "").ID, map[string]string{"stage/period": "上半年", "findings/summary": "已自查"}).Is(http.StatusSeeOther)
	says(t, row(t, office.Get("/plan"), "H-33"), "随时可报", "已报 4 份，来自 2 个单位", "濉溪县总工会 3", "矿业集团工会 1")
	says(t, words(office.Get("/matrix?obligation=self-check").Is(http.StatusOK)), "份，来自 2 个单位", "第1次", "第3次", "濉溪县总工会", "3")
	office.Get("/matrix/export?obligation=self-check&format=csv").Is(http.StatusOK).Says("第3次", "已报")
	says(t, words(office.Get("/duties?obligation=self-check")), "随时可报")
	office.Get("/duties?obligation=self-check&timing=missing").Lacks("阶段总结和自查 第")
}

// accept lets the office accept what was sent for a duty.
func accept(t *testing.T, h *desktest.House, office people.Actor, id campaign.DutyID) {
	t.Helper()
	h.Must(h.Reports.Review(t.Context(), office, id, findingOf("office", campaign.Accepted)))
}
