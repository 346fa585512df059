package report_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// TestRuralIsCarriedOut: the template launches as it is, on the dates that count
// from its start, and its forms are sent: what ends before it starts is refused.
func TestRuralIsCarriedOut(t *testing.T) {
	s := stage.One(t)
	s.At("2026-03-03 09:00")
	s.Campaign = s.Launch("rural-revitalisation")
	tasks := s.Duty("yexian", "plan", "once", "task-breakdown")
	monthly := s.Duty("yexian", "monthly-report", "2026-04", "progress")
	for _, d := range []struct {
		due  time.Time
		want string
	}{{tasks.Due, "2026-03-24 00:00"}, {monthly.Due, "2026-05-01 00:00"}} {
		if got := d.due.In(locale.Shanghai).Format("2006-01-02 15:04"); got != d.want {
			t.Errorf("late from %s, want %s", got, d.want)
		}
	}
	leader, liaison := s.As(people.UnitLeader, "yexian"), s.As(people.Liaison, "yexian")
	cells := map[string]string{}
	for row, line := range map[string]string{"tasks/r1/": "industry", "tasks/r2/": "skill"} {
		cells[row+"line"], cells[row+"mode"], cells[row+"project"] = line, "volunteer", "食用菌种植"
		cells[row+"goal"], cells[row+"owner"] = "建棚六座", "李四"
		cells[row+"starts"], cells[row+"ends"] = "2026-05-01", "2026-04-30"
	}
	s.At("2026-03-20 10:00")
	_, err := handUp(t, s, "yexian", tasks.ID, cells)
	if f := fault.From(err); err == nil || len(f.Fields) != 2 || f.Fields[0].Path != "tasks/r1/ends" || f.Fields[0].Clause != "R-23" {
		t.Errorf("a task that ends before it starts: %v", err)
	}
	cells["tasks/r1/ends"], cells["tasks/r2/ends"] = "2026-05-01", "2026-12-31"
	rev, err := handUp(t, s, "yexian", tasks.ID, cells)
	s.Must(err)
	if _, err := s.Reports.Submit(t.Context(), leader, tasks.ID, report.Sending{Revision: rev}); err != nil {
		t.Error(err)
	}
	s.At("2026-04-30 17:00")
	if _, err := s.Send(liaison, monthly.ID, map[string]string{"texts/progress": "两个项目开工", "figures/industry/projects": "1", "figures/industry/person_times": "30"}); err != nil {
		t.Error(err)
	}
}
