package duty

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// refillView asks whether the rows of the ledger shall stand in the place of a
// table's (按台账重填), and says what that changes.
type refillView struct {
	ID, Title   string
	Changed     []differenceView // the first ones
	Total, Rest int              // all of them, and how many are not listed
}

// mostRefilled is how many changed cells are listed.
const mostRefilled = 200

// refillDialog opens the question of a table.
const refillDialog = "refill-"

// askRefill leads to the question what a table would become, or says that it is
// as the ledger has it.
func (a *area) askRefill(c *desk.Call, table string) error {
	e, err := a.Reports.Open(c.Context(), c.Who, c.Duty())
	if err != nil {
		return err
	}
	if len(refilling(&e, table)) == 0 {
		a.Sessions.Flash(c.Context(), c.T("derive.refill_same"))
		return c.Redirect(dutyURL(c.Duty()) + "?edit=1#section-" + table)
	}
	return c.Redirect(dutyURL(c.Duty()) + "?edit=1&open=" + refillDialog + table)
}

// refilling lists what a table would be changed in.
func refilling(e *report.Entry, table string) []paper.Difference {
	d := e.Draft
	d.Content = e.Content
	return paper.Compare(d.Content, d.Refilled(e.Form, table))
}

// refill is the question that the address opens, nil for none.
func (v *dutyView) refill() *refillView {
	table, asked := strings.CutPrefix(v.call.URL.Query().Get("open"), refillDialog)
	s := v.e.Form.Section(table)
	if !asked || !v.edit || s == nil || v.at.err != nil {
		return nil
	}
	all := refilling(&v.e, table)
	if len(all) == 0 {
		return nil
	}
	listed := min(len(all), mostRefilled)
	return &refillView{ID: table, Title: s.Title, Changed: v.differences(all[:listed]), Total: len(all), Rest: len(all) - listed}
}
