package ledger

import (
	"net/http"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/stage"
	"github.com/xianfeng-oss/xianfeng/people"
)

// A problem past its day is marked in words in the list and on its own page, and
// is found by that; one that is due today is not.
func TestP29OverdueProblemsAreMarked(t *testing.T) {
	d := open(t)
	problem := func(name, due string) string {
		return entryURL(d.Entered(stage.Program, "problems", "yexian", "name", name, "kind", "funds", "day", "2018-06-12", "due", due).ID)
	}
	late, today := problem("缺资金", "2018-09-26"), problem("缺销路", "2018-09-28")
	office := d.Sit(t, people.Office, "PDS", "office")
	office.Get("/ledger/problems").Is(http.StatusOK).Says("缺资金</a> <span class=\"tag tag-overdue\">逾期 2 天</span>", "缺销路</a></th>", `<option value="overdue">逾期未了结的`)
	office.Get("/ledger/problems?state=overdue").Is(http.StatusOK).Says("缺资金", "共 1 条", `<option value="overdue" selected>`).Lacks("缺销路")
	office.Get(late).Is(http.StatusOK).Says("逾期 2 天")
	office.Get(today).Is(http.StatusOK).Lacks("逾期")
	office.Get("/ledger/activities").Is(http.StatusOK).Lacks("逾期")
	office.Get("/ledger/export/problems?format=csv&state=overdue").Is(http.StatusOK).Says("缺资金").Lacks("缺销路")
	d.At("2018-09-29 08:00")
	office.Get(today).Says("逾期 1 天")
}
