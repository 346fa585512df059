package privacy

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func open(t *testing.T) *desktest.House {
	t.Helper()
	d := desktest.New(t, Routes)
	d.At("2018-09-28 10:00")
	return d
}

// A masked value is seen once for a reason, no browser keeps the answer, and
// the office reads who saw it, when and why, on the page and as a file.
func TestSeeingInClear(t *testing.T) {
	d := open(t)
	e := d.Entered(stage.Program, "honourees", "yexian", "name", "韩梅香", "family", "model_worker", "level", "county", "phone", "13800138000")
	at := "/ledger/entries/" + string(e.ID) + "/person"
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	liaison.Get(at).Is(http.StatusOK).Says("查看完整信息", "用途").Lacks("13800138000")
	liaison.Post(at, "fields", "phone", "reason", "看").Is(http.StatusUnprocessableEntity).Says("请写明用途").Lacks("13800138000")
	seen := liaison.Post(at, "fields", "phone", "reason", "通知九月培训").Is(http.StatusOK).Says("13800138000", "只显示这一次").Lacks("韩梅香")
	if got := seen.Header.Get("Cache-Control"); !strings.Contains(got, "no-store") {
		t.Errorf("the answer may be kept: %q", got)
	}
	liaison.Get(at).Is(http.StatusOK).Lacks("13800138000")
	d.Sit(t, people.Liaison, "lushan", "").Post(at, "fields", "phone", "reason", "通知九月培训").Is(http.StatusNotFound)
	d.Sit(t, people.Viewer, "PDS", "").Get(at).Is(http.StatusForbidden)
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/readings").Is(http.StatusOK).Says("韩**", "电话", "通知九月培训", "叶县总工会").Lacks("13800138000", "韩梅香")
	office.Get("/readings?unit=lushan").Is(http.StatusOK).Says("没有符合条件的记录")
	office.Get("/readings?from=2018-09-29").Is(http.StatusOK).Says("没有符合条件的记录")
	if file := office.Get("/readings.csv").Is(http.StatusOK); !strings.Contains(file.Body, "通知九月培训") {
		t.Errorf("the file says %s", file.Body)
	}
	liaison.Get("/readings").Is(http.StatusNotFound)
}

// An entry that is about nobody has nothing to see.
func TestNobodyToSee(t *testing.T) {
	d := open(t)
	e := d.Entered(stage.Program, "points", "yexian", "code", "A1", "county", "叶县", "village", "大李庄村")
	d.Sit(t, people.Office, "PDS", "office").Get("/ledger/entries/" + string(e.ID) + "/person").Is(http.StatusConflict)
}

// The office reads the counts before the day, and confirms on it.
func TestRetentionPage(t *testing.T) {
	d := open(t)
	d.Director()
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/retention").Is(http.StatusOK).Says("活动结束后 3 年", "未到期", "将清除 1 人", "工作人员").Lacks("确认清除")
	r, err := d.Campaigns.Look(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	d.Must(d.Campaigns.Close(t.Context(), stage.Program, d.Campaign, r.Revision))
	d.At("2024-02-01 10:00")
	office.Get("/retention").Is(http.StatusOK).Says("清除这 1 人的个人信息", `name="seen" value="1"`)
	office.Post("/retention", "seen", "2").Is(http.StatusConflict).Says("现在是 1 人，您看到的是 2 人")
	office.Post("/retention", "seen", "1").Is(http.StatusSeeOther)
	office.Get("/retention").Is(http.StatusOK).Says("将清除 0 人")
}
