package dashboard

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// stranger is a text that has nothing of the plan.
const stranger = "关于食堂的通知\n各单位：\n一、开饭\n（一）每天中午开饭。\n"

// insist posts a file that is to be taken anyway.
func insist(s *desktest.Seat, name, content string) desktest.Page {
	s.T.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	s.House.Must(w.WriteField("anyway", "yes"))
	part, err := w.CreateFormFile("file", name)
	s.House.Must(err)
	_, err = part.Write([]byte(content))
	s.House.Must(err)
	s.House.Must(w.Close())
	return s.Do(http.MethodPost, "/plan/document", w.FormDataContentType(), &body)
}

// A file that is not the plan does not take its place before somebody says so,
// and the version before it comes back.
func TestAnotherFileAsksAndTheOldOneComesBack(t *testing.T) {
	d := open(t)
	s := d.Sit(t, people.Office, "PDS", "office")
	attach(s, "方案.txt", sample).Is(http.StatusSeeOther)
	s.Get("/plan").Lacks(`name="anyway"`, "换回这一版")
	attach(s, "食堂.txt", stranger).Is(http.StatusUnprocessableEntity).Says("“食堂.txt”里，71 条条款只找到 0 条", `name="anyway"`)
	s.Get("/plan").Says("从2018年6月起").Lacks("每天中午开饭")
	insist(s, "食堂.txt", stranger).Is(http.StatusSeeOther)
	s.Get("/plan").Says("每天中午开饭", "原文第 2 版", `name="version" value="1"`)
	d.Sit(t, people.Liaison, "yexian", "").Post("/plan/document/take-back", "version", "1").Is(http.StatusForbidden)
	s.Post("/plan/document/take-back", "version", "7").Is(http.StatusNotFound)
	s.Post("/plan/document/take-back", "version", "1").Is(http.StatusSeeOther)
	page := s.Get("/plan").Says("从2018年6月起", "原文第 3 版", `name="version" value="2"`)
	if strings.Contains(page.Body, `name="version" value="1"`) {
		t.Error("the version that is in use again is offered")
	}
}

// The tabs of a page that refuses a file lead to the plan.
func TestTracksAfterARefusedFile(t *testing.T) {
	d := desktest.On(t, stage.OneHuaibei(t), Routes)
	s := d.Sit(t, people.Office, "HB", "office")
	attach(s, "方案.pdf", "%PDF-1.4").Is(http.StatusUnprocessableEntity).Says(`href="/plan?track=`).Lacks(`/plan/document?`)
}
