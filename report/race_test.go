package report_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// months are reports on which two people meet.
func months(s *stage.Stage, play func(id campaign.DutyID)) {
	s.T.Helper()
	s.At("2020-12-20 09:00")
	for year := 2019; year <= 2020; year++ {
		for month := 1; month <= 8; month++ {
			play(s.Duty("yexian", "monthly-report", fmt.Sprintf("%d-%02d", year, month), "").ID)
		}
	}
}

// together runs two acts at once.
func together(a, b func() error) (errA, errB error) {
	var wg sync.WaitGroup
	wg.Go(func() { errA = a() })
	wg.Go(func() { errB = b() })
	wg.Wait()
	return errA, errB
}

// A verdict is about the version that was read: a newer one, sent at the same
// moment, has none.
func TestAVerdictMeetsANewerVersion(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		liaison, office := s.As(people.Liaison, "yexian"), s.AsBody(people.Office, "PDS", "office")
		months(s, func(id campaign.DutyID) {
			_, err := s.Send(liaison, id, stage.Monthly())
			s.Must(err)
			accept, resend := together(
				func() error {
					return s.Reports.Review(t.Context(), office, id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Accepted})
				},
				func() error {
					_, err := s.Reports.Submit(t.Context(), liaison, id, report.Sending{Cells: stage.Monthly()})
					return err
				})
			e, err := s.Reports.Open(t.Context(), office, id)
			s.Must(err)
			switch {
			case e.Newest == 2 && e.Recipients[0].Verdict != campaign.NoVerdict:
				t.Errorf("version 2 is %s, which nobody has read (%v, %v)", e.Recipients[0].Verdict, accept, resend)
			case e.Newest == 1 && (accept != nil || !fault.Is(resend, fault.Conflict)):
				t.Errorf("accepted first: %v, then sending answers %v", accept, resend)
			}
		})
	})
}

// What was typed and saved while the report was sent is in the version or in a
// draft, never lost.
func TestASaveMeetsTheSending(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		liaison := s.As(people.Liaison, "yexian")
		months(s, func(id campaign.DutyID) {
			d, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Cells: stage.Monthly()})
			s.Must(err)
			saved, sent := together(
				func() error {
					_, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Revision: d.Revision, Cells: map[string]string{"texts/results": "又写了一句"}})
					return err
				},
				func() error {
					_, err := s.Reports.Submit(t.Context(), liaison, id, report.Sending{Revision: d.Revision})
					return err
				})
			e, err := s.Reports.Open(t.Context(), liaison, id)
			s.Must(err)
			if saved == nil && e.Content.Cells["texts/results"] != "又写了一句" {
				t.Errorf("saved (%v) and sent (%v), and the cell is gone", saved, sent)
			}
			if saved != nil && !fault.Is(saved, fault.Stale) {
				t.Errorf("saving too late answers %v", saved)
			}
		})
	})
}

// A report is taken before the campaign is closed or refused after it.
func TestTheClosingMeetsAReport(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2021-01-05 09:00")
		id := s.Duty("yexian", "monthly-report", "2020-12", "").ID
		office := s.AsBody(people.Office, "PDS", "office")
		r, err := s.Campaigns.Look(t.Context(), office, s.Campaign)
		s.Must(err)
		sent, closed := together(
			func() error { _, err := s.Send(s.As(people.Liaison, "yexian"), id, stage.Monthly()); return err },
			func() error { return s.Campaigns.Close(t.Context(), office, s.Campaign, r.Campaign.Revision) })
		s.Must(closed)
		if sent != nil && !fault.Is(sent, fault.Conflict) {
			t.Errorf("the report answers %v", sent)
		}
		_, err = s.Send(s.As(people.Liaison, "lushan"), s.Duty("lushan", "monthly-report", "2020-12", "").ID, stage.Monthly())
		wantKind(t, "a report after the closing", err, fault.Conflict)
	})
}

