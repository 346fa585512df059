package calendar_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// all is the calendar of every built-in notice.
var all = calendar.New(calendar.Notices())

// lastWorkdays are the days of the month by year, January to December, checked
// by hand against the notices.
var lastWorkdays = map[int][12]int{
	2018: {31, 28, 30, 28, 31, 29, 31, 31, 30, 31, 30, 29},
	2019: {31, 28, 29, 30, 31, 28, 31, 30, 30, 31, 29, 31},
	2020: {23, 28, 31, 30, 29, 30, 31, 31, 30, 30, 30, 31},
	2025: {27, 28, 31, 30, 30, 30, 31, 29, 30, 31, 28, 31},
	2026: {30, 28, 31, 30, 29, 30, 31, 31, 30, 30, 30, 31},
}

// exceptions are the months of 2021 to 2024 whose last working day is not the
// last Monday to Friday.
var exceptions = map[string]string{"2022-01": "2022-01-30", "2023-09": "2023-09-28"}

func TestLastWorkdayOfEveryMonth(t *testing.T) {
	t.Parallel()
	for _, p := range calendar.PeriodsBetween(calendar.Month, date(t, "2018-01-01"), date(t, "2026-12-31")) {
		want := exceptions[p.Key()]
		if days, ok := lastWorkdays[p.Start.Year]; ok {
			want = fmt.Sprintf("%s-%02d", p.Key(), days[p.Start.Month-1])
		} else if want == "" {
			d := p.End
			for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
				d = d.AddDays(-1)
			}
			want = d.String()
		}
		if got, ok := all.LastWorkday(p.Start, p.End); !ok || got.String() != want {
			t.Errorf("last working day of %s = %s, %t, want %s", p.Key(), got, ok, want)
		}
	}
}

func TestIsWorkdayAsKnownOn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		day, known string
		work       bool
	}{
		{"2018-12-29", "2018-12-05", false}, // a Saturday moved by the notice of 2019
		{"2018-12-29", "2018-12-06", true},
		{"2018-12-31", "2018-12-05", true},
		{"2018-12-31", "2018-12-06", false},
		{"2022-12-30", "2022-12-08", true},
		{"2022-12-31", "2022-12-08", false}, // by the notice of 2023
		{"2019-05-02", "2019-03-21", true},  // the May holiday grew in March
		{"2019-05-02", "2019-03-22", false},
		{"2019-04-28", "2019-03-21", false},
		{"2019-04-28", "2019-03-22", true},
		{"2019-05-05", "2019-03-22", true},
		{"2020-01-31", "2020-01-26", true},
		{"2020-01-31", "2020-01-27", false},
		{"2020-02-01", "2020-01-26", true}, // a moved Saturday that became a day off
		{"2020-02-01", "2020-01-27", false},
		{"2020-02-03", "2020-01-27", true},
		{"2020-01-19", "2020-01-27", true},
		{"2018-02-11", "2017-11-29", false}, // before any notice: Monday to Friday
		{"2018-10-01", "2017-11-29", true},
		{"2027-01-01", "2026-11-21", true},
	} {
		c := all.KnownOn(date(t, tt.known))
		if got := c.IsWorkday(date(t, tt.day)); got != tt.work {
			t.Errorf("%s known on %s: working day %t, want %t", tt.day, tt.known, got, tt.work)
		}
	}
}

func TestRestDay(t *testing.T) {
	t.Parallel()
	for day, want := range map[string]string{
		"2018-06-10": "周日", "2018-06-18": "端午节", "2018-06-30": "周六", "2018-06-29": "",
		"2018-09-30": "", "2020-10-01": "国庆节、中秋节", "2027-10-01": "", "2027-10-02": "周六",
	} {
		if got := all.RestDay(date(t, day)); got != want {
			t.Errorf("RestDay(%s) = %q, want %q", day, got, want)
		}
	}
}

