package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

func TestPeriodKeys(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		key, start, end, zh, en string
		kind                    calendar.Kind
	}{
		{"2018-09", "2018-09-01", "2018-09-30", "2018年9月", "September 2018", calendar.Month},
		{"2020-02", "2020-02-01", "2020-02-29", "2020年2月", "February 2020", calendar.Month},
		{"2018-12", "2018-12-01", "2018-12-31", "2018年12月", "December 2018", calendar.Month},
		{"2018Q1", "2018-01-01", "2018-03-31", "2018年第一季度", "Q1 2018", calendar.Quarter},
		{"2018Q4", "2018-10-01", "2018-12-31", "2018年第四季度", "Q4 2018", calendar.Quarter},
		{"2018", "2018-01-01", "2018-12-31", "2018年", "2018", calendar.Year},
		{"once", "", "", "一次性", "once", calendar.Once},
		{"any-0001", "", "", "第1次", "no. 1", calendar.Any},
		{"any-0012", "", "", "第12次", "no. 12", calendar.Any},
	} {
		p, err := calendar.ParsePeriod(tt.key)
		if err != nil {
			t.Errorf("ParsePeriod(%q): %v", tt.key, err)
			continue
		}
		want := calendar.Period{Kind: tt.kind, Start: date(t, tt.start), End: date(t, tt.end), Nth: p.Nth}
		if p != want {
			t.Errorf("ParsePeriod(%q) = %v, want %v", tt.key, p, want)
		}
		got := []string{p.Key(), p.Chinese(), p.English()}
		if diff := cmp.Diff([]string{tt.key, tt.zh, tt.en}, got); diff != "" {
			t.Error(diff)
		}
	}
	for _, key := range []string{"", "2018-13", "2018-00", "2018Q0", "2018Q5", "2018Q", "2018q3", "2018-9", "18", "20180", "ONCE", "2018-09-01", "0000",
		"any-1", "any-0000", "any-00001", "any-+001", "any-", "any"} {
		if p, err := calendar.ParsePeriod(key); err == nil {
			t.Errorf("ParsePeriod(%q) = %v, want an error", key, p)
		}
	}
}

func TestPeriodsBetween(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		kind        calendar.Kind
		from, until string
		first, last string
		count       int
	}{
		{calendar.Month, "2018-06-01", "2020-12-31", "2018-06", "2020-12", 31},
		{calendar.Month, "2018-06-30", "2018-07-01", "2018-06", "2018-07", 2},
		{calendar.Quarter, "2018-07-01", "2020-12-31", "2018Q3", "2020Q4", 10}, // N-P17
		{calendar.Year, "2018-06-01", "2020-12-31", "2018", "2020", 3},
		{calendar.Once, "2018-06-01", "", "once", "once", 1},
		{calendar.Any, "2018-06-01", "2020-12-31", "any-0001", "any-0001", 1},
		{calendar.Month, "2018-06-02", "2018-06-01", "", "", 0},
		{calendar.Month, "", "2018-06-01", "", "", 0},
	} {
		all := calendar.PeriodsBetween(tt.kind, date(t, tt.from), date(t, tt.until))
		if len(all) != tt.count {
			t.Errorf("%s %s..%s: %d periods, want %d", tt.kind, tt.from, tt.until, len(all), tt.count)
			continue
		}
		if tt.count > 0 && (all[0].Key() != tt.first || all[len(all)-1].Key() != tt.last) {
			t.Errorf("%s %s..%s: %s to %s", tt.kind, tt.from, tt.until, all[0].Key(), all[len(all)-1].Key())
		}
	}
}

// TestPeriodsTile checks that periods follow each other without gap or
// overlap, and that each contains exactly its own days.
func TestPeriodsTile(t *testing.T) {
	t.Parallel()
	for _, k := range []calendar.Kind{calendar.Month, calendar.Quarter, calendar.Year} {
		all := calendar.PeriodsBetween(k, date(t, "2017-01-01"), date(t, "2028-12-31"))
		for i, p := range all {
			if !p.Contains(p.Start) || !p.Contains(p.End) || p.Contains(p.Start.AddDays(-1)) || p.Contains(p.End.AddDays(1)) {
				t.Errorf("%s does not contain just its own days", p.Key())
			}
			if i > 0 && all[i-1].End.AddDays(1) != p.Start {
				t.Errorf("gap before %s", p.Key())
			}
		}
	}
}

// TestAnyNumberOfTimes counts on, and its keys sort in that order.
func TestAnyNumberOfTimes(t *testing.T) {
	t.Parallel()
	p := calendar.PeriodOf(calendar.Any, date(t, "2019-01-01"))
	for n := 1; n < 1200; n++ {
		next := p.Next()
		if p.Nth != n || next.Key() <= p.Key() || !p.Timeless() || !p.Contains(date(t, "2031-01-01")) {
			t.Fatalf("time %d is %s before %s", n, p.Key(), next.Key())
		}
		p = next
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2018-09", "2018Q3", "2018", "once", "any-0002", "Q", "-", "+018Q1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, key string) {
		if p, err := calendar.ParsePeriod(key); err == nil && p.Key() != key {
			t.Errorf("ParsePeriod(%q).Key() = %q", key, p.Key())
		}
	})
}
