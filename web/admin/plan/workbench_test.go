package plan

import (
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
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
	d.Surveyed("yexian")
	id := d.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
	who := d.As(people.Liaison, "yexian")
	kept, err := d.Reports.Save(t.Context(), who, id, report.Patch{Cells: desktest.Goals()})
	d.Must(err)
	d.Must(d.Reports.HandUp(t.Context(), who, id, kept.Revision))
}

// A draft whose reports are due waits on the workbench of who may sign it: the
// director, and for a while a delegate who has no role for it (P-47).
func TestP47TheWorkbenchNamesWhatIsToBeSigned(t *testing.T) {
	d := open(t)
	ctx := t.Context()
	office := d.AsBody(people.Office, "PDS", "office")
	compose := func(period string) publication.Bulletin {
		b, err := d.Bulletins.Compose(ctx, office, d.Campaign, "bulletin", period)
		d.Must(err)
		return b
	}
	p, err := d.Units.RegisterPerson(ctx, stage.Program, organisation.Registration{Unit: d.Root, Name: "高远"})
	d.Must(err)
	d.At("2018-10-09 10:00")
	b := compose("2018-09")
	compose("2018-10") // its reports are not due
	director, leader := d.SitAsDirector(t), d.SitInPerson(t, people.Leader, "PDS", "", p.ID)
	director.Get("/").Is(http.StatusOK).Says("待签发", "2018年9月简报", `href="/bulletins/`+string(b.ID)+`"`, "去签发").Lacks("2018年10月简报")
	leader.Get("/").Is(http.StatusOK).Lacks("待签发")
	d.Sit(t, people.Office, "PDS", "office").Get("/").Is(http.StatusOK).Lacks("待签发")
	d.Must(d.Posts.Delegate(ctx, stage.Program, d.Campaign, "office-director", p.ID, stage.Date("2018-10-09"), stage.Date("2018-10-10"), "外出"))
	leader.Get("/").Says("待签发", "2018年9月简报")
	_, err = d.Bulletins.Sign(ctx, d.Director(), b.ID, b.Revision)
	d.Must(err)
	director.Get("/").Lacks("待签发")
}
