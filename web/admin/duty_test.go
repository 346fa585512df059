package admin

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/jba/templatecheck"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

func TestTemplatesOfADuty(t *testing.T) {
	t.Parallel()
	site := web.NewSite(web.Options{})
	newDutyPages(site)
	for _, c := range site.Checked() {
		if err := templatecheck.CheckHTMLStrict(c.Template, c.Value); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

// september is the desk on the day the monthly report of 叶县 is filled.
func september(t *testing.T) (d *desk, liaison *seat, at string, id campaign.DutyID) {
	d = newDesk(t)
	d.At("2018-09-28 10:00")
	id = d.Duty("yexian", "monthly-report", "2018-09", "").ID
	return d, d.sit(t, people.Liaison, "yexian", ""), dutyURL(id), id
}

func with(cells map[string]string, more ...string) map[string]string {
	out := maps.Clone(cells)
	for i := 0; i < len(more); i += 2 {
		out[more[i]] = more[i+1]
	}
	return out
}

func TestLiaisonFillsAndSends(t *testing.T) {
	_, who, at, _ := september(t)
	open := who.get(at).is(http.StatusOK).says("月报 2018年9月", "待报", "四(三) P-57", "9月30日(周日)", "零报告", "人次",
		`name="figures/skill/person_times"`, `title="去重口径，各条线不能相加"`)
	who.post(at+"/send", open.form(stage.Monthly())...).is(http.StatusSeeOther)
	who.get(at).is(http.StatusOK).says("已报送。", "报送 v1", "312").lacks("data-entry")
	who.get(at+"/versions/1").is(http.StatusOK).says("第 1 版", "大棚完工", "3.20")
	who.get(at + "/versions/2").is(http.StatusNotFound)
}

func TestSavingWhileTyping(t *testing.T) {
	d, who, at, id := september(t)
	var kept saved
	d.Must(json.Unmarshal([]byte(who.save(id, 0, stage.Monthly()).is(http.StatusOK).body), &kept))
	if kept.Revision != 1 || kept.SavedAt != "10:00" || len(kept.Problems) != 0 {
		t.Errorf("saved %+v", kept)
	}
	d.Must(json.Unmarshal([]byte(who.save(id, 1, map[string]string{"figures/industry/projects": "四个", "figures/skill/households": "999"}).is(http.StatusOK).body), &kept))
	if len(kept.Problems) != 2 || kept.Problems[0].Cell != "figures/industry/projects" || !strings.Contains(kept.Problems[0].Message, "四个") {
		t.Errorf("problems %+v, want one at each cell", kept.Problems)
	}
	d.Must(json.Unmarshal([]byte(who.save(id, 2, map[string]string{"texts/results": "好"}).is(http.StatusOK).body), &kept))
	if len(kept.Problems) != 2 {
		t.Errorf("saving another cell forgot problems: %+v", kept.Problems)
	}
	who.get(at).says(`value="四个"`, "不是数字", `aria-invalid="true"`, "已存 10:00", "草稿")
	who.save(id, 3, map[string]string{"figures/nothing/at_all": "1"}).is(http.StatusUnprocessableEntity).says(`"cell":"figures/nothing/at_all"`)
	who.do(http.MethodPost, at+"/save", "application/json", strings.NewReader("{")).is(http.StatusUnprocessableEntity)
}

func TestTwoPeopleSaveTheSameDraft(t *testing.T) {
	d, who, at, id := september(t)
	cell := "figures/skill/projects"
	who.save(id, 0, map[string]string{cell: "5"}).is(http.StatusOK)
	var refused overtaken
	d.Must(json.Unmarshal([]byte(who.save(id, 0, map[string]string{cell: "6", "texts/progress": "进展"}).is(http.StatusConflict).body), &refused))
	if refused.Cells[cell] != (both{"6", "5"}) || refused.Revision != 1 || refused.Message == "" {
		t.Errorf("refused with %+v", refused)
	}
	who.save(id, refused.Revision, map[string]string{cell: "6"}).is(http.StatusOK)
	form := []string{"revision", "1", "key", "k", cell, "7", "texts/progress", "没有丢"}
	again := who.post(at+"/save", form...).is(http.StatusConflict).says("没有丢", `value="7"`, "<td>7</td><td>6</td>")
	who.post(at+"/save", again.form(map[string]string{cell: "7", "texts/progress": "没有丢"})...).is(http.StatusSeeOther)
	who.get(at).says("没有丢", `value="7"`)
}

func TestViolationsAreToldAtTheirCells(t *testing.T) {
	_, who, at, _ := september(t)
	open := who.get(at)
	who.post(at+"/send", open.form(map[string]string{"figures/skill/funds_union": "三万", "figures/industry/person_times": "1", "figures/industry/households": "2"})...).
		is(http.StatusUnprocessableEntity).says("有 3 处需要改正", `href="#cell-figures-skill-funds_union"`, "技能扶贫 · 工会投入", `value="三万"`,
		`href="#cell-texts-progress"`, `id="problem-texts-progress"`, "受益户数不应多于受益人次", "P-58")
	if st := who.desk.Standing(who.desk.Duty("yexian", "monthly-report", "2018-09", "").ID); st.Work != campaign.Nothing {
		t.Errorf("a refused report left work %s", st.Work)
	}
}

func TestDoubleClickSendsOnce(t *testing.T) {
	_, who, at, _ := september(t)
	form := who.get(at).form(stage.Monthly())
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { who.post(at+"/send", form...).is(http.StatusSeeOther) })
	}
	both.Wait()
	who.get(at).says("报送 v1").lacks("报送 v2")
}

