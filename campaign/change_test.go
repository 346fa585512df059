package campaign_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Who owes is settled on the due day; what is already due is never touched.
func TestUnitsChangeWhatIsNotYetDue(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-08-15 09:00")
		_, err := s.Units.Found(t.Context(), stage.Program, organisation.Founding{Root: s.Root, Code: "xinqu", Name: "新区总工会",
			Category: organisation.County, Founded: date(t, "2018-08-10"), County: s.Unit("PDS")})
		s.Must(err)
		lushan, err := s.Units.History(t.Context(), s.Unit("lushan"))
		s.Must(err)
		_, err = s.Units.Close(t.Context(), stage.Program, organisation.Closing{Unit: s.Unit("lushan"), On: date(t, "2018-09-15"), Reason: "并入叶县", Revision: lushan.Unit.Revision})
		s.Must(err)
		s.Must(s.Campaigns.Upkeep(t.Context(), stage.Program, s.Campaign))

		tree, err := s.Units.Tree(t.Context(), s.Root, date(t, "2018-08-15"))
		s.Must(err)
		fresh, ok := tree.ByCode("xinqu")
		if !ok {
			t.Fatal("the new unit is not in the tree")
		}
		owes := map[string]bool{}
		for _, it := range duties(t, s, campaign.Filter{Unit: fresh.ID, Obligation: "monthly-report"}) {
			owes[it.Period] = true
		}
		if owes["2018-07"] || !owes["2018-08"] || len(owes) != 29 {
			t.Errorf("founded on 2018-08-10 it owes %d periods, 2018-07 %v, 2018-08 %v; want 29 from August on", len(owes), owes["2018-07"], owes["2018-08"])
		}
		for period, want := range map[string]campaign.Timing{"2018-07": campaign.Missing, "2018-08": campaign.NotDue, "2018-09": campaign.Excused, "2020-12": campaign.Excused} {
			it := s.Duty("lushan", "monthly-report", period, "")
			if got := it.Timing(s.Now()); got != want {
				t.Errorf("closed after 2018-09-15, lushan's report of %s is %s, want %s", period, got, want)
			}
			if want == campaign.Excused && it.Excused != "并入叶县" {
				t.Errorf("%s is excused for %q", period, it.Excused)
			}
		}
	})
}

func TestAMovedUnitCountsWhereItWasOnTheDueDay(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-08-15 09:00")
		h, err := s.Units.History(t.Context(), s.Unit("meikuang"))
		s.Must(err)
		_, err = s.Units.Move(t.Context(), stage.Program, organisation.Moving{Unit: s.Unit("meikuang"), Hierarchy: organisation.ByCounty,
			Parent: s.Unit("yexian"), From: date(t, "2018-09-01"), Revision: h.Unit.Revision})
		s.Must(err)
		s.Must(s.Campaigns.Upkeep(t.Context(), stage.Program, s.Campaign))
		for period, want := range map[string]organisation.UnitID{"2018-07": "", "2018-08": "", "2018-09": s.Unit("yexian")} {
			if got := s.Duty("meikuang", "monthly-report", period, "").County; got != want {
				t.Errorf("%s counts to the county %q, want %q", period, got, want)
			}
		}
	})
}

func TestExcuseAndOweAgain(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		office := s.AsBody(people.Office, "PDS", "office")
		it := s.Duty("yexian", "monthly-report", "2018-06", "")
		err := s.Campaigns.Excuse(t.Context(), office, it.ID, "  ", it.Revision)
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("an excuse without a reason answers %v", err)
		}
		s.Must(s.Campaigns.Excuse(t.Context(), office, it.ID, "停产整顿", it.Revision))
		if err := s.Campaigns.Excuse(t.Context(), office, it.ID, "又一次", it.Revision+1); !fault.Is(err, fault.Conflict) {
			t.Errorf("excusing twice answers %v", err)
		}
		if _, err := s.Send(s.As(people.Liaison, "yexian"), it.ID, stage.Monthly()); !fault.Is(err, fault.Conflict) {
			t.Errorf("sending what is excused answers %v", err)
		}
		if err := s.Campaigns.Owe(t.Context(), office, it.ID, "已复产", it.Revision); !fault.Is(err, fault.Stale) {
			t.Errorf("taking it back over an old revision answers %v", err)
		}
		s.Must(s.Campaigns.Owe(t.Context(), office, it.ID, "已复产", it.Revision+1))
		if got := s.Standing(it.ID).Word; got != campaign.WordOpen {
			t.Errorf("owed again it is %s", got)
		}
		if err := s.Campaigns.Excuse(t.Context(), s.As(people.Liaison, "yexian"), it.ID, "自己", it.Revision+2); !fault.Is(err, fault.Forbidden) {
			t.Errorf("a liaison excusing itself answers %v", err)
		}
	})
}

