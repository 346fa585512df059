package duty

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// september is the desk on the day the monthly report of 叶县 is filled.
func september(t *testing.T) (d *desktest.House, liaison *desktest.Seat, at string, id campaign.DutyID) {
	d = open(t)
	d.At("2018-09-28 10:00")
	id = d.Duty("yexian", "monthly-report", "2018-09", "").ID
	return d, d.Sit(t, people.Liaison, "yexian", ""), dutyURL(id), id
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
	open := who.Get(at).Is(http.StatusOK).Says("月报 2018年9月", "待报", "四(三) P-57", "9月30日(周日)", "零报告", "人次",
		`name="figures/skill/person_times"`, `title="去重口径，各条线不能相加"`)
	who.Post(at+"/send", open.Form(stage.Monthly())...).Is(http.StatusSeeOther)
	who.Get(at).Is(http.StatusOK).Says("已报送。", "报送第1版", "312").Lacks("data-entry")
	who.Get(at+"/versions/1").Is(http.StatusOK).Says("第 1 版", "大棚完工", "3.20")
	who.Get(at + "/versions/2").Is(http.StatusNotFound)
}

func TestSavingWhileTyping(t *testing.T) {
	d, who, at, id := september(t)
	var kept saved
	d.Must(json.Unmarshal([]byte(save(who, id, 0, stage.Monthly()).Is(http.StatusOK).Body), &kept))
	if kept.Revision != 1 || kept.SavedAt != "10:00" || len(kept.Problems) != 0 {
		t.Errorf("saved %+v", kept)
	}
	d.Must(json.Unmarshal([]byte(save(who, id, 1, map[string]string{"figures/industry/projects": "四个", "figures/skill/households": "999"}).Is(http.StatusOK).Body), &kept))
	if len(kept.Problems) != 2 || kept.Problems[0].Cell != "figures/skill/households" || !strings.Contains(kept.Problems[1].Message, "四个") {
		t.Errorf("problems %+v, want one at each cell, in the order of the form", kept.Problems)
	}
	d.Must(json.Unmarshal([]byte(save(who, id, 2, map[string]string{"texts/results": "好"}).Is(http.StatusOK).Body), &kept))
	if len(kept.Problems) != 2 {
		t.Errorf("saving another cell forgot problems: %+v", kept.Problems)
	}
	who.Get(at).Says(`value="四个"`, "不是数字", `aria-invalid="true"`, "已存 2018-09-28 10:00", "草稿")
	save(who, id, 3, map[string]string{"figures/nothing/at_all": "1"}).Is(http.StatusUnprocessableEntity).Says(`"cell":"figures/nothing/at_all"`)
	who.Do(http.MethodPost, at+"/save", "application/json", strings.NewReader("{")).Is(http.StatusUnprocessableEntity)
}

func TestTwoPeopleSaveTheSameDraft(t *testing.T) {
	d, who, at, id := september(t)
	cell := "figures/skill/projects"
	save(who, id, 0, map[string]string{cell: "5"}).Is(http.StatusOK)
	var refused overtaken
	d.Must(json.Unmarshal([]byte(save(who, id, 0, map[string]string{cell: "6", "texts/progress": "进展"}).Is(http.StatusConflict).Body), &refused))
	if refused.Cells[cell] != (both{"6", "5"}) || refused.Revision != 1 || refused.Message == "" {
		t.Errorf("refused with %+v", refused)
	}
	save(who, id, refused.Revision, map[string]string{cell: "6"}).Is(http.StatusOK)
	form := []string{"revision", "1", "key", "k", cell, "7", "texts/progress", "没有丢"}
	again := who.Post(at+"/save", form...).Is(http.StatusConflict).Says("没有丢", `value="7"`, `<td class="words">7</td><td class="words">6</td>`)
	who.Post(at+"/save", again.Form(map[string]string{cell: "7", "texts/progress": "没有丢"})...).Is(http.StatusSeeOther)
	who.Get(at).Says("没有丢", `value="7"`)
}

func TestViolationsAreToldAtTheirCells(t *testing.T) {
	_, who, at, _ := september(t)
	open := who.Get(at)
	who.Post(at+"/send", open.Form(map[string]string{"figures/skill/funds_union": "三万", "figures/industry/person_times": "1", "figures/industry/households": "2"})...).
		Is(http.StatusUnprocessableEntity).Says("有 3 处需要改正", `href="#cell-figures-skill-funds_union"`, "技能扶贫 · 工会投入", `value="三万"`,
		`href="#cell-texts-progress"`, `id="problem-texts-progress"`, "受益户数不应多于受益人次", "P-58")
	if st := who.House.Standing(who.House.Duty("yexian", "monthly-report", "2018-09", "").ID); st.Work != campaign.Nothing {
		t.Errorf("a refused report left work %s", st.Work)
	}
}

