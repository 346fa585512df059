package paper_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
)

// Everything is told at once, as the form is read: a rule speaks although
// another cell of its row cannot be read, and is silent where its own cannot.
func TestCheckTellsAllInTheOrderOfTheForm(t *testing.T) {
	t.Parallel()
	pb := shipped(t)
	ob := pb.Obligation("monthly-report")
	form := pb.Form("progress")
	c := paper.Content{Cells: map[string]string{
		"figures/industry/households": "9", "figures/industry/person_times": "3", "figures/industry/projects": "!三",
		"figures/skill/households": "5", "figures/skill/person_times": "!二",
		"figures/skill/sessions": "-1", "figures/skill/no_such": "1", "nowhere/x": "1",
	}}
	got := told(slices.DeleteFunc(paper.Check(pb, ob, form, c, paper.Span{}), func(f fault.Field) bool { return f.Key == "fault.required" }))
	want := []string{
		"figures/skill/sessions report.below", "figures/skill/person_times report.unreadable",
		"figures/industry/projects report.unreadable", "figures/industry/households report.check",
		"figures/skill/no_such report.unknown_cell", "nowhere/x report.unknown_cell",
	}
	if !slices.Equal(got, want) {
		t.Errorf("told %q\nwant %q", got, want)
	}
}

// Rows of a table stand in the order of their numbers, not of their names, and
// what is said of a section before its cells.
func TestCheckCountsRows(t *testing.T) {
	t.Parallel()
	pb := shipped(t)
	form := pb.Form("task-breakdown")
	c := paper.Content{Cells: map[string]string{"tasks/r10/year": "!x", "tasks/r9/year": "!x", "tasks/r2/year": "!x"}}
	all := slices.DeleteFunc(paper.Check(pb, pb.Obligation("plan-and-tables"), form, c, paper.Span{}), func(f fault.Field) bool { return f.Key == "fault.required" })
	want := []string{"tasks report.check", "tasks/r2/year report.unreadable", "tasks/r9/year report.unreadable", "tasks/r10/year report.unreadable"}
	if got := told(all); !slices.Equal(got, want) {
		t.Errorf("told %q\nwant %q", got, want)
	}
}

// TestP22TasksInOrder: a task does not end before it starts; while one of the
// two days is open, nothing is said of their order.
func TestP22TasksInOrder(t *testing.T) {
	t.Parallel()
	pb := shipped(t)
	form := pb.Form("task-breakdown")
	for days, want := range map[[2]string]bool{
		{"2018-07-01", "2018-06-30"}: true, {"2018-07-01", "2018-07-01"}: false, {"2018-12-31", "2019-01-01"}: false,
		{"2018-07-01", ""}: false, {"", "2018-07-01"}: false,
	} {
		c := paper.Content{Cells: map[string]string{"tasks/r1/year": "y2018", "tasks/r1/starts": days[0], "tasks/r1/ends": days[1]}}
		bad := slices.ContainsFunc(paper.Check(pb, pb.Obligation("plan-and-tables"), form, c, paper.Span{}), func(f fault.Field) bool {
			return f.Path == "tasks/r1/ends" && f.Key == "report.check" && f.Clause == "P-22"
		})
		if bad != want {
			t.Errorf("from %q to %q: blamed %t", days[0], days[1], bad)
		}
	}
}

// A personal number in a text is advised against, in figures there is none.
func TestAdviseNamesPersonalNumbers(t *testing.T) {
	t.Parallel()
	pb := shipped(t)
	c := paper.Content{Cells: map[string]string{
		"texts/progress": "联系人电话13800138000", "texts/results": "带动 61 户，投入 13800138 元", "figures/skill/person_times": "13800138000",
	}}
	got := paper.Advise(pb, pb.Form("progress"), c)
	if len(got) != 1 || got[0].Path != "texts/progress" || got[0].Key != "report.personal_number" || got[0].Args[0] == "13800138000" {
		t.Errorf("advised %v", got)
	}
}

func told(all []fault.Field) []string {
	out := make([]string, 0, len(all))
	for _, f := range all {
		out = append(out, f.Path+" "+f.Key)
	}
	return out
}
