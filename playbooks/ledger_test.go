package playbooks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// TestTheLedgerCarriesItsClauses: each of these clauses is carried out by what
// is recorded, and none of them waits any more.
func TestTheLedgerCarriesItsClauses(t *testing.T) {
	t.Parallel()
	for id, clauses := range map[string]string{
		pingdingshan: "P-03 P-05 P-06 P-07 P-08 P-09 P-10 P-11 P-12 P-16 P-17 P-18 P-19 P-22 P-29 P-32 P-34 P-36 P-38 P-39 P-40 P-51 P-61",
		huaibei: "H-04 H-07 H-10 H-11 H-12 H-21 H-22 H-23 H-24 H-25 H-26 H-27 H-27a H-28 H-34 H-38 H-39 H-40 H-41 H-42 H-43 " +
			"H-44 H-44a H-45 H-46 H-46a H-47 H-47a H-48 H-50 H-51 H-63 H-64 H-65",
	} {
		pb := open(t, id)
		for clause := range strings.FieldsSeq(clauses) {
			if got := pb.State(pb.Clause(clause)); got != playbook.Now {
				t.Errorf("%s is %s", clause, got)
			}
			if !slices.ContainsFunc(pb.Causes(clause), func(c playbook.Cause) bool {
				return c.Kind == playbook.CauseRegister || c.Kind == playbook.CauseQuota || c.Kind == playbook.CauseGoals
			}) {
				t.Errorf("nothing in the ledger carries out %s", clause)
			}
		}
	}
}

// TestWhatIsDemanded: the demands that clauses make, in words.
func TestWhatIsDemanded(t *testing.T) {
	t.Parallel()
	for id, want := range map[string][]string{
		pingdingshan: {
			"P-07 projects 自“已审定”起，须有资源",
			"P-08 projects 帮扶方式为市场化运作的须有经营主体",
			"P-08 projects 帮扶方式为市场化运作的须有收益分配",
			"P-09 projects 须有专项",
			"P-10 ratings 自“已确认”起，自评为达到的须有佐证材料",
			"P-18 points 自“已定项目”起，须有攻坚项目或暂无项目的原因",
			"P-22 projects 自“实施中”起，须有第一责任人",
			"P-22 projects 自“实施中”起，须有责任单位",
			"P-29 problems 自“解决中”起，须有解决措施",
			"P-36 sites 自“已申报”起，须有叫得响",
			"P-36 sites 自“已申报”起，须有站得住",
			"P-36 sites 自“已申报”起，须有立得稳",
		},
		huaibei: {
			"H-04 activities 须有扶贫点或帮扶户或无对象的原因",
			"H-11 activities 须有专项或工作方向",
			"H-25 projects 自“已完成”起，须有佐证材料",
			"H-50 activities 自“已认可”起，须有带头劳模",
		},
	} {
		pb := open(t, id)
		said := demanded(pb)
		for _, one := range want {
			if !slices.Contains(said, one) {
				t.Errorf("%s does not demand %q among\n%s", id, one, strings.Join(said, "\n"))
			}
		}
	}
}

func demanded(pb *playbook.Playbook) (all []string) {
	w := register.NewWords("zh-CN", &pb.Ledger, func(id string) string { return pb.Line(id).Name })
	for _, u := range pb.Ledger.Uses {
		for _, d := range u.Demands {
			all = append(all, d.Clause+" "+u.Register+" "+w.Demand(u.Register, d))
		}
	}
	return all
}

// TestModesAsEachPlanWordsThem: the market is a mode of the first plan alone,
// «others» of the second (P-08, H-12); the direction only of the second (H-11).
func TestModesAsEachPlanWordsThem(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		pingdingshan: "[{volunteer 志愿服务} {donation 无偿援助} {market 市场化运作}]",
		huaibei:      "[{volunteer 志愿服务} {donation 无偿援助} {other 其他}]",
	} {
		u, _ := open(t, id).Ledger.Use("projects")
		if got := fmt.Sprint(u.Options["mode"]); got != want {
			t.Errorf("%s: %s", id, got)
		}
	}
	first, _ := open(t, pingdingshan).Ledger.Use("activities")
	second, _ := open(t, huaibei).Ledger.Use("activities")
	if !slices.Contains(first.Leaves, "direction") || len(second.Options["direction"]) != 5 || slices.Contains(second.Leaves, "direction") {
		t.Errorf("directions: %v, %v", first.Leaves, second.Options)
	}
}

