package calendar_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// rule reads a rule that the test itself wrote.
func rule(t testing.TB, s string) calendar.Rule {
	t.Helper()
	r, err := calendar.ParseRule(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// period reads a key that the test itself wrote.
func period(t testing.TB, key string) calendar.Period {
	t.Helper()
	p, err := calendar.ParsePeriod(key)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRuleWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, canonical, zh, en string }{
		{"2018-06-18", "2018-06-18", "2018年6月18日", "18 June 2018"},
		{"2018-06-18 9:00", "2018-06-18 09:00", "2018年6月18日上午9:00前", "18 June 2018, before 09:00"},
		{"2018-06-18 or the next workday", "2018-06-18 or next workday", "2018年6月18日（遇节假日顺延）", "18 June 2018, or the next working day"},
		{"day 10 of next month or workday before 9:00", "day 10 of next month or workday before 09:00", "次月10日（遇节假日提前）上午9:00前", "day 10 of the next month, or the working day before, before 09:00"},
		{"2018-06-18 noon", "2018-06-18 12:00", "2018年6月18日中午12:00前", "18 June 2018, before 12:00"},
		{"last workday of month close of business", "last workday of month 17:30", "当月最后一个工作日下午5:30前", "the last working day of the month, before 17:30"},
		{"day 10 of next month 9:00", "day 10 of next month 09:00", "次月10日上午9:00前", "day 10 of the next month, before 09:00"},
		{"2019-05..2019-09", "2019-05-01..2019-09-30", "2019年5月1日至2019年9月30日", "1 May 2019 to 30 September 2019"},
		{"quarter 4 of the year", "quarter 4 of year", "当年第四季度", "quarter 4 of the year"},
		{"months 10..12 of year", "quarter 4 of year", "当年第四季度", "quarter 4 of the year"},
		{"months 5..9 of year 12:30", "months 5..9 of year 12:30", "当年5月至9月中午12:30前", "months 5..9 of the year, before 12:30"},
		{"month 3 of next year", "month 3 of next year", "次年3月", "month 3 of the next year"},
		{"last workday before May Day", "last workday before May Day", "当年“五一”前最后一个工作日", "the last working day before May Day"},
		{"last workday before national day of next year", "last workday before National Day of next year", "次年“国庆节”前最后一个工作日", "the last working day before National Day of the next year"},
		{"last workday before May Day of year", "last workday before May Day", "当年“五一”前最后一个工作日", "the last working day before May Day"},
		{"20 workdays after kick-off", "20 workdays after kick-off", "“kick-off”后20个工作日内", "within 20 working days after kick-off"},
		{"1 days before spring-rush 9:00", "1 day before spring-rush 09:00", "“spring-rush”前1日上午9:00前", "1 day before spring-rush, before 09:00"},
		{"2018-06-18 24:00", "2018-06-18", "2018年6月18日", "18 June 2018"},
		{"2018-06-20 .. 2018-06-30", "2018-06-20..2018-06-30", "2018年6月20日至2018年6月30日", "20 June 2018 to 30 June 2018"},
		{"Late AUGUST 2018", "late August 2018", "2018年8月下旬", "late August 2018"},
		{"early may 2019", "early May 2019", "2019年5月上旬", "early May 2019"},
		{"mid May 2019", "mid May 2019", "2019年5月中旬", "mid May 2019"},
		{"the end of 2018-06", "end of 2018-06", "2018年6月底前", "by the end of June 2018"},
		{"The last workday of the month", "last workday of month", "当月最后一个工作日", "the last working day of the month"},
		{"last workday of a quarter", "last workday of quarter", "当季最后一个工作日", "the last working day of the quarter"},
		{"last workday of next year", "last workday of next year", "次年最后一个工作日", "the last working day of the next year"},
		{"last  day of\tquarter", "last day of quarter", "当季最后一日", "the last day of the quarter"},
		{"day 10 of the next month", "day 10 of next month", "次月10日", "day 10 of the next month"},
		{"day 10 of month", "day 10 of month", "当月10日", "day 10 of the month"},
		{"day 10 of next quarter", "day 10 of next quarter", "下季度第10日", "day 10 of the next quarter"},
		{"workday 5 of next month", "workday 5 of next month", "次月第5个工作日", "working day 5 of the next month"},
	} {
		r := rule(t, tt.text)
		if diff := cmp.Diff([]string{tt.canonical, tt.zh, tt.en}, []string{r.String(), r.Chinese(), r.English()}); diff != "" {
			t.Errorf("%q: %s", tt.text, diff)
		}
		if again := rule(t, r.String()); again != r {
			t.Errorf("%q read back is %v", r, again)
		}
	}
	if none := (calendar.Rule{}); none.String()+none.Chinese()+none.English() != "" || none.Kind() != "" || !none.IsZero() {
		t.Error("the zero rule says something")
	}
}

func TestRuleErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text    string
		column  int
		found   string
		nearest string
		says    string
	}{
		{"", 1, "", "", "empty"},
		{"2018-06-18 or workday", 22, "", "2018-06-18 or next workday", "stops too early"},
		{"2018-06-18 or next day", 20, "day", "2018-06-18 or next workday", "does not belong"},
		{"2018-06-18 noon or next workday", 17, "or", "2018-06-18 or next workday", "does not belong"},
		{"last workday of month or next workday", 23, "or", "", "does not belong"},
		{"20 workdays after kickoff or next workday", 27, "or", "", "does not belong"},
		{"the", 4, "", "", "empty"},
		{"last wrokday of month", 6, "wrokday", "last workday of month", "does not belong"},
		{"last working day of quarter", 6, "working", "last workday of quarter", "does not belong"},
		{"last workday of the fortnight", 21, "fortnight", "last workday of month", "month, quarter or year"},
		{"last workday of month please", 23, "please", "last workday of month", "does not belong"},
		{"last workday", 13, "", "last workday of year", "stops too early"},
		{"day ten of next month", 5, "ten", "day 10 of next month", "no number"},
		{"day 31 of month", 5, "31", "day 10 of month", "out of range"},
		{"day 0 of month", 5, "0", "day 10 of month", "out of range"},
		{"workday 16 of month", 9, "16", "workday 5 of month", "out of range"},
		{"day 99999 of month", 5, "99999", "day 10 of month", "no number"},
		{"2018-06-31", 1, "2018-06-31", "2018-06-18", "no date"},
		{"2018.6.18", 1, "2018.6.18", "2018-06-18", "no date"},
		{"2018-06-18 25:00", 12, "25:00", "2018-06-18 09:00", "time of day"},
		{"2018-06-18 9am", 12, "9am", "2018-06-18 09:00", "time of day"},
		{"2018-06-30..2018-06-20", 13, "2018-06-20", "2018-06-20..2018-06-30", "before the first day"},
		{"2018-06-20..", 13, "", "2018-06-18", "stops too early"},
		{"late Augst 2018", 6, "augst", "late August 2018", "no month"},
		{"late August 18", 13, "18", "late August 2018", "no year"},
		{"end of June", 8, "june", "end of 2018-06", "year and month"},
		{"2018-06", 8, "", "2018-06-18", "stops too early"},
		{"2018-06-18 close of busyness", 21, "busyness", "", "does not belong"},
		{"last workday of month nine", 23, "nine", "last workday of month", "does not belong"},
		{"quarter 5 of year", 9, "5", "quarter 4 of year", "out of range"},
		{"quarter 4 of month", 14, "month", "quarter 4 of year", "should be year"},
		{"months 9..5 of year", 11, "5", "months 5..9 of year", "before the first day"},
		{"months 5..x of year", 11, "x", "months 5..9 of year", "no number"},
		{"last workday before Easter", 21, "easter", "last workday before May Day", "May Day nor"},
		{"last workday before May Fair", 25, "fair", "last workday before May Day", "May Day nor"},
		{"20 workdays since kickoff", 13, "since", "20 workdays after kickoff", "does not belong"},
		{"20 weeks after kickoff", 4, "weeks", "", "does not belong"},
		{"20 workdays after 动员会", 19, "动员会", "20 workdays after kickoff", "no id of an event"},
		{"0 days after kickoff", 1, "0", "", "out of range"},
		{"每月最后一个工作日", 1, "每月最后一个工作日", "", "does not belong"},
		{"2018-06-18 上午九点", 12, "上午九点", "", "time of day"},
		{strings.Repeat("last ", 50), 1, "", "", "too long"},
	} {
		_, err := calendar.ParseRule(tt.text)
		e, ok := errors.AsType[*calendar.RuleError](err)
		if !ok {
			t.Errorf("ParseRule(%q): %v", tt.text, err)
			continue
		}
		if e.Column != tt.column || e.Found != tt.found || (tt.nearest != "" && e.Nearest != tt.nearest) {
			t.Errorf("%q: column %d, found %q, nearest %q", tt.text, e.Column, e.Found, e.Nearest)
		}
		if !strings.Contains(e.Error(), tt.says) || strings.Contains(e.Chinese(), "%") {
			t.Errorf("%q: %s / %s", tt.text, e, e.Chinese())
		}
		if rule(t, e.Nearest).IsZero() {
			t.Errorf("%q: the form suggested is no rule", tt.text)
		}
	}
}

