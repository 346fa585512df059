package change

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func open(t *testing.T) *desktest.House {
	t.Helper()
	d := desktest.New(t, Routes)
	d.At("2018-09-28 10:00")
	return d
}

// office is somebody who may change the plan, other a second one.
func office(t *testing.T, d *desktest.House) *desktest.Seat {
	t.Helper()
	return d.Sit(t, people.Office, "PDS", "office")
}

func other(t *testing.T, d *desktest.House) *desktest.Seat {
	t.Helper()
	return d.Sit(t, people.OfficeDirector, "PDS", "office")
}

// text is what the editor of a page holds.
func text(t *testing.T, p desktest.Page) string {
	t.Helper()
	m := regexp.MustCompile(`(?s)<textarea name="text".*?>\n(.*)</textarea>`).FindStringSubmatch(p.Body)
	if m == nil {
		t.Fatal("the page has no text")
	}
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&", "&#43;", "+").Replace(m[1])
}

// field is the value of a hidden field.
func field(t *testing.T, p desktest.Page, name string) string {
	t.Helper()
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(p.Body)
	if m == nil {
		t.Fatalf("the page has no %s: %s", name, desktest.Main.FindString(p.Body))
	}
	return m[1]
}

// save posts a text as the editor does.
func save(s *desktest.Seat, text, seen string) desktest.Page {
	s.T.Helper()
	return s.Do(http.MethodPost, "/plan/edit/save?seen="+url.QueryEscape(seen), "text/plain; charset=utf-8", strings.NewReader(text))
}

// publish publishes the draft from its comparison.
func publish(t *testing.T, s *desktest.Seat) desktest.Page {
	t.Helper()
	p := s.Get("/plan/compare").Is(200)
	return s.Post("/plan/publish", "base", field(t, p, "base"), "seen", field(t, p, "seen"), "note", "按市总要求提前")
}

// A deadline is changed by its form: the dates it gives are shown while it is
// typed, and whom it concerns before it is published.
func TestADeadlineIsChanged(t *testing.T) {
	d := open(t)
	s := office(t, d)
	s.Get("/plan/change?clause=P-57").Is(200).Says("月报", "当月最后一个工作日", "/plan/change/due/monthly-report").Lacks("召开动员会")
	s.Get("/plan/change/due/monthly-report").Is(200).Says(`value="当月最后一个工作日"`, "2018年9月30日 周日", "workday 5 of next month", "次月第5个工作日")
	s.Get("/plan/change/due/monthly-report/dates?due="+url.QueryEscape("day 25 of month")).Is(200).
		Says("接下来 6 期", "当月25日", "2018年10月25日 周四", "2018年10月31日 周三", "2018年11月25日 周日", "固定日期不顺延").Lacks("<main")
	s.Get("/plan/change/due/monthly-report/dates?due=" + url.QueryEscape("day 25 of mnth")).Is(200).Says("看不懂截止规则")
	s.Post("/plan/change/due/monthly-report", "due", "day 25 of mnth").Is(422).Says("看不懂截止规则", `value="day 25 of mnth"`)
	s.Get("/plan/compare").Is(200).Says("还没有草稿").Lacks("/plan/publish")

	if got := s.Post("/plan/change/due/monthly-report", "due", "day 25 of month").Is(303).Header.Get("Location"); got != "/plan/compare" {
		t.Fatalf("a changed deadline leads to %s", got)
	}
	s.Get("/plan/compare").Is(200).Says("当月最后一个工作日", "当月25日", "P-57", "2018年10月31日 周三", "2018年10月25日 周四",
		"影响 5 个单位", "叶县总工会", "已到期 3 期", "发布为第2版")
	s.Get("/plan/change").Is(200).Says("当月25日", "基于第1版")
	publish(t, s).Is(303)
	s.Get("/plan/versions").Is(200).Says("第2版", "按市总要求提前", "office-pdsoffice", "当月25日", "/plan/versions/2", "第1版", "第2版已发布")
	s.Get("/plan/compare").Is(200).Says("还没有草稿")
	if got := d.Duty("yexian", "monthly-report", "2018-10", "").DueOn.String(); got != "2018-10-25" {
		t.Errorf("the report of October is due on %s", got)
	}
	if got := d.Duty("yexian", "monthly-report", "2018-08", "").DueOn.String(); got != "2018-08-31" {
		t.Errorf("the report of August, past due, is due on %s", got)
	}
}

