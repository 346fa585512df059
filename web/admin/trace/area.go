// Package trace carries the page on which a cell of a report is opened to what
// it is made of: the entries of the ledger, or the reports of shorter periods.
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

// area is this page at the desk.
type area struct {
	*desk.Desk
	page *web.Page[cellPage]
}

// Routes lead to what a cell is made of.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, desk.NewPage[cellPage](d, templates, "cell.html", "traced.html")}
	return []desk.Route{{Pattern: "GET /duties/{id}/trace", Act: people.DutyRead, Handle: a.cell}}
}

// cell opens the cell that the address names: of a version, or of what is being
// written.
func (a *area) cell(c *desk.Call) error {
	q := c.URL.Query()
	n, err := strconv.ParseInt(q.Get("n"), 10, 64)
	if q.Get("n") != "" && err != nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	t, err := a.Reports.Trace(c.Context(), c.Who, c.Duty(), n, q.Get("cell"))
	if err != nil {
		return err
	}
	page := newCellPage(c, t)
	return desk.Show(a.Desk, c, a.page, page.Label, page)
}