func TestNilReportIsOneClick(t *testing.T) {
	_, who, at, id := september(t)
	who.get(at+"?edit=1&open=nil").says(`<dialog id="nil" aria-labelledby="nil-title" open>`, `name="nil" value="season"`)
	open := who.get(at)
	who.post(at+"/nil", open.form(nil)...).is(http.StatusUnprocessableEntity)
	who.post(at+"/nil", append(open.form(nil), "nil", "season")...).is(http.StatusSeeOther)
	who.get(at).says("零报告：农时、天气等原因暂停", "已报送零报告。")
	who.get(at + "/versions/1").says("零报告：农时、天气等原因暂停")
	who.save(id, 0, stage.Monthly()).is(http.StatusOK)
	who.get(at).says("312")
}

func TestSignedPaperGoesUpAndBack(t *testing.T) {
	d := newDesk(t)
	d.At("2018-06-15 09:00")
	at := dutyURL(d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID)
	liaison, leader := d.sit(t, people.Liaison, "yexian", ""), d.sit(t, people.UnitLeader, "yexian", "")
	liaison.post(at+"/hand-up", liaison.get(at).form(with(goals(), "goals/skill/y2020", ""))...).
		is(http.StatusUnprocessableEntity).says("缺 2020 年度目标 (P-19)", "本单位方案")
	leader.get(at).says("联络员还没有送审").lacks("签字报送</button>")
	liaison.post(at+"/hand-up", liaison.get(at).form(goals())...).is(http.StatusSeeOther)
	liaison.get(at).says("待签", "待单位负责人签字").lacks("data-entry")
	paper := leader.get(at).says("签字报送", "退回修改", "本单位方案")
	leader.post(at+"/hand-back", append(paper.form(nil), "reason", " ")...).is(http.StatusUnprocessableEntity)
	leader.post(at+"/hand-back", append(paper.form(nil), "reason", "目标偏低")...).is(http.StatusSeeOther)
	liaison.post(at+"/hand-up", liaison.get(at).form(with(goals(), "goals/skill/y2018", "3"))...).is(http.StatusSeeOther)
	liaison.post(at+"/sign", leader.get(at).form(nil)...).is(http.StatusForbidden)
	leader.post(at+"/sign", leader.get(at).form(nil)...).is(http.StatusSeeOther)
	leader.get(at).says("已签字报送。", "签字报送 v1")
	liaison.get(at+"/versions/1").says("单位负责人签字（电子）", "项目（个）")
}