func TestCertain(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		day, known string
		certain    bool
	}{
		{"2018-11-30", "2018-06-01", true},
		{"2018-12-01", "2018-12-05", false},
		{"2018-12-01", "2018-12-06", true},
		{"2019-01-31", "2018-12-05", false},
		{"2019-05-02", "2018-12-06", true}, // certain as far as anybody could know
		{"2018-01-31", "2017-11-29", false},
		{"2026-12-31", "2026-11-21", false},
		{"2027-03-31", "2026-11-21", false},
	} {
		if got := all.KnownOn(date(t, tt.known)).Certain(date(t, tt.day)); got != tt.certain {
			t.Errorf("%s known on %s: certain %t", tt.day, tt.known, got)
		}
	}
	if all.Announced(2027) || !all.Announced(2026) {
		t.Error("announced years are wrong")
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	for known, want := range map[string]string{
		"2017-11-29": "none",
		"2017-11-30": "2018@2017-11-30",
		"2018-12-06": "2019@2018-12-06",
		"2019-03-22": "2019@2019-03-22",
		"2020-01-27": "2020@2020-01-27",
		"2026-11-21": "2026@2025-11-04",
	} {
		if got := all.KnownOn(date(t, known)).Version(); got != want {
			t.Errorf("version known on %s = %q, want %q", known, got, want)
		}
	}
}

// TestVersionIsOfTheSet leaves out each notice in turn: every set has another
// version, the order of the notices and repetition do not matter.
func TestVersionIsOfTheSet(t *testing.T) {
	t.Parallel()
	notices := calendar.Notices()
	seen := map[string]int{all.Version(): -1}
	for i := range notices {
		rest := append(append([]calendar.Notice{}, notices[i+1:]...), notices[:i]...)
		c := calendar.New(rest)
		if other, twice := seen[c.Version()]; twice {
			t.Errorf("without %d and without %d: both %s", i, other, c.Version())
		}
		seen[c.Version()] = i
		if got := calendar.New(append(rest, notices[i], notices[i])).Version(); got != all.Version() {
			t.Errorf("all notices in another order: %s", got)
		}
	}
}

func TestWorkdaySteps(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2018-06-30", 5, "2018-07-06"}, // N-P14
		{"2018-09-30", 5, "2018-10-12"}, // N-P14, over the National Day
		{"2018-10-08", -1, "2018-09-30"},
		{"2018-06-18", 0, "2018-06-18"},
		{"2018-06-18", 1, "2018-06-19"},
		{"2018-06-18", -1, "2018-06-15"},
	} {
		if got := all.AddWorkdays(date(t, tt.from), tt.n).String(); got != tt.want {
			t.Errorf("%s + %d working days = %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
	for day, want := range map[string][2]string{
		"2018-06-10": {"2018-06-08", "2018-06-11"},
		"2018-06-19": {"2018-06-19", "2018-06-19"},
		"2018-09-30": {"2018-09-30", "2018-09-30"},
		"2020-01-31": {"2020-01-23", "2020-02-03"},
	} {
		d := date(t, day)
		got := [2]string{all.WorkdayOnOrBefore(d).String(), all.WorkdayOnOrAfter(d).String()}
		if got != want {
			t.Errorf("working days around %s = %v, want %v", day, got, want)
		}
	}
	if d, ok := all.LastWorkday(date(t, "2018-10-01"), date(t, "2018-10-07")); ok {
		t.Errorf("a working day in the National Day week: %s", d)
	}
}

// TestLastWorkdayIsTheLast checks the meaning itself for every month and every
// state of knowledge: a working day, in the month, with none behind it.
func TestLastWorkdayIsTheLast(t *testing.T) {
	t.Parallel()
	for _, n := range calendar.Notices() {
		c := all.KnownOn(n.Published)
		for _, p := range calendar.PeriodsBetween(calendar.Month, date(t, "2017-06-01"), date(t, "2028-06-30")) {
			last, ok := c.LastWorkday(p.Start, p.End)
			if !ok || !c.IsWorkday(last) || !p.Contains(last) || !c.AddWorkdays(last, 1).After(p.End) {
				t.Errorf("%s known on %s: %s, %t", p.Key(), n.Published, last, ok)
			}
		}
	}
}
