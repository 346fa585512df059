package change

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// look lets axe-core judge a page and takes its picture.
func look(tab *webtest.Tab, name string) {
	tab.Axe()
	tab.Shot("change-" + name)
}

// shows checks that a part of the page says each text.
func shows(t *testing.T, tab *webtest.Tab, selector string, texts ...string) {
	t.Helper()
	got := tab.See(selector)
	for _, text := range texts {
		if !strings.Contains(got, text) {
			t.Errorf("%s does not say %q: %s", selector, text, got)
		}
	}
}

// A deadline is changed by somebody who never saw the text: the dates stand beside
// it while it is typed, whom it concerns before it is published.
func TestJourneyADeadlineIsChanged(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	d.Browse(tab, office(t, d))
	tab.Visit(d.Server.URL + "/plan/change")
	look(tab, "index")
	tab.Visit(d.Server.URL + "/plan/change?clause=P-57")
	tab.Click(`a[href="/plan/change/due/monthly-report"]`)
	shows(t, tab, "#dates tr:nth-child(2)", "2018年10月31日 周三")
	tab.Type("#due", "当月25日")
	tab.See(`#dates .tag-warn`)
	shows(t, tab, "#dates", "2018年10月25日 周四", "2018年10月31日 周三", "周日，固定日期不顺延")
	look(tab, "due")
	tab.Click(`form.box button[type=submit]`)
	tab.See("#publish .hint")
	shows(t, tab, "main", "当月最后一个工作日 → 当月25日", "影响 5 个单位", "已到期 3 期")
	tab.Click(`.unit-fold summary`)
	shows(t, tab, ".unit-fold", "叶县总工会")
	look(tab, "compare")
	tab.Type("#note", "按市总要求提前")
	tab.Click(`[data-open="#publish-confirm"]`)
	tab.Axe()
	tab.Click(`#publish-confirm .btn-primary`)
	shows(t, tab, ".flash", "第2版已发布")
	shows(t, tab, "#v2", "按市总要求提前", "当月25日")
	look(tab, "versions")
	tab.Visit(d.Server.URL + "/plan/change?clause=P-57")
	shows(t, tab, "#monthly-report", "当月25日")
	if got := d.Duty("yexian", "monthly-report", "2018-10", "").DueOn.String(); got != "2018-10-25" {
		t.Errorf("the report of October is due on %s", got)
	}
}

// A reading that nobody signed is signed: what it changes stands there first.
func TestJourneyAReadingIsSigned(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	s := office(t, d)
	unsigned(t, s)
	d.Browse(tab, s)
	tab.Visit(d.Server.URL + "/plan/readings")
	shows(t, tab, "#N-P14", "未签，按默认")
	look(tab, "readings")
	tab.Click(`#N-P14 .btn-primary`)
	tab.Click(`[value=tenth]`)
	tab.Click(`form[method=get] .btn-primary`)
	shows(t, tab, "#effect", "签发后执行：次月10日前发布", "2018年10月12日 周五", "2018年10月10日 周三")
	look(tab, "sign")
	tab.Click(`#sign > .btn-primary`)
	shows(t, tab, "#sign-confirm", "以“助力办”名义签发")
	tab.Axe()
	tab.Click(`#sign-confirm .btn-primary`)
	shows(t, tab, ".flash", "释义 N-P14 已签发")
	shows(t, tab, "#N-P14", "2018年9月28日")
}

// The text: a mistake is named at its line while one types, the list leads to it,
// indents stay, a search finds, and what is typed is kept without a click.
func TestJourneyThroughTheText(t *testing.T) {
	d := open(t)
	tab := webtest.Open(t)
	d.Browse(tab, office(t, d))
	tab.Visit(d.Server.URL + "/plan/edit")
	shows(t, tab, "#problem-counts", "没有错误，只有提醒")
	tab.Type("#find", "due: last workday")
	shows(t, tab, "[data-found]", "1/1")
	tab.Click(`[data-step="1"]`)
	tab.See(".editor-hit.now")
	webtest.Eval[bool](tab, `(e => {
		e.focus(); const at = e.value.indexOf("due: last workday of month");
		e.setSelectionRange(at, at + "due: last".length); return document.execCommand("insertText", false, "due: lst") })(document.querySelector("textarea"))`)
	shows(t, tab, "#problem-counts.problem", "错误 1 处")
	shows(t, tab, "[data-problem=wrong]", "lst workday of month")
	shows(t, tab, "[data-save-status=saved]", "已保存")
	tab.See(".editor-flag.is-wrong")
	look(tab, "edit")
	webtest.Eval[bool](tab, `(document.querySelector("textarea").setSelectionRange(0, 0), true)`)
	tab.Click("[data-problem=wrong] a")
	line := webtest.Eval[string](tab, `(e => e.value.slice(e.value.lastIndexOf("\n", e.selectionStart - 1) + 1).split("\n")[0])(document.activeElement)`)
	if !strings.Contains(line, "lst workday of month") {
		t.Errorf("the list leads to %q", line)
	}
	typed := webtest.Eval[string](tab, `(e => { // keys that a page takes for itself are struck here: the driver would type them too
		const at = e.value.indexOf("    due: lst workday of month"); e.setSelectionRange(at + 29, at + 29);
		for (const key of ["Enter", "Tab"]) e.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
		return e.value.slice(e.value.lastIndexOf("\n", e.selectionStart - 1) + 1, e.selectionStart) })(document.activeElement)`)
	if typed != "      " {
		t.Errorf("Enter and Tab indent by %q", typed)
	}
	shows(t, tab, "[data-draft-state]:not([hidden])", "草稿")
	tab.Click(`[form=text-form]`)
	shows(t, tab, "#wrong", "改正后才能发布")
	look(tab, "mistakes")
}
