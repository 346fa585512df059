package playbooks_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/show"
)

// groupA plans its year and does three things, groupB one (N-H7).
var groupA, groupB = []string{"county", "system"}, []string{"direct"}

// TestTwoActivitiesOneOffice: both tracks share the office, the reports and
// the awards; the quarterly report serves both.
func TestTwoActivitiesOneOffice(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	var ids []string
	for _, tr := range pb.Tracks {
		ids = append(ids, tr.ID)
	}
	if diff := cmp.Diff([]string{"contest", "follow_model_worker"}, ids); diff != "" {
		t.Error(diff)
	}
	if o := pb.Obligation("quarterly-report"); o.Track != "" {
		t.Errorf("the quarterly report serves %s only", o.Track)
	}
	for _, o := range pb.Obligations {
		if o.Units && o.Later == "" && !slices.Equal(o.To, []string{"office"}) {
			t.Errorf("%s goes to %v", o.ID, o.To)
		}
	}
}

func TestPovertyOfficesReadAndOweNothing(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	if want := []string{"county", "poverty_office", "system", "direct"}; !slices.Equal(pb.Audience.Categories, want) || pb.Audience.Clause != "H-01" {
		t.Errorf("the audience is %+v", pb.Audience)
	}
	for _, o := range pb.Obligations {
		if got := slices.Contains(o.Categories, "poverty_office"); got != (o.ID == "receipt") {
			t.Errorf("%s asks the poverty offices: %t", o.ID, got)
		}
	}
}

func TestBasisWithoutNumber(t *testing.T) {
	t.Parallel()
	b := open(t, huaibei).Document.Basis[0]
	if b.Number != "" || b.Title == "" || b.Clause != "H-02" {
		t.Errorf("%+v", b)
	}
}

func TestBasisWordForWord(t *testing.T) {
	t.Parallel()
	b := open(t, huaibei).Document.Basis[1]
	if diff := cmp.Diff(playbook.Basis{Title: "关于坚决打赢脱贫攻坚战的决定", Clause: "H-03"}, b); diff != "" {
		t.Error(diff)
	}
}

func TestThemeOfTheContest(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	if tr := pb.Track("contest"); tr.Theme != "坚决打赢脱贫攻坚战，争当九大工程先锋" || tr.Clause != "H-05" {
		t.Errorf("%+v", tr)
	}
	if tr := pb.Track("follow_model_worker"); tr.Theme != "跟着劳模去扶贫" || tr.Clause != "H-13" {
		t.Errorf("%+v", tr)
	}
}

func TestH08NineProjects(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	var items []string
	for _, o := range pb.Catalogue("nine-projects").Items {
		items = append(items, o.Label)
	}
	want := []string{"产业脱贫工程", "就业脱贫工程", "生态保护脱贫工程", "智力扶贫工程", "社保兜底脱贫工程", "健康脱贫工程", "基础设施建设扶贫工程", "金融扶贫工程", "社会扶贫工程"}
	if diff := cmp.Diff(want, items); diff != "" {
		t.Error(diff)
	}
	refused(t, "      finance: 金融扶贫工程\n", "", "列了 8 项，应为 9 项")
	project := pb.Form("contest-entry").Section("projects").Field("project")
	if len(project.Options) != 9 || !project.Required || project.Clause != "H-08" {
		t.Errorf("an entry names %+v", project)
	}
}

func TestFourComparisonsTwoTitles(t *testing.T) {
	t.Parallel()
	f := open(t, huaibei).Form("contest-entry")
	var rows []string
	for _, r := range f.Section("compare").Rows {
		rows = append(rows, r.Label)
	}
	if diff := cmp.Diff([]string{"工作落实", "项目成效", "经济收入", "群众满意"}, rows); diff != "" {
		t.Error(diff)
	}
	if titles := f.Section("strive").Field("title").Options; len(titles) != 2 || titles[0].Label != "先锋集体" || titles[1].Label != "先锋个人" {
		t.Errorf("titles %v", titles)
	}
}

func TestPurposeOnTheEntry(t *testing.T) {
	t.Parallel()
	s := open(t, huaibei).Form("contest-entry").Section("task")
	if s.Clause != "H-09a" || !strings.Contains(s.Help, "建功立业") || !strings.Contains(s.Help, "H-09a") {
		t.Errorf("%+v", s)
	}
}