// What changes nothing makes no draft, and a part that is not there is none.
func TestAFormThatChangesNothing(t *testing.T) {
	d := open(t)
	s := office(t, d)
	for path, fields := range map[string][]string{
		"/plan/change/due/monthly-report": {"due", "last workday of month"},
		"/plan/change/phase/launch":       {"name", "动员部署，全面启动", "from", "2018-06-20", "until", "2018-12-31"},
		"/plan/change/body/office":        {"name", "劳模、五一劳动奖获得者助力脱贫工作办公室", "short", "助力办"},
		"/plan/change/document":           {},
		"/plan/change/audience":           {"category.county", "yes", "category.zone", "yes", "category.industry", "yes", "category.direct_enterprise", "yes"},
		"/plan/change/audience/track":     {"category.county", "yes", "category.industry", "yes", "category.direct_enterprise", "yes"},
		"/plan/change/audience/receipt":   {"category.county", "yes", "category.zone", "yes", "category.industry", "yes", "category.direct_enterprise", "yes"},
	} {
		s.Get(path).Is(200)
		if got := s.Post(path, fields...).Is(303).Header.Get("Location"); got != "/plan/change" {
			t.Errorf("%s without a change leads to %s", path, got)
		}
	}
	s.Get("/plan/compare").Is(200).Says("还没有草稿")
	for _, path := range []string{"due/none", "phase/none", "body/none", "form/none", "audience/none", "audience/bulletin"} {
		s.Get("/plan/change/" + path).Is(404)
		s.Post("/plan/change/"+path, "due", "none").Is(404)
	}
}

