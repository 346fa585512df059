package revision_test

import (
	"strings"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
)

// What the office takes back from an excuse of the plan stays owed, whatever
// else a later version changes.
func TestWhatTheOfficeTakesBackStaysOwed(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-11-10 09:00")
		publish(t, s, func(x *edit.Text) {
			x.Remove("obligations/quarterly-meeting").Set("clauses/P-55/later", "supervision")
		})
		it := s.Duty("yexian", "quarterly-meeting", "2018Q4", "")
		s.Must(s.Campaigns.Owe(t.Context(), office(s), it.ID, "本季会议照开", it.Revision))
		wantDue(t, s, "yexian", "quarterly-meeting", "2018Q4", due{"2018-12-31", "", 1})
		p, _ := publish(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") })
		wantDue(t, s, "yexian", "quarterly-meeting", "2018Q4", due{"2018-12-31", "", 1})
		if len(p.Effects) != 1 {
			t.Errorf("%+v", p.Effects)
		}
	})
}

// A plan that loses its end owes on: what its duties go beyond the next two
// years is no less asked for than before.
func TestAPlanWithoutAnEndGoesOn(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-06-10 09:00")
		publish(t, s, func(x *edit.Text) { x.Set("period", "2018-06-01..") })
		wantDue(t, s, "yexian", "monthly-report", "2020-12", due{"2020-12-31", "", 1})
	})
}

// What a measure is called belongs to the form that asks for it.
func TestAMeasureIsPartOfItsForm(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		p, _ := publish(t, s, func(x *edit.Text) { x.Set("measures/sessions/name", "活动场次") })
		if len(p.Effects) == 0 {
			t.Errorf("%+v has no effect", p.Changes)
		}
	})
}

// A decision says something, in as many words as a line of the plan holds; a note
// is as long as any other reason.
func TestWordsAreBounded(t *testing.T) {
	s := stage.One(t)
	text := changed(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") })
	sign := func(words string) error {
		_, err := s.Revisions.Sign(t.Context(), office(s), s.Campaign, 1, "N-P1", revision.Decision{Words: words})
		return err
	}
	for what, err := range map[string]error{
		"blanks":              sign(" \n　"),
		"a long decision":     sign(strings.Repeat("长", 1001)),
		"a decision in bytes": sign("决定\x1b[0m"),
		"a long note": func() error {
			_, err := s.Revisions.Publish(t.Context(), office(s), s.Campaign, 1, text, strings.Repeat("长", 501))
			return err
		}(),
	} {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	s.Must(sign(" 按一千字写：" + strings.Repeat("长", 990)))
	if e, err := s.Revisions.Edition(t.Context(), office(s), s.Campaign, 2); err != nil || !strings.Contains(e.Source, "decision: 按一千字写：") && !strings.Contains(e.Source, "decision: '按一千字写：") {
		t.Errorf("%v %v", err, e.Note)
	}
}

// By how many days a report was late is told in the zone of the plan: no version
// counts them anew.
func TestTheTimeZoneStays(t *testing.T) {
	s := stage.One(t)
	p, err := s.Revisions.Preview(t.Context(), office(s), s.Campaign, changed(t, s, func(x *edit.Text) { x.Set("timezone", "America/New_York") }))
	if err != nil || p.Book != nil || len(p.Problems) != 1 || p.Problems[0].Path != "timezone" || p.Problems[0].Line != 9 {
		t.Errorf("%v: %+v", err, p.Problems)
	}
}

// Figures that were sent stay what they were: a measure keeps its kind.
func TestAMeasureKeepsItsKind(t *testing.T) {
	s := stage.One(t)
	p, err := s.Revisions.Preview(t.Context(), office(s), s.Campaign, changed(t, s, func(x *edit.Text) { x.Set("measures/projects/kind", "persons").Remove("measures/projects/from") }))
	if err != nil || p.Book != nil || len(p.Problems) != 1 || p.Problems[0].Path != "measures/projects/kind" || p.Problems[0].Line < 100 {
		t.Errorf("another kind answers %+v, %v", p.Problems, err)
	}
}
