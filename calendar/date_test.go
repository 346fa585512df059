package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// date reads an ISO date that the test itself wrote; "" is the zero Date.
func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	var d calendar.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return d
}

var shanghai = time.FixedZone("CST", 8*60*60)

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"0001-01-01", "2018-06-18", "2020-02-29", "9999-12-31"} {
		d, err := calendar.ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "2018", "2018-6-18", "2018-02-30", "2019-02-29", "0000-01-01", "2018-06-18 ", "2018/06/18", "2018-06-31"} {
		if d, err := calendar.ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, d)
		}
	}
}

func TestDateArithmetic(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		from string
		days int
		to   string
	}{
		{"2018-12-31", 1, "2019-01-01"},
		{"2020-02-28", 1, "2020-02-29"},
		{"2019-03-01", -1, "2019-02-28"},
		{"2018-06-18", 0, "2018-06-18"},
		{"2018-01-01", 365, "2019-01-01"},
	} {
		from, to := date(t, tt.from), date(t, tt.to)
		if got := from.AddDays(tt.days); got != to {
			t.Errorf("%s + %d days = %s, want %s", from, tt.days, got, to)
		}
		if got := to.Sub(from); got != tt.days {
			t.Errorf("%s - %s = %d, want %d", to, from, got, tt.days)
		}
		if got := to.After(from); got != (tt.days > 0) {
			t.Errorf("%s after %s = %t", to, from, got)
		}
		if got := to.Before(from); got != (tt.days < 0) {
			t.Errorf("%s before %s = %t", to, from, got)
		}
	}
}

func TestDateInstant(t *testing.T) {
	t.Parallel()
	d := date(t, "2018-06-29")
	start := d.In(shanghai)
	if want := time.Date(2018, 6, 28, 16, 0, 0, 0, time.UTC); !start.Equal(want) {
		t.Errorf("2018-06-29 begins at %v, want %v", start, want)
	}
	if got := calendar.DateOf(start, shanghai); got != d {
		t.Errorf("DateOf its start = %v", got)
	}
	if got := calendar.DateOf(start.Add(-time.Millisecond), shanghai); got != d.AddDays(-1) {
		t.Errorf("DateOf the instant before = %v", got)
	}
	if d.Chinese() != "2018年6月29日" || d.WeekdayChinese() != "周五" || d.Weekday() != time.Friday {
		t.Errorf("words: %s %s %s", d.Chinese(), d.WeekdayChinese(), d.Weekday())
	}
}

func TestDateJSON(t *testing.T) {
	t.Parallel()
	type row struct{ On, Until calendar.Date }
	want := row{On: date(t, "2018-06-29")}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"On":"2018-06-29","Until":""}` {
		t.Fatalf("json: %s, %v", text, err)
	}
	var got row
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !got.Until.IsZero() || got.Until.Chinese() != "" {
		t.Errorf("no date became %q", got.Until.Chinese())
	}
	if err := json.Unmarshal([]byte(`{"On":"soon"}`), &got); err == nil {
		t.Error("«soon» was read as a date")
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2018-06-18", "2020-02-29", "0000-00-00", "", "２０１８-06-18"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := calendar.ParseDate(s)
		if err == nil && (d.String() != s || d.IsZero() || d.AddDays(1).AddDays(-1) != d) {
			t.Errorf("ParseDate(%q) = %#v", s, d)
		}
	})
}
