package duty

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// busyMonth is a month of a busy county, a times as much as the first.
func busyMonth(a string) map[string]string {
	cells := map[string]string{"texts/progress": "食用菌种植基地二期棚体完工 12 座，带动 61 户。", "texts/results": "培训合格 148 人。"}
	for i, line := range []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"} {
		at := "figures/" + line + "/"
		n := string(rune('1' + i))
		cells[at+"projects"], cells[at+"sessions"], cells[at+"honourees_joined"] = n, n, n
		cells[at+"funds_union"], cells[at+"funds_social"] = n+".20", "1"+n+"."+a+"0"
		cells[at+"person_times"], cells[at+"households"] = n+a+"1", n+a
	}
	return cells
}

func review(t *testing.T, d *desktest.House, id campaign.DutyID, f report.Finding) {
	t.Helper()
	d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", f.Body), id, f))
}

func TestJourneyThroughAMonth(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	liaison, office := d.Sit(t, people.Liaison, "yexian", ""), d.Sit(t, people.Office, "PDS", "office")
	d.At("2018-08-30 16:00")
	_, err := d.Send(d.As(people.Liaison, "yexian"), d.Duty("yexian", "monthly-report", "2018-08", "").ID, busyMonth("3"))
	d.Must(err)
	d.At("2018-09-28 10:41")
	duty := d.Duty("yexian", "monthly-report", "2018-09", "").ID
	d.Browse(tab, liaison)
	at := d.Server.URL + dutyURL(duty)
	tab.Visit(at)
	tab.Axe()
	tab.Shot("duty-empty")
	tab.Click(`[data-open="#nil"]`)
	tab.Axe()
	tab.Shot("duty-nil")
	tab.Click(`#nil [data-close]`)
	for cell, text := range busyMonth("4") {
		tab.Type(`[data-cell="`+cell+`"]`, text)
	}
	tab.Type(`[data-cell="figures/skill/households"]`, "9999")
	tab.See(`#problem-figures-skill-households`)
	tab.Shot("duty-filled")
	tab.Axe()
	tab.Click(`#entry .btn-primary`)
	tab.See(`[data-fault] li`)
	tab.Shot("duty-violations")
	tab.Axe()
	tab.Type(`[data-cell="figures/skill/households"]`, "14")
	tab.See(`[data-save-status="saved"]`)
	tab.Click(`#entry .btn-primary`)
	tab.See(`.flash`)
	tab.Shot("duty-sent")
	d.Browse(tab, office)
	tab.Visit(at)
	tab.Click(`[data-pin="figures/employment/person_times"]`)
	tab.Shot("duty-review")
	tab.Axe()
	review(t, d, duty, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "就业扶贫人次偏大，请核对。",
		Cells: map[string]string{"figures/employment/person_times": "比上期增加 11 倍，台账合计为 87，请核对。"}})
	d.Browse(tab, liaison)
	tab.Visit(at)
	tab.Type(`[data-cell="figures/employment/person_times"]`, "87")
	tab.See(`[data-save-status="saved"]`)
	tab.Visit(at)
	tab.Shot("duty-returned")
	tab.Axe()
	tab.Click(`#entry .btn-primary`)
	tab.See(`.flash`)
	d.Browse(tab, office)
	tab.Visit(at)
	tab.Shot("duty-resent")
	tab.Visit(at + "/versions/2")
	tab.Shot("duty-version")
	tab.Axe()
}

func TestJourneyOfTwoAtOneDraft(t *testing.T) {
	d, liaison, at, id := september(t)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	const mine, theirs = "figures/skill/projects", "figures/skill/sessions"
	save(liaison, id, 0, map[string]string{mine: "5", theirs: "6", "texts/progress": "他人所写"}).Is(200)
	webtest.Eval[any](tab, `for (const [cell, text] of [["`+mine+`", "7"], ["`+theirs+`", "8"]]) {
		const node = document.querySelector('[data-cell="' + cell + '"]');
		node.value = text;
		node.dispatchEvent(new Event("input", {bubbles: true}));
	} null`)
	tab.See(`[data-conflict] li`)
	tab.Shot("duty-conflict")
	tab.Axe()
	tab.Click(`[data-conflict] li:nth-child(2) label:nth-of-type(2)`)
	tab.Click(`[data-resolve]`)
	tab.Gone(`[data-conflict]`)
	tab.See(`[data-cell="` + mine + `"][value="7"]`) // the page came anew
	if kept := webtest.Eval[string](tab, `document.querySelector('[data-cell="`+theirs+`"]').value + document.querySelector('[data-cell="texts/progress"]').value`); kept != "6他人所写" {
		t.Errorf("of the other person's values is left %q", kept)
	}
}

func TestJourneyThroughThePapers(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	liaison, leader := d.Sit(t, people.Liaison, "yexian", ""), d.Sit(t, people.UnitLeader, "yexian", "")
	d.At("2018-06-15 10:00")
	at := func(form string) string {
		return d.Server.URL + dutyURL(d.Duty("yexian", "plan-and-tables", "once", form).ID)
	}
	d.Browse(tab, liaison)
	tab.Visit(at("task-breakdown"))
	tab.Shot("duty-tasks-empty")
	tab.Axe()
	paste := `(() => { const data = new DataTransfer(), row = y => [y, "产业扶贫", "食用菌种植基地", "常村镇府君庙村", "带动户数", "61", "户",
		"建棚 12 座，统一供种、统一收购", "郭小六等 3 人", "技术", "志愿服务", "李四", "叶县总工会", "县农业局", "2018/7/1", "2018.12.31", ""].join("\t");
		data.setData("text/plain", ["2018", "2019", "2020", "2020", "二〇二一"].map(row).join("\n"));
		document.querySelector('[data-cell="tasks/r1/year"]').dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
		return document.querySelectorAll("tbody[data-rows] tr").length; })()`
	if rows := webtest.Eval[int](tab, paste); rows != 5 {
		t.Errorf("the table has %d rows after 5 were pasted", rows)
	}
	tab.See(`#problem-tasks-r5-year`)
	tab.Shot("duty-tasks")
	tab.Axe()
	tab.Click(`[data-row="tasks/r5"] [data-drop-row]`)
	tab.Gone(`#problem-tasks-r5-year`)
	tab.See(`[data-save-status="saved"]`)
	tab.Click(`#entry .btn-primary`)
	tab.See(`.flash`)
	tab.Shot("duty-handed")
	d.Browse(tab, leader)
	tab.Visit(at("task-breakdown"))
	tab.Shot("duty-sign")
	tab.Axe()
	for _, form := range []string{"unit-plan", "basic-summary"} {
		d.Browse(tab, liaison)
		tab.Visit(at(form))
		tab.Shot("duty-" + form)
		tab.Axe()
	}
	tab.Visit(d.Server.URL + dutyURL(d.Duty("yexian", "register-body-and-liaison", "once", "").ID))
	tab.Shot("duty-completion")
	tab.Visit(d.Server.URL + dutyURL(d.Duty("yexian", "receipt", "once", "").ID))
	tab.Shot("duty-receipt")
}
