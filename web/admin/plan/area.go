// Package plan carries the pages about the plan as a whole: the workbench of
// each role, the matrix, the list of duties, and what the office changes of
// them. Each file carries one action of a person.
package plan

import (
	"embed"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

//go:embed templates
var templates embed.FS

// area is these pages at the desk.
type area struct {
	*desk.Desk
	page pages
}

type pages struct {
	desk   *web.Page[workbenchPage]
	matrix *web.Page[matrixPage]
	duties *web.Page[dutiesPage]
	manage *web.Page[managePage]
	add    *web.Page[addPage]
}

// Routes lead to the workbench, the matrix, the list of duties and the office's changes of duties.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		desk:   desk.NewPage[workbenchPage](d, templates, "workbench.html", "workbench_office.html", "workbench_ledger.html"),
		matrix: desk.NewPage[matrixPage](d, templates, "matrix.html"),
		duties: desk.NewPage[dutiesPage](d, templates, "duties.html"),
		manage: desk.NewPage[managePage](d, templates, "manage.html"),
		add:    desk.NewPage[addPage](d, templates, "add.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /{$}", Act: "", Handle: a.workbench},
		{Pattern: "GET /matrix", Act: people.DutyRead, Handle: a.matrix},
		{Pattern: "GET /duties", Act: people.DutyRead, Handle: a.duties},
		{Pattern: "GET /matrix/export", Act: people.DutyRead, Handle: a.exportMatrix},
		{Pattern: "GET /duties/export", Act: people.DutyRead, Handle: a.exportDuties},
		{Pattern: "GET /duties/{id}/manage", Act: people.DutyManage, Handle: a.manageForm},
		{Pattern: "POST /duties/{id}/excuse", Act: people.DutyManage, Handle: a.excuse},
		{Pattern: "POST /duties/{id}/owe", Act: people.DutyManage, Handle: a.owe},
		{Pattern: "GET /duties/add", Act: people.DutyManage, Handle: a.addForm},
		{Pattern: "POST /duties/add", Act: people.DutyManage, Handle: a.addDuty},
		{Pattern: "POST /calendar/decide", Act: people.DutyManage, Handle: a.decide},
	}
}
