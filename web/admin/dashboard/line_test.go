package dashboard

import (
	"net/http"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
)

// cell returns what stands beside a clause.
func cell(t *testing.T, p desktest.Page, clause string) string {
	t.Helper()
	_, after, found := strings.Cut(p.Body, `id="`+clause+`"`)
	if !found {
		t.Fatalf("the page lacks %s", clause)
	}
	after, _, _ = strings.Cut(after, "</tr>")
	return after
}

// TestH49ThePlanOfThisYearIsAtHand: a plan without a date of its own is that of
// the newest year that has begun; what earlier years still owe is counted.
func TestH49ThePlanOfThisYearIsAtHand(t *testing.T) {
	d := desktest.On(t, stage.OneHuaibei(t), Routes)
	d.At("2020-10-15 10:00")
	got := cell(t, d.Sit(t, people.Office, "HB", "office").Get("/plan").Is(http.StatusOK), "H-49")
	for _, says := range []string{"年度工作计划 2020年", "2019年—2019年 累计：", "<b>已报 0</b>"} {
		if !strings.Contains(got, says) {
			t.Errorf("%q is not said in %s", says, got)
		}
	}
}

// A clause that asks for nothing says so, without its document too.
func TestH65aAsksForNothing(t *testing.T) {
	d := desktest.On(t, stage.OneHuaibei(t), Routes)
	got := cell(t, d.Sit(t, people.Office, "HB", "office").Get("/plan"), "H-65a")
	if !strings.Contains(got, "不产生任务") || !strings.Contains(got, "……") || strings.Contains(got, "clause-change") {
		t.Errorf("H-65a says %s", got)
	}
}

// A notice is signed for, not reported.
func TestP01ReceiptsAreSignedFor(t *testing.T) {
	d := open(t)
	d.At("2018-06-28 10:00")
	s := d.Sit(t, people.Office, "PDS", "office")
	if got := cell(t, s.Get("/plan"), "P-01"); !strings.Contains(got, "已签收 0") || !strings.Contains(got, "未签收") || strings.Contains(got, "待报") {
		t.Errorf("P-01 says %s", got)
	}
	if got := cell(t, d.Sit(t, people.Liaison, "yexian", "").Get("/plan"), "P-01"); !strings.Contains(got, "未签收") || strings.Contains(got, "待报") {
		t.Errorf("P-01 says of one unit %s", got)
	}
}

// The timeline is the same for one unit and for one category as for all, and
// a day of another year has its year.
func TestP30IsHeldForEverybodysTimeline(t *testing.T) {
	d := open(t)
	d.At("2018-08-30 10:00")
	_, err := d.Send(d.AsBody(people.Office, "PDS", "office"), d.Duty("PDS", "exchange-meeting", "once", "").ID,
		map[string]string{"meeting/held_on": "2018-08-28", "meeting/place": "市总工会报告厅", "outcome/discussed": "交流经验。"})
	d.Must(err)
	s := d.Sit(t, people.Office, "PDS", "office")
	for _, query := range []string{"", "?unit=yexian", "?category=county"} {
		s.Get("/plan"+query).Says("召开经验交流会 已召开 8月28日").Lacks("拟 召开经验交流会", "已召开 2018年")
	}
	d.At("2019-03-01 10:00")
	s.Get("/plan").Says("召开经验交流会 已召开 2018年8月28日")
}
