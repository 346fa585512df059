package ledger

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp/kb"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// A person types some five keys a second at most who types seldom, and looks at
// each field before.
const (
	keysAMinute = 120
	look        = time.Second
)

// typist strikes keys where the focus is and counts them.
type typist struct {
	tab  *webtest.Tab
	keys int
}

func (p *typist) press(keys string) {
	p.keys += utf8.RuneCountInString(keys)
	p.tab.Press(keys)
}

// Who records an activity for the first time does it with the keyboard alone in
// less than a minute.
func TestJourneyRecordsAnActivityInUnderAMinute(t *testing.T) {
	d := open(t)
	honouree(d, "韩梅香")
	honouree(d, "何丰收")
	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Grassroots, "xuexiao", ""))
	tab.Visit(d.Server.URL + "/ledger")
	tab.Axe()
	tab.Shot("ledger-empty")
	tab.Click(`.empty .btn-primary`)
	tab.See(`#in-name:focus`)
	p := &typist{tab: tab}
	p.press("食用菌种植培训")
	p.press(kb.Tab + kb.Tab + kb.Tab + kb.Tab + kb.Tab) // past the parts of the day, which is today
	p.press(kb.ArrowDown + kb.Tab)
	p.press("常村镇" + kb.Tab)
	p.press("韩梅")
	tab.See(`#in-led_by-list [role=option]`)
	tab.Axe()
	tab.Shot("ledger-picks")
	p.press(kb.Enter + kb.Tab)
	p.press(kb.Tab) // no point
	p.press("63" + kb.Tab + "21")
	tab.Shot("ledger-filled")
	p.keys++
	tab.Click(`.record-foot .btn-primary`)
	if said := tab.See(`#flash .flash`); said != "已记入“活动”，待确认。" {
		t.Errorf("the next page says %q", said)
	}
	fields := 8
	took := time.Duration(p.keys)*time.Minute/keysAMinute + time.Duration(fields)*look
	t.Logf("%d keys, some %s", p.keys, took)
	if took > time.Minute || p.keys > 40 {
		t.Errorf("%d keys, some %s", p.keys, took)
	}
	if led := tab.See(`.facts`); !contains(led, "韩梅香", "63 人次", "21 户", "2018年9月28日") {
		t.Errorf("the entry says %q", led)
	}
}

func contains(text string, all ...string) bool {
	return !slices.ContainsFunc(all, func(one string) bool { return !strings.Contains(text, one) })
}

// What was typed and is wrong stays in the form, a second entry begins with what
// is the same, and the county confirms several at once.
func TestJourneyThroughTheLedger(t *testing.T) {
	d := open(t)
	by := honouree(d, "韩梅香")
	tab := webtest.Open(t)
	school, liaison := d.Sit(t, people.Grassroots, "xuexiao", ""), d.Sit(t, people.Liaison, "yexian", "")
	d.Browse(tab, school)
	tab.Visit(d.Server.URL + "/ledger/new/activities?led_by=" + string(by.ID))
	tab.Axe()
	tab.Type(`#in-name`, "暑期家访")
	tab.Type(`#in-person_times`, "很多")
	tab.Click(`.record-foot .btn-primary`)
	tab.See(`.flash-bad`)
	tab.Axe()
	tab.Shot("ledger-refused")
	if got := webtest.Eval[string](tab, `document.querySelector("#in-name").value + document.querySelector("#in-person_times").value`); got != "暑期家访很多" {
		t.Errorf("what was typed is now %q", got)
	}
	tab.Type(`#in-person_times`, "12")
	tab.Type(`#in-place`, "常村镇")
	webtest.Eval[bool](tab, `(document.querySelector("#in-line").value = "skill", true)`)
	tab.Click(`[data-again]`)
	tab.See(`#flash .flash`)
	tab.Type(`#in-name`, "返乡青年座谈")
	tab.Type(`#in-place`, "辛店镇")
	tab.Click(`.record-foot .btn-primary`)
	tab.See(`.facts`)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + "/ledger")
	tab.Axe()
	tab.Shot("ledger-overview")
	tab.Click(`.cards .card`)
	tab.See(`[data-pick-row]`)
	tab.Axe()
	tab.Shot("ledger-list")
	tab.Click(`[data-pick-all]`)
	tab.Click(`[data-chosen] [data-open="#bulk-confirm"]`)
	tab.Axe()
	tab.Shot("ledger-bulk")
	tab.Click(`#bulk-confirm .btn-primary`)
	if said := tab.See(`#flash .flash`); said != "已办理 2 条，现为“已确认”。" {
		t.Errorf("the list says %q", said)
	}
	tab.Visit(d.Server.URL + "/ledger/activities")
	tab.Click(`tbody th a`)
	tab.See(`.facts`)
	tab.Axe()
	tab.Shot("ledger-entry")
	tab.Click(`[data-open="#move-return"]`)
	tab.Axe()
	tab.Shot("ledger-return")
}
