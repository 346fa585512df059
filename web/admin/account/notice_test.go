package account

import (
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func TestNoticeIsImported(t *testing.T) {
	d := open(t)
	d.At("2027-01-04 10:00")
	admin := d.Sit(t, people.Admin, "PDS", "")
	admin.Get("/calendar").Is(http.StatusOK).Says("2026", "春节").Lacks(">2027</th>")
	admin.Post("/calendar", "notice", "notice 2027\nholiday 2027-01-01").Is(http.StatusUnprocessableEntity).
		Says("有 3 处需要改正", "第1行", "第2行", "holiday 2027-01-01")
	admin.Post("/calendar", "notice", "notice 2027 2026-11-04 国办发明电\noff 2027-01-01..2027-01-03 元旦\n").Is(http.StatusSeeOther)
	admin.Get("/calendar").Says("通知已导入", ">2027</th>")
	d.Sit(t, people.Office, "PDS", "office").Get("/calendar").Is(http.StatusForbidden)
}

// open serves these pages.
func open(t *testing.T) *desktest.House {
	t.Helper()
	return desktest.New(t, Routes)
}
