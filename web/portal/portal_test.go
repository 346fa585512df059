package portal_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/jba/templatecheck"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/export/docx"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbooks"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/portal"
)

// square is the public pages before a stage.
type square struct {
	*stage.Stage
	t                *testing.T
	site             *web.Site
	pages            http.Handler
	office, director people.Actor
}

func open(t *testing.T) *square {
	t.Helper()
	s := &square{Stage: stage.One(t), t: t}
	s.site = web.NewSite(web.Options{Demo: true, SignIn: "/sign-in", Log: slog.New(slog.DiscardHandler), Now: time.Now})
	s.pages = s.site.Wrap(portal.New(s.site, s.Bulletins).Handler())
	s.office, s.director = s.AsBody(people.Office, "PDS", "office"), s.Director()
	return s
}

// signed composes and signs the bulletin of a month in which 叶县 reported.
func (s *square) signed(period, day string) publication.Bulletin {
	s.t.Helper()
	it := s.Duty("yexian", "monthly-report", period, "")
	s.At(it.DueOn.String() + " 10:00")
	v, err := s.Send(s.As(people.Liaison, "yexian"), it.ID, stage.Monthly())
	s.Must(err)
	s.Must(s.Reports.Review(s.t.Context(), s.office, it.ID, report.Finding{Body: "office", Version: v.N, Verdict: campaign.Accepted}))
	s.At(day + " 10:00")
	b, err := s.Bulletins.Compose(s.t.Context(), s.office, s.Campaign, "bulletin", period)
	s.Must(err)
	b, err = s.Bulletins.Sign(s.t.Context(), s.director, b.ID, b.Revision)
	s.Must(err)
	return b
}

func (s *square) issued(period, day string) publication.Bulletin {
	s.t.Helper()
	b := s.signed(period, day)
	b, err := s.Bulletins.Issue(s.t.Context(), s.office, b.ID, b.Revision)
	s.Must(err)
	return b
}

func (s *square) get(method, path string, header ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.pages.ServeHTTP(w, r)
	return w
}

func (s *square) says(w *httptest.ResponseRecorder, status int, texts ...string) string {
	s.t.Helper()
	body := w.Body.String()
	if w.Code != status {
		s.t.Fatalf("status %d, want %d: %s", w.Code, status, body)
	}
	for _, text := range texts {
		if !strings.Contains(body, text) {
			s.t.Errorf("the page does not say %q", text)
		}
	}
	return body
}

func TestTemplatesFitTheirTypes(t *testing.T) {
	for _, c := range open(t).site.Checked() {
		if err := templatecheck.CheckHTMLStrict(c.Template, c.Value); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestP60EverybodyReadsTheBulletin(t *testing.T) {
	s := open(t)
	s.says(s.get("GET", portal.Home), http.StatusOK, "还没有公开的简报", "演示数据，均属虚构")
	b := s.issued("2018-09", "2018-10-09")
	at := portal.Home + "/bulletins/" + string(b.ID)
	s.says(s.get("GET", portal.Home), http.StatusOK, "2018年9月各单位工作进展情况", "2018年第1期（总第1期）", `href="`+at+`"`)
	w := s.get("GET", at)
	body := s.says(w, http.StatusOK, "2018年第1期", "（总第1期）", "叶县总工会", "鲁山县总工会", "漏报", "签发：办公室主任 陈文远", b.Digest, "演示数据，均属虚构",
		`<article class="bulletin" lang="zh-CN"`, `href="/sign-in"`)
	for _, id := range []string{string(b.Campaign), string(b.Duty), string(b.SignedBy), string(s.director.Person), "/duties/", "/versions/", "<script>", "style="} {
		if strings.Contains(body, id) {
			t.Errorf("the public page holds %q", id)
		}
	}
	if len(w.Result().Cookies()) > 0 {
		t.Errorf("cookies %v", w.Result().Cookies())
	}
	h := w.Header()
	if !strings.HasPrefix(h.Get("Cache-Control"), "public, max-age=") || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("headers %v", h)
	}
}

func TestEverybodyTakesTheBulletinAsWord(t *testing.T) {
	s := open(t)
	b := s.issued("2018-09", "2018-10-09")
	at := portal.Home + "/bulletins/" + string(b.ID)
	s.says(s.get("GET", at), http.StatusOK, `href="`+at+`/word"`, "下载 Word")
	w := s.get("GET", at+"/word")
	var want bytes.Buffer
	s.Must(docx.Write(&want, b.Document, docx.GB()))
	if w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), want.Bytes()) {
		t.Errorf("status %d with %d bytes, want the paper as it was issued", w.Code, w.Body.Len())
	}
	if h := w.Header(); h.Get("Content-Type") != docx.Media || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment;") {
		t.Errorf("headers %v", h)
	}
	if again := s.get("GET", at+"/word", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("asked again: %d", again.Code)
	}
}

