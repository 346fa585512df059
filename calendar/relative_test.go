package calendar_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

func TestRelativeDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, start, want, canonical string }{
		{"start", "2026-03-02", "2026-03-02", "start"},
		{"start+20d", "2026-03-02", "2026-03-22", "start+20d"},
		{"start-1d", "2026-01-01", "2025-12-31", "start-1d"},
		{"start+3m", "2026-03-02", "2026-06-02", "start+3m"},
		{"start+1m", "2026-01-31", "2026-02-28", "start+1m"},
		{"start+1m", "2028-01-31", "2028-02-29", "start+1m"},
		{"start-1m", "2026-03-31", "2026-02-28", "start-1m"},
		{"start+1m+1d", "2026-01-31", "2026-03-01", "start+1m+1d"},
		{"start+1y-1d", "2026-03-02", "2027-03-01", "start+1y-1d"},
		{"start+1y", "2028-02-29", "2029-02-28", "start+1y"},
		{"start+1y-13m", "2026-03-02", "2026-02-02", "start-1m"},
		{"start+14m", "2026-11-30", "2028-01-30", "start+1y+2m"},
	} {
		r, err := calendar.ParseRelative(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := r.On(date(t, c.start)).String(); got != c.want || r.String() != c.canonical {
			t.Errorf("%s (%s) of %s is %s, want %s (%s)", c.text, r, c.start, got, c.want, c.canonical)
		}
	}
	for _, wrong := range []string{"", "begin", "start+", "start+20", "start+d", "start+1w", "start+1d+1m",
		"start+1m+1m", "start 1d", "start+12345d", "start++1d", "start+1y-1d ", "起始+1d"} {
		if r, err := calendar.ParseRelative(wrong); err == nil {
			t.Errorf("%q is %v", wrong, r)
		}
	}
}

// TestRelativeDaysRise: a later start gives no earlier day, whatever the
// distance, and the same distance in days is always the same.
func TestRelativeDaysRise(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"start", "start+20d", "start+1m", "start+3m", "start+1y-1d", "start-1m+40d", "start+2y+11m"} {
		r, err := calendar.ParseRelative(text)
		if err != nil {
			t.Fatal(err)
		}
		before := calendar.Date{}
		for d := date(t, "2023-12-01"); d.Before(date(t, "2028-04-01")); d = d.AddDays(1) {
			on := r.On(d)
			if on.Before(before) || r.Months == 0 && on.Sub(d) != r.Days {
				t.Errorf("%s of %s is %s, that of the day before %s", text, d, on, before)
			}
			before = on
		}
	}
}

func FuzzParseRelative(f *testing.F) {
	for _, s := range []string{"start", "start+20d", "start+1y-1d", "start+99y+999m+9999d", "start-", "start+0d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := calendar.ParseRelative(s)
		if err != nil {
			return
		}
		again, err := calendar.ParseRelative(r.String())
		if r.Months <= 12*99 && r.Months >= -12*99 && (err != nil || again != r) {
			t.Fatalf("%q is %v, read back %v, %v", s, r, again, err)
		}
		start := calendar.Date{Year: 2026, Month: 3, Day: 31}
		if on := r.On(start); on != again.On(start) && err == nil {
			t.Fatalf("%q: %s and %s", s, on, again.On(start))
		}
	})
}
