package paper_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/playbooks"
)

// entered checks an entry to the contest of Huaibei that is right but for what
// is left out, and returns the clauses it is refused by.
func entered(t *testing.T, out ...string) (clauses []string) {
	t.Helper()
	pb, err := playbooks.Open("huaibei-2018")
	if err != nil {
		t.Fatal(err)
	}
	c := paper.Content{Cells: map[string]string{
		"task/local_task": "帮扶三个村", "projects/r1/project": "industry", "projects/r1/part": "建大棚",
		"strive/title": "collective", "work/plan": "全年计划", "work/measures": "三项措施", "work/targets": "增收一成",
	}}
	for _, cell := range out {
		if c.Cells[cell] == "" {
			t.Fatalf("no cell %s", cell)
		}
		delete(c.Cells, cell)
	}
	for _, f := range paper.Check(pb, pb.Obligation("enter-contest"), pb.Form("contest-entry"), c, paper.Span{}) {
		if f.Key != "report.check" && f.Key != "fault.required" && f.Key != "report.too_few_rows" {
			t.Errorf("%+v", f)
		}
		clauses = append(clauses, f.Clause)
	}
	return clauses
}

func TestH31aEntryNamesALocalTask(t *testing.T) {
	t.Parallel()
	if got := entered(t); len(got) > 0 {
		t.Errorf("a right entry is refused by %v", got)
	}
	if got := entered(t, "task/local_task"); !slices.Equal(got, []string{"H-31a"}) {
		t.Errorf("without a task: %v", got)
	}
}

func TestH32EntryHasPlanMeasuresTargets(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"work/plan", "work/measures", "work/targets"} {
		if got := entered(t, cell); !slices.Equal(got, []string{"H-32"}) {
			t.Errorf("without %s: %v", cell, got)
		}
	}
	if got := entered(t, "projects/r1/project", "projects/r1/part"); !slices.Equal(got, []string{"H-08"}) {
		t.Errorf("without one of the nine projects: %v", got)
	}
}
