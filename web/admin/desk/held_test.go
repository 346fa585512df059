package desk_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/sheet"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// A list with a phone number in it goes out to nobody without a reason, and to
// who may not read personal values not at all.
func TestExportIsHeldBack(t *testing.T) {
	d := desktest.New(t, func(d *desk.Desk) []desk.Route {
		return []desk.Route{{Pattern: "GET /list.csv", Act: people.LedgerRead, Handle: func(c *desk.Call) error {
			table := sheet.Table{Name: "清单", Columns: []sheet.Column{{Title: "单位"}, {Title: "说明"}}}
			return d.Export(c, sheet.CSV, table, slices.Values([][]any{{"叶县", "找老李 138 0013 8000"}}))
		}}}
	})
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/list.csv?unit=yexian").Is(http.StatusConflict).Says("B2（说明）", "手机号", "用途", `name="unit" value="yexian"`).Lacks("8000 ", "13800138000")
	office.Get("/list.csv?reason=").Is(http.StatusConflict).Says("请写明用途")
	if file := office.Get("/list.csv?reason=" + url.QueryEscape("送审计组核对")).Is(http.StatusOK); !strings.Contains(file.Body, "138 0013 8000") {
		t.Errorf("released: %s", file.Body)
	}
	viewer := d.Sit(t, people.Viewer, "PDS", "")
	viewer.Get("/list.csv").Is(http.StatusConflict).Says("请由有权查看个人信息的人员办理").Lacks(`name="reason"`)
	viewer.Get("/list.csv?reason=" + url.QueryEscape("送审计组核对")).Is(http.StatusForbidden)
}
