package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

func TestPlanShowsEveryClauseWithItsState(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	all := s.Get("/plan").Is(http.StatusOK).Says("四(三)", "P-57", "月报 2018年9月", "截止 2018年9月30日(周日) 24:00", "释义 N-P8",
		"动员部署，全面启动", "剩 94 天", "召开经验交流会", "尚未由程序承办", "不产生任务的条款 6 处", "截止日是周日", "截止日是端午节", "组长 张国晓", "豫工发〔2018〕6号")
	r, err := d.Campaigns.Look(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	for _, cl := range r.Book.Clauses {
		if !strings.Contains(all.Body, `id="`+cl.ID+`"`) {
			t.Errorf("the plan page lacks %s", cl.ID)
		}
	}
	s.Get("/plan?state=later").Says("P-62", "后续：公开").Lacks(`id="P-57"`, `id="P-60"`)
	s.Get("/plan?state=due").Says(`id="P-57"`, `id="P-55"`).Lacks(`id="P-15"`)
	s.Get("/plan?state=overdue").Says(`id="P-15"`).Lacks(`id="P-34a"`)
	s.Get("/plan?state=future").Says(`id="P-34a"`, `id="P-37"`).Lacks(`id="P-57"`)
	s.Get("/plan?state=silent").Says("不产生任务").Lacks(`id="P-57"`)
	s.Get("/plan?state=nonsense").Says(`id="P-57"`)
	d.Sit(t, people.UnitLeader, "yexian", "").Get("/plan?unit=all").Is(http.StatusOK).Says("1 个单位").Lacks("5 个单位")
}

func TestP15ThePlanPageWarnsOfTheRestDay(t *testing.T) {
	d := open(t)
	d.At("2018-06-02 10:00")
	d.Sit(t, people.Office, "PDS", "office").Get("/plan").Is(http.StatusOK).Says("截止日是周日")
}

func TestCountsArePartsOfWhatIsOwed(t *testing.T) {
	d := open(t)
	d.At("2018-09-28 10:00")
	it := d.Duty("yexian", "monthly-report", "2018-09", "")
	_, err := d.Reports.Save(t.Context(), d.As(people.Liaison, "yexian"), it.ID, report.Patch{Cells: map[string]string{"texts/progress": "进展"}})
	d.Must(err)
	office := d.AsBody(people.Office, "PDS", "office")
	s := d.Sit(t, people.Office, "PDS", "office")
	s.Get("/plan?state=due").Says("5 个单位", "草稿 <b>1</b>", "待报 <b>4</b>")
	d.Must(d.Campaigns.Excuse(t.Context(), office, it.ID, "洪灾", it.Revision))
	_, err = d.Reports.Submit(t.Context(), d.As(people.Liaison, "lushan"), d.Duty("lushan", "monthly-report", "2018-09", "").ID, report.Sending{Nil: "season"})
	d.Must(err)
	s.Get("/plan?state=due").Says("4 个单位", "<b>已报 1</b>", "免报 <b>1</b>", "待报 <b>3</b>").Lacks("草稿 <b>")
	d.Must(d.Reports.Review(t.Context(), office, d.Duty("lushan", "monthly-report", "2018-09", "").ID,
		report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "核对"}))
	s.Get("/plan?state=due").Says("<b>已报 1（其中退回 1）</b>")
}

func TestPlannedEventOnceHeld(t *testing.T) {
	d := open(t)
	d.At("2018-08-30 10:00")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/plan").Says("拟 召开经验交流会").Lacks("已召开")
	_, err := d.Send(d.AsBody(people.Office, "PDS", "office"), d.Duty("PDS", "exchange-meeting", "once", "").ID,
		map[string]string{"meeting/held_on": "2018-08-28", "meeting/place": "市总工会报告厅", "outcome/discussed": "交流经验。"})
	d.Must(err)
	office.Get("/plan").Says("召开经验交流会 已召开 8月28日").Lacks("拟 召开经验交流会")
}

// open serves these pages.
func open(t *testing.T) *desktest.House {
	t.Helper()
	return desktest.New(t, Routes)
}
