package demo_test

import (
	"slices"
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/report"
)

// opened opens the one duty of a unit.
func (s *shown) opened(t *testing.T, code, obligation, period string) report.Entry {
	t.Helper()
	page := s.duties(t, campaign.Filter{Obligation: obligation, Period: period})
	i := slices.IndexFunc(page.Items, func(it campaign.Item) bool {
		n, _ := page.Tree.Unit(it.Duty.Unit)
		return n.Code == code
	})
	if i < 0 {
		t.Fatalf("%s owes no %s", code, obligation)
	}
	e, err := s.Reports.Open(t.Context(), s.office, page.Items[i].Duty.ID)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Meetings are recorded in their own forms, and some units in a bad state.
func TestMeetings(t *testing.T) {
	t.Parallel()
	s := fill(t, "2018-07-10")
	warned := 0
	for _, it := range s.duties(t, campaign.Filter{Obligation: "argue"}).Items {
		e, err := s.Reports.Open(t.Context(), s.office, it.Duty.ID)
		if err != nil {
			t.Fatal(err)
		}
		if warned += len(e.Warnings); e.Newest > 0 && len(e.Problems) > 0 {
			t.Errorf("%s: %v", e.Debtor.Name, e.Problems)
		}
	}
	if e := s.opened(t, "songtao", "argue", "once"); warned != 1 || len(e.Warnings) != 1 {
		t.Errorf("%d forums warn, that of %s %v; want that one", warned, e.Debtor.Name, e.Warnings)
	}
	if st := s.opened(t, "shilong", "kickoff", "once").Standing(); st.Word != campaign.WordLate || st.Days != 2 {
		t.Errorf("held late it is %s by %d days", st.Word, st.Days)
	}
	e := s.opened(t, "jiaotong", "kickoff", "once")
	if st := e.Standing(); st.Timing != campaign.OnTime || !e.First.After(e.Due) {
		t.Errorf("held in time and recorded at %s it is %s", e.First, st.Timing)
	}
}
