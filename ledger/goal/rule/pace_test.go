package rule

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
)

func day(t *testing.T, iso string) calendar.Date {
	t.Helper()
	if iso == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSpanOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		year         int
		start, end   string
		today        string
		days, passed int
	}{
		{2018, "2018-06-01", "2020-12-31", "2018-06-01", 214, 0},   // the first day: nothing has passed
		{2018, "2018-06-01", "2020-12-31", "2018-06-02", 214, 1},   //
		{2018, "2018-06-01", "2020-12-31", "2018-12-31", 214, 213}, // the last day is still under way
		{2018, "2018-06-01", "2020-12-31", "2019-01-01", 214, 214}, // over
		{2019, "2018-06-01", "2020-12-31", "2018-12-31", 365, 0},   // not begun
		{2019, "2018-06-01", "2020-12-31", "2019-03-01", 365, 59},  //
		{2020, "2018-06-01", "2020-12-31", "2020-03-01", 366, 60},  // a leap year has the 29th of February
		{2020, "2018-06-01", "2020-10-15", "2021-05-01", 289, 289}, // the campaign ends within the year
		{2021, "2018-06-01", "2020-12-31", "2021-05-01", 0, 0},     // no day of the campaign
		{2017, "2018-06-01", "", "2018-06-01", 0, 0},               //
		{2030, "2018-12-06", "", "2030-01-31", 365, 30},            // a campaign without an end
	} {
		s := SpanOf(c.year, day(t, c.start), day(t, c.end))
		if s.Days() != c.days || s.Passed(day(t, c.today)) != c.passed {
			t.Errorf("%d of %s..%s on %s: %d of %d days, want %d of %d", c.year, c.start, c.end, c.today, s.Passed(day(t, c.today)), s.Days(), c.passed, c.days)
		}
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	year := SpanOf(2019, day(t, "2018-06-01"), day(t, "2020-12-31"))
	leap := SpanOf(2020, day(t, "2018-06-01"), day(t, "2020-12-31"))
	rule := register.Goals{Yellow: 90, Red: 60}
	n := func(v int64) Measured { return Measured{v, true} }
	var none Measured
	for name, c := range map[string]struct {
		value    int64
		done     Measured
		over     playbook.OverTime
		span     Span
		today    string
		required int64
		forecast Measured
		percent  int64
		standing Standing
	}{
		"first day":               {365, n(0), playbook.Flow, year, "2019-01-01", 0, none, -1, Early},
		"second day":              {365, n(0), playbook.Flow, year, "2019-01-02", 1, none, 0, Early},
		"a day too few to judge":  {365, n(1), playbook.Flow, year, "2019-01-30", 29, none, 3, Early},
		"enough days":             {365, n(1), playbook.Flow, year, "2019-01-31", 30, n(12), 3, Red},
		"exactly red's bound":     {365, n(60), playbook.Flow, year, "2019-04-11", 100, n(219), 60, Yellow},
		"just below red's bound":  {365, n(59), playbook.Flow, year, "2019-04-11", 100, n(215), 59, Red},
		"exactly yellow's bound":  {365, n(90), playbook.Flow, year, "2019-04-11", 100, n(329), 90, Green},
		"just below it":           {365, n(89), playbook.Flow, year, "2019-04-11", 100, n(325), 89, Yellow},
		"on pace":                 {365, n(100), playbook.Flow, year, "2019-04-11", 100, n(365), 100, Green},
		"reached early":           {10, n(10), playbook.Flow, year, "2019-01-02", 0, none, 36500 % 10000, Reached},
		"last day":                {365, n(364), playbook.Flow, year, "2019-12-31", 364, n(365), 100, Green},
		"over and missed":         {365, n(364), playbook.Flow, year, "2020-01-01", 365, none, 99, Missed},
		"over and reached":        {365, n(365), playbook.Flow, year, "2020-01-01", 365, none, 100, Reached},
		"not begun":               {365, n(0), playbook.Flow, leap, "2019-12-31", 0, none, -1, Ahead},
		"goal 0":                  {0, n(3), playbook.Flow, year, "2019-04-11", 0, n(11), -1, Idle},
		"leap year":               {366, n(60), playbook.Flow, leap, "2020-03-01", 60, n(366), 100, Green},
		"stock is a level":        {5, n(4), playbook.Stock, year, "2019-07-02", 2, n(4), 160, Green},
		"stock below":             {10, n(2), playbook.Stock, year, "2019-07-02", 5, n(2), 40, Red},
		"distinct has none":       {100, n(40), playbook.Distinct, year, "2019-07-02", 50, none, 80, Yellow},
		"nothing counts it":       {100, none, playbook.Flow, year, "2019-07-02", 50, none, -1, Unknown},
		"no day of the campaign":  {100, n(4), playbook.Flow, Span{}, "2019-07-02", 0, none, -1, Ahead},
		"numbers of any size fit": {quantity.Max, n(quantity.Max / 2), playbook.Flow, year, "2019-07-02", 498630136986301, n(1002747252747253), 100, Green},
	} {
		want := Judgement{Value: c.value, Required: c.required, Done: c.done, Forecast: c.forecast, Percent: c.percent, Standing: c.standing}
		if name == "reached early" {
			want.Percent = mostPercent
		}
		if got := Judge(c.value, c.done, &playbook.Measure{OverTime: c.over}, c.span, day(t, c.today), rule); got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
	}
}
