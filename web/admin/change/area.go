// Package change carries the pages on which an office changes a running plan: the
// register of readings and their signature, short forms for what changes most,
// the text of the playbook with its mistakes, what a draft would change and whom
// it concerns, and the versions there were. Each file carries one action of a
// person. Nothing is in force before it was compared and published.
package change

import (
	"embed"
	"slices"

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
	readings *web.Page[readingsPage]
	sign     *web.Page[signPage]
	index    *web.Page[indexPage]
	edit     *web.Page[editPage]
	compare  *web.Page[comparePage]
	versions *web.Page[versionsPage]
	due      *web.Page[duePage]
	dates    *web.Fragment[datesPart]
	fields   *web.Page[fieldsPage]
	form     *web.Page[shortPage]
}

// Routes lead to the readings, the draft of the plan and its versions.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		readings: desk.NewPage[readingsPage](d, templates, "readings.html", "draft.html"),
		sign:     desk.NewPage[signPage](d, templates, "sign.html", "effects.html"),
		index:    desk.NewPage[indexPage](d, templates, "index.html", "draft.html"),
		edit:     desk.NewPage[editPage](d, templates, "edit.html", "draft.html"),
		compare:  desk.NewPage[comparePage](d, templates, "compare.html", "effects.html", "draft.html"),
		versions: desk.NewPage[versionsPage](d, templates, "versions.html", "draft.html"),
		due:      desk.NewPage[duePage](d, templates, "due.html", "dates.html", "form.html"),
		dates:    web.NewFragment[datesPart](d.Site, templates, "dates", "templates/dates.html"),
		fields:   desk.NewPage[fieldsPage](d, templates, "fields.html"),
		form:     desk.NewPage[shortPage](d, templates, "short.html", "form.html"),
	}}
	return slices.Concat(a.readers(), a.texts(), a.shortForms())
}

// readers lead to what everybody reads, and to signing.
func (a *area) readers() []desk.Route {
	return []desk.Route{
		{Pattern: "GET /plan/readings", Act: people.PlanRead, Handle: a.readings},
		{Pattern: "GET /plan/readings/{reading}", Act: people.PlanChange, Handle: a.signForm},
		{Pattern: "POST /plan/readings/{reading}", Act: people.PlanChange, Handle: a.sign},
		{Pattern: "GET /plan/versions", Act: people.PlanRead, Handle: a.versions},
		{Pattern: "GET /plan/versions/{edition}", Act: people.PlanRead, Handle: a.download},
	}
}

// texts lead to the draft as a text, and from it to the next version.
func (a *area) texts() []desk.Route {
	return []desk.Route{
		{Pattern: "GET /plan/edit", Act: people.PlanChange, Handle: a.edit},
		{Pattern: "POST /plan/edit", Act: people.PlanChange, Handle: a.Body(textLimit, a.saveText)},
		{Pattern: "POST /plan/edit/save", Act: people.PlanChange, Handle: a.Body(textLimit, a.autosave)},
		{Pattern: "POST /plan/import", Act: people.PlanChange, Handle: a.Body(textLimit, a.importFile)},
		{Pattern: "GET /plan/compare", Act: people.PlanChange, Handle: a.compare},
		{Pattern: "POST /plan/rebase", Act: people.PlanChange, Handle: a.rebase},
		{Pattern: "POST /plan/discard", Act: people.PlanChange, Handle: a.discard},
		{Pattern: "POST /plan/publish", Act: people.PlanChange, Handle: a.publish},
	}
}

// shortForms lead to the forms for what changes most.
func (a *area) shortForms() []desk.Route {
	out := []desk.Route{
		{Pattern: "GET /plan/change", Act: people.PlanChange, Handle: a.index},
		{Pattern: "GET /plan/change/due/{obligation}", Act: people.PlanChange, Handle: a.dueForm},
		{Pattern: "POST /plan/change/due/{obligation}", Act: people.PlanChange, Handle: a.changeDue},
		{Pattern: "GET /plan/change/due/{obligation}/dates", Act: people.PlanChange, Handle: a.dueDates},
		{Pattern: "GET /plan/change/form/{form}", Act: people.PlanChange, Handle: a.fieldsForm},
		{Pattern: "POST /plan/change/form/{form}", Act: people.PlanChange, Handle: a.changeFields},
	}
	for path, s := range map[string]short{
		"audience":              audienceForm,
		"audience/{obligation}": askedForm,
		"phase/{phase}":         phaseForm,
		"body/{body}":           bodyForm,
		"document":              documentForm,
	} {
		out = append(out,
			desk.Route{Pattern: "GET /plan/change/" + path, Act: people.PlanChange, Handle: a.shortForm(s)},
			desk.Route{Pattern: "POST /plan/change/" + path, Act: people.PlanChange, Handle: a.changeShort(s)})
	}
	return out
}
