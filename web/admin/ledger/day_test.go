package ledger

import (
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/people"
)

// A project that is planned has not begun: the day it was recorded on is none of
// its own.
func TestAPlannedProjectHasNotBegun(t *testing.T) {
	d := open(t)
	d.At("2018-09-12 10:00")
	record(d, "projects", "yexian", map[string]string{"name": "蔬菜大棚", "line": "industry", "planned_from": "2019-03-01"})
	who := d.Sit(t, people.Liaison, "yexian", "")
	who.Get("/ledger/projects?col=day&col=planned_from").Is(http.StatusOK).Says("开始日期", "蔬菜大棚").Lacks("2018-09-12")
	who.Get("/ledger/export/projects?format=csv").Is(http.StatusOK).Lacks("2018-09-12")
}
