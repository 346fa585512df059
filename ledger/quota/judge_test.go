package quota_test

import (
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/ledger/quota"
)

func TestJudge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n     int64
		least int
		today string
		want  quota.State
	}{
		{2, 3, "2019-12-31", quota.Underway}, // the last day is still the year's
		{2, 3, "2020-01-01", quota.Missed},
		{3, 3, "2020-01-01", quota.Reached},
		{3, 3, "2019-02-01", quota.Reached},
		{4, 3, "2019-02-01", quota.Reached},
		{0, 3, "2018-12-31", quota.Ahead},
		{0, 1, "2019-01-01", quota.Underway},
	} {
		if got := quota.Judge(c.n, c.least, 2019, stage.Date(c.today)); got != c.want {
			t.Errorf("%d of %d on %s: %s, want %s", c.n, c.least, c.today, got, c.want)
		}
	}
}
