package calendar_test

import (
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

func TestRuleOfEvent(t *testing.T) {
	t.Parallel()
	once := calendar.Event{Name: "会议结束", Every: calendar.Once, Dates: []calendar.Date{date(t, "2018-09-28")}}
	rush := calendar.Event{Name: "春运开始", Every: calendar.Year, Dates: []calendar.Date{date(t, "2019-01-21"), date(t, "2020-01-10")}}
	for _, c := range []struct {
		rule          string
		event         calendar.Event
		period, known string
		date, zh      string
		provisional   bool
	}{
		{"20 workdays after meeting", once, "once", "2018-09-01", "2018-10-31", "“会议结束”后20个工作日内", false},
		{"5 workdays after meeting", once, "once", "2018-09-01", "2018-10-10", "“会议结束”后5个工作日内", false},
		{"7 days after meeting", once, "once", "2018-09-01", "2018-10-05", "“会议结束”后7日内", false},
		{"1 day before rush", rush, "2019", "2018-12-06", "2019-01-20", "“春运开始”前1日", false},
		{"1 workday before rush", rush, "2019", "2018-12-05", "2019-01-18", "“春运开始”前1个工作日", true},
		{"1 workday before rush", rush, "2020", "2019-12-01", "2020-01-09", "“春运开始”前1个工作日", false},
		{"1 workday before rush", rush, "2021", "2020-12-01", "", "“春运开始”前1个工作日", false},
		{"7 days after meeting", calendar.Event{Name: "会议结束", Every: calendar.Once}, "once", "2018-09-01", "", "“会议结束”后7日内", false},
	} {
		r := rule(t, c.rule).Of(c.event)
		d := r.Resolve(period(t, c.period), all.KnownOn(date(t, c.known)))
		if d.Date.String() != c.date || d.Provisional != c.provisional || r.Chinese() != c.zh || r.String() != c.rule {
			t.Errorf("%s of %s: %s %t %s", r, c.period, d.Date, d.Provisional, r.Chinese())
		}
		if d.Date.IsZero() && !d.At(time.UTC).IsZero() {
			t.Errorf("%s of %s has no day and is late from %s", r, c.period, d.At(time.UTC))
		}
		if !r.FitsEvery(c.event.Every) {
			t.Errorf("%s does not fit every %s", r, c.event.Every)
		}
	}
	if plain := rule(t, "last day of month"); plain.Of(once) != plain || plain.Event() != "" {
		t.Error("an event changes a rule that counts from none")
	}
}

// TestEventDatesRise: a later event never has an earlier deadline, and a span
// of working days ends on a working day.
func TestEventDatesRise(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"5 workdays after x", "20 workdays before x", "7 days after x", "30 days before x"} {
		var before calendar.Date
		for d := date(t, "2018-01-01"); d.Before(date(t, "2021-01-01")); d = d.AddDays(1) {
			r := rule(t, text).Of(calendar.Event{Every: calendar.Once, Dates: []calendar.Date{d}})
			due := r.Resolve(calendar.Period{Kind: calendar.Once}, all).Date
			if due.Before(before) || r.String()[2] == 'w' && !all.IsWorkday(due) {
				t.Fatalf("%s of %s is %s after %s", text, d, due, before)
			}
			before = due
		}
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][3]string{
		"1 day": {"1 day", "1日", "1 day"}, "7 days": {"7 days", "7日", "7 days"}, " 1 workdays ": {"1 workday", "1个工作日", "1 working day"},
		"20 workdays": {"20 workdays", "20个工作日", "20 working days"},
	} {
		s, err := calendar.ParseSpan(text)
		if got := [3]string{s.String(), s.Chinese(), s.English()}; err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "5", "0 days", "-1 days", "5 weeks", "2000 days", "five days"} {
		if s, err := calendar.ParseSpan(text); err == nil || s != (calendar.Span{}) {
			t.Errorf("%q is %s", text, s)
		}
	}
	short, long := calendar.Span{N: 6}, calendar.Span{N: 5, Workdays: true}
	if short.Compare(long) >= 0 || long.Compare(calendar.Span{N: 7}) != 0 || (calendar.Span{}).String()+(calendar.Span{}).Chinese() != "" {
		t.Error("spans are out of order")
	}
}
