package change

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// upload imports a file.
func upload(t *testing.T, s *desktest.Seat, body string) desktest.Page {
	t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", "plan.yaml")
	s.House.Must(err)
	_, err = part.Write([]byte(body))
	s.House.Must(err)
	s.House.Must(w.Close())
	return s.Do(http.MethodPost, "/plan/import", w.FormDataContentType(), &form)
}

// unsigned makes the reading on the day of the bulletin one that nobody signed,
// with two ways to settle it.
func unsigned(t *testing.T, s *desktest.Seat) {
	t.Helper()
	plan := s.Get("/plan/versions/1").Is(200).Body
	old := "    decision: 次月第五个工作日前发布，且不早于当月各单位的报送截止\n    by: office\n    on: 2018-06-01\n"
	open := strings.Replace(plan, old, `    options:
      fifth: {says: 次月第五个工作日前发布, due: workday 5 of next month}
      tenth: {says: 次月10日前发布, due: day 10 of next month}
    default: fifth
`, 1)
	open = strings.Replace(open, "publishes: monthly-report\n    every: month\n    from: 2018-06\n    until: 2020-12\n    due: workday 5 of next month", "publishes: monthly-report\n    every: month\n    from: 2018-06\n    until: 2020-12\n    due: reading", 1)
	if open == plan || !strings.Contains(open, "due: reading") {
		t.Fatal("the plan reads otherwise")
	}
	if got := upload(t, s, open).Is(303).Header.Get("Location"); got != "/plan/compare" {
		t.Fatalf("a file without mistakes leads to %s", got)
	}
	publish(t, s).Is(303)
}

// What nobody signed comes first and says so; who signs sees before whom it
// concerns, and the past stays.
func TestAReadingIsSigned(t *testing.T) {
	d := open(t)
	s := office(t, d)
	s.Get("/plan/readings").Is(200).Says("N-P14", "助力办", "/plan#P-60", "改签").Lacks("未签，按默认")
	unsigned(t, s)
	p := s.Get("/plan/readings").Is(200).Says("未签 1 条", "未签，按默认", "默认", "次月10日前发布")
	if strings.Index(p.Body, `id="N-P14"`) > strings.Index(p.Body, `id="N-P1"`) {
		t.Error("what nobody signed does not come first")
	}
	d.Sit(t, people.Liaison, "yexian", "").Get("/plan/readings").Is(200).Says("未签，按默认").Lacks("/plan/readings/N-P14", "改签")
	s.Get("/plan/readings/N-P14").Is(200).Says("次月10日前发布", "看影响").Lacks(`name="base"`)
	p = s.Get("/plan/readings/N-P14?option=tenth").Is(200).Says("签发后执行：次月10日前发布", "2018年10月12日 周五", "2018年10月10日 周三",
		"平顶山市总工会", "以“助力办”名义签发")
	s.Post("/plan/readings/N-P14", "base", field(t, p, "base"), "option", "nineth").Is(422)
	s.Post("/plan/readings/N-P14", "base", field(t, p, "base"), "option", "tenth").Is(303)
	s.Get("/plan/readings").Is(200).Says("释义 N-P14 已签发，方案第3版即日生效", "2018年9月28日").Lacks("未签，按默认")
	if got := d.Duty("PDS", "bulletin", "2018-09", "").DueOn.String(); got != "2018-10-10" {
		t.Errorf("the bulletin of September is due on %s", got)
	}
	if got := d.Duty("PDS", "bulletin", "2018-07", "").DueOn.String(); got != "2018-08-07" {
		t.Errorf("the bulletin of July, past due, is due on %s", got)
	}
	s.Post("/plan/readings/N-P14", "base", field(t, p, "base"), "option", "fifth").Is(409)
	s.Get("/plan/readings/N-X").Is(404)
}