func TestRuleFits(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]calendar.Kind{
		"2018-06-18": calendar.Once, "late August 2018": calendar.Once, "end of 2018-06": calendar.Once,
		"2018-06-20..2018-06-30": calendar.Once, "last workday of month": calendar.Month,
		"last workday before May Day": calendar.Year, "quarter 4 of year": calendar.Year, "7 days after kickoff": calendar.Once,
		"last day of quarter": calendar.Quarter, "day 10 of next year": calendar.Year,
	} {
		r := rule(t, text)
		for _, k := range []calendar.Kind{calendar.Once, calendar.Month, calendar.Quarter, calendar.Year} {
			if got := r.FitsEvery(k); got != (k == want) {
				t.Errorf("%q fits every %s: %t", text, k, got)
			}
		}
	}
	if d := rule(t, "last day of quarter").Resolve(period(t, "2018-06"), all); d != (calendar.Deadline{}) {
		t.Errorf("a quarterly rule gave a month the deadline %v", d)
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		rule, period, known string
		date                string
		provisional         bool
		rest                string
	}{
		{"last workday of month", "2018-09", "2018-09-01", "2018-09-30", false, ""},
		{"last workday of month", "2018-12", "2018-12-05", "2018-12-31", true, ""},
		{"last workday of month", "2018-12", "2018-12-06", "2018-12-29", false, ""},
		{"last workday of month", "2020-01", "2020-01-26", "2020-01-31", false, ""},
		{"last workday of month", "2020-01", "2020-01-27", "2020-01-23", false, ""},
		{"last workday of month", "2027-01", "2026-11-21", "2027-01-29", true, ""},
		{"last workday of quarter", "2018Q2", "2018-06-01", "2018-06-29", false, ""},
		{"last workday of year", "2018", "2018-06-01", "2018-12-31", true, ""},
		{"last day of quarter", "2018Q3", "2018-06-01", "2018-09-30", false, ""},
		{"last day of month", "2018-06", "2018-06-01", "2018-06-30", false, "周六"},
		{"day 10 of month", "2018-06", "2018-06-01", "2018-06-10", false, "周日"},
		{"day 10 of next month", "2018-12", "2018-06-01", "2019-01-10", false, ""},
		{"workday 5 of next month", "2018-06", "2018-06-01", "2018-07-06", false, ""},
		{"workday 5 of next month", "2018-09", "2018-06-01", "2018-10-12", false, ""},
		{"workday 5 of next month", "2018-12", "2018-06-01", "2019-01-07", true, ""},
		{"workday 5 of next month", "2018-12", "2018-12-06", "2019-01-08", false, ""},
		{"last workday before May Day", "2018", "2018-04-01", "2018-04-28", false, ""},
		{"last workday before May Day", "2019", "2018-12-06", "2019-04-30", false, ""},
		{"last workday before May Day", "2020", "2019-12-01", "2020-04-30", false, ""},
		{"last workday before May Day of next year", "2019", "2019-12-01", "2020-04-30", false, ""},
		{"last workday before National Day", "2018", "2018-06-01", "2018-09-30", false, ""},
		{"last workday before May Day", "2027", "2026-11-21", "2027-04-30", true, ""},
		{"quarter 4 of year", "2018", "2018-06-01", "2018-12-31", false, ""},
		{"months 5..9 of next year", "2018", "2018-06-01", "2019-09-30", false, ""},
		{"2019-05..2019-09", "once", "2018-06-01", "2019-09-30", false, ""},
		{"2018-06-10", "once", "2018-06-01", "2018-06-10", false, "周日"},
		{"2018-06-18", "once", "2018-06-01", "2018-06-18", false, "端午节"},
		{"2018-06-20..2018-06-30", "once", "2018-06-01", "2018-06-30", false, "周六"},
		{"late February 2020", "once", "2020-02-01", "2020-02-29", false, "周六"},
		{"late August 2018", "once", "2018-06-01", "2018-08-31", false, ""},
		{"2018-06-18 or next workday", "once", "2018-06-01", "2018-06-19", false, ""},
		{"2018-06-18 or workday before", "once", "2018-06-01", "2018-06-15", false, ""},
		{"2018-06-19 or next workday", "once", "2018-06-01", "2018-06-19", false, ""},
		{"2018-06-20..2018-06-30 or workday before", "once", "2018-06-01", "2018-06-29", false, ""},
		{"day 10 of month or next workday", "2018-06", "2018-06-01", "2018-06-11", false, ""},
		{"day 1 of next month or next workday", "2018-09", "2018-06-01", "2018-10-08", false, ""},
		{"last day of month or workday before", "2018-09", "2018-06-01", "2018-09-30", false, ""},
		{"last day of year or next workday", "2018", "2018-06-01", "2018-12-31", true, ""},
		{"last day of year or next workday", "2018", "2018-12-06", "2019-01-02", false, ""},
		{"2027-01-10 or next workday", "once", "2026-11-21", "2027-01-11", true, ""},
		{"end of 2018-06", "once", "2018-06-01", "2018-06-30", false, "周六"},
	} {
		c := all.KnownOn(date(t, tt.known))
		got := rule(t, tt.rule).Resolve(period(t, tt.period), c)
		want := calendar.Deadline{Date: date(t, tt.date), Clock: calendar.EndOfDay,
			Provisional: tt.provisional, Rest: tt.rest, Version: c.Version()}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s of %s known on %s: %s", tt.rule, tt.period, tt.known, diff)
		}
	}
}

