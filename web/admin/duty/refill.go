package duty

import (
	"net/url"
	"strings"

	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// refillView asks whether what the ledger says shall stand in the place of a
// table's rows, or of the figures (按台账重填), and says what that changes.
type refillView struct {
	ID, Title   string
	Back        string           // where on the page it was asked
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
		return c.Redirect(dutyURL(c.Duty()) + "?edit=1#" + refillAnchor(table))
	}
	return c.Redirect(dutyURL(c.Duty()) + "?" + url.Values{"edit": {"1"}, "open": {refillDialog + table}}.Encode())
}

// refillAnchor is where on the page a table, or what differs from the ledger,
// stands.
func refillAnchor(table string) string {
	if table == report.EveryFigure {
		return "whys-title"
	}
	return "section-" + table
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
	if !asked || !v.edit || v.at.err != nil {
		return nil
	}
	title := v.p.T("derive.differs")
	if s := v.e.Form.Section(table); s != nil {
		title = s.Title
	}
	all := refilling(&v.e, table)
	if len(all) == 0 {
		return nil
	}
	listed := min(len(all), mostRefilled)
	return &refillView{ID: table, Title: title, Back: refillAnchor(table), Changed: v.differences(all[:listed]), Total: len(all), Rest: len(all) - listed}
}
