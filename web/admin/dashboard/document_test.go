package dashboard

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// sample is a short document of our own: of the clauses of the plan it holds
// the places of one, and a sentence that no clause asks for.
const sample = "关于试行的通知\n各单位：\n一、报送\n（一）按月报送。从2018年6月起，各单位在每月最后一个工作日把进度报来。\n（二）另有一句没有条款的话。\n"

// attach posts a file to the form of the page.
func attach(s *desktest.Seat, name, content string) desktest.Page {
	s.T.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	s.House.Must(err)
	_, err = part.Write([]byte(content))
	s.House.Must(err)
	s.House.Must(w.Close())
	return s.Do(http.MethodPost, "/plan/document", w.FormDataContentType(), &body)
}

func TestAttachedDocumentSpeaksForItself(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/plan").Is(http.StatusOK).Says("还没有附上原文", `action="/plan/document"`, "文号：原文未载")
	attach(s, "方案.txt", sample).Is(http.StatusSeeOther)
	page := s.Get("/plan").Is(http.StatusOK).Says("已附上“方案.txt”，为原文第 1 版", "一、报送", "从2018年6月起", "月报 2018年9月",
		"70 条没有找到", "1 句没有条款", "在原文中没有找到的条款", "四(三) P-60", "没有对应条款", "下载原文")
	if n := strings.Count(page.Body, "另有一句没有条款的话"); n != 2 {
		t.Errorf("the sentence without a clause stands there %d times, want in the text and in the list", n)
	}
	file := s.Get("/plan/document/1").Is(http.StatusOK)
	if file.Body != sample || !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the file comes back changed: %q", file.Header)
	}
	for _, gone := range []string{"/plan/document/2", "/plan/document/x"} {
		s.Get(gone).Is(http.StatusNotFound)
	}
	d.Sit(t, people.Liaison, "yexian", "").Get("/plan").Says("从2018年6月起").Lacks("没有对应条款", `action="/plan/document"`, "70 条没有找到")
}

func TestWhoMayAttachADocument(t *testing.T) {
	d := open(t)
	attach(d.Sit(t, people.Liaison, "yexian", ""), "方案.txt", sample).Is(http.StatusForbidden)
	attach(d.Sit(t, people.Leader, "PDS", ""), "方案.txt", sample).Is(http.StatusForbidden)
	attach(d.Sit(t, people.OfficeDirector, "PDS", "office"), "方案.txt", sample).Is(http.StatusSeeOther)
}

func TestWrongFilesAreRefusedAtTheForm(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	for _, c := range []struct {
		name, content, says string
		status              int
	}{
		{"方案.pdf", stage.PDF, "读不了这种文件", http.StatusUnprocessableEntity},
		{"方案.txt", "", "文", http.StatusUnprocessableEntity},
		{"", "", "请先选择文件", http.StatusUnprocessableEntity},
		{"方案.txt", strings.Repeat("大", 2<<20), "5 MB", http.StatusRequestEntityTooLarge},
	} {
		attach(s, c.name, c.content).Is(c.status).Says(`role="alert"`, c.says, `action="/plan/document"`)
	}
	s.Get("/plan").Says("还没有附上原文")
}

// The document of another federation's campaign is nothing one can reach.
func TestDocumentOfAnotherFederation(t *testing.T) {
	d := open(t)
	source, err := playbooks.FS.ReadFile("pingdingshan-2018.yaml")
	d.Must(err)
	far := d.Elsewhere(t, source)
	_, err = d.Originals.Attach(t.Context(), stage.Program, far.Campaign, "远方.txt", []byte(sample))
	d.Must(err)
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/plan/document/1?campaign=" + string(far.Campaign)).Is(http.StatusNotFound)
	s.Get("/plan?campaign=" + string(far.Campaign)).Lacks("另有一句没有条款的话")
}

// withOriginal attaches the plan's own document, which is no part of the project.
func withOriginal(t *testing.T) (*desktest.House, *desktest.Seat) {
	t.Helper()
	folder := os.Getenv("XIANFENG_PLANS")
	if folder == "" {
		t.Skip("XIANFENG_PLANS is not set: the plans' own texts are not at hand")
	}
	d := open(t)
	data, err := os.ReadFile(filepath.Join(folder, "pingdingshan-2018.txt"))
	d.Must(err)
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	attach(s, "方案.txt", string(data)).Is(http.StatusSeeOther)
	return d, s
}

// tags are what stands between the words of a page.
var tags = regexp.MustCompile(`<[^>]*>`)

func TestEveryClauseStandsBesideItsOwnWords(t *testing.T) {
	d, s := withOriginal(t)
	body := s.Get("/plan").Is(http.StatusOK).Says("71 条全部对上").Lacks("在原文中没有找到的条款", "没有对应条款").Body
	o, err := d.Originals.Read(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	for _, p := range o.Passages {
		words := strings.ReplaceAll(o.File.Text(p.Range), "\n", " ")
		row := body
		if !p.Silent() {
			_, row, _ = strings.Cut(body, `id="`+p.Clause.ID+`"`)
			row, _, _ = strings.Cut(row, "</tr>")
		}
		if text := html.UnescapeString(tags.ReplaceAllString(row, "")); !strings.Contains(text, words) {
			t.Errorf("%s at %s does not stand beside its words", p.Clause.ID, p.Clause.At)
		}
	}
}

// TestP00TheNoticeIsShown: one notice with the plan it issues, and no number.
func TestP00TheNoticeIsShown(t *testing.T) {
	_, s := withOriginal(t)
	s.Get("/plan").Says("文号：原文未载", "通知：标题与引言", "方案：标题与引言")
}

// TestP00aBothWordsAreShown: the title issues what the text forwards; the page
// prints both.
func TestP00aBothWordsAreShown(t *testing.T) {
	_, s := withOriginal(t)
	body := s.Get("/plan").Body
	for id, word := range map[string]string{"P-00": "印发", "P-00a": "转发"} {
		_, row, _ := strings.Cut(body, `id="`+id+`"`)
		if row, _, _ = strings.Cut(row, "</tr>"); !strings.Contains(row, word) {
			t.Errorf("%s does not say %s", id, word)
		}
	}
}
