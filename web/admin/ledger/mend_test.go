package ledger

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// moved makes a move as an actor, which must succeed.
func moved(d *desktest.House, who people.Actor, e ledger.Entry, move, reason string) ledger.Entry {
	d.T.Helper()
	e, err := d.Ledger.Move(d.T.Context(), who, ledger.Pick{ID: e.ID, Revision: e.Revision}, ledger.Step{Move: move, Reason: reason})
	d.Must(err)
	return e
}

// text prints the revision as a form carries it.
func rev(e ledger.Entry) string { return text(e.Revision) }

// A move asks for what a clause wants of it, in one dialog, and says at the input
// what is wrong, with all that was typed.
func TestP11TheDialogAsksForTheReview(t *testing.T) {
	d := open(t)
	site := record(d, "sites", "yexian", map[string]string{
		"kind": "demo_site", "name": "食用菌示范点", "place": "常村镇", "line": "industry", "influence": "county",
		"feature": "特色", "effect": "成效", "renown": "知名", "standing": "站得住", "firmness": "立得稳",
	})
	county := d.Sit(t, people.Liaison, "yexian", "")
	county.Get("/ledger/new/sites").Is(http.StatusOK).Says("特色鲜明").Lacks("审核意见", "命名决定", "命名日期")
	county.Get(entryURL(site.ID)+"/edit").Is(http.StatusOK).Says("特色鲜明").Lacks(`name="review"`, `name="decision"`)
	county.Post(entryURL(site.ID)+"/edit", "revision", rev(site), "name", "食用菌示范点", "review", "同意").Is(http.StatusUnprocessableEntity)
	site = moved(d, stage.Program, site, "nominate", "")
	office := d.Sit(t, people.Office, "PDS", "office")
	at := entryURL(site.ID)
	office.Get(at).Is(http.StatusOK).Says(`data-open="#move-review"`, `name="review.review"`, "审核意见", "P-11")
	office.Post(at+"/moves", "revision", rev(site), "move", "review", "review.review", "").Is(http.StatusUnprocessableEntity).
		Says("data-now", "按方案要求必须填写")
	office.Post(at+"/moves", "revision", rev(site), "move", "review", "review.review", "请打13800138000核对").Is(http.StatusUnprocessableEntity).
		Says("data-now", "请打13800138000核对", "请删去")
	office.Post(at+"/moves", "revision", rev(site), "move", "review", "review.review", "三项都达到").Is(http.StatusSeeOther)
	office.Get(at).Is(http.StatusOK).Says("三项都达到", "已审核", `name="name.decision"`, `name="name.named_on"`)
}

// What was sent back says why beside its name, and is sent on with its correction.
func TestReturnedIsMendedAndSentAgain(t *testing.T) {
	d := open(t)
	e := record(d, "activities", "xuexiao", training(d, honouree(d, "郑直")))
	e = moved(d, stage.Program, e, "return", "户数请核对")
	school := d.Sit(t, people.Grassroots, "xuexiao", "")
	at := entryURL(e.ID)
	school.Get(at).Is(http.StatusOK).Says("被退回，请修改", "户数请核对", "修改后重报")
	form := school.Get(at + "/edit").Is(http.StatusOK).Says(`name="then" value="resubmit"`)
	sent := []string{"revision", rev(e), "then", "resubmit"}
	for _, f := range []string{"name", "day", "line", "place", "led_by", "person_times"} {
		sent = append(sent, f, e.Values[f])
	}
	if !strings.Contains(form.Body, "食用菌种植培训") {
		t.Fatal("the form is empty")
	}
	school.Post(at+"/edit", append(sent, "households", "x")...).Is(http.StatusUnprocessableEntity).Says("不是数字")
	school.Post(at+"/edit", append(sent, "households", "20")...).Is(http.StatusSeeOther)
	o, err := d.Ledger.Open(t.Context(), stage.Program, e.ID)
	d.Must(err)
	if o.State != "recorded" || o.Values["households"] != "20" || len(o.Past) != 2 {
		t.Errorf("%s with %s households after %d changes", o.State, o.Values["households"], len(o.Past))
	}
	school.Get(at).Is(http.StatusOK).Lacks("被退回，请修改")
}

// A unit that one does not keep is refused at its field; the history tells of a
// transfer by the names of the units.
func TestHandingOverOnThePage(t *testing.T) {
	d := open(t)
	e := record(d, "activities", "yexian", training(d, honouree(d, "郑直")))
	at := entryURL(e.ID)
	county := d.Sit(t, people.Liaison, "yexian", "")
	county.Post(at+"/transfer", "revision", rev(e), "unit", "鲁山县总工会", "from", "2018-09-25").Is(http.StatusUnprocessableEntity).
		Says("不在您管理的范围内", `value="鲁山县总工会"`, `value="2018-09-25"`)
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Post(at+"/transfer", "revision", rev(e), "unit", "鲁山县总工会", "from", "2018-09-25").Is(http.StatusSeeOther)
	office.Get(at).Is(http.StatusOK).Says("转给其他单位（自2018年9月25日起）", "<s>叶县总工会</s>", "<b>鲁山县总工会</b>")
}

