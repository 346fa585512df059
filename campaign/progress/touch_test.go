package progress_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store"
)

// placer gives the records their places, as a running program does.
func placer(t *testing.T, s *stage.Stage) func() {
	t.Helper()
	key, err := audit.NewKey(filepath.Join(t.TempDir(), "audit.key"), "pds")
	s.Must(err)
	seq := audit.NewSequencer(store.Scope[audit.Tx](s.DB), key, time.Now)
	return func() {
		t.Helper()
		_, err := seq.Place(t.Context())
		s.Must(err)
	}
}

// looks returns how many statements a look takes.
func looks(t *testing.T, s *stage.Stage, who people.Actor) int64 {
	t.Helper()
	began := s.DB.Statements()
	read(t, s, s.Progress, who)
	return s.DB.Statements() - began
}

// What nothing touched is not counted again, neither at once nor after more was
// written than is looked through.
func TestAnotherLookCountsNothing(t *testing.T) {
	s := stage.One(t)
	office, place := s.AsBody(people.Office, "PDS", "office"), placer(t, s)
	place()
	first := looks(t, s, office)
	kept := looks(t, s, office)
	if kept >= first {
		t.Errorf("%d statements, then %d", first, kept)
	}
	s.Must(s.DB.Update(t.Context(), func(tx *store.Tx) error {
		for i := range 4100 {
			if err := tx.Record(s.Now(), audit.Origin{}, audit.Act{Name: "login", Subject: fmt.Sprint(i), Root: string(s.Root)}); err != nil {
				return err
			}
		}
		return nil
	}))
	if n := looks(t, s, office); n <= kept {
		t.Errorf("%d statements after more acts than are looked through", n)
	}
	place()
	looks(t, s, office)
	if n := looks(t, s, office); n != kept {
		t.Errorf("%d statements once they have their places, %d before", n, kept)
	}
}

// A report is counted at once, before its record has a place and after.
func TestAReportIsCountedAtOnce(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office, place := s.AsBody(people.Office, "PDS", "office"), placer(t, s)
		s.At("2018-06-20 10:00")
		place()
		sent := func() (n int64) {
			for _, c := range read(t, s, s.Progress, office) {
				if c.Obligation == "monthly-report" && c.Period == "2018-06" {
					n += c.Sent
				}
			}
			return n
		}
		for i, unit := range []string{"yexian", "lushan"} {
			before := sent()
			_, err := s.Send(s.As(people.Liaison, unit), s.Duty(unit, "monthly-report", "2018-06", "").ID, stage.Monthly())
			s.Must(err)
			waiting := sent()
			place()
			if before != int64(i) || waiting != before+1 || sent() != waiting {
				t.Errorf("%s: %d sent, then %d, then %d", unit, before, waiting, sent())
			}
		}
	})
}
