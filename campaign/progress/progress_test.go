package progress_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store"
)

// Whatever is done, what is kept says the same as counting anew, and both say
// what the duties themselves say one by one.
func TestWhatIsKeptIsWhatStands(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		ctx := t.Context()
		office := s.AsBody(people.Office, "PDS", "office")
		yexian, lushan := s.As(people.Liaison, "yexian"), s.As(people.Liaison, "lushan")
		due := func(unit string) campaign.Item { return s.Duty(unit, "monthly-report", "2018-06", "") }
		steps := []struct {
			name string
			do   func()
		}{
			{"at the launch", func() {}},
			{"a period opens", func() { s.At("2018-06-20 10:00") }},
			{"a draft is saved", func() {
				_, err := s.Reports.Save(ctx, yexian, due("yexian").ID, report.Patch{Cells: map[string]string{"texts/progress": "进展"}})
				s.Must(err)
			}},
			{"a report is sent", func() {
				_, err := s.Send(lushan, due("lushan").ID, stage.Monthly())
				s.Must(err)
			}},
			{"it is returned", func() {
				s.Must(s.Reports.Review(ctx, office, due("lushan").ID, report.Finding{Body: "office", Version: 1, Verdict: campaign.Returned, Reason: "核对"}))
			}},
			{"a duty is excused", func() {
				it := s.Duty("gaoxin", "monthly-report", "2018-06", "")
				s.Must(s.Campaigns.Excuse(ctx, office, it.ID, "洪灾", it.Revision))
			}},
			{"a day passes", func() { s.At("2018-06-30 10:00") }},
			{"one is sent late", func() {
				_, err := s.Send(yexian, due("yexian").ID, stage.Monthly())
				s.Must(err)
			}},
			{"a unit is founded", func() {
				s.Found("xinqu", "新区总工会", organisation.County, "PDS", "")
				_, err := s.Campaigns.Reconcile(ctx, stage.Program, s.Campaign)
				s.Must(err)
			}},
			{"the clock goes back", func() { s.At("2018-06-10 10:00") }},
		}
		for _, step := range steps {
			step.do()
			kept := read(t, s, s.Progress, office)
			anew := read(t, s, progress.NewService(store.Scope[progress.Tx](s.DB), s.Campaigns), office)
			if diff := cmp.Diff(anew, kept, cmpopts.IgnoreFields(progress.Count{}, "Since", "Until")); diff != "" {
				t.Errorf("%s: what is kept differs (-anew +kept): %s", step.name, diff)
			}
			byHand(t, s, step.name, kept)
		}
	})
}

func read(t *testing.T, s *stage.Stage, p *progress.Service, who people.Actor) []progress.Count {
	t.Helper()
	b, err := p.Read(t.Context(), who, s.Campaign, progress.Asked{})
	s.Must(err)
	slices.SortFunc(b.Counts, func(a, b progress.Count) int {
		if a.Obligation == b.Obligation {
			return compare(a.Period, b.Period)
		}
		return compare(a.Obligation, b.Obligation)
	})
	return b.Counts
}

func compare(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

// byHand counts the duties one by one, as they stand.
func byHand(t *testing.T, s *stage.Stage, step string, counts []progress.Count) {
	t.Helper()
	page, err := s.Campaigns.Duties(t.Context(), stage.Program, campaign.Filter{Campaign: s.Campaign})
	s.Must(err)
	want := map[progress.Slot]progress.Count{}
	units := map[progress.Slot]map[organisation.UnitID]bool{}
	for i := range page.Items {
		it := &page.Items[i]
		slot := progress.Slot{Obligation: it.Obligation, Period: it.Period}
		n := want[slot]
		n.Slot = slot
		add(&n, it, it.Standing(page.Now, page.Zone))
		want[slot] = n
		if units[slot] == nil {
			units[slot] = map[organisation.UnitID]bool{}
		}
		if it.Excused == "" {
			units[slot][it.Unit] = true
		}
	}
	for _, got := range counts {
		w := want[got.Slot]
		w.Units = int64(len(units[got.Slot]))
		if diff := cmp.Diff(w, got, cmpopts.IgnoreFields(progress.Count{}, "Since", "Until", "DueOn", "Held", "Provisional", "Pending")); diff != "" {
			t.Errorf("%s: %v (-by hand +counted): %s", step, got.Slot, diff)
		}
		delete(want, got.Slot)
	}
	if len(want) > 0 {
		t.Errorf("%s: %d slots are not counted", step, len(want))
	}
}

func add(n *progress.Count, it *campaign.Item, st campaign.Standing) {
	n.All++
	if it.Excused != "" {
		n.Excused++
		return
	}
	for _, c := range []struct {
		is bool
		n  *int64
	}{
		{st.Timing == campaign.OnTime, &n.OnTime}, {st.Timing == campaign.Late, &n.Late}, {st.Timing == campaign.Missing, &n.Missing},
		{st.Work == campaign.NotOpen, &n.NotOpen}, {it.Newest > 0, &n.Sent}, {st.Word == campaign.WordReturned, &n.Returned},
		{st.Word == campaign.WordDraft, &n.Drafted}, {st.Word == campaign.WordAwaiting, &n.Awaiting},
	} {
		if c.is {
			*c.n++
		}
	}
}

// A reader sees the counts of what the reader may see, a category those of its
// units.
func TestCountsAreNarrowed(t *testing.T) {
	s := stage.One(t)
	office := s.AsBody(people.Office, "PDS", "office")
	for _, c := range []struct {
		name  string
		who   people.Actor
		asked progress.Asked
		units int64
	}{
		{"all", office, progress.Asked{}, 5},
		{"a category", office, progress.Asked{Category: organisation.County}, 2},
		{"a unit", office, progress.Asked{Unit: s.Unit("yexian")}, 1},
		{"a unit of another category", office, progress.Asked{Unit: s.Unit("yexian"), Category: organisation.Industry}, 0},
		{"what a liaison sees", s.As(people.Liaison, "lushan"), progress.Asked{}, 1},
		{"what a liaison does not see", s.As(people.Liaison, "lushan"), progress.Asked{Unit: s.Unit("yexian")}, 0},
	} {
		b, err := s.Progress.Read(t.Context(), c.who, s.Campaign, c.asked)
		s.Must(err)
		var units int64
		for _, n := range b.Counts {
			if n.Obligation == "monthly-report" && n.Period == "2018-06" {
				units = n.Units
			}
		}
		if units != c.units {
			t.Errorf("%s: %d units, want %d", c.name, units, c.units)
		}
	}
}
