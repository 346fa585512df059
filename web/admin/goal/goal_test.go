package goal

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
	"github.com/xianfeng-oss/xianfeng/web/admin/desktest"
	ledgerpages "github.com/xianfeng-oss/xianfeng/web/admin/ledger"
)

// planned is a house in which 叶县's plan was accepted, with ten sessions a year
// in the skill line.
func planned(t *testing.T) *desktest.House {
	t.Helper()
	d := desktest.New(t, Routes)
	d.At("2018-06-15 10:00")
	d.Entered(d.As(people.Liaison, "yexian"), "surveys", "yexian", "day", "2018-06-10", "place", "刘庄村", "people", "调研组", "findings", "缺灌溉") // P-16
	cells := desktest.Goals()
	cells["goals/skill/measure"] = "sessions"
	for _, year := range []string{"y2018", "y2019", "y2020"} {
		cells["goals/skill/"+year] = "10"
	}
	d.SignPlan(cells)
	it := d.Duty("yexian", "plan-and-tables", "once", "unit-plan")
	for _, r := range it.Recipients {
		d.Must(d.Reports.Review(t.Context(), d.AsBody(people.Office, "PDS", r.Body), it.ID,
			report.Finding{Body: r.Body, Version: it.Newest, Verdict: campaign.Accepted}))
	}
	_, err := d.Goals.Take(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	return d
}

var (
	goalLink = regexp.MustCompile(`href="(/goals/yexian\?year=\d+&amp;goal=[^"#]+)`)
	pickBox  = regexp.MustCompile(`name="pick" value="([^"]+)"`)
	seenBox  = regexp.MustCompile(`name="seen" value="(\d+)"`)
)

func TestGoalsAreListedAndChangedAndApproved(t *testing.T) {
	d := planned(t)
	d.At("2019-04-11 10:00")
	d.Entered(d.As(people.Liaison, "yexian"), "activities", "yexian", "name", "大棚技术培训", "day", "2019-03-01", "line", "skill", "place", "叶县", "sessions", "1")
	liaison, office := d.Sit(t, people.Liaison, "yexian", ""), d.Sit(t, people.Office, "PDS", "office")
	list := office.Get("/goals?line=skill").Is(http.StatusOK).
		Says("叶县总工会", "技能扶贫", "滞后", "P-19", "/ledger/activities?", "2019年", "低于 70% 为滞后").Lacks("审定通过")
	link := strings.ReplaceAll(goalLink.FindStringSubmatch(list.Body)[1], "&amp;", "&")
	office.Get("/goals?line=skill&standing=green").Is(http.StatusOK).Says("没有符合条件的目标")
	office.Get("/goals?unit=没有这个单位").Is(http.StatusOK).Says("没有这个单位")

	one := liaison.Get(link).Is(http.StatusOK).Says("行动方案第 1 版", "生效", "提交审定")
	seen := seenBox.FindStringSubmatch(one.Body)[1]
	fields := []string{"line", "skill", "measure", "sessions", "year", "2019", "seen", seen, "value", "6"}
	liaison.Post(link, append(fields, "reason", "")...).Is(http.StatusUnprocessableEntity).Says("请写明理由", `value="6"`)
	liaison.Post(link, append(fields, "reason", "计划调整")...).Is(http.StatusSeeOther)
	liaison.Get(link).Says("拟改为 6", "待审定", "计划调整")

	list = office.Get("/goals?awaiting=yes").Is(http.StatusOK).Says("1 项待审定", "拟改为 6")
	pick := pickBox.FindStringSubmatch(list.Body)[1]
	office.Post("/goals", "decision", "return", "pick", pick, "note", "").Is(http.StatusUnprocessableEntity).Says("退回要写明意见")
	liaison.Post("/goals", "decision", "approve", "pick", pick).Is(http.StatusForbidden)
	office.Post("/goals", "decision", "approve", "pick", pick, "back", "/goals?awaiting=yes").Is(http.StatusSeeOther)
	office.Post("/goals", "decision", "approve", "pick", pick).Is(http.StatusConflict)
	liaison.Get(link).Says("曾生效").Lacks("拟改为 6")
}

func TestANewGoalAndItsProblems(t *testing.T) {
	d := planned(t)
	liaison := d.Sit(t, people.Liaison, "yexian", "")
	liaison.Get("/goals/yexian?new=yes").Is(http.StatusOK).Says("提出目标", "各线合计", "工会投入")
	at := "/goals/yexian?year=2018"
	liaison.Post(at, "line", "", "measure", "person_times", "year", "2018", "value", "一百", "reason", "x").Is(http.StatusUnprocessableEntity).Says("请填不小于零的数")
	liaison.Post(at, "line", "skill", "measure", "sessions", "year", "2018", "value", "5", "reason", "x").Is(http.StatusConflict).Says("已经有了")
	liaison.Post(at, "line", "", "measure", "person_times", "year", "2031", "value", "100", "reason", "x").Is(http.StatusUnprocessableEntity).Says("不在活动期限内")
	liaison.Post(at, "line", "", "measure", "person_times", "year", "2018", "value", "100", "reason", "县里统一部署").Is(http.StatusSeeOther)
	liaison.Get(at).Says("拟改为 100", "尚未生效")
	d.Sit(t, people.Liaison, "lushan", "").Get("/goals/yexian").Is(http.StatusNotFound)
}

func TestAPlanWithoutGoalsSaysSo(t *testing.T) {
	d := desktest.New(t, Routes)
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/quotas").Is(http.StatusOK).Says("建立长效机制", "2020年12月31日前不少于 1 项", "0/1", "P-39")
	office.Get("/yearly").Is(http.StatusOK).Says("没有上年可比")
	hb := desktest.On(t, stage.Huaibei(t, d.DB), Routes)
	hb.Sit(t, people.Office, "HB", "office").Get("/goals").Is(http.StatusOK).Says("没有规定年度工作目标")
}

func TestH50ThePageOfQuotas(t *testing.T) {
	d := desktest.On(t, stage.OneHuaibei(t), Routes)
	d.At("2019-03-01 09:00")
	lead := d.Entered(d.As(people.Liaison, "suixi"), "honourees", "suixi", "name", "张守田", "family", "model_worker", "level", "municipal")
	for _, name := range []string{"技能培训", "健康义诊"} {
		e := d.Entered(d.As(people.Liaison, "suixi"), "activities", "suixi", "name", name, "day", "2019-03-01", "line", "skill", "place", "刘桥镇",
			"led_by", string(lead.ID), "no_target", "面向全县")
		d.Moved(d.As(people.Office, "HB"), e, "accept", "")
	}
	office := d.Sit(t, people.Office, "HB", "office")
	d.At("2019-12-31 20:00")
	office.Get("/quotas?year=2019&unit=suixi").Is(http.StatusOK).Says("H-50", "2/3", "进行中", "state=accepted").Lacks("未达标")
	d.At("2020-01-01 00:00")
	office.Get("/quotas?year=2019&unit=suixi").Is(http.StatusOK).Says("2/3", "未达标").Lacks("进行中")
}

func TestTheDimensionsOfAUnit(t *testing.T) {
	d := desktest.On(t, stage.OneHuaibei(t), Routes)
	d.At("2019-09-30 09:00")
	who := d.As(people.Liaison, "suixi")
	point := string(d.Entered(who, "points", "suixi", "code", "340621001", "county", "濉溪县", "village", "刘桥村").ID)
	lead := string(d.Entered(who, "honourees", "suixi", "name", "张守田", "family", "model_worker", "level", "municipal").ID)
	d.Entered(who, "village_years", "suixi", "point", point, "year", "2018", "income", "3.1", "document", "财务公开表")
	d.Entered(who, "village_years", "suixi", "point", point, "year", "2019", "income", "5.6", "document", "财务公开表")
	d.Entered(who, "teams", "suixi", "name", "濉溪服务队", "founded_on", "2019-01-05")
	d.Entered(who, "rounds", "suixi", "name", "送医上门", "line", "health", "every", "month", "from", "2019-05-01")
	d.Entered(who, "activities", "suixi", "name", "技能培训", "day", "2019-05-20", "line", "skill", "place", "刘桥村", "point", point, "led_by", lead,
		"sessions", "3", "person_times", "126", "tags", "aspiration", "school", "刘桥小学")
	d.Entered(who, "measures_taken", "suixi", "name", "种植培训", "kind", "enabling", "day", "2019-03-01", "point", point)
	liaison := d.Sit(t, people.Liaison, "suixi", "")
	liaison.Get("/dimensions?year=2019").Is(http.StatusOK).
		Says("本页按台账实时统计", "0/1 项", "自力更生类 1 项", "3.10", "5.60", "2.50", "章程未定", "刘桥小学", "126", "送医上门", "已过", "扶志")
	d.Sit(t, people.Office, "HB", "office").Get("/dimensions?unit=suixi").Is(http.StatusOK).Says("章程未定").Lacks("送医上门")
}

func TestP38ThePageOfYears(t *testing.T) {
	d := desktest.New(t, Routes)
	d.At("2020-10-15 09:00")
	for day, amount := range map[string]string{"2019-03-01": "10", "2020-03-01": "8"} {
		d.Entered(d.As(people.Liaison, "yexian"), "contributions", "yexian", "day", day, "kind", "money", "source", "union", "amount", amount, "line", "skill")
	}
	d.Sit(t, people.Office, "PDS", "office").Get("/yearly?unit=yexian").Is(http.StatusOK).
		Says("工会投入", "8.00", "10.00", `<span class="drop">-2.00</span>`, "不作评价", "上年全年 10.00").Lacks("鲁山县")
}

// A level of the yearly page leads to the entries that hold on its day, whenever
// they began, and to none that is over.
func TestALevelLeadsToWhatItCounts(t *testing.T) {
	d := desktest.New(t, func(desk *desk.Desk) []desk.Route { return append(Routes(desk), ledgerpages.Routes(desk)...) })
	d.At("2020-10-15 09:00")
	running, err := d.Campaigns.Look(t.Context(), stage.Program, d.Campaign)
	d.Must(err)
	projects, _ := book.For(running.Book, "projects")
	d.Must(d.DB.Update(t.Context(), func(tx *store.Tx) error {
		for name, days := range map[string][]string{"果树栽植": {"2018-07-01", ""}, "大棚种植": {"2020-03-01", ""}, "旧厂改造": {"2018-07-01", "2019-05-01"}} {
			e := ledger.Entry{ID: ident.New[ledger.EntryID](), Root: d.Root, Campaign: d.Campaign, Register: "projects", Unit: d.Unit("yexian"), State: "running",
				Title: name, On: stage.Date(days[0]), Values: map[string]string{"name": name}, Counted: d.Now(), Created: d.Now(), Changed: d.Now(), Revision: 1}
			if days[1] != "" {
				e.State, e.Until = "completed", stage.Date(days[1])
			}
			if err := tx.InsertEntries([]ledger.Entry{e}, []ledger.Marks{ledger.MarksOf(projects, e, "")}); err != nil {
				return err
			}
		}
		return tx.Record(d.Now(), audit.Origin{}, audit.Act{Name: "ledger.import"})
	}))
	office := d.Sit(t, people.Office, "PDS", "office")
	at := regexp.MustCompile(`href="(/ledger/projects[^"]*)">(\d+)</a>`).FindStringSubmatch(office.Get("/yearly?unit=yexian").Is(http.StatusOK).Body)
	if at == nil || at[2] != "2" {
		t.Fatalf("projects: %v", at)
	}
	office.Get(html.UnescapeString(at[1])).Is(http.StatusOK).Says("果树栽植", "大棚种植").Lacks("旧厂改造")
}
