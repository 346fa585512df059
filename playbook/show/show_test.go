package show_test

import (
	"os"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/show"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("../testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	pb, _, err := playbook.Parse("small.yaml", src)
	if err != nil {
		t.Fatal(err)
	}
	cal := calendar.New(calendar.Notices())
	for language, want := range map[string][]string{
		"zh-CN": {"来文：市总工会 通知 市工发〔2018〕1号", "以后由程序落实：台账", "（无行为）",
			"各单位（县（市、区）总工会、示范区、高新区工会） → 办公室", "2018-06-29 周五  月报（2018年6月） C-1", "2018-07-06 周五  会议"},
		"en": {"document: ", "not yet carried out by the program: the ledger", "asks for nothing",
			"units (county federations, zone unions) → 办公室", "2018-06-29 Fri  月报 (June 2018) C-1"},
	} {
		var b strings.Builder
		if err := show.Plan(&b, pb, cal, calendar.Date{Year: 2018, Month: 6, Day: 20}, language); err != nil {
			t.Fatal(err)
		}
		for _, line := range want {
			if !strings.Contains(b.String(), line) {
				t.Errorf("%s: no %q in\n%s", language, line, b.String())
			}
		}
	}
}
