package demo_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/demo"
)

// The day make run shows: two federations, one of them in its third year.
func TestOctober2020(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	t.Parallel()
	s := fill(t, "2020-10-15")
	t.Run("a date put into the past", s.testFebruary)
	t.Run("bulletins", s.testNumbers)
	t.Run("posts", s.testSuccession)
	t.Run("late and after the bulletin", func(t *testing.T) {
		w := s.words(t, campaign.Filter{Obligation: "monthly-report"})
		if w[campaign.WordSupplementary] < 5 || w[campaign.WordLate] < 20 || w[campaign.WordMissing] == 0 || w[campaign.WordReturned] != 1 {
			t.Errorf("monthly reports: %v", w)
		}
	})
	t.Run("Huaibei", s.testHuaibei)
	t.Run("ledger", s.testLedger)
	t.Run("figures", s.testDerived)
	t.Run("sealed", func(t *testing.T) {
		out := s.sealed(t)
		if err := out.Err(); err != nil || out.Unplaced > 0 {
			t.Errorf("%v: %v", err, out.Findings)
		}
	})
}

// The notice of January 2020 put a date into the past; the office decided on
// the first working day.
func (s *shown) testFebruary(t *testing.T) {
	page := s.duties(t, campaign.Filter{Obligation: "monthly-report", Period: "2020-01"})
	for _, it := range page.Items {
		want := "2020-02-03" // the office's decision
		if !it.First.IsZero() && it.First.Before(demo.Morning(calendar.Date{Year: 2020, Month: time.January, Day: 27})) {
			want = "2020-01-31" // sent before the notice
		}
		if it.Pending != "" || it.DueOn.String() != want {
			t.Errorf("due %s, pending %q, want %s", it.DueOn, it.Pending, want)
		}
	}
	if w := s.words(t, campaign.Filter{Obligation: "monthly-report", Period: "2020-01"}); w[campaign.WordSent] < 30 {
		t.Errorf("January: %v", w)
	}
}

// Every month before the day has its number, the last one for September.
func (s *shown) testNumbers(t *testing.T) {
	list, err := s.Bulletins.List(t.Context(), s.office, s.campaign)
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Issued) != 28 || list.Issued[0].Period != "2020-09" || list.Issued[27].Period != "2018-06" {
		t.Fatalf("%d numbers", len(list.Issued))
	}
	corrected := 0
	for _, b := range list.Issued {
		v, err := s.Bulletins.Open(t.Context(), s.office, b.ID)
		if err != nil {
			t.Fatal(err)
		}
		corrected += len(v.Corrections)
	}
	if corrected != 3 {
		t.Errorf("%d corrections", corrected)
	}
}

// A deputy was succeeded in September 2019; who held the post before is known.
func (s *shown) testSuccession(t *testing.T) {
	holders := func(day calendar.Date) map[string]bool {
		posts, err := s.Posts.List(t.Context(), s.office, s.campaign, day)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]bool{}
		for _, p := range posts {
			for _, h := range p.Holders {
				if p.Post == "vice-chairs" && !h.ByPlan {
					out[h.Name] = true
				}
			}
		}
		return out
	}
	before := holders(calendar.Date{Year: 2019, Month: 8, Day: 30})
	after := holders(s.Today)
	kept := 0
	for name := range after {
		if before[name] {
			kept++
		}
	}
	if len(before) != 2 || len(after) != 2 || kept != 1 {
		t.Errorf("deputies before %v, after %v", before, after)
	}
}

func (s *shown) testHuaibei(t *testing.T) {
	h := *s
	h.office = s.actor(t, "hb-office")
	all, err := s.Campaigns.Campaigns(t.Context(), h.office)
	if err != nil || len(all) != 1 || all[0].Playbook != "huaibei-2018" {
		t.Fatalf("campaigns %v, %v", all, err)
	}
	h.campaign = all[0].ID
	for obligation, least := range map[string]int{"receipt": 25, "enter-contest": 15, "quarterly-report": 130, "work-plan": 18, "self-check": 30} {
		came := 0
		for _, it := range h.duties(t, campaign.Filter{Obligation: obligation}).Items {
			if it.Newest > 0 {
				came++
			}
		}
		if came < least {
			t.Errorf("%s: %d came", obligation, came)
		}
	}
	w := h.words(t, campaign.Filter{Obligation: "quarterly-report"})
	if w[campaign.WordLate] == 0 || w[campaign.WordMissing] == 0 || w[campaign.WordReturned] == 0 || w[campaign.WordOpen] == 0 {
		t.Errorf("quarterly reports: %v", w)
	}
}

// After its end the first campaign is closed, and the second goes on.
func TestSpring2021(t *testing.T) {
	t.Parallel()
	s := fill(t, "2021-04-09", few)
	list, err := s.Bulletins.List(t.Context(), s.office, s.campaign)
	if err != nil || len(list.Issued) != 31 {
		t.Errorf("%d numbers, %v", len(list.Issued), err)
	}
	all, err := s.Campaigns.Campaigns(t.Context(), s.office)
	if err != nil || len(all) != 1 || all[0].Closed.IsZero() {
		t.Errorf("campaigns %v, %v", all, err)
	}
	h := *s
	h.office = s.actor(t, "hb-office")
	if all, err = s.Campaigns.Campaigns(t.Context(), h.office); err != nil || !all[0].Closed.IsZero() {
		t.Fatalf("campaigns %v, %v", all, err)
	}
	h.campaign = all[0].ID
	if w := h.words(t, campaign.Filter{Obligation: "quarterly-report", Period: "2021Q1"}); w[campaign.WordSent] == 0 {
		t.Errorf("first quarter of 2021: %v", w)
	}
}

// Nothing of Huaibei is there before its notice, all of it from that morning on.
func TestTheDayOfTheNotice(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]int{"2018-12-05": 1, "2018-12-06": 2} {
		s := fill(t, day, few)
		roots, err := s.Units.Roots(t.Context())
		if err != nil || len(roots) != want {
			t.Errorf("%s: %d federations, %v", day, len(roots), err)
		}
		begun := false
		for _, a := range s.accounts {
			begun = begun || a.Login == "hb-office"
		}
		if begun != (want == 2) {
			t.Errorf("%s: account of Huaibei %t", day, begun)
		}
	}
}