// A reading without options is settled in words; who acts for no body cannot sign.
func TestAReadingIsSettledInWords(t *testing.T) {
	d := open(t)
	s := office(t, d)
	p := s.Get("/plan/readings/N-P8?words="+url.QueryEscape("截至当月最后一日")).Is(200).
		Says("签发后执行：截至当月最后一日", "不影响任何单位的事项")
	s.Post("/plan/readings/N-P8", "base", field(t, p, "base"), "words", "截至当月最后一日").Is(303)
	s.Get("/plan/versions").Is(200).Says("截至当月最后一日", "N-P8")
	d.Sit(t, people.Office, "PDS", "").Get("/plan/readings/N-P8?words=" + url.QueryEscape("截至月中")).Is(200).
		Says("没有代表任何机构").Lacks(`name="base"`)
}

// A version goes out and comes back byte for byte, whatever its lines end with;
// what is no text is refused, and a file with mistakes is opened where they are.
func TestExportAndImportLoseNothing(t *testing.T) {
	d := open(t)
	s := office(t, d)
	p := s.Get("/plan/versions/1").Is(200)
	if got := p.Header.Get("Content-Disposition"); !strings.Contains(got, "pingdingshan-2018-v1.yaml") {
		t.Errorf("the file is called %s", got)
	}
	crlf := strings.ReplaceAll(p.Body, "\n", "\r\n") + "# 末行没有换行"
	upload(t, s, crlf).Is(303)
	save(s, strings.ReplaceAll(crlf, "\r\n", "\n"), "").Is(200)
	publish(t, s).Is(303)
	if got := s.Get("/plan/versions/2").Is(200).Body; got != crlf {
		t.Errorf("the version comes back otherwise: %s", firstDifference(got, crlf))
	}
	if got := upload(t, s, strings.Replace(p.Body, "obligations:", "obligatons:", 1)).Is(303).Header.Get("Location"); got != "/plan/edit" {
		t.Errorf("a file with mistakes leads to %s", got)
	}
	s.Get("/plan/edit").Is(200).Says("obligatons", `data-problem="wrong"`)
	upload(t, s, "\xff\xfe").Is(422).Says("不是文本文件")
	upload(t, s, strings.Repeat("# 很长\n", 130_000)).Is(413)
	s.Get("/plan/versions/9").Is(404)
	s.Get("/plan/versions/x").Is(404)
	d.Sit(t, people.Liaison, "yexian", "").Get("/plan/versions/2").Is(200)
	d.Sit(t, people.Liaison, "yexian", "").Get("/plan/versions").Is(200).Says("第2版").Lacks("/plan/import", "/plan/edit")
}

// Every rule that has no date of its own leads back from its words, in both
// languages, with and without a time of day.
func TestRulesAreReadAsTheyAreSaid(t *testing.T) {
	t.Parallel()
	for _, lang := range locale.Langs {
		p := locale.New(lang)
		for _, rule := range ruleForms[:16] {
			r, err := calendar.ParseRule(rule)
			if err != nil {
				t.Fatal(err)
			}
			if got := ruleOf(p, ruleWords(p, r)); got != r.String() {
				t.Errorf("%q is read as %q, not %q", ruleWords(p, r), got, r)
			}
		}
	}
	p := locale.New(locale.ZhCN)
	for typed, want := range map[string]string{
		"每月25日": "day 25 of month", "下月第5个工作日": "workday 5 of next month", "每季度最后一日": "last day of quarter",
		"当年“五一”前最后一个工作日": "last workday before May Day", "当月25日上午9:00前": "day 25 of month 09:00", "次月10日下午2点前": "day 10 of next month 14:00",
		"2018年12月5日": "2018-12-05", "2018年6月20日至2018年6月30日": "2018-06-20..2018-06-30", "2018年6月18日中午12:00前": "2018-06-18 12:00",
		"无期限": "none", "按释义": "reading", " day 3 of month ": "day 3 of month", "随便什么时候": "随便什么时候", "start+20d": "start+20d",
	} {
		if got := ruleOf(p, typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
	for _, rule := range []string{"last workday of month", "2018-06-18", "2018-06-18 09:00", "late August 2018", "20 workdays after kickoff", "start+20d"} {
		if said := sayRule(p, rule); ruleOf(p, said) != rule && said != rule {
			t.Errorf("%q is said as %q, which is read as %q", rule, said, ruleOf(p, said))
		}
	}
}