func TestDoubleClickSendsOnce(t *testing.T) {
	_, who, at, _ := september(t)
	form := who.Get(at).Form(stage.Monthly())
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() { who.Post(at+"/send", form...).Is(http.StatusSeeOther) })
	}
	both.Wait()
	who.Get(at).Says("报送第1版").Lacks("报送第2版")
}

// The head of the report names the recipient in the clause's own words.
func TestP59TheReportNamesTheRecipientAsTheClauseDoes(t *testing.T) {
	_, who, at, _ := september(t)
	const wording = "市总劳模、五一奖章获得者助力脱贫领导小组办公室"
	page := who.Get(at).Says(wording)
	who.Post(at+"/send", page.Form(stage.Monthly())...).Is(http.StatusSeeOther)
	who.Get(at + "/versions/1").Says(wording)
}

func TestNilReportIsOneClick(t *testing.T) {
	_, who, at, id := september(t)
	who.Get(at+"?edit=1&open=nil").Says(`<dialog id="nil" aria-labelledby="nil-title" open>`, `name="nil" value="season"`)
	open := who.Get(at)
	who.Post(at+"/nil", open.Form(nil)...).Is(http.StatusUnprocessableEntity)
	who.Post(at+"/nil", append(open.Form(nil), "nil", "season")...).Is(http.StatusSeeOther)
	who.Get(at).Says("零报告：农时、天气等原因暂停", "已报送零报告。", `tag-nil">零报告<`)
	who.Get(at + "/versions/1").Says("零报告：农时、天气等原因暂停")
	save(who, id, 0, stage.Monthly()).Is(http.StatusOK)
	who.Get(at).Says("312")
}

func TestSignedPaperGoesUpAndBack(t *testing.T) {
	d := open(t)
	d.At("2018-06-15 09:00")
	d.Surveyed("yexian")
	at := dutyURL(d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID)
	liaison, leader := d.Sit(t, people.Liaison, "yexian", ""), d.Sit(t, people.UnitLeader, "yexian", "")
	liaison.Post(at+"/hand-up", liaison.Get(at).Form(with(desktest.Goals(), "goals/skill/y2020", ""))...).
		Is(http.StatusUnprocessableEntity).Says("缺 2020 年度目标 (P-19)", "本单位方案")
	leader.Get(at).Says("联络员还没有送审").Lacks("签字报送</button>")
	liaison.Post(at+"/hand-up", liaison.Get(at).Form(desktest.Goals())...).Is(http.StatusSeeOther)
	liaison.Get(at).Says("待签", "待单位负责人签字").Lacks("data-entry")
	paper := leader.Get(at).Says("签字报送", "退回修改", "本单位方案")
	leader.Post(at+"/hand-back", append(paper.Form(nil), "reason", " ")...).Is(http.StatusUnprocessableEntity)
	leader.Post(at+"/hand-back", append(paper.Form(nil), "reason", "目标偏低")...).Is(http.StatusSeeOther)
	if n := strings.Count(liaison.Get(at).Is(http.StatusOK).Body, "单位负责人退回修改：目标偏低"); n != 2 {
		t.Errorf("the reason stands %d times on the page, want it above the form and in the history", n)
	}
	liaison.Get(at).Says(`>2018-06-15 09:00</time><span>单位负责人退回修改：目标偏低`)
	liaison.Post(at+"/hand-up", liaison.Get(at).Form(with(desktest.Goals(), "goals/skill/y2018", "3"))...).Is(http.StatusSeeOther)
	liaison.Post(at+"/sign", leader.Get(at).Form(nil)...).Is(http.StatusForbidden)
	leader.Post(at+"/sign", leader.Get(at).Form(nil)...).Is(http.StatusSeeOther)
	liaison.Get(at).Lacks("目标偏低")
	leader.Get(at).Says("已签字报送。", "签字报送第1版")
	liaison.Get(at+"/versions/1").Says("单位负责人：unit-leader-yexian（电子签字）", "项目（个）")
}