func TestWindows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ rule, period, first, last, opens string }{
		{"2018-06-20..2018-06-30", "once", "2018-06-20", "2018-06-30", "2018-06-20"},
		{"early August 2018", "once", "2018-08-01", "2018-08-10", "2018-08-01"},
		{"mid August 2018", "once", "2018-08-11", "2018-08-20", "2018-08-11"},
		{"late August 2018", "once", "2018-08-21", "2018-08-31", "2018-08-21"},
		{"end of 2019-02", "once", "2019-02-01", "2019-02-28", "2019-02-01"},
		{"2019-05..2019-09", "once", "2019-05-01", "2019-09-30", "2019-05-01"},
		{"quarter 4 of year", "2018", "", "", "2018-10-01"},
		{"months 2..3 of next year", "2018", "", "", "2019-02-01"},
		{"last workday before May Day", "2018", "", "", "2018-01-01"},
		{"2018-06-18", "once", "", "", ""},
		{"last workday of month", "2018-09", "", "", "2018-09-01"},
		{"workday 5 of next month", "2018-09", "", "", "2018-09-01"},
	} {
		r := rule(t, tt.rule)
		first, last, ok := r.Window()
		got := []string{first.String(), last.String(), r.Opens(period(t, tt.period)).String()}
		if diff := cmp.Diff([]string{tt.first, tt.last, tt.opens}, got); diff != "" || ok != (tt.first != "") {
			t.Errorf("%s: %t %s", tt.rule, ok, diff)
		}
	}
}

