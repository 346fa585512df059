package worker_test

import (
	"database/sql/driver"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
	"github.com/xianfeng-oss/xianfeng/worker"
)

// The jobs bring a campaign in line with a notice that has become known.
func TestUpkeepAppliesWhatIsKnownToday(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		r := jobs.NewRunner(store.Scope[jobs.Tx](s.DB), s.Now, slog.New(slog.DiscardHandler))
		worker.Bind(r, worker.Services{
			Campaigns: s.Campaigns, Preparations: s.Preparations, Figures: s.Figures, Goals: s.Goals,
			Sessions: store.NewSessions(s.DB, s.Now), Alarm: func(campaign.Campaign, rollup.Recount) {},
		})
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

// The nightly recount finds a figure that somebody changed in the database, and
// says where.
func TestRecountFindsAChangedFigure(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-09-28 10:00")
		d := s.Duty("yexian", "monthly-report", "2018-09", "")
		_, err := s.Send(s.As(people.Liaison, "yexian"), d.ID, stage.Monthly())
		s.Must(err)
		recount := func() (found rollup.Recount) {
			t.Helper()
			s.Must(worker.CountAgain(t.Context(), s.Campaigns, s.Figures, func(_ campaign.Campaign, r rollup.Recount) { found = r }))
			return found
		}
		ask := rollup.Question{Campaign: s.Campaign, State: rollup.Sent}
		if _, err := s.Figures.Roll(t.Context(), stage.Program, ask); err != nil {
			t.Fatal(err)
		}
		if found := recount(); found.Count != 0 || found.Versions != 1 {
			t.Fatalf("%d differences in %d versions, want none in one", found.Count, found.Versions)
		}
		s.Must(s.DB.Update(t.Context(), func(tx *store.Tx) error {
			v, err := tx.Version(d.ID, 1)
			if err != nil {
				return err
			}
			v.Figures[0].Value += 7
			text, _ := sqltx.JSON(&v.Figures).(driver.Valuer).Value()
			_, err = tx.Exec("UPDATE report_version SET figures = $1 WHERE duty_id = $2", text, string(d.ID))
			return err
		}))
		found := recount()
		want := map[rollup.Where][2]string{rollup.Stored: {"3200007", "3200000"}, rollup.Kept: {"3200000", "3200007"}}
		if found.Count != len(want) {
			t.Fatalf("%d differences, want %d: %v", found.Count, len(want), found.Differences)
		}
		for _, f := range found.Differences {
			if got := [2]string{f.Is, f.Should}; got != want[f.Where] || f.Unit != "yexian" || f.Period != "2018-09" || !strings.HasPrefix(f.Cell, "figures/skill/") {
				t.Errorf("found %+v, want %v", f, want[f.Where])
			}
		}
		told, err := s.Figures.Recounted(t.Context(), s.As(people.Office, "PDS"), s.Campaign)
		if err != nil || told.Count != found.Count || !told.At.Equal(s.Now()) {
			t.Errorf("the office is told %+v, %v", told, err)
		}
		if _, err := s.Figures.Recounted(t.Context(), s.As(people.Liaison, "yexian"), s.Campaign); err == nil {
			t.Error("a liaison is told of it")
		}
	})
}

func TestNight(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ after, want string }{
		{"2018-09-28T02:29:59+08:00", "2018-09-28T02:30:00+08:00"},
		{"2018-09-28T02:30:00+08:00", "2018-09-29T02:30:00+08:00"},
		{"2018-09-30T18:30:00Z", "2018-10-02T02:30:00+08:00"},
	} {
		after, _ := time.Parse(time.RFC3339, c.after)
		want, _ := time.Parse(time.RFC3339, c.want)
		if got := worker.Night(after); !got.Equal(want) {
			t.Errorf("after %s: %s, want %s", c.after, got, want)
		}
	}
}