func TestADutyAddedByHand(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2018-10-08 09:00")
		office := s.AsBody(people.Office, "PDS", "office")
		add := func(unit organisation.UnitID, obligation, period string) error {
			return s.Campaigns.Add(t.Context(), office, s.Campaign, unit, obligation, period, "漏录单位补登")
		}
		for what, err := range map[string]error{
			"an unknown unit":                   add("00000000-0000-7000-8000-000000000000", "monthly-report", "2018-09"),
			"a period that is none":             add(s.Unit("xuexiao"), "monthly-report", "2018-13"),
			"an obligation of later capability": add(s.Unit("xuexiao"), "bulletin", "2018-09"),
		} {
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s answers %v, want not found", what, err)
			}
		}
		for what, err := range map[string]error{
			"a monthly report of the federation":         add(s.Root, "monthly-report", "2018-09"),
			"a unit of a category that is not addressed": add(s.Unit("xuexiao"), "monthly-report", "2018-09"),
		} {
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s answers %v, want not found", what, err)
			}
		}
		if err := add(s.Unit("yexian"), "monthly-report", "2018-09"); !fault.Is(err, fault.Conflict) {
			t.Errorf("a duty that is there answers %v, want a conflict", err)
		}
		late := s.Found("xinqu", "新区总工会", organisation.County, "PDS", "")
		h, err := s.Units.History(t.Context(), late)
		s.Must(err)
		_, err = s.Units.Move(t.Context(), stage.Program, organisation.Moving{Unit: late, Hierarchy: organisation.ByCounty,
			Parent: s.Unit("yexian"), From: date(t, "2018-10-05"), Revision: h.Unit.Revision})
		s.Must(err)
		s.Must(add(late, "monthly-report", "2018-09"))
		if it := s.Duty("xinqu", "monthly-report", "2018-09", ""); it.DueOn != date(t, "2018-09-30") || it.County != late {
			t.Errorf("added due %s in county %s, want the county of the due day", it.DueOn, it.County)
		}
	})
}

// A notice that comes after a report was sent leaves its timing alone.
func TestASentReportKeepsItsDate(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2020-01-21 09:00")
		it := s.Duty("yexian", "monthly-report", "2020-01", "")
		_, err := s.Send(s.As(people.Liaison, "yexian"), it.ID, stage.Monthly())
		s.Must(err)
		s.At("2020-01-27 18:00")
		_, err = s.Campaigns.ApplyCalendar(t.Context(), stage.Program, s.Campaign)
		s.Must(err)
		office := s.AsBody(people.Office, "PDS", "office")
		n, err := s.Campaigns.Decide(t.Context(), office, s.Campaign, "monthly-report", "2020-01", campaign.Waive)
		s.Must(err)
		if n != 4 {
			t.Errorf("%d duties were decided, want the 4 that were not sent", n)
		}
		if st := s.Standing(it.ID); st.Timing != campaign.OnTime {
			t.Errorf("sent in time it is now %s", st.Timing)
		}
		if st := s.Standing(s.Duty("lushan", "monthly-report", "2020-01", "").ID); st.Word != campaign.WordExcused {
			t.Errorf("waived, lushan's is %s", st.Word)
		}
	})
}

// Rows that a notice does not touch are not written.
func TestANoticeWritesWhatItChanges(t *testing.T) {
	s := stage.One(t)
	before := s.Duty("yexian", "quarterly-meeting", "2019Q2", "")
	s.At("2018-12-06 09:00")
	shifts, err := s.Campaigns.ApplyCalendar(t.Context(), stage.Program, s.Campaign)
	s.Must(err)
	if after := s.Duty("yexian", "quarterly-meeting", "2019Q2", ""); after.Revision != before.Revision {
		t.Errorf("a fixed day went from revision %d to %d", before.Revision, after.Revision)
	}
	moved := 0
	for _, sh := range shifts {
		if sh.Outcome == calendar.Moved && sh.Period == "2018-12" {
			moved++
		}
	}
	if moved != 6 {
		t.Errorf("%d duties of December moved, want the reports of five units and the bulletin", moved)
	}
}
