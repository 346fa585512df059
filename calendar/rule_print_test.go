package calendar_test

import (
	"fmt"
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// days writes one rule of every form for many of the numbers and days that it
// may have, without a time of day.
func days() (all []string) {
	for _, d := range []string{"2018-06-18", "2020-02-29", "2026-12-31"} {
		all = append(all, d, d+"..2027-01-01", "2017-01-01.."+d)
	}
	for _, kind := range []string{"month", "quarter", "year", "next month", "next quarter", "next year"} {
		all = append(all, "last workday of "+kind, "last day of "+kind)
		for n := 1; n <= 15; n++ {
			all = append(all, fmt.Sprintf("day %d of %s", n, kind), fmt.Sprintf("workday %d of %s", n, kind))
		}
	}
	for _, year := range []string{"year", "next year"} {
		for first := 1; first <= 12; first++ {
			all = append(all, fmt.Sprintf("month %d of %s", first, year))
			for last := first + 1; last <= 12; last++ {
				if first%3 != 1 || last != first+2 { // a quarter
					all = append(all, fmt.Sprintf("months %d..%d of %s", first, last, year))
				}
			}
		}
		for quarter := 1; quarter <= 4; quarter++ {
			all = append(all, fmt.Sprintf("quarter %d of %s", quarter, year))
		}
		all = append(all, "last workday before May Day of "+year, "last workday before National Day of "+year)
	}
	for month, name := range []string{"January", "June", "December"} {
		all = append(all, "early "+name+" 2018", "mid "+name+" 2018", "late "+name+" 2018", fmt.Sprintf("end of 2018-%02d", month+1))
	}
	for _, event := range []string{"kickoff", "spring-rush"} {
		for _, n := range []string{"1 day", "7 days", "20 days", "1 workday", "20 workdays"} {
			all = append(all, n+" after "+event, n+" before "+event)
		}
	}
	return all
}

// TestEveryRulePrintsItself: a rule is read back from what it prints, and no two
// rules say the same in either language.
func TestEveryRulePrintsItself(t *testing.T) {
	t.Parallel()
	chinese, english := map[string]calendar.Rule{}, map[string]calendar.Rule{}
	rules := 0
	for _, day := range days() {
		for _, moved := range []string{"", " or next workday", " or workday before"} {
			if _, err := calendar.ParseRule(day + moved); err != nil {
				if moved == "" {
					t.Error(err)
				}
				continue // a rule of working days is not moved
			}
			for _, at := range []string{"", " 09:00", " 12:00", " 12:30", " 17:30", " 00:00"} {
				r := rule(t, day+moved+at)
				rules++
				if again := rule(t, r.String()); again != r || again.String() != r.String() {
					t.Errorf("%q prints %q", day+moved+at, r)
				}
				if other, twice := chinese[r.Chinese()]; twice {
					t.Errorf("%q and %q both say %s", r, other, r.Chinese())
				}
				if other, twice := english[r.English()]; twice {
					t.Errorf("%q and %q both say %s", r, other, r.English())
				}
				chinese[r.Chinese()], english[r.English()] = r, r
			}
		}
	}
	if rules < 4000 {
		t.Errorf("only %d rules", rules)
	}
}

// TestMovedDaysAreWorkdays: a day that is moved off its rest day is a working
// day by what is known, never further from the day named than the rest days
// between, and a working day stays where it is.
func TestMovedDaysAreWorkdays(t *testing.T) {
	t.Parallel()
	for _, n := range calendar.Notices() {
		c := all.KnownOn(n.Published)
		for _, text := range []string{"day 1 of month", "day 10 of next month", "last day of month", "last day of year", "quarter 2 of year"} {
			stays, next, before := rule(t, text), rule(t, text+" or next workday"), rule(t, text+" or workday before")
			for _, p := range calendar.PeriodsBetween(stays.Kind(), date(t, "2017-06-01"), date(t, "2027-06-30")) {
				named, later, earlier := stays.Resolve(p, c).Date, next.Resolve(p, c), before.Resolve(p, c)
				if later.Rest+earlier.Rest != "" || later.Date.Before(named) || earlier.Date.After(named) {
					t.Errorf("%s of %s known on %s: %s, %s, %s", text, p.Key(), n.Published, earlier.Date, named, later.Date)
				}
				if c.AddWorkdays(earlier.Date, 1) != later.Date && earlier.Date != later.Date || c.IsWorkday(named) && later.Date != named {
					t.Errorf("%s of %s known on %s: %s and %s around %s", text, p.Key(), n.Published, earlier.Date, later.Date, named)
				}
			}
		}
	}
}
