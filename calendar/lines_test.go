package calendar_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

func TestLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		rule   string
		year   int
		known  string
		zh, en []string
	}{
		{"last workday of quarter", 2018, "2026-11-21",
			[]string{"2018-03-30 周五", "2018-06-29 周五", "2018-09-30 周日", "2018-12-29 周六"},
			[]string{"2018-03-30 Fri", "2018-06-29 Fri", "2018-09-30 Sun", "2018-12-29 Sat"}},
		{"last workday of year", 2018, "2018-12-05",
			[]string{"2018-12-31 周一 暂定(尚未公布)"}, []string{"2018-12-31 Mon provisional (not yet announced)"}},
		{"last workday of year", 2027, "2026-11-21",
			[]string{"2027-12-31 周五 暂定(尚未公布)"}, []string{"2027-12-31 Fri provisional (not yet announced)"}},
		{"workday 5 of next year", 2018, "2018-12-06", []string{"2019-01-08 周二"}, []string{"2019-01-08 Tue"}},
		{"2018-06-18 09:00", 2018, "2018-06-01", []string{"2018-06-18 周一 09:00"}, []string{"2018-06-18 Mon 09:00"}},
		{"2018-06-18", 2019, "2018-06-01", nil, nil},
	} {
		var zh, en []string
		for _, l := range calendar.Lines(tt.year, rule(t, tt.rule), all.KnownOn(date(t, tt.known))) {
			zh, en = append(zh, l.Chinese()), append(en, l.English())
		}
		if diff := cmp.Diff([][]string{tt.zh, tt.en}, [][]string{zh, en}); diff != "" {
			t.Errorf("%s in %d: %s", tt.rule, tt.year, diff)
		}
	}
}

func TestLinesAreOnePerPeriod(t *testing.T) {
	t.Parallel()
	for _, l := range calendar.Lines(2027, rule(t, "last workday of month"), all) {
		if !l.Deadline.Provisional {
			t.Errorf("%s of an unannounced year is certain", l.English())
		}
	}
	if n := len(calendar.Lines(2018, rule(t, "last workday of month"), all)); n != 12 {
		t.Errorf("%d lines in 2018", n)
	}
}
