package web

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/xianfeng-oss/xianfeng/web/assets"
	"github.com/xianfeng-oss/xianfeng/web/webtest"
)

// gallery serves a page of every part this package offers.
func gallery(t *testing.T, save http.Handler) *httptest.Server {
	t.Helper()
	s, _ := newSite(t)
	files := os.DirFS("testdata")
	mux := http.NewServeMux()
	mux.Handle("GET "+assets.Prefix, assets.Handler())
	mux.Handle("/", s.Handle(s.NotFound))
	mux.Handle("POST /save", save)
	mux.Handle("POST /sent", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<title>sent</title><p id=sent>%s", r.FormValue("figures/0/2"))
	}))
	show(mux, s, files, "entry", newEntryPage())
	show(mux, s, files, "matrix", newMatrixPage())
	show(mux, s, files, "plan", newPlanPage())
	server := httptest.NewServer(s.Wrap(mux))
	t.Cleanup(server.Close)
	return server
}

func show[T any](mux *http.ServeMux, s *Site, files fs.FS, name string, data T) {
	page := NewPage[T](s, files, name+".html")
	mux.Handle("GET /"+name, s.Handle(func(w http.ResponseWriter, r *http.Request) error {
		return page.Render(w, r, Frame{
			Title: "陈列", Campaign: "平顶山 · 劳模助力脱贫攻坚 2018—2020", Notice: "月报截止 9月30日(周日) · 还有 2 天",
			Campaigns: []Link{{"平顶山", "/c/1"}},
			Nav: []NavItem{
				{Text: "工作台", URL: "/workbench", Badge: 3}, {Text: "方案", URL: "/plan", Active: name == "plan"},
				{Text: "填报", URL: "/matrix", Active: name != "plan"}, {Text: "组织", URL: "/units"}, {Text: "系统", URL: "/audit"},
			},
			Search: "/search", Account: Account{"某某", "叶县总工会", "联络员"}, SignOut: "/sign-out",
			Flash: map[string]string{"matrix": "已提醒 2 个单位。"}[name],
		}, data)
	}))
}

func TestJourneyThroughTheParts(t *testing.T) {
	t.Parallel()
	tab := webtest.Open(t)
	server := gallery(t, http.NotFoundHandler())
	for _, name := range []string{"entry", "matrix", "plan", "no-such-page"} {
		tab.Visit(server.URL + "/" + name)
		tab.Axe()
		tab.Shot("part-" + name)
	}
}

// post is what the entry form sends.
type post struct {
	Revision int
	Cells    map[string]string
}

// saveOnce answers as the program does: the value 7 meets another person's 9.
func saveOnce(t *testing.T, posts chan<- post) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var p post
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil {
			t.Error(err)
		}
		posts <- p
		if p.Cells["figures/0/2"] == "7" {
			WriteJSON(w, http.StatusConflict, map[string]any{"message": "他人已保存",
				"cells": map[string]any{"figures/0/2": map[string]string{"yours": "7", "theirs": "9"}}})
			return
		}
		WriteJSON(w, http.StatusOK, map[string]any{"revision": p.Revision + 1, "saved_at": "10:41",
			"problems": []map[string]string{{"cell": "figures/0/2", "message": "要填数字"}}})
	})
}

func TestEntrySavesWhileTyping(t *testing.T) {
	t.Parallel()
	tab := webtest.Open(t)
	posts := make(chan post, 10)
	server := gallery(t, saveOnce(t, posts))
	tab.Visit(server.URL + "/entry")
	const cell = `[data-cell="figures/0/2"]`

	tab.Click(`[data-cell="figures/0/0"]`)
	tab.Press(kb.Enter)
	if at := webtest.Eval[string](tab, `document.activeElement.dataset.cell`); at != "figures/1/0" {
		t.Errorf("Enter led to %s", at)
	}
	tab.Type(cell, "1.255")
	if total := tab.See(`[data-total="total/2"]`); total != "18.255" {
		t.Errorf("the column adds up to %s while typing", total)
	}
	if said := tab.See(`[data-save-status="saved"]`); said != "已存 10:41" {
		t.Errorf("the status says %q", said)
	}
	if problem := tab.See(`#problem-figures-0-2`); problem != "要填数字" {
		t.Errorf("the problem at its cell: %q", problem)
	}
	tab.Shot("part-entry-problem")
	tab.Axe()
	tab.Type(cell, "7")
	if difference := tab.See(`[data-conflict-cells] li`); difference != "技能扶贫 社会投入: 7 ≠ 9" {
		t.Errorf("the difference: %q", difference)
	}
	if kept := webtest.Eval[string](tab, `document.querySelector('`+cell+`').value`); kept != "7" {
		t.Errorf("what was typed became %q", kept)
	}
	first, second := <-posts, <-posts
	if first.Revision != 3 || first.Cells["figures/0/2"] != "1.255" || len(first.Cells) != 1 || second.Revision != 4 {
		t.Errorf("posted %v, then %v", first, second)
	}
}

func TestEntrySendsWhatIsSeen(t *testing.T) {
	t.Parallel()
	tab := webtest.Open(t)
	posts := make(chan post, 10)
	server := gallery(t, saveOnce(t, posts))
	tab.Visit(server.URL + "/entry")
	paste := `(() => { const cell = document.querySelector('[data-cell="figures/0/1"]'), data = new DataTransfer();
		data.setData("text/plain", "1.5\t2.5\r\n3.5\t4.5\r\n");
		cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
		return document.querySelector('[data-cell="figures/1/2"]').value; })()`
	if corner := webtest.Eval[string](tab, paste); corner != "4.5" {
		t.Errorf("the block's corner became %q", corner)
	}
	tab.Click(`form[data-entry] button[type=submit]`) // before the pause is over
	if sent := tab.See("#sent"); sent != "2.5" {
		t.Errorf("sent %q", sent)
	}
	if p := <-posts; len(p.Cells) != 4 || p.Cells["figures/1/1"] != "3.5" {
		t.Errorf("saved %v before sending", p)
	}
}

func TestKeysReachWhatTheMouseDoes(t *testing.T) {
	t.Parallel()
	tab := webtest.Open(t)
	server := gallery(t, http.NotFoundHandler())
	tab.Visit(server.URL + "/entry")
	tab.Click(`[data-open="#nil"]`)
	tab.See("#nil-title")
	tab.Axe()
	tab.Shot("part-dialog")
	tab.Click(`#nil [data-close]`)
	tab.Gone("#nil")
	webtest.Eval[any](tab, `document.dispatchEvent(new KeyboardEvent("keydown", {key: "k", ctrlKey: true})); null`)
	if !webtest.Eval[bool](tab, `document.activeElement.hasAttribute("data-search")`) {
		t.Error("Ctrl K did not lead to the search field")
	}
}

// At 200 % zoom a screen of 1366 pixels leaves 683: nothing may be cut off.
func TestPagesFitAtDoubleSize(t *testing.T) {
	t.Parallel()
	tab := webtest.Open(t)
	server := gallery(t, http.NotFoundHandler())
	tab.Do(chromedp.EmulateViewport(683, 384))
	for _, name := range []string{"entry", "matrix", "plan"} {
		tab.Visit(server.URL + "/" + name)
		if over := webtest.Eval[int](tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s is %d pixels too wide", name, over)
		}
		tab.Shot("part-zoom-" + name)
	}
}