func TestTwoRecipientsReviewEachOnItsOwn(t *testing.T) {
	d := newDesk(t)
	d.At("2018-06-15 09:00")
	at := dutyURL(d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID)
	d.signPlan(goals())
	liaison := d.sit(t, people.Liaison, "yexian", "")
	office, second := d.sit(t, people.Office, "PDS", "office"), d.sit(t, people.Office, "PDS", "leading-group-office")
	for _, who := range []*seat{office, second} {
		who.get(at).says("接收", "通过", `data-pin="goals/skill/y2019"`)
	}
	office.post(at+"/review", "body", "leading-group-office", "version", "1", "verdict", "accepted").is(http.StatusForbidden)
	liaison.post(at+"/review", "body", "office", "version", "1", "verdict", "accepted").is(http.StatusForbidden)
	office.post(at+"/review", "body", "office", "version", "1", "verdict", "received").is(http.StatusSeeOther)
	bad := []string{"body", "office", "version", "1", "verdict", "returned", "wanted", "昨天", "reason", "目标偏低", "cell", "goals/skill/y2019", "comment", "2019年太少"}
	office.post(at+"/review", bad...).is(http.StatusUnprocessableEntity).says("目标偏低", "2019年太少", `value="昨天"`, "不是日期")
	office.post(at+"/review", "body", "office", "version", "1", "verdict", "returned", "wanted", "2018.6.20", "reason", "目标偏低",
		"cell", "goals/skill/y2019", "comment", "2019年太少", "cell", "", "comment", "").is(http.StatusSeeOther)
	liaison.get(at).says("助力办 退回意见", "目标偏低", "2019年太少", "要求 6月20日(周三) 前重报", "is-pinned", `href="#cell-goals-skill-y2019"`)
	second.post(at+"/review", "body", "leading-group-office", "version", "1", "verdict", "accepted").is(http.StatusSeeOther)
	d.signPlan(map[string]string{"goals/skill/y2019": "9"})
	office.get(at).says("本次与上次报送的差别", "2 → <b>9</b>", "技能扶贫 · 2019年", "is-changed")
	office.post(at+"/review", "body", "office", "version", "1", "verdict", "accepted").is(http.StatusConflict).says("第 2 版")
	office.post(at+"/review", "body", "office", "version", "2", "verdict", "accepted").is(http.StatusSeeOther)
	liaison.get(at).lacks("tag-accepted\">已通过</span>\n<a") // the other recipient has not accepted the new version
	second.post(at+"/review", "body", "leading-group-office", "version", "2", "verdict", "accepted").is(http.StatusSeeOther)
	liaison.get(at).says(`tag-accepted">已通过`).lacks("?edit=1")
	liaison.get(at+"/versions/2").says("is-changed", "上版 2")
}

func TestFilesAreKeptAndNeverShown(t *testing.T) {
	d, who, at, id := september(t)
	who.attach(id, "0", "papers/evidence", "台账.pdf", stage.PDF).is(http.StatusSeeOther)
	open := who.get(at).says("台账.pdf", "1 KB", "SHA-256")
	_, rest, _ := strings.Cut(open.body, `href="/files/`)
	link := "/files/" + rest[:strings.IndexByte(rest, '"')]
	file := who.get(link).is(http.StatusOK)
	if !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment") || file.header.Get("X-Content-Type-Options") != "nosniff" ||
		file.header.Get("Content-Type") != "application/pdf" || file.body != stage.PDF {
		t.Errorf("answered %v %q", file.header, file.body)
	}
	d.sit(t, people.Liaison, "lushan", "").get(link).is(http.StatusNotFound)
	who.attach(id, "1", "papers/evidence", "假的.pdf", "MZ not a PDF").is(http.StatusUnprocessableEntity).says("内容与文件名后缀不符")
	who.attach(id, "1", "papers/evidence", "a.exe", "MZ").is(http.StatusUnprocessableEntity).says("不能作为附件")
	who.attach(id, "1", "figures/skill/projects", "b.pdf", stage.PDF).is(http.StatusUnprocessableEntity)
	who.attach(id, "1", "papers/evidence", "", "").is(http.StatusUnprocessableEntity).says("请先选择文件")
	who.post(at+"/files/remove", "revision", "1", "file", strings.TrimPrefix(link, "/files/")).is(http.StatusSeeOther)
	who.get(at).lacks("台账.pdf")
	who.get(link).is(http.StatusOK) // what was uploaded stays, for the versions that name it
}

// endless is a body of any length that counts what is read of it.
type endless struct{ left, read int64 }

