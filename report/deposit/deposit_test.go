package deposit_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/goal"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/report/deposit"
)

// task fills a row of the task breakdown.
func task(cells map[string]string, row, year, project, value string) {
	at := "tasks/" + row + "/"
	for field, text := range map[string]string{
		"year": "y" + year, "line": "industry", "project": project, "goal": "开展活动", "value": value, "unit": "场次", "steps": "建棚、培训、销售",
		"resource": "market", "mode": "volunteer", "owner": "王某", "owner_unit": "叶县总工会", "starts": year + "-03-01", "ends": year + "-11-30",
	} {
		cells[at+field] = text
	}
}

// The task breakdown becomes projects and goals: one project of three years, a
// goal for each; once more changes nothing, a change only what it is about
// (P-24).
func TestP24TasksBecomeProjectsAndGoals(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		who, id := s.As(people.Liaison, "yexian"), s.Duty("yexian", "plan-and-tables", "once", "task-breakdown").ID
		cells := map[string]string{}
		for row, year := range map[string]string{"r1": "2018", "r2": "2019", "r3": "2020"} {
			task(cells, row, year, "蔬菜大棚", "12")
		}
		task(cells, "r4", "2019", "食用菌", "3")
		kept, err := s.Reports.Save(t.Context(), who, id, report.Patch{Cells: cells})
		s.Must(err)
		counts := func(p deposit.Plan, err error) [3]int {
			s.Must(err)
			return [3]int{p.Counts[deposit.New], p.Counts[deposit.Changed], p.Counts[deposit.Unchanged]}
		}
		if got := counts(s.Deposits.Look(t.Context(), who, id)); got != [3]int{5, 0, 0} {
			t.Fatalf("before: %v", got)
		}
		counts(s.Deposits.Carry(t.Context(), who, id))
		if got := counts(s.Deposits.Look(t.Context(), who, id)); got != [3]int{0, 0, 5} {
			t.Fatalf("again: %v", got)
		}
		page, err := s.Ledger.List(t.Context(), who, ledger.Query{Campaign: s.Campaign, Register: "projects"})
		s.Must(err)
		if len(page.Entries) != 2 || page.Entries[0].Values["planned_from"][:4] != "2018" && page.Entries[1].Values["planned_from"][:4] != "2018" {
			t.Errorf("projects: %+v", page.Entries)
		}
		_, err = s.Reports.Save(t.Context(), who, id, report.Patch{Revision: kept.Revision, Cells: map[string]string{"tasks/r4/owner": "李某"}})
		s.Must(err)
		if got := counts(s.Deposits.Carry(t.Context(), who, id)); got != [3]int{0, 1, 4} {
			t.Errorf("one owner changed: %v", got)
		}
	})
}

