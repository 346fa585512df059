package plan

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

func TestPeriodKey(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"2020年9月": "2020-09", " 2020 年 12 月 ": "2020-12", "2020.9": "2020-09", "2020/09": "2020-09", "2020-9": "2020-09", "2020-09": "2020-09",
		"2020年第三季度": "2020Q3", "2020年4季度": "2020Q4", "2020Q3": "2020Q3",
		"2020年": "2020", "2020": "2020", "第3次": "any-0003", "once": "once",
	} {
		got := periodKey(typed)
		if got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
		if p, err := calendar.ParsePeriod(got); err != nil || p.Key() != got {
			t.Errorf("%q is no key: %v", got, err)
		}
	}
	for _, typed := range []string{"九月", "9月", "", "20年9月"} {
		if got := periodKey(typed); got != typed {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
}