// Who leads and who helps are two lists.
func TestAListOfWhatSomebodyLed(t *testing.T) {
	d := open(t)
	led, helped := honouree(d, "郑直"), honouree(d, "周全")
	for i, name := range []string{"一号培训", "二号培训"} {
		typed := training(d, led)
		typed["name"] = name
		if i == 1 {
			typed["led_by"], typed["helped"] = string(helped.ID), string(led.ID)
		}
		record(d, "activities", "yexian", typed)
	}
	s := d.Sit(t, people.Liaison, "yexian", "")
	page := s.Get(entryURL(led.ID)).Is(http.StatusOK)
	for field, want := range map[string]string{"led_by": "一号培训", "helped": "二号培训"} {
		other := map[string]string{"led_by": "二号培训", "helped": "一号培训"}[field]
		url := "/ledger/activities?by=" + field + "&points=" + string(led.ID)
		page.Says(strings.ReplaceAll(url, "&", "&amp;"))
		s.Get(url).Is(http.StatusOK).Says(want, "郑直").Lacks(other)
	}
	s.Get("/ledger/activities?points="+string(led.ID)).Is(http.StatusOK).Says("一号培训", "二号培训")
	s.Get("/ledger/honourees").Is(http.StatusOK).Says(`<th scope="col">姓名</th>`)
}

// What is the same as another entry is said once; one character finds nothing and
// says so.
func TestWhatIsSaidOnce(t *testing.T) {
	d := open(t)
	h := honouree(d, "郑直")
	s := d.Sit(t, people.Liaison, "yexian", "")
	page := s.Post("/ledger/new/honours", "key", "k1", "of-unit", string(d.Unit("yexian")), "honouree", string(h.ID), "family", "may_day", "level", "county", "year", "2016").Is(http.StatusSeeOther)
	page = s.Post("/ledger/new/honours", "key", "k2", "of-unit", string(d.Unit("yexian")), "honouree", string(h.ID), "family", "may_day", "level", "county", "year", "2016").Is(http.StatusConflict)
	if n := len(regexp.MustCompile("已经登记过").FindAllString(page.Body, -1)); n != 1 {
		t.Errorf("it is said %d times", n)
	}
	s.Get("/ledger/options/activities/led_by?led_by.typed=%E9%83%91").Is(http.StatusOK).Says("请至少输入两个字")
	s.Get("/ledger/options/sites/lead?as=nominate.lead&nominate.lead.typed=%E9%83%91%E7%9B%B4").Is(http.StatusOK).Says(string(h.ID), `id="in-nominate.lead-0"`)
	s.Get("/ledger/honourees?q=%E9%83%91").Says("请至少输入两个字")
}

// Of many some were changed meanwhile: they are named, and the choice stays.
func TestBulkNamesWhatWasChanged(t *testing.T) {
	d := open(t)
	one := record(d, "activities", "xuexiao", training(d, honouree(d, "郑直")))
	typed := training(d, honouree(d, "周全"))
	typed["name"] = "义诊"
	two := record(d, "activities", "xuexiao", typed)
	one, two = moved(d, stage.Program, one, "return", "请核对"), moved(d, stage.Program, two, "return", "请核对")
	one, two = moved(d, stage.Program, one, "resubmit", ""), moved(d, stage.Program, two, "resubmit", "")
	county := d.Sit(t, people.Liaison, "yexian", "")
	page := county.Post("/ledger/moves/activities", "move", "confirm", "pick", pickOf(one.ID, one.Revision), "pick", pickOf(two.ID, two.Revision-1)).
		Is(http.StatusConflict).Says("“义诊”在此期间已被他人改动").Lacks("“食用菌种植培训”在此期间")
	if n := strings.Count(page.Body, "data-pick-row checked"); n != 2 {
		t.Errorf("%d rows are still chosen", n)
	}
}

// A unit that is typed and not picked is found in a correction too.
func TestCorrectingWithAUnitTyped(t *testing.T) {
	d := open(t)
	e := record(d, "activities", "xuexiao", training(d, honouree(d, "郑直")))
	office := d.Sit(t, people.Office, "PDS", "office")
	sent := []string{"revision", rev(e), "organisers.typed", "鲁山县总工会"}
	for _, f := range []string{"name", "day", "line", "place", "led_by", "person_times", "households", "sessions"} {
		sent = append(sent, f, e.Values[f])
	}
	office.Post(entryURL(e.ID)+"/edit", sent...).Is(http.StatusSeeOther)
	office.Get(entryURL(e.ID)).Is(http.StatusOK).Says("鲁山县总工会")
}