// A goal in the words of the office becomes one of the plan's measures, that of
// households too, which do not add up: it is a goal of its year, and the project
// keeps how many. Two projects of one name in two villages are two (P-19, P-24).
func TestP24GoalsAreUnderstoodAndVillagesToldApart(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		who, id := s.As(people.Liaison, "yexian"), s.Duty("yexian", "plan-and-tables", "once", "task-breakdown").ID
		for i, village := range []string{"石门沟村", "刘庄村"} {
			s.Entered(s.As(people.Office, "PDS"), "points", "yexian", "code", fmt.Sprintf("V-%d", i), "county", "叶县", "township", "辛店镇", "village", village, "households", "76", "persons", "220")
		}
		cells := map[string]string{}
		for i, aim := range [][3]string{{"受益户数", "20", "户"}, {"带动", "30", "户"}, {"培训", "120", "人次"}, {"社会资金", "30000", "元"}, {"修建", "300", "米"}} {
			row := fmt.Sprintf("r%d", i+1)
			task(cells, row, "2019", "食用菌基地", aim[1])
			cells["tasks/"+row+"/goal"], cells["tasks/"+row+"/unit"] = aim[0], aim[2]
			cells["tasks/"+row+"/point"] = []string{"叶县 辛店镇 石门沟村", "叶县 辛店镇 刘庄村", "", "", ""}[i]
		}
		_, err := s.Reports.Save(t.Context(), who, id, report.Patch{Cells: cells})
		s.Must(err)
		p, err := s.Deposits.Carry(t.Context(), who, id)
		s.Must(err)
		if got := strings.Join(p.Unmapped, "、"); got != "修建" {
			t.Errorf("no measure is %s", got)
		}
		page, err := s.Ledger.List(t.Context(), who, ledger.Query{Campaign: s.Campaign, Register: "projects"})
		s.Must(err)
		var kept []string
		for _, e := range page.Entries {
			kept = append(kept, e.Values["households"]+" "+e.Values["goal"]+e.Values["started_on"])
		}
		slices.Sort(kept)
		if got := strings.Join(kept, "、"); got != "20 受益户数20户、30 带动30户" {
			t.Errorf("projects: %s", got)
		}
		goals, err := s.Goals.List(t.Context(), who, goal.Question{Campaign: s.Campaign, Unit: s.Unit("yexian"), Alone: true, Year: 2019})
		s.Must(err)
		got := map[string]int64{}
		for _, g := range goals.Rows {
			got[g.Measure] = g.Waiting.Value + g.Force.Value
		}
		if want := map[string]int64{"households": 30, "person_times": 120, "funds_social": 3000000}; !maps.Equal(got, want) {
			t.Errorf("goals %v, want %v", got, want)
		}
		if again, err := s.Deposits.Look(t.Context(), who, id); err != nil || again.Counts[deposit.Unchanged] != 5 {
			t.Errorf("again: %v %v", again.Counts, err)
		}
	})
}

// A table goes into the ledger as a whole: where two rows are refused, both are
// said at their cells and nothing of the other rows is stored. A word of one
// character that names nothing stays in the table, and is said beforehand.
func TestP24ATableIsStoredWholeOrNotAtAll(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		who, id := s.As(people.Liaison, "yexian"), s.Duty("yexian", "plan-and-tables", "once", "task-breakdown").ID
		for _, of := range []string{"yexian", "lushan"} { // of namesakes it is the unit's own
			s.Entered(s.As(people.Office, "PDS"), "points", of, "code", "V-"+of, "county", "叶县", "township", "云台镇", "village", "石门沟村", "households", "76", "persons", "220")
		}
		honoured := s.Entered(who, "honourees", "yexian", "name", "张强", "family", "model_worker", "level", "provincial")
		cells := map[string]string{}
		for i, name := range []string{"蔬菜大棚", "食用菌", "养蜂", "刺绣"} {
			task(cells, fmt.Sprintf("r%d", i+1), "2019", name, "3")
		}
		cells["tasks/r1/point"], cells["tasks/r1/honourees"] = "刘", "张强、李"
		cells["tasks/r3/honourees"], cells["tasks/r3/point"] = "张强", "叶县 云台镇 石门沟村"
		cells["tasks/r2/line"], cells["tasks/r4/project"] = "", ""
		kept, err := s.Reports.Save(t.Context(), who, id, report.Patch{Cells: cells})
		s.Must(err)
		p, err := s.Deposits.Look(t.Context(), who, id)
		s.Must(err)
		var left []string
		for _, l := range p.Left {
			left = append(left, l.Path()+" "+l.Text+" "+l.Why.Key)
		}
		if got := strings.Join(left, "\n"); got != "tasks/r1/point 刘 derive.names_none\ntasks/r1/honourees 张强、李 derive.names_none" {
			t.Errorf("left in the table: %s", got)
		}
		_, err = s.Deposits.Carry(t.Context(), who, id)
		var said []string
		for _, f := range fault.From(err).Fields {
			said = append(said, f.Path+" "+f.Key)
		}
		if got := strings.Join(said, "\n"); got != "tasks/r2/line ledger.demanded\ntasks/r4/project ledger.required" {
			t.Errorf("refused: %v", err)
		}
		count := func() int {
			page, err := s.Ledger.List(t.Context(), who, ledger.Query{Campaign: s.Campaign, Register: "projects"})
			s.Must(err)
			goals, err := s.Goals.List(t.Context(), who, goal.Question{Campaign: s.Campaign, Unit: s.Unit("yexian"), Alone: true, Year: 2019})
			s.Must(err)
			return len(page.Entries) + len(goals.Rows)
		}
		if n := count(); n != 0 {
			t.Errorf("%d entries and goals of a table that was refused", n)
		}
		_, err = s.Reports.Save(t.Context(), who, id, report.Patch{Revision: kept.Revision, Cells: map[string]string{"tasks/r2/line": "skill", "tasks/r4/project": "刺绣"}})
		s.Must(err)
		_, err = s.Deposits.Carry(t.Context(), who, id)
		s.Must(err)
		page, err := s.Ledger.List(t.Context(), who, ledger.Query{Campaign: s.Campaign, Register: "projects", Text: "养蜂"})
		s.Must(err)
		if len(page.Entries) != 1 || page.Entries[0].Values["lead"] != string(honoured.ID) {
			t.Errorf("the third row: %+v", page.Entries)
		}
	})
}