func TestPagesAreKept(t *testing.T) {
	s := open(t)
	b := s.issued("2018-09", "2018-10-09")
	for _, path := range []string{portal.Home, portal.Home + "/bulletins/" + string(b.ID)} {
		first := s.get("GET", path)
		tag := first.Header().Get("ETag")
		if again := s.get("GET", path, "If-None-Match", `"other", `+tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s asked again: %d", path, again.Code)
		}
		if other := s.get("GET", path, "If-None-Match", tag, "Accept-Language", "en"); other.Code != http.StatusOK {
			t.Errorf("%s in another language: %d", path, other.Code)
		}
		if head := s.get("HEAD", path); head.Code != http.StatusOK || head.Header().Get("ETag") != tag {
			t.Errorf("HEAD of %s: %d %v", path, head.Code, head.Header())
		}
	}
	at := portal.Home + "/bulletins/" + string(b.ID)
	tag := s.get("GET", at).Header().Get("ETag")
	_, err := s.Bulletins.Correct(t.Context(), s.office, b.ID, publication.Change{Unit: "yexian", Measure: "projects", New: "5", Reason: "漏计一个"})
	s.Must(err)
	s.says(s.get("GET", at, "If-None-Match", tag), http.StatusOK, "本期更正", "叶县总工会 在建项目", "<del>4</del>", "<b>5</b>", "下期刊登")
}

func TestWhatIsNotIssuedIsNotThere(t *testing.T) {
	s := open(t)
	signed := s.signed("2018-08", "2018-09-10")
	draft, err := s.Bulletins.Compose(t.Context(), s.office, s.Campaign, "bulletin", "2018-09")
	s.Must(err)
	for _, id := range []publication.ID{signed.ID, draft.ID, "none", "../x", publication.ID(strings.Repeat("a", 3000))} {
		at := portal.Home + "/bulletins/" + strings.ReplaceAll(string(id), "/", "%2F")
		s.says(s.get("GET", at+"/word"), http.StatusNotFound)
		w := s.get("GET", at)
		if body := s.says(w, http.StatusNotFound, "没有这期简报", `href="/public"`); strings.Contains(body, "各单位工作进展") || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("ETag") != "" {
			t.Errorf("%.20s: %v", id, w.Header())
		}
	}
	if body := s.says(s.get("GET", portal.Home), http.StatusOK); strings.Contains(body, "2018年8月") || strings.Contains(body, "2018年9月") {
		t.Error("the list names what is not issued")
	}
	for _, path := range []string{"/public/", "/public/bulletins", "/public/bulletins/", "/public/drafts"} {
		s.says(s.get("GET", path), http.StatusNotFound)
	}
}

func TestListByYear(t *testing.T) {
	s := open(t)
	s.issued("2018-11", "2018-12-04")
	s.issued("2018-12", "2019-01-04")
	s.says(s.get("GET", portal.Home), http.StatusOK, "2018年12月各单位", "2019年第1期（总第2期）", "2018年</a>")
	body := s.says(s.get("GET", portal.Home+"?year=2018"), http.StatusOK, "2018年11月各单位", "2018年第1期（总第1期）")
	if strings.Contains(body, "2018年12月各单位") {
		t.Error("the list of 2018 holds a number of 2019")
	}
	s.says(s.get("GET", portal.Home+"?year=1999"), http.StatusOK, "2018年12月各单位")
}

// What a public page asks of the database does not grow with the campaigns and
// the numbers they issued.
func TestPublicPagesIssueAConstantNumberOfStatements(t *testing.T) {
	s := open(t)
	b := s.issued("2018-07", "2018-08-06")
	count := func(path string) int64 {
		s.says(s.get("GET", path), http.StatusOK)
		began := s.DB.Statements()
		s.says(s.get("GET", path), http.StatusOK)
		return s.DB.Statements() - began
	}
	paths := []string{portal.Home, portal.Home + "?year=2018", portal.Home + "/bulletins/" + string(b.ID)}
	before := make([]int64, len(paths))
	for i, path := range paths {
		before[i] = count(path)
	}
	correct := publication.Change{Unit: "yexian", Measure: "projects", New: "5", Reason: "漏计一个"}
	_, err := s.Bulletins.Correct(t.Context(), s.office, b.ID, correct)
	s.Must(err)
	corrected := count(paths[2])
	s.issued("2018-08", "2018-09-06")
	first := s.Campaign
	source, err := playbooks.FS.ReadFile("pingdingshan-2018.yaml")
	s.Must(err)
	c, err := s.Campaigns.Launch(t.Context(), stage.Program, campaign.Start{
		Organiser: s.Root, Source: bytes.Replace(source, []byte("id: pingdingshan-2018"), []byte("id: another-2018"), 1),
	})
	s.Must(err)
	s.Campaign = c.ID
	s.Must(s.Posts.Appoint(t.Context(), stage.Program, s.Campaign, "office-director", s.director.Person, stage.Date("2018-06-02")))
	s.office = s.AsBody(people.Office, "PDS", "office")
	s.director.Grants = s.AsBody(people.OfficeDirector, "PDS", "office").Grants
	s.issued("2018-09", "2018-10-10")
	s.Campaign = first
	for i, path := range paths[:2] {
		if n := count(path); n > before[i] {
			t.Errorf("%s: %d statements, then %d", path, before[i], n)
		}
	}
	correct.New = "6"
	if n := count(paths[2]); n > corrected || corrected > before[2]+1 {
		t.Errorf("%s: %d statements, %d corrected, %d beside others", paths[2], before[2], corrected, n)
	}
}
