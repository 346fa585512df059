package duty

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// forum is the record of a forum at which one person came in a role.
func forum(role string) map[string]string {
	return map[string]string{
		"meeting/kind": "forum", "meeting/held_on": "2018-06-14", "meeting/place": "村部会议室",
		"attendees/r1/name": "林小满", "attendees/r1/role": role,
		"outcome/argued": "项目和责任人逐项论证", "outcome/advice": "先通水再建棚",
	}
}

const advised = "没有驻村第一书记或劳模出席"

func june(t *testing.T) (d *desktest.House, liaison *desktest.Seat, at string) {
	d = open(t)
	d.At("2018-06-15 10:00")
	return d, d.Sit(t, people.Liaison, "yexian", ""), dutyURL(d.Duty("yexian", "argue", "once", "").ID)
}

func TestP21TheWarningStandsWhereItIsSeen(t *testing.T) {
	d, who, at := june(t)
	who.Get(at).Is(http.StatusOK).Says("驻村第一书记", "逐人填写").Lacks(advised)
	id := d.Duty("yexian", "argue", "once", "").ID
	var kept saved
	d.Must(json.Unmarshal([]byte(save(who, id, 0, forum("other")).Is(http.StatusOK).Body), &kept))
	if len(kept.Warnings) != 1 || kept.Warnings[0].Cell != "attendees" || len(kept.Problems) != 0 {
		t.Errorf("saved %+v, want one warning at the attendees", kept)
	}
	page := who.Get(at).Says(advised, `<p class="advice" data-advice>`, `id="advised"`, "仍然报送").Lacks("data-fault")
	who.Post(at+"/send", page.Form(forum("other"))...).Is(http.StatusSeeOther)
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get(at).Is(http.StatusOK).Says("提醒", advised, "P-21", `href="#cell-attendees"`)
	office.Get(at+"/versions/1").Is(http.StatusOK).Says("提醒", advised)
}

func TestP21WithAModelWorkerNothingIsSaid(t *testing.T) {
	d, who, at := june(t)
	who.Post(at+"/send", who.Get(at).Form(forum("model_worker"))...).Is(http.StatusSeeOther)
	d.Sit(t, people.Office, "PDS", "office").Get(at).Is(http.StatusOK).Lacks(advised).Lacks("box-warn")
}

// A kick-off held late is overdue by its day, whenever it is recorded (P-27).
func TestP27HeldLateIsShownOverdue(t *testing.T) {
	d := open(t)
	d.At("2018-07-05 10:00")
	who := d.Sit(t, people.Liaison, "yexian", "")
	at := dutyURL(d.Duty("yexian", "kickoff", "once", "").ID)
	page := who.Get(at).Is(http.StatusOK).Says("逾期 5 天", "以召开日期为准")
	cells := map[string]string{"meeting/held_on": "2018-07-02", "meeting/place": "职工之家", "meeting/attended": "86", "outcome/matters": "部署任务"}
	for _, line := range []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"} {
		cells["lines/"+line+"/state"] = "started"
	}
	who.Post(at+"/send", page.Form(cells)...).Is(http.StatusSeeOther)
	who.Get(at).Says("迟报", "逾期 2 天").Lacks("逾期 5 天")
}

func TestP55AMissingMeetingSaysHowItStillCounts(t *testing.T) {
	d := open(t)
	d.At("2018-10-09 09:00")
	at := dutyURL(d.Duty("yexian", "quarterly-meeting", "2018Q3", "").ID)
	who := d.Sit(t, people.Liaison, "yexian", "")
	page := who.Get(at).Is(http.StatusOK).Says("季度专题会议 2018年第三季度", "漏报", "逾期 9 天", "本期内召开、下一期截止前补记的")
	cells := map[string]string{"meeting/held_on": "2018-10-08", "meeting/place": "三楼", "outcome/discussed": "研究问题"}
	who.Post(at+"/send", page.Form(cells)...).Is(http.StatusUnprocessableEntity).Says("晚于本期结束")
	cells["meeting/held_on"] = "2018-09-28"
	who.Post(at+"/send", page.Form(cells)...).Is(http.StatusSeeOther)
	who.Get(at).Says("已报").Lacks("逾期")
}

// choose picks an option, as a person does.
func choose(tab *webtest.Tab, cell, option string) {
	webtest.Eval[any](tab, `{ const node = document.querySelector('[data-cell="`+cell+`"]');
		node.value = "`+option+`"; node.dispatchEvent(new Event("input", {bubbles: true})); } null`)
}

func TestJourneyPastAWarning(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	d.At("2018-06-15 10:00")
	d.Browse(tab, d.Sit(t, people.Liaison, "yexian", ""))
	tab.Visit(d.Server.URL + dutyURL(d.Duty("yexian", "argue", "once", "").ID))
	for cell, text := range forum("") {
		if text != "" && cell != "meeting/kind" {
			tab.Type(`[data-cell="`+cell+`"]`, text)
		}
	}
	choose(tab, "meeting/kind", "forum")
	choose(tab, "attendees/r1/role", "other")
	tab.See(`#section-attendees .advice`)
	tab.Axe()
	tab.Shot("duty-advised")
	tab.Click(`#entry .btn-primary`)
	tab.See(`#advised[open] li`)
	tab.Axe()
	tab.Shot("duty-advised-confirm")
	tab.Click(`#advised [data-close]`)
	choose(tab, "attendees/r1/role", "village_first_secretary")
	tab.Gone(`#section-attendees .advice`)
	tab.Click(`#entry .btn-primary`)
	tab.See(`.flash`)
}
