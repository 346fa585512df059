// Package trace carries the pages between a report and the ledger: a cell opened
// to what it is made of, and a table whose rows are put into the ledger.
package trace

import (
	"embed"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

//go:embed templates
var templates embed.FS

// area is these pages at the desk.
type area struct {
	*desk.Desk
	page       *web.Page[cellPage]
	depositing *web.Page[depositPage]
}

// Routes lead to what a cell is made of, and from a table into the ledger.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, desk.NewPage[cellPage](d, templates, "cell.html", "traced.html"), desk.NewPage[depositPage](d, templates, "deposit.html")}
	return []desk.Route{
		{Pattern: "GET /duties/{id}/trace", Act: people.DutyRead, Handle: a.cell},
		{Pattern: "GET /duties/{id}/deposit", Act: people.DutyFill, Handle: a.lookDeposit},
		{Pattern: "POST /duties/{id}/deposit", Act: people.DutyFill, Handle: a.deposit},
	}
}

// cell opens the cell that the address names: of a version, or of what is being
// written.
func (a *area) cell(c *desk.Call) error {
	q := c.URL.Query()
	n, err := strconv.ParseInt(q.Get("n"), 10, 64)
	if q.Get("n") != "" && err != nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	t, err := a.Traces.Cell(c.Context(), c.Who, c.Duty(), n, q.Get("cell"))
	if err != nil {
		return err
	}
	page := newCellPage(c, t)
	return desk.Show(a.Desk, c, a.page, page.Label, page)
}
