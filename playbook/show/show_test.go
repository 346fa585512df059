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
		"zh-CN": {"来文：市总工会 通知 市工发〔2018〕1号", "以后由程序落实：评比", "（无行为）",
			"各单位（县（市、区）总工会、示范区、高新区工会） → 办公室", "2018-06-29 周五  月报（2018年6月） C-1", "2018-07-06 周五  会议"},
		"en": {"document: ", "not yet carried out by the program: assessment and honours", "asks for nothing",
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

// TestWaitingIsShown: what a later capability will carry out is told in full.
func TestWaitingIsShown(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile("../testdata/complete.yaml")
	if err != nil {
		t.Fatal(err)
	}
	pb, _, err := playbook.Parse("complete.yaml", src)
	if err != nil {
		t.Fatal(err)
	}
	for language, want := range map[string][]string{
		"zh-CN": {"起始日（各日期由此算起）：2019-01-01", "每期不少于 1 项，逾期不予受理，基层工会提前10个工作日报送，县（市、区）总工会提前3个工作日报送，材料：月报，2份，盖章，电子版",
			"橙色督办单 逾期5个工作日", "延期申请：到期3个工作日前提出，决定：活动办公室", "退回后重报：5个工作日",
			"名额：县（市、区）总工会 1 至 2 个", "名额：会员1000人及以上 数目届时决定", "名额：会员999人及以下 1 个", "名额以外可以预报",
			"一线职工 不低于60%", "县处级 不超过20%", "一票否决：安全事故（3年内）", "满5年可以再评", "材料：审批表，3份，盖章",
			"C-2 攻坚项目 (projects)", "C-2 自“已审定”起，帮扶方式为志愿服务的须有扶贫点或目标", "C-2 须有佐证材料",
			"培训 ← 活动：“受益人次”合计（专项：技能；帮扶方式：志愿服务；状态：已认可）", "县（市、区）总工会，自2019年起每年不少于 2 项，活动“已认可”起计",
			"年度目标取自“月报”：低于应有进度 90% 亮黄牌，低于 60% 亮红牌", "活动结束后保存 3 年", "2019年 乙省 3,218.50元（乙省的通知，未核实）", "→ 台账 攻坚项目",
			"prizes >= 1 或 years_on >= 10", "征求意见 纪检机构 5个工作日", "公示 5个工作日", "同时授予 五一劳动奖章"},
		"en": {"start (the dates count from it): 2019-01-01", "at least 1 each period; refused when late; grass-roots unions 10 working days earlier",
			"橙色督办单 overdue by 5 working days", "more time: asked 3 working days before the due day, decided by 活动办公室",
			"培训 ← Activities: sum of Person-times (Action line: 技能; Mode of delivery: Volunteer service; state: Accepted)", "from 2019 at least 2 a year", "red below 60%",
			"places: 甲县总工会 3", "places: 1000 members and more number decided each round", "ruled out: 安全事故 (within 3 years)",
			"again after 5 years", "publicity 5 working days", "paper: 审批表, copies: 3, sealed"},
	} {
		var b strings.Builder
		if err := show.Plan(&b, pb, calendar.New(calendar.Notices()), pb.Start, language); err != nil {
			t.Fatal(err)
		}
		for _, words := range want {
			if !strings.Contains(b.String(), words) {
				t.Errorf("%s: no %q in\n%s", language, words, b.String())
			}
		}
	}
}
