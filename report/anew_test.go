package report_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
)

// selfChecks lists the self-checks of a unit of the second plan.
func selfChecks(t *testing.T, s *stage.Stage, f campaign.Filter) []campaign.Item {
	t.Helper()
	f.Campaign, f.Obligation = s.Campaign, "self-check"
	page, err := s.Campaigns.Duties(t.Context(), stage.Program, f)
	s.Must(err)
	return page.Items
}

// What may be filed at any time (H-33): one stands open, the next opens as one
// is sent, a second version of the same opens none, and none is ever due.
func TestTheNextOpensAsOneIsSent(t *testing.T) {
	stage.BothHuaibei(t, func(t *testing.T, s *stage.Stage) {
		who, office := s.As(people.Liaison, "suixi"), s.AsBody(people.Office, "HB", "office")
		check := map[string]string{"stage/period": "春季", "findings/summary": "已自查"}
		for _, when := range []string{"2019-01-10 10:00", "2019-01-10 11:00", "2019-07-01 09:00"} {
			s.At(when)
			_, err := s.Send(who, selfChecks(t, s, campaign.Filter{Unit: s.Unit("suixi"), AnyTime: true})[0].ID, check)
			s.Must(err)
		}
		first := s.Duty("suixi", "self-check", "any-0001", "")
		s.Must(s.Reports.Review(t.Context(), office, first.ID, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "请补充分析"}))
		_, err := s.Send(who, first.ID, check)
		s.Must(err)
		s.At("2021-03-01 09:00")
		s.Must(s.Campaigns.Upkeep(t.Context(), stage.Program, s.Campaign))
		all := selfChecks(t, s, campaign.Filter{Unit: s.Unit("suixi")})
		if len(all) != 4 {
			t.Fatalf("%d self-checks, want three sent and one open", len(all))
		}
		for i := range all {
			it, st := &all[i], s.Standing(all[i].ID)
			open := it.Period == "any-0004"
			if st.Timing != campaign.NotDue || !it.DueOn.IsZero() || open == (it.Newest > 0) || len(it.Recipients) != 1 {
				t.Errorf("%s: %+v, %d sent", it.Period, st, it.Newest)
			}
		}
		if got := selfChecks(t, s, campaign.Filter{Unit: s.Unit("suixi"), Open: true}); len(got) != 0 {
			t.Errorf("%d self-checks press", len(got))
		}
		if got := selfChecks(t, s, campaign.Filter{Unit: s.Unit("kuangye")}); len(got) != 1 {
			t.Errorf("a unit that sent none has %d", len(got))
		}
	})
}

// What is begun is shown among what is to be done; nobody is excused from what
// nobody owes.
func TestWhatIsBegunIsToBeDone(t *testing.T) {
	s := stage.OneHuaibei(t)
	it := s.Duty("suixi", "self-check", "any-0001", "")
	_, err := s.Reports.Save(t.Context(), s.As(people.Liaison, "suixi"), it.ID, report.Patch{Cells: map[string]string{"stage/period": "春季"}})
	s.Must(err)
	if got := selfChecks(t, s, campaign.Filter{Unit: s.Unit("suixi"), Open: true}); len(got) != 1 {
		t.Errorf("%d of what was begun", len(got))
	}
	if got := selfChecks(t, s, campaign.Filter{Unit: s.Unit("suixi"), AnyTime: true}); len(got) != 0 {
		t.Errorf("%d may be begun", len(got))
	}
	if err := s.Campaigns.Excuse(t.Context(), s.AsBody(people.Office, "HB", "office"), it.ID, "停产", it.Revision); !fault.Is(err, fault.Conflict) {
		t.Errorf("excused from it: %v", err)
	}
}