func TestTwoRecipientsReviewEachOnItsOwn(t *testing.T) {
	d := open(t)
	d.At("2018-06-15 09:00")
	at := dutyURL(d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID)
	d.SignPlan(desktest.Goals())
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	office, second := d.Sit(t, people.Office, "PDS", "office"), d.Sit(t, people.Office, "PDS", "leading-group-office")
	for _, who := range []*desktest.Seat{office, second} {
		who.Get(at).Says("接收", "通过", `data-pin="goals/skill/y2019"`)
	}
	office.Post(at+"/review", "body", "leading-group-office", "version", "1", "verdict", "accepted").Is(http.StatusForbidden)
	liaison.Post(at+"/review", "body", "office", "version", "1", "verdict", "accepted").Is(http.StatusForbidden)
	office.Post(at+"/review", "body", "office", "version", "1", "verdict", "received").Is(http.StatusSeeOther)
	bad := []string{"body", "office", "version", "1", "verdict", "returned", "wanted", "昨天", "reason", "目标偏低", "cell", "goals/skill/y2019", "comment", "2019年太少"}
	office.Post(at+"/review", bad...).Is(http.StatusUnprocessableEntity).Says("目标偏低", "2019年太少", `value="昨天"`, "不是日期")
	office.Post(at+"/review", "body", "office", "version", "1", "verdict", "returned", "wanted", "2018.6.20", "reason", "目标偏低",
		"cell", "goals/skill/y2019", "comment", "2019年太少", "cell", "", "comment", "").Is(http.StatusSeeOther)
	liaison.Get(at).Says("助力办 退回意见", "目标偏低", "2019年太少", "请于 2018年6月20日前（含当日）重新报送", "is-pinned", `href="#cell-goals-skill-y2019"`)
	second.Post(at+"/review", "body", "leading-group-office", "version", "1", "verdict", "accepted").Is(http.StatusSeeOther)
	d.SignPlan(map[string]string{"goals/skill/y2019": "9"})
	office.Get(at).Says("本次与上次报送的差别", "2 → <b>9</b>", "技能扶贫 · 2019年", "is-changed")
	office.Post(at+"/review", "body", "office", "version", "1", "verdict", "accepted").Is(http.StatusConflict).Says("第 2 版")
	office.Post(at+"/review", "body", "office", "version", "2", "verdict", "accepted").Is(http.StatusSeeOther)
	liaison.Get(at).Lacks("tag-accepted\">已通过</span>\n<a") // the other recipient has not accepted the new version
	second.Post(at+"/review", "body", "leading-group-office", "version", "2", "verdict", "accepted").Is(http.StatusSeeOther)
	liaison.Get(at).Says(`tag-accepted">已通过`).Lacks("?edit=1")
	liaison.Get(at+"/versions/2").Says("is-changed", "上版 2")
}

func TestReviewLeadsToTheNext(t *testing.T) {
	d, liaison, at, _ := september(t)
	lushan := d.Duty("lushan", "monthly-report", "2018-09", "").ID
	for _, unit := range []string{"yexian", "lushan"} {
		_, err := d.Reports.Submit(t.Context(), d.As(people.Liaison, unit), d.Duty(unit, "monthly-report", "2018-09", "").ID, report.Sending{Nil: "season"})
		d.Must(err)
	}
	office := d.Sit(t, people.Office, "PDS", "office")
	accept := func(at string) desktest.Page {
		done := office.Post(at+"/review", "body", "office", "version", "1", "verdict", "accepted").Is(http.StatusSeeOther)
		return office.Get(done.Header.Get("Location")).Says("已通过。", "返回工作台")
	}
	accept(at).Says("下一份待审 · 鲁山县总工会 月报 2018年9月", `href="`+dutyURL(lushan)+`"`)
	accept(dutyURL(lushan)).Says("没有待审的报送了")
	liaison.Get(at + "?reviewed").Is(http.StatusOK).Lacks("返回工作台")
}

func TestFilesAreKeptAndNeverShown(t *testing.T) {
	d, who, at, id := september(t)
	attach(who, id, "0", "papers/evidence", "台账.pdf", stage.PDF).Is(http.StatusSeeOther)
	open := who.Get(at).Says("台账.pdf", "1 KB", "SHA-256")
	_, rest, _ := strings.Cut(open.Body, `href="/files/`)
	link := "/files/" + rest[:strings.IndexByte(rest, '"')]
	file := who.Get(link).Is(http.StatusOK)
	if !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") || file.Header.Get("X-Content-Type-Options") != "nosniff" ||
		file.Header.Get("Content-Type") != "application/pdf" || file.Body != stage.PDF {
		t.Errorf("answered %v %q", file.Header, file.Body)
	}
	d.Sit(t, people.Liaison, "lushan", "").Get(link).Is(http.StatusNotFound)
	attach(who, id, "1", "papers/evidence", "假的.pdf", "MZ not a PDF").Is(http.StatusUnprocessableEntity).Says("内容与文件名后缀不符")
	attach(who, id, "1", "papers/evidence", "a.exe", "MZ").Is(http.StatusUnprocessableEntity).Says("不能作为附件")
	attach(who, id, "1", "figures/skill/projects", "b.pdf", stage.PDF).Is(http.StatusUnprocessableEntity)
	attach(who, id, "1", "papers/evidence", "", "").Is(http.StatusUnprocessableEntity).Says("请先选择文件")
	who.Post(at+"/files/remove", "revision", "1", "file", strings.TrimPrefix(link, "/files/")).Is(http.StatusSeeOther)
	who.Get(at).Lacks("台账.pdf")
	who.Get(link).Is(http.StatusOK) // what was uploaded stays, for the versions that name it
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
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, d.Server.URL+at+"/files", nil)
	d.Must(err)
	for _, cookie := range who.Client.Jar.Cookies(r.URL) {
		r.AddCookie(cookie)
	}
	body := &endless{left: 40 << 20}
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	r, w := serverRequest(r, body)
	d.Server.Config.Handler.ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "文件超过 20 MB") || body.read > 1<<20 {
		t.Errorf("answered %d after %d bytes: %s", w.Code, body.read, desktest.Main.FindString(w.Body.String()))
	}
}

