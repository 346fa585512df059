package bulletin

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

// approved is a case of 叶县 that the office approved.
func approved(d *desktest.House, name, day string) ledger.EntryID {
	d.T.Helper()
	e := d.Entered(stage.Program, "cases", "yexian", "name", name, "day", day, "line", "industry", "text", "统一供苗，统一收购")
	return d.Moved(d.AsBody(people.Office, "PDS", "office"), e, "approve", "").ID
}

// known are the cases that are folded away.
var known = regexp.MustCompile(`(?s)<details class="box" id="known-cases">.*?</details>`)

// The cases that are new stand on top; what is older than the period, and what a
// number printed, is folded away and may be chosen all the same.
func TestNewCasesStandAboveThoseThatArePrinted(t *testing.T) {
	d := open(t)
	june := approved(d, "六月的办法", "2018-06-20")
	approved(d, "九月的办法", "2018-09-20")
	_, at := composed(t, d)
	director := d.SitAsDirector(t)
	key := ""
	for _, m := range sources.FindAllStringSubmatch(director.Get(at).Body, -1) {
		if strings.HasSuffix(m[1], "case/"+string(june)) {
			key = m[1]
		}
	}
	page := director.Get(at).Is(http.StatusOK).Says("较早的和已刊登的 1 篇", "台账新的典型做法").Lacks("已刊于")
	if fold := known.FindString(page.Body); !strings.Contains(fold, "六月的办法") || strings.Contains(fold, "九月的办法") {
		t.Errorf("folded away: %s", fold)
	}
	choose := func(page desktest.Page) []string {
		return []string{"edits", "yes", "revision", revisionOn(page), "title", "九月", "note", "", "take", key, "order|" + key, "1"}
	}
	director.Post(at+"/save", choose(page)...).Is(http.StatusSeeOther)
	director.Get(at).Says("已选 1 篇").Lacks("较早的和已刊登的")
	director.Post(at+"/sign", "revision", revisionOn(director.Get(at))).Is(http.StatusSeeOther)
	director.Post(at+"/issue", "revision", revisionOn(director.Get(at))).Is(http.StatusSeeOther)
	own := "/duties/" + string(d.Duty("PDS", "bulletin", "2018-10", "").ID) + "/bulletin"
	next := director.Post(own).Is(http.StatusSeeOther).Header.Get("Location")
	page = director.Get(next).Is(http.StatusOK).Says("较早的和已刊登的 2 篇", "已刊于2018年第1期").Lacks("台账新的典型做法")
	director.Post(next+"/save", choose(page)...).Is(http.StatusSeeOther)
	director.Get(next).Says("已选 1 篇", "已刊于2018年第1期", "较早的和已刊登的 1 篇")
}

// What the page of a draft asks does not grow with the cases that are chosen
// from.
func TestManyCasesAreAskedForTogether(t *testing.T) {
	d := open(t)
	approved(d, "六月的办法", "2018-06-20")
	office, at := composed(t, d)
	count := func() int64 {
		office.Get(at).Is(http.StatusOK)
		began := d.DB.Statements()
		office.Get(at)
		return d.DB.Statements() - began
	}
	before := count()
	for _, day := range []string{"2018-06-21", "2018-07-02", "2018-09-03", "2018-09-04", "2018-09-05"} {
		approved(d, day+"的办法", day)
	}
	office.Get(at).Says("较早的和已刊登的 3 篇")
	if after := count(); after != before {
		t.Errorf("%d statements, %d with five cases more", before, after)
	}
}