// TestDeadlineAt holds N-P15: a deadline that names a day runs to its end.
func TestDeadlineAt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Time{
		"2018-06-18":                       time.Date(2018, 6, 19, 0, 0, 0, 0, shanghai),
		"2018-12-31":                       time.Date(2019, 1, 1, 0, 0, 0, 0, shanghai),
		"2018-06-18 09:00":                 time.Date(2018, 6, 18, 9, 0, 0, 0, shanghai),
		"2018-06-18 noon":                  time.Date(2018, 6, 18, 12, 0, 0, 0, shanghai),
		"end of 2018-06 close of business": time.Date(2018, 6, 30, 17, 30, 0, 0, shanghai),
		"2018-06-18 00:00":                 time.Date(2018, 6, 18, 0, 0, 0, 0, shanghai),
	} {
		d := rule(t, text).Resolve(calendar.Period{Kind: calendar.Once}, all)
		if got := d.At(shanghai); !got.Equal(want) {
			t.Errorf("%s is late from %v, want %v", text, got, want)
		}
	}
}

// recurring is a rule of each recurring form.
var recurring = []string{
	"last workday of month", "last workday of next quarter", "last workday of year",
	"last day of month", "last day of quarter", "day 28 of month", "day 10 of next month",
	"day 90 of quarter", "day 365 of year", "workday 15 of month", "workday 5 of next month",
	"workday 50 of quarter", "workday 230 of year", "last workday of month noon",
	"quarter 4 of year", "months 5..9 of next year", "month 2 of year 09:00",
	"last workday before May Day", "last workday before National Day of next year",
	"day 10 of next month or next workday", "day 28 of month or workday before", "last day of quarter or workday before",
}

