package report_test

import (
	"maps"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

func TestReplaceStoresAllOrNothing(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00")
		ctx, liaison := t.Context(), s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "monthly-report", "2018-09", "").ID
		wrong := maps.Clone(stage.Monthly())
		wrong["figures/skill/projects"] = "四个"
		if _, err := s.Reports.Replace(ctx, liaison, id, 0, wrong); !fault.Is(err, fault.Invalid) {
			t.Errorf("what is wrong: %v", err)
		}
		saved, err := s.Reports.Save(ctx, liaison, id, report.Patch{Cells: map[string]string{"texts/results": "旧", "figures/pairing/projects": "9"}})
		s.Must(err)
		if saved.Revision != 1 {
			t.Fatalf("a refused content left a draft: revision %d", saved.Revision)
		}
		if _, err := s.Reports.Replace(ctx, liaison, id, 0, stage.Monthly()); !fault.Is(err, fault.Stale) {
			t.Errorf("over an older revision: %v", err)
		}
		first, err := s.Reports.Replace(ctx, liaison, id, 1, stage.Monthly())
		s.Must(err)
		if first.Revision != 2 || len(first.Changed) != len(stage.Monthly())+2 || first.Content.Cells["texts/results"] != stage.Monthly()["texts/results"] {
			t.Errorf("revision %d, changed %v, now %v", first.Revision, first.Changed, first.Content.Cells)
		}
		again, err := s.Reports.Replace(ctx, liaison, id, 1, stage.Monthly())
		if err != nil || again.Revision != 2 || len(again.Changed) > 0 {
			t.Errorf("the same once more: %+v, %v", again, err)
		}
		if _, err := s.Reports.Replace(ctx, s.As(people.Liaison, "lushan"), id, 2, stage.Monthly()); !fault.Is(err, fault.NotFound) {
			t.Errorf("by another unit: %v", err)
		}
		if st := s.Standing(id); st.Work == "sent" {
			t.Error("the content was sent")
		}
	})
}

func TestReplaceWaitsForTheSignature(t *testing.T) {
	s := stage.One(t)
	s.At("2018-06-15 10:00")
	ctx, liaison := t.Context(), s.As(people.Liaison, "yexian")
	id := s.Duty("yexian", "plan-and-tables", "once", "unit-plan").ID
	cells := map[string]string{"plan/text": "本单位方案"}
	for _, line := range []string{"skill", "industry", "project_line", "employment", "pairing", "intellect", "collective"} {
		cells["goals/"+line+"/measure"] = "项目（个）"
		for _, year := range []string{"y2018", "y2019", "y2020"} {
			cells["goals/"+line+"/"+year] = "2"
		}
	}
	kept, err := s.Reports.Replace(ctx, liaison, id, 0, cells)
	s.Must(err)
	s.Must(s.Reports.HandUp(ctx, liaison, id, kept.Revision))
	if _, err := s.Reports.Replace(ctx, liaison, id, kept.Revision+1, cells); !fault.Is(err, fault.Conflict) {
		t.Errorf("while it lies with the leader: %v", err)
	}
}