// Each short form writes its place of the text and nothing else.
func TestShortFormsWriteTheirPlace(t *testing.T) {
	d := open(t)
	s := office(t, d)
	before := text(t, s.Get("/plan/edit").Is(200))
	for _, c := range []struct {
		path   string
		fields []string
		was    string
		is     string
	}{
		{"phase/launch", []string{"name", "动员部署，全面启动", "from", "2018-06-20", "until", "2019-01-31"}, "window: 2018-06-20..2018-12-31, clause: P-26", "window: 2018-06-20..2019-01-31, clause: P-26"},
		{"body/office", []string{"name", "劳模助力脱贫工作办公室", "short", "助力办"}, "name: 劳模、五一劳动奖获得者助力脱贫工作办公室", "name: 劳模助力脱贫工作办公室"},
		{"document", []string{"number", "平工办〔2018〕9号", "issued", "2018-06-01"}, "  number:            # 原文未载（N-P7）\n  issued:            # 也没有日期\n", "  number: 平工办〔2018〕9号            # 原文未载（N-P7）\n  issued: 2018-06-01            # 也没有日期\n"},
		{"audience/receipt", []string{"category.county", "yes", "category.system", "yes"}, "    receipt: yes\n    to: office\n    due: none\n", "    receipt: yes\n    to: office\n    due: none\n    categories: [county, system]\n"},
		{"audience", []string{"category.county", "yes", "category.zone", "yes", "category.direct", "yes"}, "categories: [county, zone, industry, direct_enterprise]\n", "categories: [county, zone, direct]\n"},
	} {
		s.Post("/plan/change/"+c.path, c.fields...).Is(303)
		got, want := text(t, s.Get("/plan/edit").Is(200)), strings.Replace(before, c.was, c.is, 1)
		if got != want {
			t.Errorf("%s changed the text:\n%s", c.path, firstDifference(got, want))
		}
		s.Post("/plan/discard").Is(303)
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d is %q, want %q", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(a), len(b))
}

// The labels of a form's fields, and what must be filled.
func TestFieldsOfAFormAreChanged(t *testing.T) {
	d := open(t)
	s := office(t, d)
	p := s.Get("/plan/change/form/progress").Is(200).Says("项目进度", "佐证材料（可不附）", "按指标")
	var fields []string
	for _, m := range regexp.MustCompile(`name="(label\.[^"]*)" value="([^"]*)"`).FindAllStringSubmatch(p.Body, -1) {
		fields = append(fields, m[1], m[2])
	}
	for _, m := range regexp.MustCompile(`name="(required\.[^"]*)" value="yes" checked`).FindAllStringSubmatch(p.Body, -1) {
		fields = append(fields, m[1], "yes")
	}
	s.Post("/plan/change/form/progress", fields...).Is(303)
	s.Get("/plan/compare").Says("还没有草稿")
	at := "forms/progress/sections/texts/fields/"
	fields = append(fields, "required."+at+"results", "yes")
	for i, f := range fields {
		if f == "label."+at+"practices" {
			fields[i+1] = "典型做法（不少于100字）"
		}
	}
	s.Post("/plan/change/form/progress", fields...).Is(303)
	s.Get("/plan/compare").Is(200).Says("典型做法（不少于100字）", "必填")
}

// A new day that is a rest day is marked where the change is compared.
func TestTheComparisonMarksRestDays(t *testing.T) {
	d := open(t)
	s := office(t, d)
	s.Post("/plan/change/due/monthly-report", "due", "次月4日").Is(303)
	s.Get("/plan/compare").Is(200).Says("2018年10月4日 周四", "国庆节，固定日期不顺延")
}

// What people write for the end of a month is answered with what to write.
func TestRulesThatAreNoneAreAnsweredInWords(t *testing.T) {
	d := open(t)
	s := office(t, d)
	for typed, says := range map[string]string{
		"": "请填写期限规则", "31": "“当月最后一日”或“当月最后一个工作日”", "当月30日": "当月最后一个工作日”", "月底": "最多写到 28 日",
		"次月31号": "“次月最后一日”", strings.Repeat("长", 200): strings.Repeat("长", echoLimit) + "…",
	} {
		s.Get("/plan/change/due/monthly-report/dates?due="+url.QueryEscape(typed)).Is(200).Says(says).Lacks("是否想写", "due, window", strings.Repeat("长", echoLimit+1))
		s.Post("/plan/change/due/monthly-report", "due", typed).Is(422).Says(says).Lacks("是否想写", "due, window")
	}
	for _, right := range []string{"当月28日", "次月最后一日", "当月最后一个工作日"} {
		s.Get("/plan/change/due/monthly-report/dates?due=" + url.QueryEscape(right)).Is(200).Says("接下来").Lacks("problem")
	}
}

// Who posts the text over a draft that changed elsewhere gets it back beside the
// newer one, and may keep either.
func TestTypedTextIsNotLost(t *testing.T) {
	d := open(t)
	s := office(t, d)
	p := s.Get("/plan/edit")
	whole, known := text(t, p), field(t, p, "seen")
	s.Post("/plan/edit", "text", whole+"# 先到\n", "seen", known).Is(303)
	p = s.Post("/plan/edit", "text", whole+"# 后到\n", "seen", known).Is(409).Says("您输入的文字", "# 先到", "# 后到", "以这里的文字为准")
	s.Get("/plan/edit").Says("# 先到").Lacks("# 后到", "您输入的文字")
	s.Post("/plan/edit", "text", whole+"# 后到\n", "seen", field(t, p, "seen")).Is(303)
	s.Get("/plan/edit").Says("# 后到").Lacks("# 先到")
}

// The editor keeps the text after each pause and names every mistake at its line.
func TestTheTextIsKeptWithItsMistakes(t *testing.T) {
	d := open(t)
	s := office(t, d)
	p := s.Get("/plan/edit").Is(200).Says("没有错误，只有提醒", "尚无草稿")
	whole := text(t, p)
	seen := field(t, p, "seen")
	broken := strings.Replace(strings.Replace(whole, "due: last workday of month", "due: lst workday of month", 1), "clause: P-57\n", "clause: P-75\n", 1)
	var got savedText
	if err := json.Unmarshal([]byte(save(s, broken, seen).Is(200).Body), &got); err != nil {
		t.Fatal(err)
	}
	wrong := map[int]string{}
	for _, pr := range got.Problems {
		if pr.Wrong {
			wrong[pr.Line] += pr.Text
		}
	}
	line := strings.Count(broken[:strings.Index(broken, "lst workday")], "\n") + 1
	if !strings.Contains(wrong[line], "lst workday of month") || len(wrong) < 2 {
		t.Errorf("the mistakes are %v", wrong)
	}
	save(s, whole+"# 办公室注\n", seen).Is(409).Says("另一个窗口")
	save(s, whole+"# 办公室注\n", "").Is(200)
	again := s.Get("/plan/edit").Is(200).Says("基于第1版")
	if text(t, again) != whole+"# 办公室注\n" {
		t.Error("the draft is not what was saved")
	}
	other(t, d).Get("/plan/edit").Is(200).Says("尚无草稿").Lacks("办公室注")
	save(s, broken, "").Is(200)
	s.Get("/plan/compare").Is(200).Says("处错误，改正后才能发布", "/plan/edit?line=").Lacks("/plan/publish")
	s.Get("/plan/change/due/monthly-report").Is(409).Says("请先到“正文”页改正")
	s.Post("/plan/discard").Is(303)
	s.Get("/plan/edit").Is(200).Says("尚无草稿")
}

// Somebody else's version makes a draft stale: that is told with what changed,
// and nothing is published over it unseen.
func TestAStaleDraftIsTold(t *testing.T) {
	d := open(t)
	one, two := office(t, d), other(t, d)
	one.Post("/plan/change/due/monthly-report", "due", "day 25 of month").Is(303)
	stale := one.Get("/plan/compare").Is(200)
	two.Post("/plan/change/phase/launch", "name", "动员部署，全面启动", "from", "2018-06-20", "until", "2018-12-30").Is(303)
	publish(t, two).Is(303)
	one.Post("/plan/publish", "base", field(t, stale, "base"), "seen", field(t, stale, "seen"), "note", "提前").Is(409).Says("提前", "第2版已经发布")
	p := one.Get("/plan/compare").Is(200).Says("第2版已经发布", "office-director-pdsoffice", "第1版到第2版改了什么", "动员部署")
	p.Lacks(`data-open="#publish-confirm"`)
	one.Get("/plan/edit").Is(200).Says("第2版已经发布")
	one.Post("/plan/rebase").Is(303)
	one.Get("/plan/compare").Is(200).Says("发布为第3版", `data-open="#publish-confirm"`).Lacks("已经发布，您的草稿")
	one.Post("/plan/rebase").Is(409)
}
