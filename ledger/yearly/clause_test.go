package yearly_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger/yearly"
	"github.com/xianfeng-oss/xianfeng/people"
)

func TestP38AYearBesideTheYearBefore(t *testing.T) {
	stage.Both(t, func(t *testing.T, s *stage.Stage) {
		s.At("2020-10-15 09:00")
		gave := func(unit, day, amount string) {
			t.Helper()
			s.Entered(s.As(people.Liaison, unit), "contributions", unit, "day", day, "kind", "money", "source", "union", "amount", amount, "line", "skill")
		}
		gave("yexian", "2019-03-01", "10")
		gave("yexian", "2019-11-01", "5") // after the same day of the year before
		gave("yexian", "2020-03-01", "8")
		gave("xuexiao", "2020-04-01", "1")
		gave("lushan", "2019-05-01", "2")
		gave("lushan", "2020-05-01", "3")
		compare := func(who people.Actor) map[string]yearly.Change {
			t.Helper()
			c, err := s.Yearly.Compare(t.Context(), who, yearly.Question{Campaign: s.Campaign, Year: 2020})
			s.Must(err)
			if c.Until != stage.Date("2020-10-15") || c.Same != stage.Date("2019-10-15") {
				t.Fatalf("up to %s beside %s", c.Until, c.Same)
			}
			out := map[string]yearly.Change{}
			for i, m := range c.Measures {
				if m.ID != "funds_union" {
					continue
				}
				for _, r := range c.Rows {
					out[r.Unit.Code] = r.Changes[i]
				}
				if c.Total != nil {
					out["all"] = c.Total.Changes[i]
				}
			}
			return out
		}
		got := compare(s.As(people.Office, "PDS"))
		if ye := got["yexian"]; ye != (yearly.Change{Before: 15_000_000, Then: 10_000_000, Now: 9_000_000}) || !ye.Drop() || ye.By() != -1_000_000 {
			t.Errorf("叶县 %+v, want 9 beside 10 and a drop of 1", ye)
		}
		if lu := got["lushan"]; lu.Now != 3_000_000 || lu.Drop() {
			t.Errorf("鲁山 %+v, want 3 and no drop", lu)
		}
		if all := got["all"]; all.Now != 12_000_000 || all.Then != 12_000_000 || all.Drop() {
			t.Errorf("all %+v, want 12 beside 12", all)
		}
		if got = compare(s.As(people.Liaison, "yexian")); len(got) != 1 || got["yexian"].Now != 9_000_000 {
			t.Errorf("the county sees %v, want itself alone", got)
		}
	})
}

func TestTheSameDayOfTheYearBefore(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{"2020-02-29": "2019-02-28", "2021-02-28": "2020-02-28", "2020-12-31": "2019-12-31"} {
		if got := yearly.YearBefore(stage.Date(day)); got != stage.Date(want) {
			t.Errorf("a year before %s: %s, want %s", day, got, want)
		}
	}
}

func TestTheFirstYearHasNoneBefore(t *testing.T) {
	s := stage.One(t)
	c, err := s.Yearly.Compare(t.Context(), stage.Program, yearly.Question{Campaign: s.Campaign})
	s.Must(err)
	if len(c.Years) != 0 || len(c.Rows) != 0 {
		t.Errorf("in 2018 it compares %v", c.Years)
	}
}