func TestDutyOfAnotherUnitIsNotThere(t *testing.T) {
	d, who, at, id := september(t)
	stranger := d.Sit(t, people.Liaison, "lushan", "")
	stranger.Get(at).Is(http.StatusNotFound)
	stranger.Get(at + "/versions/1").Is(http.StatusNotFound)
	for _, act := range []string{"save", "rows", "send", "nil", "hand-up", "hand-back", "sign", "sign-for", "discard", "review", "files/remove"} {
		stranger.Post(at+"/"+act, "revision", "0", "reason", "x", "nil", "season", "body", "office", "verdict", "received").Is(http.StatusNotFound)
	}
	save(stranger, id, 0, stage.Monthly()).Is(http.StatusNotFound)
	attach(stranger, id, "0", "papers/evidence", "a.pdf", stage.PDF).Is(http.StatusNotFound)
	who.Get("/duties/nothing").Is(http.StatusNotFound)
	who.Get("/files/nothing").Is(http.StatusNotFound)
}

func TestRowsWithoutScripts(t *testing.T) {
	d := open(t)
	d.At("2018-06-15 09:00")
	who := d.Sit(t, people.Liaison, "yexian", "")
	at := dutyURL(d.Duty("yexian", "plan-and-tables", "once", "basic-summary").ID)
	open := who.Get(at).Says(`name="villages/r1/village"`).Lacks(`name="villages/r2/village"`)
	more := who.Post(at+"/rows", append(open.Form(map[string]string{"villages/r1/village": "叶县/常村镇/府君庙村"}), "add", "villages")...).Is(http.StatusSeeOther)
	to, err := url.Parse(more.Header.Get("Location"))
	d.Must(err)
	two := who.Get(to.RequestURI()).Says(`value="叶县/常村镇/府君庙村"`, `name="villages/r2/village"`)
	who.Post(at+"/rows", append(two.Form(map[string]string{"villages/r1/village": "叶县/常村镇/府君庙村", "villages/r2/village": "二"}), "drop", "villages/r1")...).Is(http.StatusSeeOther)
	who.Get(at).Says(`value="二"`).Lacks("府君庙村")
}

func TestWhatHoldsADutyIsSaid(t *testing.T) {
	d, who, at, _ := september(t)
	office := d.Sit(t, people.Office, "PDS", "office")
	july := d.Duty("yexian", "monthly-report", "2018-07", "").ID
	who.Get(dutyURL(july)).Says("漏报", "已过截止 59 天，仍可补报")
	who.Get(dutyURL(d.Duty("yexian", "monthly-report", "2018-10", "").ID)).Says("还没有到填报时间，2018年10月1日").Lacks("data-entry")
	who.Get(dutyURL(d.Duty("yexian", "register-body-and-liaison", "once", "").ID)).Says("无期限", `href="/liaisons"`)
	receipt := dutyURL(d.Duty("yexian", "receipt", "once", "").ID)
	who.Get(receipt).Says("签收通知", `action="`+receipt+`/sign-for"`)
	who.Post(receipt+"/sign-for", "key", "once").Is(http.StatusSeeOther)
	who.Post(receipt+"/sign-for", "key", "once").Is(http.StatusSeeOther)
	who.Get(receipt).Says("已签收。").Lacks("/sign-for")
	d.Must(d.Campaigns.Excuse(t.Context(), stage.Program, july, "并入县总", d.Duty("yexian", "monthly-report", "2018-07", "").Revision))
	who.Get(dutyURL(july)).Says("本期免报：并入县总").Lacks("data-entry")
	office.Get(at).Lacks("data-entry", "通过</button>")
}

func TestP60AfterTheBulletinItIsSupplementary(t *testing.T) {
	d, who, _, _ := september(t)
	d.Issue("2018-07")
	july := dutyURL(d.Duty("yexian", "monthly-report", "2018-07", "").ID)
	page := who.Get(july).Says("本期简报已发布", "计为补报").Lacks("计为迟报")
	who.Get(dutyURL(d.Duty("yexian", "monthly-report", "2018-08", "").ID)).Says("计为迟报")
	who.Post(july+"/send", page.Form(stage.Monthly())...).Is(http.StatusSeeOther)
	who.Get(july+"/versions/1").Says("第 1 版", "补报")
}
