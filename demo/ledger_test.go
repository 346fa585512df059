package demo_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report/filling"
)

// entries counts the entries of a register that a campaign shows to its office.
func (s *shown) entries(t *testing.T, who people.Actor, of campaign.ID, register string, states ...string) int {
	t.Helper()
	n := 0
	err := s.Ledger.Each(t.Context(), who, ledger.Query{Campaign: of, Register: register, States: states}, func(ledger.Row) error {
		n++
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", register, err)
	}
	return n
}

// Both campaigns have a ledger of a plausible size, in all the states of its
// registers.
func (s *shown) testLedger(t *testing.T) {
	other := s.actor(t, "hb-office")
	all, err := s.Campaigns.Campaigns(t.Context(), other)
	if err != nil {
		t.Fatal(err)
	}
	count := func(register string, states ...string) int {
		return s.entries(t, s.office, s.campaign, register, states...) + s.entries(t, other, all[0].ID, register, states...)
	}
	for register, span := range map[string][2]int{
		"honourees": {360, 480}, "points": {35, 45}, "households": {180, 220}, "projects": {100, 150}, "activities": {800, 1100}, "contributions": {300, 900},
	} {
		if n := count(register); n < span[0] || n > span[1] {
			t.Errorf("%d %s, want %d to %d", n, register, span[0], span[1])
		}
	}
	for who, of := range map[*people.Actor]campaign.ID{&s.office: s.campaign, &other: all[0].ID} {
		pairs, err := s.roster.Duplicates(t.Context(), *who, of)
		if err != nil || len(pairs) == 0 || len(pairs) > 5 {
			t.Errorf("%d persons are perhaps in the register twice, want one to five: %v", len(pairs), err)
		}
	}
	for register, states := range map[string][]string{
		"activities": {"confirmed", "accepted"}, "projects": {"running", "completed"}, "sites": {"recorded", "nominated", "reviewed", "named"},
		"participations": {"invited", "joined", "declined"}, "cases": {"proposed", "approved", "declined"},
	} {
		for _, st := range states {
			if count(register, st) == 0 {
				t.Errorf("no entry of %s is %s", register, st)
			}
		}
	}
	for register, states := range map[string][]string{"problems": {"open", "in_progress", "closed"}, "ratings": {"confirmed"}, "collectives": nil, "mechanisms": nil, "surveys": nil, "needs": {"open", "matched"}} {
		for _, st := range append(states, "") {
			if st != "" && s.entries(t, s.office, s.campaign, register, st) == 0 || st == "" && s.entries(t, s.office, s.campaign, register) == 0 {
				t.Errorf("no entry of %s is %q", register, st)
			}
		}
	}
	for _, register := range []string{"teams", "members", "services", "village_years", "base_years", "outreach", "news", "measures_taken", "infrastructure", "pairings"} {
		if s.entries(t, other, all[0].ID, register) == 0 {
			t.Errorf("no entry of %s", register)
		}
	}
}

// What the reports of a month say is what the ledger says, but for a few figures
// whose reports tell why.
func (s *shown) testDerived(t *testing.T) {
	figures, overrides := 0, 0
	for _, it := range s.duties(t, campaign.Filter{Obligation: "monthly-report"}).Items {
		if it.Newest == 0 || it.Nil {
			continue
		}
		v, err := s.Reports.Version(t.Context(), s.office, it.Duty.ID, it.Newest)
		if err != nil {
			t.Fatal(err)
		}
		for cell, text := range v.Version.Content.Cells {
			if _, _, fd := v.Form.Cell(cell); fd != nil && fd.Measure != "" && text != "" {
				figures++
				if _, ok := v.Version.Content.Ledger[cell]; !ok {
					t.Errorf("%s %s: %s says %s, and the ledger nothing", it.Period, it.Duty.ID, cell, text)
				}
			}
		}
		for _, o := range filling.Overrides(v.Form, v.Version.Content) {
			if overrides++; o.Reason == "" {
				t.Errorf("%s says %s instead of %s, and not why", o.Cell, o.Typed, o.Ledger)
			}
		}
	}
	if figures < 1000 || overrides == 0 || overrides*20 > figures {
		t.Errorf("%d figures, %d of them not of the ledger", figures, overrides)
	}
}
