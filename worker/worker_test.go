package worker_test

import (
	"log/slog"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/worker"
)

// The jobs bring a campaign in line with a notice that has become known.
func TestUpkeepAppliesWhatIsKnownToday(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		r := jobs.NewRunner(store.Scope[jobs.Tx](s.DB), s.Now, slog.New(slog.DiscardHandler))
		worker.Bind(r, s.Campaigns, store.NewSessions(s.DB, s.Now))
		s.At("2018-12-06 09:00")
		if err := worker.Look(t.Context(), s.Campaigns); err != nil {
			t.Fatal(err)
		}
		if it := s.Duty("yexian", "monthly-report", "2018-12", ""); it.Provisional || it.DueOn != stage.Date("2018-12-29") {
			t.Errorf("December is due %s, provisional %v; want 2018-12-29 by the notice of that day", it.DueOn, it.Provisional)
		}
		if _, err := r.Drain(t.Context()); err != nil {
			t.Error(err)
		}
	})
}