// TestEveryFigureOfTheReportsComesFromTheLedger: nobody types what was recorded
// (P-58, H-52).
func TestEveryFigureOfTheReportsComesFromTheLedger(t *testing.T) {
	t.Parallel()
	for _, id := range playbooks.All() {
		pb := open(t, id)
		for _, m := range pb.Measures {
			if m.From == nil {
				t.Errorf("%s: %s is typed", id, m.ID)
			}
		}
	}
	pb := open(t, pingdingshan)
	want := map[string]register.Source{
		"projects":         {Register: "projects", Count: true},
		"funds_union":      {Register: "contributions", Sum: "amount", Where: map[string][]string{"source": {"union"}, "kind": {"money"}}},
		"funds_social":     {Register: "contributions", Sum: "amount", Where: map[string][]string{"source": {"society", "honouree", "honouree_unit"}, "kind": {"money"}}},
		"sessions":         {Register: "activities", Sum: "sessions"},
		"person_times":     {Register: "activities", Sum: "person_times"},
		"households":       {Register: "activities", Sum: "households"},
		"honourees_joined": {Register: "activities", Distinct: []string{"led_by", "helped"}},
	}
	got := map[string]register.Source{}
	for _, m := range pb.Measures {
		got[m.ID] = *m.From
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, at := range []string{"honourees/national", "honourees/joining", "inputs/by_unit", "inputs/by_society", "notes/problems"} {
		if _, _, fd := pb.Form("basic-summary").Cell(at); fd == nil || fd.From == nil {
			t.Errorf("%s of the summary is typed", at)
		}
	}
	if pb.Form("task-breakdown").Section("tasks").From == nil || pb.Form("basic-summary").Section("villages").From == nil {
		t.Error("the rows of the two tables are typed (P-24)")
	}
}

// TestGoalsAreMeasures: what a unit may choose as its goal is a figure of the
// plan, so that the ledger can say how far it is (P-19).
func TestGoalsAreMeasures(t *testing.T) {
	t.Parallel()
	pb := open(t, pingdingshan)
	g := pb.Ledger.Goals
	if g == nil || g.Obligation != "plan-and-tables" || g.Yellow <= g.Red || g.Clause != "P-19" {
		t.Fatalf("%+v", g)
	}
	for _, o := range pb.Form("unit-plan").Section(g.Section).Field("measure").Options {
		if pb.Measure(o.ID) == nil {
			t.Errorf("%s is no measure", o.ID)
		}
	}
}

// TestQuotasFollowTheReading: the first year is that of N-H2.
func TestQuotasFollowTheReading(t *testing.T) {
	t.Parallel()
	for option, want := range map[string]int{"next-year": 2019, "this-year": 2018} {
		pb, _, err := playbook.Parse("x", []byte(strings.Replace(source(t, huaibei), "default: next-year", "default: "+option, 1)))
		if err != nil {
			t.Fatal(err)
		}
		for i, clause := range []string{"H-50", "H-51"} {
			q := pb.Ledger.Quotas[i]
			if q.From != want || q.Clause != clause || q.Register != "activities" || q.State != "accepted" || q.Organiser != "organisers" ||
				!slices.Contains(q.Readings, "N-H7") || !slices.Contains(q.Readings, "N-H8") {
				t.Errorf("%s: %+v", option, q)
			}
		}
	}
}

// TestExitLinesSayThatNobodyConfirmedThem: they are data, one a year, and no
// page may show them as settled (H-28).
func TestExitLinesSayThatNobodyConfirmedThem(t *testing.T) {
	t.Parallel()
	var years []int
	for _, l := range open(t, huaibei).Ledger.ExitLines {
		years = append(years, l.Year)
		if !l.Unconfirmed || l.Source == "" || l.Area == "" || l.Amount < 200_000 || l.Amount > 500_000 {
			t.Errorf("%+v", l)
		}
	}
	if !slices.Equal(years, []int{2018, 2019, 2020}) {
		t.Errorf("lines of %v", years)
	}
}

// TestPersonsAreKeptThreeYears: the default of every plan with personal values.
func TestPersonsAreKeptThreeYears(t *testing.T) {
	t.Parallel()
	for _, id := range playbooks.All() {
		if r := open(t, id).Ledger.Retention; r == nil || r.Years != 3 {
			t.Errorf("%s: %+v", id, r)
		}
	}
}

// TestFewFieldsAreEnough: an activity is recorded with at most eight fields, a
// piece of news with four, and neither asks for a photo (H-34).
func TestFewFieldsAreEnough(t *testing.T) {
	t.Parallel()
	for id, most := range map[string]int{"activities": 8, "news": 4} {
		shape, _ := register.ShapeOf(id)
		plain := 0
		for _, f := range shape.Fields {
			if f.Plain {
				plain++
			}
		}
		if plain > most || id == "news" && len(shape.Fields) > most {
			t.Errorf("%s has %d fields at first sight", id, plain)
		}
	}
}

// TestNoFormAsksAVillage: what is said of villages and households is imported.
func TestNoFormAsksAVillage(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"points", "households", "village_years"} {
		if s, _ := register.ShapeOf(id); !s.Reference || !s.Standing {
			t.Errorf("%s would be asked for", id)
		}
	}
}