// TestRuleDatesRise checks for every state of knowledge that the dates of a
// rule rise from period to period, that each lies in the period it is counted
// in, and that a working-day rule gives a working day.
func TestRuleDatesRise(t *testing.T) {
	t.Parallel()
	for _, n := range calendar.Notices() {
		c := all.KnownOn(n.Published)
		for _, text := range recurring {
			r := rule(t, text)
			var before calendar.Date
			for _, p := range calendar.PeriodsBetween(r.Kind(), date(t, "2017-01-01"), date(t, "2028-12-31")) {
				d := r.Resolve(p, c).Date
				in := p
				if strings.Contains(text, "of next") {
					in = p.Next()
				}
				if !d.After(before) || !in.Contains(d) {
					t.Errorf("%s of %s known on %s: %s after %s", text, p.Key(), n.Published, d, before)
				}
				if strings.Contains(text, "workday") && !c.IsWorkday(d) {
					t.Errorf("%s of %s is %s, no working day", text, p.Key(), d)
				}
				before = d
			}
		}
	}
}

// TestMonthWithoutWorkday gives the last day where a month has no working day.
func TestMonthWithoutWorkday(t *testing.T) {
	t.Parallel()
	notices, err := calendar.ParseNotices([]byte("notice 2030 2029-11-01 x\noff 2030-01-01..2030-01-31"))
	if err != nil {
		t.Fatal(err)
	}
	d := rule(t, "last workday of month").Resolve(period(t, "2030-01"), calendar.New(notices))
	if d.Date != date(t, "2030-01-31") || d.Rest != "周四" {
		t.Errorf("deadline %v", d)
	}
}

func TestRuleText(t *testing.T) {
	t.Parallel()
	var r calendar.Rule
	if err := r.UnmarshalText([]byte("the last workday of month")); err != nil {
		t.Fatal(err)
	}
	if text, err := r.MarshalText(); err != nil || string(text) != "last workday of month" {
		t.Errorf("text %q, %v", text, err)
	}
	if err := r.UnmarshalText([]byte("someday")); err == nil || r.IsZero() {
		t.Errorf("a wrong rule: %v, now %v", err, r)
	}
	if err := r.UnmarshalText(nil); err != nil || !r.IsZero() {
		t.Errorf("no rule: %v, %v", r, err)
	}
}

func FuzzParseRule(f *testing.F) {
	for _, s := range recurring {
		f.Add(s)
	}
	for _, s := range []string{"2018-06-18 09:00", "2018-06-20..2018-06-30", "late August 2018", "end of 2018-06", "20 workdays after kickoff", "1 day before spring-rush close of business", "2019-05..2019-09", "...", "the a", "9999-12-31", "2018-06-18 or next workday", "9999-12-31 or next workday 09:00", "end of 2018-06 or workday before"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := calendar.ParseRule(s)
		if err != nil {
			e, ok := errors.AsType[*calendar.RuleError](err)
			if !ok || e.Column < 1 || e.Column > len([]rune(s))+1 || e.Chinese() == "" {
				t.Errorf("ParseRule(%q): %v", s, err)
			}
			return
		}
		if again := rule(t, r.String()); again != r || r.IsZero() || r.Chinese() == "" || r.English() == "" {
			t.Errorf("%q is %q, read back %q", s, r, again)
		}
		if d := r.Resolve(calendar.PeriodOf(r.Kind(), calendar.Date{Year: 2018, Month: 6, Day: 1}), all); d.Date.IsZero() != (r.Event() != "") {
			t.Errorf("%q has the date %q", s, d.Date)
		}
	})
}
