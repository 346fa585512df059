package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// A liaison brings in a roster with faults, mends it and confirms.
func TestJourneyImportsARoster(t *testing.T) {
	d := open(t)
	dir := t.TempDir()
	file := func(name string, lines [][]any) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, workbook(t, lines...), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	wrong, right := file("名册.xlsx", faulty), file("名册（改）.xlsx", mended)
	tab := webtest.Open(t)
	d.Browse(tab, d.Sit(t, people.Liaison, "yexian", ""))
	tab.Visit(d.Server.URL + "/ledger/import/honourees")
	tab.Axe()
	tab.Shot("intake-start")
	hand := func(path string) {
		tab.Do(chromedp.SetUploadFiles(`#file`, []string{path}))
		tab.Click(`main form[enctype] .btn-primary`)
		tab.See(`.facts`)
	}
	hand(wrong)
	if said := tab.See(`.table`); !strings.Contains(said, "Sheet1!B4") || !strings.Contains(said, "Sheet1!D4") {
		t.Errorf("the findings are %q", said)
	}
	tab.Axe()
	tab.Shot("intake-findings")
	tab.Click(`a.btn[href="/ledger/import/honourees"]`)
	tab.See(`#file`)
	hand(right)
	tab.Axe()
	tab.Shot("intake-changes")
	tab.Click(`form[action$="/confirm"] .btn-primary`)
	if said := tab.See(`.tag-done`); said != "已入库" {
		t.Errorf("the list is %q", said)
	}
	tab.Axe()
	tab.Shot("intake-stored")
}

// While a list is worked on the page says so, and leads on by itself.
func TestJourneyWaitsForTheCheck(t *testing.T) {
	d := open(t)
	d.Idle.Store(true)
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	at := upload(liaison, "honourees", string(d.Unit("yexian")), "名册.xlsx", workbook(t, mended...)).Header.Get("Location")
	tab := webtest.Open(t)
	d.Browse(tab, liaison)
	tab.Visit(d.Server.URL + at)
	tab.See(`#work`)
	tab.Axe()
	tab.Shot("intake-waiting")
	if _, err := d.Jobs.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if said := tab.See(`form[action$="/confirm"] .btn-primary`); said != "确认入库" {
		t.Errorf("the page goes on with %q", said)
	}
}