func (e *endless) Read(p []byte) (int, error) {
	n := min(int64(len(p)), e.left)
	e.left, e.read = e.left-n, e.read+n
	if n == 0 {
		return 0, http.ErrBodyReadAfterClose
	}
	return int(n), nil
}

func TestTooLargeAFileIsRefusedUnread(t *testing.T) {
	d, who, at, _ := september(t)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.server.URL+at+"/files", nil)
	d.Must(err)
	for _, cookie := range who.client.Jar.Cookies(r.URL) {
		r.AddCookie(cookie)
	}
	body := &endless{left: 40 << 20}
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	r, w := serverRequest(r, body)
	d.server.Config.Handler.ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "文件超过 20 MB") || body.read > 1<<20 {
		t.Errorf("answered %d after %d bytes: %s", w.Code, body.read, main.FindString(w.Body.String()))
	}
}

func TestDutyOfAnotherUnitIsNotThere(t *testing.T) {
	d, who, at, id := september(t)
	stranger := d.sit(t, people.Liaison, "lushan", "")
	stranger.get(at).is(http.StatusNotFound)
	stranger.get(at + "/versions/1").is(http.StatusNotFound)
	for _, act := range []string{"save", "rows", "send", "nil", "hand-up", "hand-back", "sign", "sign-for", "discard", "review", "files/remove"} {
		stranger.post(at+"/"+act, "revision", "0", "reason", "x", "nil", "season", "body", "office", "verdict", "received").is(http.StatusNotFound)
	}
	stranger.save(id, 0, stage.Monthly()).is(http.StatusNotFound)
	stranger.attach(id, "0", "papers/evidence", "a.pdf", stage.PDF).is(http.StatusNotFound)
	who.get("/duties/nothing").is(http.StatusNotFound)
	who.get("/files/nothing").is(http.StatusNotFound)
}

func TestRowsWithoutScripts(t *testing.T) {
	d := newDesk(t)
	d.At("2018-06-15 09:00")
	who := d.sit(t, people.Liaison, "yexian", "")
	at := dutyURL(d.Duty("yexian", "plan-and-tables", "once", "basic-summary").ID)
	open := who.get(at).says(`name="villages/r1/village"`).lacks(`name="villages/r2/village"`)
	more := who.post(at+"/rows", append(open.form(map[string]string{"villages/r1/village": "叶县/常村镇/府君庙村"}), "add", "villages")...).is(http.StatusSeeOther)
	to, err := url.Parse(more.header.Get("Location"))
	d.Must(err)
	two := who.get(to.RequestURI()).says(`value="叶县/常村镇/府君庙村"`, `name="villages/r2/village"`)
	who.post(at+"/rows", append(two.form(map[string]string{"villages/r1/village": "叶县/常村镇/府君庙村", "villages/r2/village": "二"}), "drop", "villages/r1")...).is(http.StatusSeeOther)
	who.get(at).says(`value="二"`).lacks("府君庙村")
}

func TestWhatHoldsADutyIsSaid(t *testing.T) {
	d, who, at, _ := september(t)
	office := d.sit(t, people.Office, "PDS", "office")
	july := d.Duty("yexian", "monthly-report", "2018-07", "").ID
	who.get(dutyURL(july)).says("漏报", "已过截止 59 天，仍可补报")
	who.get(dutyURL(d.Duty("yexian", "monthly-report", "2018-10", "").ID)).says("还没有到填报时间，2018年10月1日").lacks("data-entry")
	who.get(dutyURL(d.Duty("yexian", "register-body-and-liaison", "once", "").ID)).says("无期限", `href="/liaisons"`)
	receipt := dutyURL(d.Duty("yexian", "receipt", "once", "").ID)
	who.get(receipt).says("签收通知", `action="`+receipt+`/sign-for"`)
	who.post(receipt+"/sign-for", "key", "once").is(http.StatusSeeOther)
	who.post(receipt+"/sign-for", "key", "once").is(http.StatusSeeOther)
	who.get(receipt).says("已签收。").lacks("/sign-for")
	d.Must(d.Campaigns.Excuse(t.Context(), stage.Program, july, "并入县总", d.Duty("yexian", "monthly-report", "2018-07", "").Revision))
	who.get(dutyURL(july)).says("本期免报：并入县总").lacks("data-entry")
	office.get(at).lacks("data-entry", "通过</button>")
}
