package revision_test

import (
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook/edit"
)

// Of several who publish at once from the same version one does, and the rest
// are told that theirs is stale.
func TestOneOfSeveralPublishes(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		texts := [][]byte{
			changed(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") }),
			changed(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 26 of month") }),
			changed(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 27 of month") }),
		}
		failed := make([]error, len(texts))
		var wg sync.WaitGroup
		for i, text := range texts {
			wg.Go(func() { _, failed[i] = s.Revisions.Publish(t.Context(), office(s), s.Campaign, 1, text, "") })
		}
		wg.Wait()
		done := 0
		for _, err := range failed {
			switch {
			case err == nil:
				done++
			case !fault.Is(err, fault.Stale):
				t.Error(err)
			}
		}
		all, err := s.Revisions.Editions(t.Context(), office(s), s.Campaign)
		if err != nil || done != 1 || len(all) != 2 || all[0].Version != 2 {
			t.Errorf("%d published, editions %v: %v", done, all, err)
		}
	})
}

// A report that is sent while a version is published is either sent before it,
// and keeps its date, or after it, by the new one.
func TestPublishingDuringASubmission(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-10 09:00")
		text := changed(t, s, func(x *edit.Text) { x.Due("monthly-report", "day 25 of month") })
		codes := []string{"yexian", "lushan", "gaoxin", "jiaoyu", "meikuang"}
		var wg sync.WaitGroup
		for _, code := range codes {
			who, id := s.As(people.Liaison, code), s.Duty(code, "monthly-report", "2018-09", "").ID
			wg.Go(func() {
				if _, err := s.Send(who, id, stage.Monthly()); err != nil {
					t.Errorf("%s: %v", code, err)
				}
			})
		}
		wg.Go(func() {
			if _, err := s.Revisions.Publish(t.Context(), office(s), s.Campaign, 1, text, ""); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
		for _, code := range codes {
			it := s.Duty(code, "monthly-report", "2018-09", "")
			v, err := s.Reports.Version(t.Context(), stage.Program, it.ID, 1)
			s.Must(err)
			if want := map[int64]string{1: "2018-09-30", 2: "2018-09-25"}[it.Rule]; it.DueOn.String() != want || it.Newest != 1 || v.Version.Rule != it.Rule {
				t.Errorf("%s: sent by version %d, due %s by version %d", code, v.Version.Rule, it.DueOn, it.Rule)
			}
		}
	})
}
