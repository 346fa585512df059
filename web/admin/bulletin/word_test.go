package bulletin

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/export/docx"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func TestBulletinAsWord(t *testing.T) {
	d := open(t)
	office, at := composed(t, d)
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	office.Get(at).Says("下载 Word", `href="`+at+`/word"`)
	isWord(t, office.Get(at+"/word"), "2018%E5%B9%B4", false)
	liaison.Get(at + "/word").Is(http.StatusNotFound)
	issued := address(d.Issue("2018-08").ID)
	liaison.Get(issued).Says(`href="` + issued + `/word"`)
	isWord(t, liaison.Get(issued+"/word"), "2018%E5%B9%B4", true)
}

// isWord checks that a page is a Word file, and whether its name has the number
// that is given.
func isWord(t *testing.T, p desktest.Page, number string, has bool) {
	t.Helper()
	p.Is(http.StatusOK)
	name := p.Header.Get("Content-Disposition")
	if p.Header.Get("Content-Type") != docx.Media || !strings.HasPrefix(p.Body, "PK") || p.Header.Get("Cache-Control") != "private, no-store" ||
		!strings.HasPrefix(name, "attachment;") || strings.Contains(name, number) != has {
		t.Errorf("headers %v", p.Header)
	}
}
