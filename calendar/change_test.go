package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// steps returns the calendar before and after the notice of a day.
func steps(t testing.TB, published string) (before, after *calendar.Calendar) {
	t.Helper()
	d := date(t, published)
	return all.KnownOn(d.AddDays(-1)), all.KnownOn(d)
}

func TestRevise(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rule, period, published string
		outcome                 calendar.Outcome
		old, date, next         string
		version                 string
	}{
		"December 2018 moves":      {"last workday of month", "2018-12", "2018-12-06", calendar.Moved, "2018-12-31", "2018-12-29", "", "2019@2018-12-06"},
		"January 2019 is certain":  {"last workday of month", "2019-01", "2018-12-06", calendar.Unchanged, "2019-01-31", "2019-01-31", "", "2019@2018-12-06"},
		"November 2018 is past":    {"last workday of month", "2018-11", "2018-12-06", calendar.Unchanged, "2018-11-30", "2018-11-30", "", "2018@2017-11-30"},
		"January 2020 is decided":  {"last workday of month", "2020-01", "2020-01-27", calendar.NeedsDecision, "2020-01-31", "2020-01-31", "2020-02-03", "2020@2019-11-21"},
		"February 2020 stays":      {"last workday of month", "2020-02", "2020-01-27", calendar.Unchanged, "2020-02-28", "2020-02-28", "", "2020@2020-01-27"},
		"fifth workday moves":      {"workday 5 of next month", "2020-01", "2020-01-27", calendar.Moved, "2020-02-06", "2020-02-07", "", "2020@2020-01-27"},
		"a fixed date never moves": {"2020-01-31", "once", "2020-01-27", calendar.Unchanged, "2020-01-31", "2020-01-31", "", "2020@2020-01-27"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before, after := steps(t, tt.published)
			r, p := rule(t, tt.rule), period(t, tt.period)
			held := r.Resolve(p, before)
			c := r.Revise(held, p, before, after, date(t, tt.published))
			got := []string{string(c.Outcome), held.Date.String(), c.New.Date.String(), c.Next.String()}
			if diff := cmp.Diff([]string{string(tt.outcome), tt.old, tt.date, tt.next}, got); diff != "" {
				t.Error(diff)
			}
			if c.New.Version != tt.version {
				t.Errorf("version %s, want %s", c.New.Version, tt.version)
			}
		})
	}
}

func TestReviseMakesCertain(t *testing.T) {
	t.Parallel()
	before, after := steps(t, "2018-12-06")
	r, p := rule(t, "last workday of month"), period(t, "2019-01")
	held := r.Resolve(p, before)
	if c := r.Revise(held, p, before, after, date(t, "2018-12-06")); !held.Provisional || c.New.Provisional {
		t.Errorf("provisional before %t, after %t", held.Provisional, c.New.Provisional)
	}
}

// TestReviseKeepsDecision: what the office decided stands until a notice
// touches the date again, and then the office is asked again.
func TestReviseKeepsDecision(t *testing.T) {
	t.Parallel()
	r, p := rule(t, "last workday of month"), period(t, "2020-03")
	decided := calendar.Deadline{Date: date(t, "2020-03-25"), Clock: calendar.EndOfDay}
	before, after := steps(t, "2020-01-27")
	if c := r.Revise(decided, p, before, after, date(t, "2020-01-27")); c.Outcome != calendar.Unchanged || c.New.Date != decided.Date {
		t.Errorf("an untouched decision: %+v", c)
	}
	more, err := calendar.ParseNotices([]byte("change 2020 2020-03-01 x\noff 2020-03-31"))
	if err != nil {
		t.Fatal(err)
	}
	later := calendar.New(append(after.Notices(), more...))
	c := r.Revise(decided, p, after, later, date(t, "2020-03-01"))
	if c.Outcome != calendar.NeedsDecision || c.New.Date != decided.Date || c.Computed != date(t, "2020-03-30") {
		t.Errorf("a touched decision: %+v", c)
	}
}

// TestRevisePastStays walks every deadline of every month from what was known
// first through every notice: no date is moved once it is past, and none is
// moved to a day before the notice.
func TestRevisePastStays(t *testing.T) {
	t.Parallel()
	notices := calendar.Notices()
	known := make([]*calendar.Calendar, len(notices))
	for i, n := range notices {
		known[i] = all.KnownOn(n.Published)
	}
	for _, text := range recurring {
		r := rule(t, text)
		for _, p := range calendar.PeriodsBetween(r.Kind(), date(t, "2018-01-01"), date(t, "2027-12-31")) {
			held := r.Resolve(p, known[0])
			for i, n := range notices[1:] {
				c := r.Revise(held, p, known[i], known[i+1], n.Published)
				if c.New.Date != held.Date && (held.Date.Before(n.Published) || c.New.Date.Before(n.Published)) {
					t.Errorf("%s of %s: notice of %s moved %s to %s", text, p.Key(), n.Published, held.Date, c.New.Date)
				}
				if (c.Outcome == calendar.Moved) != (c.New.Date != held.Date) || (c.Outcome == calendar.NeedsDecision) == c.Next.IsZero() {
					t.Errorf("%s of %s: %+v", text, p.Key(), c)
				}
				held = c.New
			}
		}
	}
}