func TestStocksOutliveANilMonth(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		liaison := s.As(people.Liaison, "yexian")
		s.At("2018-06-29 09:00")
		_, err := s.Send(liaison, s.Duty("yexian", "monthly-report", "2018-06", "").ID, stage.Monthly())
		s.Must(err)
		s.At("2018-07-31 09:00")
		july := s.Duty("yexian", "monthly-report", "2018-07", "").ID
		e, err := s.Reports.Open(t.Context(), liaison, july)
		s.Must(err)
		_, err = s.Reports.Submit(t.Context(), liaison, july, report.Sending{Nil: e.Obliged().Nil[0].ID})
		s.Must(err)
		s.At("2018-08-20 09:00")
		e, err = s.Reports.Open(t.Context(), liaison, s.Duty("yexian", "monthly-report", "2018-08", "").ID)
		s.Must(err)
		if got := e.Content.Cells["figures/skill/projects"]; got != "4" {
			t.Errorf("after a nil month the stock opens with %q, want 4", got)
		}
		if len(e.Before.Cells) != 0 {
			t.Errorf("beside the flows stands %v, want the nil month's nothing", e.Before.Cells)
		}
		office := s.AsBody(people.Office, "PDS", "office")
		s.Must(s.Reports.Review(t.Context(), office, july, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "请填数"}))
		if _, err := s.Send(liaison, july, stage.Monthly()); err != nil {
			t.Errorf("correcting a returned nil report with figures: %v", err)
		}
	})
}

// A meeting belongs to the period it was held in (P-55).
func TestAMeetingOfAnotherQuarterDoesNotCount(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-11-05 09:00")
		liaison := s.As(people.Liaison, "yexian")
		id := s.Duty("yexian", "quarterly-meeting", "2018Q4", "").ID
		held := func(day string) error {
			_, err := s.Send(liaison, id, meeting(day))
			return err
		}
		if f := wantKind(t, "a meeting of the quarter before", held("2018-09-05"), fault.Invalid); f.Fields[0].Key != "report.held_too_early" {
			t.Errorf("it says %v", f.Fields)
		}
		if f := wantKind(t, "a meeting of tomorrow", held("2018-11-06"), fault.Invalid); f.Fields[0].Key != "report.held_in_future" {
			t.Errorf("it says %v", f.Fields)
		}
		s.Must(held("2018-10-01"))
	})
}

func TestAReceiptStays(t *testing.T) {
	s := stage.One(t)
	id := s.Duty("yexian", "receipt", "once", "").ID
	_, err := s.Reports.Submit(t.Context(), s.As(people.Liaison, "yexian"), id, report.Sending{})
	s.Must(err)
	err = s.Reports.Review(t.Context(), s.AsBody(people.Office, "PDS", "office"), id, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "?"})
	wantKind(t, "returning a receipt", err, fault.Conflict)
}

// Up to 20 June an accepted plan may be sent again as its second version, later
// only once it is returned (N-P1).
func TestAnAcceptedPlanUpToTheDayOfTheReading(t *testing.T) {
	s := stage.One(t)
	s.At("2018-06-15 09:00")
	id := sendPlan(t, s, "yexian")
	for _, body := range []string{"office", "leading-group-office"} {
		s.Must(s.Reports.Review(t.Context(), s.AsBody(people.Office, "PDS", body), id, report.Finding{Body: body, Version: 1, Verdict: campaign.Accepted}))
	}
	liaison := s.As(people.Liaison, "yexian")
	s.At("2018-06-21 00:00")
	_, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Cells: map[string]string{"plan/text": "论证后修改"}})
	wantKind(t, "changing what is accepted after 20 June", err, fault.Conflict)
	s.At("2018-06-20 23:59")
	d, err := s.Reports.Save(t.Context(), liaison, id, report.Patch{Cells: map[string]string{"plan/text": "论证后修改"}})
	s.Must(err)
	s.Must(s.Reports.HandUp(t.Context(), liaison, id, d.Revision))
	v, err := s.Reports.Submit(t.Context(), s.As(people.UnitLeader, "yexian"), id, report.Sending{Revision: d.Revision + 1})
	s.Must(err)
	if v.N != 2 {
		t.Errorf("it is version %d, want 2", v.N)
	}
}