// The tables of P-24 open with what the ledger has: villages from the county's
// list, projects with their plan, honourees counted by level.
func TestP24TheTablesOpenFromTheLedger(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		who, office := s.As(people.Liaison, "yexian"), s.AsBody(people.Office, "PDS", "office")
		s.Entered(office, "points", "yexian", "code", "410422101", "county", "叶县", "township", "辛店镇", "village", "刘庄村", "households", "86", "persons", "301", "first_secretary", "赵某")
		s.Entered(who, "projects", "yexian", "name", "蔬菜大棚", "line", "industry", "owner", "王某", "planned_from", "2018-07-01", "planned_until", "2018-12-01", "goal", "带动40户", "households", "40")
		s.Entered(who, "projects", "yexian", "name", "食用菌", "line", "industry", "resources", "talent,technology", "planned_from", "2018-08-01", "planned_until", "2018-12-01")
		s.Entered(who, "honourees", "yexian", "name", "张某", "family", "model_worker", "level", "provincial")
		summary, err := s.Reports.Open(t.Context(), who, s.Duty("yexian", "plan-and-tables", "once", "basic-summary").ID)
		s.Must(err)
		for cell, want := range map[string]string{"villages/r1/households": "86", "villages/r1/first_secretary": "赵某", "honourees/provincial": "1", "honourees/national": "0"} {
			if got := summary.Content.Cells[cell]; got != want {
				t.Errorf("%s opens with %q, want %q", cell, got, want)
			}
		}
		if got := summary.Content.Cells["villages/r1/village"]; got == "" {
			t.Error("the village has no name")
		}
		tasks, err := s.Reports.Open(t.Context(), who, s.Duty("yexian", "plan-and-tables", "once", "task-breakdown").ID)
		s.Must(err)
		for cell, want := range map[string]string{"tasks/r1/project": "蔬菜大棚", "tasks/r1/line": "industry", "tasks/r1/owner": "王某", "tasks/r1/goal": "带动", "tasks/r1/value": "40", "tasks/r1/unit": "户", "tasks/r1/starts": "2018-07-01"} {
			if got := tasks.Content.Cells[cell]; got != want {
				t.Errorf("%s opens with %q, want %q", cell, got, want)
			}
		}
		if p, err := s.Deposits.Look(t.Context(), who, tasks.Case.Duty.ID); err != nil || p.Counts[deposit.Changed] != 0 || p.Counts[deposit.Unchanged] != 2 {
			t.Errorf("as it opens it changes %+v, %v", p.Items, err)
		}
	})
}
