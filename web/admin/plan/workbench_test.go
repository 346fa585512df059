package plan

import (
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func TestWorkbenchOfTheOthers(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	d.ReportSent(t, "yexian")
	d.Sit(t, people.Office, "PDS", "office").Get("/").Is(http.StatusOK).
		Says("待审核报送", "叶县总工会", "月报 2018年6月", "审核", "单位没有现任联络员", "签收情况", "漏报单位", "季度专题会议")
	d.Sit(t, people.Office, "PDS", "leading-group-office").Get("/").Is(http.StatusOK).Says("没有待审核的报送")
	d.Sit(t, people.Leader, "PDS", "").Get("/").Is(http.StatusOK).Says("各项进展", "漏报单位", "鲁山县总工会").Lacks("待审核报送")
	d.Sit(t, people.Grassroots, "xuexiao", "").Get("/").Is(http.StatusOK).Says("没有要报送的事项").Lacks("叶县总工会 ·")
	d.Sit(t, people.Admin, "PDS", "").Get("/").Is(http.StatusOK).Says("/accounts", "/audit").Lacks(`href="/plan"`)
	signUp(t, d)
	d.Sit(t, people.UnitLeader, "yexian", "").Get("/").Is(http.StatusOK).Says("签字报送", "本单位行动方案")
}

// signUp hands the plan of 叶县 up for signature.
func signUp(t *testing.T, d *desktest.House) {
	t.Helper()
	id := d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
	who := d.As(people.Liaison, "yexian")
	kept, err := d.Reports.Save(t.Context(), who, id, report.Patch{Cells: desktest.Goals()})
	d.Must(err)
	d.Must(d.Reports.HandUp(t.Context(), who, id, kept.Revision))
}