// TestSixBlocks: the carrier of the activity is 5+1.
func TestSixBlocks(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	var got []string
	for _, l := range pb.Lines {
		got = append(got, fmt.Sprint(l.Name, " ", l.Track, " ", l.Plus))
	}
	want := []string{"技能扶贫 follow_model_worker false", "健康扶贫 follow_model_worker false", "教育扶贫 follow_model_worker false",
		"产业扶贫 follow_model_worker false", "结对帮扶 follow_model_worker false", "劳模扶贫志愿服务队 follow_model_worker true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestH38FiveAndOne: a playbook with another number of lines is refused.
func TestH38FiveAndOne(t *testing.T) {
	t.Parallel()
	if tr := open(t, huaibei).Track("follow_model_worker"); tr.Lines != "5+1" || !slices.Contains(tr.Clauses, "H-38") {
		t.Errorf("%+v", tr)
	}
	refused(t, "  health: {name: 健康扶贫, track: follow_model_worker, clause: H-41}\n", "", "写明 5+1 条线，实际是 4+1")
	refused(t, ", plus: yes", "", "写明 5+1 条线，实际是 6+0")
}

// refused expects the plan with an edit to be wrong, and to be told why.
func refused(t *testing.T, before, after, says string) {
	t.Helper()
	text := source(t, huaibei)
	if strings.Count(text, before) != 1 {
		t.Fatalf("%q stands %d times", before, strings.Count(text, before))
	}
	if _, _, err := playbook.Parse("x", []byte(strings.Replace(text, before, after, 1))); err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("without %q: %v", before, err)
	}
}

// who says who holds a post, as the plan names them.
func who(t *testing.T, id string) string {
	t.Helper()
	pb := open(t, huaibei)
	i := slices.IndexFunc(pb.Posts, func(p playbook.Post) bool { return p.ID == id })
	if i < 0 {
		t.Fatalf("no post %s", id)
	}
	p := pb.Posts[i]
	return strings.Join([]string{p.Body, p.Title, p.Person, p.Organisation, p.Role, p.Clause}, " ")
}

func TestLeadingGroup(t *testing.T) {
	t.Parallel()
	b := open(t, huaibei).BodyByName("“坚决打赢脱贫攻坚战，争当九大工程先锋”劳动竞赛领导小组")
	if b == nil || b.Kind != "leading_group" || b.Clause != "H-14" {
		t.Errorf("%+v", b)
	}
}

func TestChair(t *testing.T) {
	t.Parallel()
	if got := who(t, "chair"); got != "leading-group 组长 刘妍梅 市总工会 leader H-15" {
		t.Error(got)
	}
}

func TestDeputyOfAnotherOrganisation(t *testing.T) {
	t.Parallel()
	if got := who(t, "vice-chair-poverty"); got != "leading-group 副组长 王成 市扶贫办 viewer H-16" {
		t.Error(got)
	}
}

func TestSecondDeputy(t *testing.T) {
	t.Parallel()
	if got := who(t, "vice-chair"); got != "leading-group 副组长 张友明 市总工会 leader H-17" {
		t.Error(got)
	}
	deputies := 0
	for _, p := range open(t, huaibei).Posts {
		if p.Title == "副组长" {
			deputies++
		}
	}
	if deputies != 2 {
		t.Errorf("%d deputies", deputies)
	}
}

// TestOfficeUnderThreeNames: reports to any of its names reach one office.
func TestOfficeUnderThreeNames(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	for _, name := range []string{"领导小组办公室", "竞赛办公室", "市总工会脱贫攻坚竞赛办公室", "市总工会劳动和经济工作部"} {
		if b := pb.BodyByName(name); b == nil || b.ID != "office" || b.Under != "leading-group" {
			t.Errorf("%s is %+v", name, b)
		}
	}
	if o := pb.Obligation("quarterly-report"); pb.BodyByName(o.Addressed).ID != "office" {
		t.Errorf("the quarterly report is addressed to %s", o.Addressed)
	}
}

func TestDirector(t *testing.T) {
	t.Parallel()
	if got := who(t, "office-director"); got != "office 办公室主任 张友明 市总工会 office_director H-19" {
		t.Error(got)
	}
}

func TestThreeMembersOfThreeOrganisations(t *testing.T) {
	t.Parallel()
	got := []string{who(t, "member-poverty"), who(t, "member-labour"), who(t, "member-trade")}
	want := []string{"office 办公室成员 李祥云 市扶贫办 office H-20", "office 办公室成员 许文华 市总工会 office H-20", "office 办公室成员 宫蕾 市电子商贸物流工会 office H-20"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTwoAwardsAndWhatComesWithThem(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	for id, with := range map[string]string{"pioneer-collective": "淮北市五一劳动奖状", "pioneer-individual": "淮北市五一劳动奖章"} {
		a := pb.Award(id)
		if !slices.Contains(a.Clauses(), "H-31") || pb.Award(a.Also).Title != with || !a.Number.Open || a.Collective != (id == "pioneer-collective") {
			t.Errorf("%+v", a)
		}
	}
	if a := pb.Award("organiser"); a.Applies != "may-day-certificate" || a.Also != "" {
		t.Errorf("%+v", a)
	}
}

func TestYearlyPlanOfTheFirstGroup(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	o := pb.Obligation("work-plan")
	if o.Every != playbook.Year || o.Due != nil || !slices.Equal(o.Categories, groupA) {
		t.Errorf("%+v", o)
	}
	if first := o.Periods(pb)[0].Key(); first != "2019" {
		t.Errorf("the first plan is of %s", first)
	}
	three, one := pb.Ledger.Quotas[0], pb.Ledger.Quotas[1]
	if three.Least != 3 || !slices.Equal(three.Categories, groupA) || one.Least != 1 || !slices.Equal(one.Categories, groupB) {
		t.Errorf("quotas %+v %+v", three, one)
	}
}

// TestQuarterlyReportByReading: the default of N-H1 holds while nobody has
// signed; choosing the other option moves the due day.
func TestQuarterlyReportByReading(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	cal := calendar.New(calendar.Notices())
	for option, want := range map[string]string{"last-workday": "2019-03-29 2019-06-28", "tenth-of-next": "2019-04-10 2019-07-10"} {
		chosen, _, err := playbook.Parse("x", []byte(strings.Replace(source(t, huaibei), "default: last-workday", "default: "+option, 1)))
		if err != nil {
			t.Fatal(err)
		}
		o := chosen.Obligation("quarterly-report")
		periods := o.Periods(chosen)
		got := fmt.Sprint(o.Due.Resolve(periods[0], cal).Date, " ", o.Due.Resolve(periods[1], cal).Date)
		if got != want || periods[0].Key() != "2019Q1" || len(o.Categories) != 3 {
			t.Errorf("%s: %s from %s", option, got, periods[0].Key())
		}
	}
	for _, r := range pb.Readings {
		if r.Signed() || r.Decision == "" {
			t.Errorf("%s: signed %t, %q", r.ID, r.Signed(), r.Decision)
		}
	}
}

func TestAppraisalBeforeMayDay(t *testing.T) {
	t.Parallel()
	o, cal := open(t, huaibei).Obligation("appraisal"), calendar.New(calendar.Notices())
	for year, want := range map[int]calendar.Date{2019: day(2019, 4, 30), 2020: day(2020, 4, 30)} {
		if d := o.Due.Resolve(calendar.PeriodOf(calendar.Year, day(year, 1, 1)), cal); d.Date != want {
			t.Errorf("%d: %s", year, d.Date)
		}
	}
}

func TestAsksForNothing(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	if c := pb.Clause("H-65a"); pb.State(c) != playbook.Silent {
		t.Errorf("%+v", c)
	}
	var b strings.Builder
	if err := show.Plan(&b, pb, calendar.New(calendar.Notices()), day(2019, 1, 5), "zh-CN"); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "H-65a") && !strings.Contains(line, "无行为") {
			t.Error(line)
		}
	}
}

func TestTwoIssuers(t *testing.T) {
	t.Parallel()
	if got := open(t, huaibei).Document.Issuers; !slices.Equal(got, []string{"淮北市总工会", "淮北市扶贫开发领导小组办公室"}) {
		t.Errorf("%v", got)
	}
}

func TestIssuedInDecemberCountsFromTheNextYear(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	if pb.Document.Issued != day(2018, 12, 6) || pb.Start != day(2018, 12, 6) || !pb.End.IsZero() {
		t.Errorf("issued %s, runs %s to %s", pb.Document.Issued, pb.Start, pb.End)
	}
	for _, o := range pb.Obligations {
		if first := o.Periods(pb)[0]; !first.Timeless() && first.Start.Year != 2019 {
			t.Errorf("%s begins with %s", o.ID, first.Key())
		}
	}
}

func TestCopiesOweNothing(t *testing.T) {
	t.Parallel()
	pb := open(t, huaibei)
	if !slices.Equal(pb.Document.Copies, []string{"安徽省扶贫办", "安徽省总工会"}) {
		t.Errorf("%v", pb.Document.Copies)
	}
	for _, name := range pb.Document.Copies {
		if b := pb.BodyByName(name); b != nil {
			t.Errorf("%s is the body %s", name, b.ID)
		}
	}
}

// TestEveryClauseOfTheTable: the two plans carry every clause that the list of
// clauses has, and no other.
func TestEveryClauseOfTheTable(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("../docs/clauses.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for line := range strings.Lines(string(table)) {
		if id, _, _ := strings.Cut(line, "\t"); id != "id" {
			want = append(want, id)
		}
	}
	for _, id := range []string{pingdingshan, huaibei} {
		for _, c := range open(t, id).Clauses {
			got = append(got, c.ID)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" || len(got) != 160 {
		t.Errorf("%d clauses: %s", len(got), diff)
	}
}

// TestHuaibeiIsClean: nothing in it falls on a rest day, or is doubtful.
func TestHuaibeiIsClean(t *testing.T) {
	t.Parallel()
	if _, warnings, err := playbook.Parse(huaibei, []byte(source(t, huaibei))); err != nil || len(warnings) > 0 {
		t.Errorf("%v %v", warnings, err)
	}
}

// The dot behind the address ends the sentence and is no part of it.
func TestContact(t *testing.T) {
	t.Parallel()
	if got := open(t, huaibei).Document.Contact; got != (playbook.Contact{Phone: "0561-3021532", Mail: "hbzghjjb@126.com", Clause: "H-74"}) {
		t.Errorf("%+v", got)
	}
}
