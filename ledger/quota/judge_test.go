package quota

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
)

func TestJudge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n     int64
		least int
		today string
		want  State
	}{
		{2, 3, "2019-12-31", Underway}, // the last day is still the year's
		{2, 3, "2020-01-01", Missed},
		{3, 3, "2020-01-01", Reached},
		{3, 3, "2019-02-01", Reached},
		{4, 3, "2019-02-01", Reached},
		{0, 3, "2018-12-31", Ahead},
		{0, 1, "2019-01-01", Underway},
	} {
		if got := Judge(c.n, c.least, 2019, stage.Date(c.today)); got != c.want {
			t.Errorf("%d of %d on %s: %s, want %s", c.n, c.least, c.today, got, c.want)
		}
	}
}
