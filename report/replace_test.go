package report_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		if _, err := s.Reports.Replace(ctx, liaison, id, report.Whole{Cells: wrong}); !fault.Is(err, fault.Invalid) {
			t.Errorf("what is wrong: %v", err)
		}
		saved, err := s.Reports.Save(ctx, liaison, id, report.Patch{Cells: map[string]string{"texts/results": "旧", "figures/pairing/projects": "9"}})
		s.Must(err)
		if saved.Revision != 1 {
			t.Fatalf("a refused content left a draft: revision %d", saved.Revision)
		}
		if _, err := s.Reports.Replace(ctx, liaison, id, report.Whole{Cells: stage.Monthly(), Over: true}); !fault.Is(err, fault.Stale) {
			t.Errorf("over an older revision: %v", err)
		}
		first, err := s.Reports.Replace(ctx, liaison, id, report.Whole{Revision: 1, Cells: stage.Monthly(), Over: true})
		s.Must(err)
		if first.Revision != 2 || len(first.Changed) != len(stage.Monthly())+2 || first.Content.Cells["texts/results"] != stage.Monthly()["texts/results"] {
			t.Errorf("revision %d, changed %v, now %v", first.Revision, first.Changed, first.Content.Cells)
		}
		again, err := s.Reports.Replace(ctx, liaison, id, report.Whole{Revision: 1, Cells: stage.Monthly()})
		if err != nil || again.Revision != 2 || len(again.Changed) > 0 {
			t.Errorf("the same once more: %+v, %v", again, err)
		}
		if _, err := s.Reports.Replace(ctx, s.As(people.Liaison, "lushan"), id, report.Whole{Revision: 2, Cells: stage.Monthly()}); !fault.Is(err, fault.NotFound) {
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
	kept, err := s.Reports.Replace(ctx, liaison, id, report.Whole{Cells: cells})
	s.Must(err)
	s.Surveyed("yexian")
	s.Must(s.Reports.HandUp(ctx, liaison, id, kept.Revision))
	if _, err := s.Reports.Replace(ctx, liaison, id, report.Whole{Revision: kept.Revision + 1, Cells: cells}); !fault.Is(err, fault.Conflict) {
		t.Errorf("while it lies with the leader: %v", err)
	}
}

// What was typed after a workbook was made is named before it goes.
func TestReplaceNamesWhatWasTypedLater(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00")
		ctx, liaison := t.Context(), s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "monthly-report", "2018-09", "").ID
		_, err := s.Reports.Save(ctx, liaison, id, report.Patch{Cells: map[string]string{"texts/results": "旧", "figures/skill/projects": "7"}})
		s.Must(err)
		e, err := s.Reports.Open(ctx, liaison, id)
		s.Must(err)
		in := report.Whole{Revision: 2, Cells: stage.Monthly(), Source: e.Content}
		in.Cells["texts/results"] = "新"
		_, err = s.Reports.Save(ctx, liaison, id, report.Patch{Revision: 1, Cells: map[string]string{
			"figures/skill/funds_union": "3.2", "figures/skill/households": "150", "figures/pairing/projects": "9", "texts/results": "",
		}})
		s.Must(err)
		_, err = s.Reports.Replace(ctx, liaison, id, in)
		if got := fault.From(err); got.Kind != fault.Conflict || got.Key != "report.typed_later" {
			t.Fatalf("over what was typed later: %v", err)
		}
		want := []fault.Field{
			{Path: "figures/pairing/projects", Key: "report.differs", Args: []any{"", "9"}},
			{Path: "figures/skill/households", Key: "report.differs", Args: []any{"148", "150"}},
		}
		if diff := cmp.Diff(want, fault.From(err).Fields); diff != "" {
			t.Error(diff)
		}
		in.Over, in.Revision = true, 1
		if _, err := s.Reports.Replace(ctx, liaison, id, in); !fault.Is(err, fault.Stale) {
			t.Errorf("insisted over an older revision: %v", err)
		}
		in.Revision = 2
		kept, err := s.Reports.Replace(ctx, liaison, id, in)
		if err != nil || kept.Content.Cells["figures/skill/households"] != "148" || kept.Content.Cells["texts/results"] != "新" {
			t.Errorf("insisted: %v, %v", kept.Content.Cells, err)
		}
	})
}

func TestReplaceNamesTheNilReport(t *testing.T) {
	s := stage.One(t)
	s.At("2018-09-28 10:00")
	ctx, liaison := t.Context(), s.As(people.Liaison, "yexian")
	id := s.Duty("yexian", "monthly-report", "2018-09", "").ID
	e, err := s.Reports.Open(ctx, liaison, id)
	s.Must(err)
	before := e.Content
	reason := e.Obliged().Nil[0]
	_, err = s.Reports.Submit(ctx, liaison, id, report.Sending{Nil: reason.ID})
	s.Must(err)
	_, err = s.Reports.Replace(ctx, liaison, id, report.Whole{Cells: stage.Monthly(), Source: before})
	want := []fault.Field{{Path: "nil", Key: "report.differs", Args: []any{"", reason.Label}}}
	if diff := cmp.Diff(want, fault.From(err).Fields); !fault.Is(err, fault.Conflict) || diff != "" {
		t.Errorf("%v: %s", err, diff)
	}
	e, err = s.Reports.Open(ctx, liaison, id)
	s.Must(err)
	kept, err := s.Reports.Replace(ctx, liaison, id, report.Whole{Cells: stage.Monthly(), Source: e.Content})
	if err != nil || kept.Nil != reason.ID || len(kept.Changed) != len(stage.Monthly()) {
		t.Errorf("%+v, %v", kept, err)
	}
}
