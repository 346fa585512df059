package duty

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
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
	d.Surveyed("yexian")
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

// paste pastes a block into a cell, as a workbook puts it on the clipboard.
func paste(tab *webtest.Tab, cell, block string) {
	webtest.Eval[any](tab, `(() => { const data = new DataTransfer(), cell = document.querySelector('[data-cell="`+cell+`"]');
		data.setData("text/plain", `+"`"+block+"`"+`); cell.focus();
		cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); return null; })()`)
}

// figures returns what stands in the first rows of figures.
func figures(tab *webtest.Tab) string {
	return webtest.Eval[string](tab, `[...document.querySelectorAll('[data-cell^="figures/"]')].slice(0, 21).map(c => c.value).join(",")`)
}

func TestJourneyOfPastesUndone(t *testing.T) {
	d, liaison, at, _ := september(t)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	undo := `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "z", ctrlKey: true, bubbles: true, cancelable: true})); null`
	empty := figures(tab)
	paste(tab, "figures/skill/projects", "1\t2\n3\t4")
	one := figures(tab)
	paste(tab, "figures/skill/projects", "5\t6")
	webtest.Eval[any](tab, undo)
	if got := figures(tab); got != one {
		t.Errorf("the second paste undone leaves %s, want %s", got, one)
	}
	webtest.Eval[any](tab, undo)
	if got := figures(tab); got != empty {
		t.Errorf("both undone leave %s", got)
	}
	paste(tab, "figures/skill/projects", "1\t2")
	paste(tab, "figures/industry/projects", "3\t4")
	tab.Type(`[data-cell="figures/skill/projects"]`, "8")
	tab.Click(`[data-paste-undo]`)
	if got := figures(tab); got != "8,2"+empty[1:] {
		t.Errorf("after typing over the first, the second undone leaves %s", got)
	}
	if shown := webtest.Eval[bool](tab, `document.querySelector("[data-paste-undo]").hidden`); !shown {
		t.Error("what was typed over can be undone")
	}
}

func TestJourneyOfABlockWithItsNames(t *testing.T) {
	d, liaison, at, _ := september(t)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	lines := webtest.Eval[[]string](tab, `[...document.querySelectorAll('#section-figures tbody th')].map(th => th.textContent)`)
	empty := figures(tab)
	heads, whole := "条线\t在建项目（个）\t工会投入（万元）\n", lines[0]+"\t1\t￥3.20\n"+lines[1]+"\t2\t-\n"
	for _, wrong := range []struct{ cell, block, says string }{
		{"figures/industry/projects", heads + whole, "对不上"},
		{"figures/skill/funds_union", heads + whole, "对不上"},
		{"figures/skill/projects", "月报\t\n" + heads + whole, "第一行或第一列却是文字"},
		{"figures/skill/projects", "甲村\t1\n乙村\t2\n", "第一行或第一列却是文字"},
	} {
		paste(tab, wrong.cell, wrong.block)
		if said := tab.See(`[data-paste-note].box-bad:not([hidden])`); !strings.Contains(said, wrong.says) || figures(tab) != empty {
			t.Errorf("%q says %q and leaves %s", wrong.block, said, figures(tab))
		}
	}
	tab.Shot("duty-paste-elsewhere")
	paste(tab, "figures/skill/projects", heads+whole+"合计\t3\t3.20\n")
	said := tab.See(`[data-paste-note]:not(.box-bad):not([hidden])`)
	if got := figures(tab); !strings.HasPrefix(got, "1,￥3.20,,,,,,2,-,,") {
		t.Errorf("pasted %s", got)
	}
	for _, part := range []string{"2 行 × 2 列", "表头", "行名", "合计行"} {
		if !strings.Contains(said, part) {
			t.Errorf("the note %q says nothing of %s", said, part)
		}
	}
	tab.See(`[data-save-status="saved"]`)
	tab.Gone(`[aria-invalid]`)
	tab.Shot("duty-paste-names")
}

func TestJourneyOfASumThatCannotBeRead(t *testing.T) {
	d, liaison, at, _ := september(t)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	sum := func(field string) string {
		return webtest.Eval[string](tab, `document.querySelector('[data-total="total/figures/`+field+`"]').textContent`)
	}
	cell := func(id string) string { return `[data-cell="figures/` + id + `"]` }
	tab.Type(cell("skill/person_times"), "12")
	tab.Type(cell("industry/person_times"), "12.5")
	tab.Type(cell("skill/funds_union"), "￥4.00")
	tab.Type(cell("industry/funds_union"), "—")
	tab.See(`#problem-figures-industry-person_times`)
	if people, money := sum("person_times"), sum("funds_union"); people != "—" || money != "4.00" {
		t.Errorf("the sums are %s and %s", people, money)
	}
	tab.See(`[data-save-status="saved"]`)
	liaison.Get(at).Says(`data-sum="figures/skill/person_times`, "只能填整数")
	tab.Visit(d.Server.URL + at)
	if people, money := sum("person_times"), sum("funds_union"); people != "—" || money != "4.00" {
		t.Errorf("the sums of the page come anew are %s and %s", people, money)
	}
	tab.Type(cell("industry/person_times"), "13")
	if people := sum("person_times"); people != "25" {
		t.Errorf("the sum is %s", people)
	}
}

func TestJourneyOfWhoIsSignedOutWhileTyping(t *testing.T) {
	d, liaison, at, id := september(t)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	out, err := d.People.Disable(t.Context(), stage.Program, liaison.Account, 1)
	d.Must(err)
	_, err = d.People.Enable(t.Context(), stage.Program, out.ID, out.Revision)
	d.Must(err)
	tab.Type(`[data-cell="texts/progress"]`, "棚体完工")
	if said := tab.See(`[data-save-status="expired"]`); !strings.Contains(said, "新标签页登录") {
		t.Errorf("the page says %q", said)
	}
	tab.Gone(`dialog[open]`)
	webtest.Eval[any](tab, `fetch("/sit/`+string(liaison.Account)+`"); null`)
	tab.Type(`[data-cell="texts/results"]`, "签约三家")
	tab.See(`[data-save-status="saved"]`)
	e, err := d.Reports.Open(t.Context(), d.As(people.Liaison, "yexian"), id)
	d.Must(err)
	if e.Content.Cells["texts/progress"] != "棚体完工" {
		t.Errorf("of what was typed is stored %v", e.Content.Cells)
	}
}

// Who comes from a sum sees the cell, the head of its column and what report it
// is of.
func TestJourneyToACellOfAVersion(t *testing.T) {
	d, liaison, at, id := september(t)
	_, err := d.Send(d.As(people.Liaison, "yexian"), id, busyMonth("4"))
	d.Must(err)
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at + "/versions/1#cell-figures-collective-households")
	tab.See(`.value:target`)
	if hidden := webtest.Eval[string](tab, `[":target", "#section-figures thead th:nth-child(2)", ".paper h1"].filter(s => {
		const box = document.querySelector(s).getBoundingClientRect();
		return box.top < 0 || box.bottom > innerHeight || !document.querySelector(s).contains(document.elementFromPoint(box.left + 4, box.top + box.height / 2));
	}).join(" ")`); hidden != "" {
		t.Errorf("not to be seen: %s", hidden)
	}
	tab.Shot("duty-version-cell")
}
