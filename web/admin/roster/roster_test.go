package roster

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func open(t *testing.T) *desktest.House {
	t.Helper()
	d := desktest.New(t, Routes)
	d.At("2018-09-28 10:00")
	return d
}

func honouree(d *desktest.House, unit, name, level string) ledger.Entry {
	d.T.Helper()
	return d.Entered(stage.Program, "honourees", unit, "name", name, "family", "model_worker", "level", level, "industry", "agriculture")
}

// A county reads how many of its honourees take part and notes their answers in
// one click.
func TestTakingPartInOneClick(t *testing.T) {
	d := open(t)
	a, b := honouree(d, "yexian", "韩梅香", "county"), honouree(d, "xuexiao", "李秀英", "provincial")
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	liaison.Get("/roster").Is(http.StatusOK).Says("在册劳模 2 人，已参与 0 人（0.0%）", "农业", "省部级")
	liaison.Get("/roster/answers").Is(http.StatusOK).Says("韩梅香", "李秀英", "未邀请")
	liaison.Post("/roster/answers", "status", "joined").Is(http.StatusUnprocessableEntity).Says("请先勾选人员")
	liaison.Post("/roster/answers", "status", "joined", "pick", string(a.ID), "pick", string(b.ID)).Is(http.StatusSeeOther)
	liaison.Post("/roster/answers", "status", "declined", "pick", string(b.ID)).Is(http.StatusUnprocessableEntity)
	liaison.Post("/roster/answers", "status", "declined", "pick", string(b.ID), "reason", "外出务工").Is(http.StatusSeeOther)
	liaison.Get("/roster").Is(http.StatusOK).Says("在册劳模 2 人，已参与 1 人（50.0%）")
	d.Sit(t, people.Viewer, "PDS", "").Post("/roster/answers", "status", "joined", "pick", string(a.ID)).Is(http.StatusForbidden)
}

// The list behind a number is that of those counted; whoever is in no answer is
// in the last column, and who led activities is told to be recorded.
func TestRosterAddsUpAndLeadsToItsList(t *testing.T) {
	d := open(t)
	a, b := honouree(d, "yexian", "韩梅香", "county"), honouree(d, "xuexiao", "李秀英", "provincial")
	honouree(d, "yexian", "王大山", "county")
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	p := liaison.Get("/roster").Says("叶县总工会（本级）", "未邀请", `<a href="/roster/answers?own=yes&amp;unit=yexian">2</a>`)
	if !strings.Contains(p.Body, `<td class="n">3</td><td class="n">0</td><td class="n">0</td><td class="n">0</td><td class="n">3</td>`) {
		t.Error("the sum does not add up")
	}
	liaison.Get("/roster/answers?own=yes&unit=yexian").Is(http.StatusOK).Says("韩梅香", "王大山").Lacks("李秀英")
	liaison.Get("/roster/answers?unit=yexian").Says("李秀英").Lacks("可登记为已参与")
	for _, name := range []string{"果树管护", "大棚培训"} {
		d.Entered(d.As(people.Liaison, "yexian"), "activities", "yexian", "name", name, "day", "2018-09-01", "line", "skill", "place", "张庄村", "led_by", string(a.ID), "helped", string(b.ID), "no_target", "面向全县")
	}
	liaison.Get("/roster/answers?unit=yexian").Says("已带头或参与开展活动 2 次，可登记为已参与")
	liaison.Post("/roster/answers?unit=yexian", "status", "joined", "pick", string(a.ID)).Is(http.StatusSeeOther)
	liaison.Post("/roster/answers?unit=yexian", "status", "joined", "pick", string(b.ID)).Is(http.StatusSeeOther)
	liaison.Get("/roster/answers?unit=yexian").Lacks("可登记为已参与")
}

// Two entries of one person are compared, merged, and taken apart again.
func TestMergingOnThePage(t *testing.T) {
	d := open(t)
	a, b := honouree(d, "yexian", "韩梅香", "county"), honouree(d, "xuexiao", "韩梅香", "provincial")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/roster").Says("在册劳模 2 人")
	office.Get("/roster/pairs").Is(http.StatusOK).Says("韩梅香", "姓名相同，单位相近")
	at := "/roster/pairs/" + string(min(a.ID, b.ID)) + "/" + string(max(a.ID, b.ID))
	office.Get(at).Is(http.StatusOK).Says("省部级", "县级", "合并，保留左边", "不是同一人")
	office.Post(at, "verdict", "merge", "keep", "entry").Is(http.StatusUnprocessableEntity).Says("请写明理由")
	office.Post(at, "verdict", "merge", "keep", "entry", "note", "同一人").Is(http.StatusSeeOther)
	office.Get("/roster").Says("在册劳模 1 人")
	office.Get("/roster/pairs").Is(http.StatusOK).Says("没有疑似重复的人员", "已合并", "同一人")
	office.Get(at).Is(http.StatusOK).Says("撤销合并")
	office.Post(at, "verdict", "undo", "note", "两个人").Is(http.StatusSeeOther)
	office.Get("/roster").Says("在册劳模 2 人")
	d.Sit(t, people.Viewer, "PDS", "").Post(at, "verdict", "merge", "keep", "entry", "note", "同一人").Is(http.StatusForbidden)
}

// The follow-up list masks who is on it, and the county's flag decides.
func TestWatchedHouseholds(t *testing.T) {
	d := open(t)
	point := d.Entered(stage.Program, "points", "yexian", "code", "A1", "county", "叶县", "village", "大李庄村")
	d.Entered(stage.Program, "households", "yexian", "code", "H1", "name", "李老四", "point", string(point.ID), "watch", "marginal", "watched_on", "2018-09-01")
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	p := liaison.Get("/roster/watch").Is(http.StatusOK).Says("H1 李**", "大李庄村", "无收入数据").Lacks("李老四")
	if !strings.Contains(p.Body, "9月1日") {
		t.Error("it does not say since when")
	}
	liaison.Get("/roster/complete").Is(http.StatusOK).Says("完整率", "缺项")
	d.Sit(t, people.Viewer, "PDS", "").Get("/roster/watch").Is(http.StatusNotFound)
}
