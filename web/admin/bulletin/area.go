// Package bulletin carries the pages of the bulletins: which month has one,
// composing a draft beside its preview, signing, issuing, reading,
// downloading and correcting. Each file carries one action of a person.
package bulletin

import (
	"embed"

	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/publication"
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
	list    *web.Page[listPage]
	one     *web.Page[onePage]
	correct *web.Page[correctPage]
}

// Routes lead to the bulletins. Who may sign is for the service to say: a
// recorded delegate has no role for it (P-47).
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		list:    desk.NewPage[listPage](d, templates, "list.html", "state.html"),
		one:     desk.NewPage[onePage](d, templates, "one.html", "state.html", "edit.html", "acts.html"),
		correct: desk.NewPage[correctPage](d, templates, "correct.html", "form.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /bulletins", Act: people.BulletinRead, Handle: a.list},
		{Pattern: "GET /duties/{id}/bulletin", Act: people.BulletinRead, Handle: a.ofDuty},
		{Pattern: "POST /duties/{id}/bulletin", Act: people.BulletinCompose, Handle: a.compose},
		{Pattern: "GET /bulletins/{id}", Act: people.BulletinRead, Handle: a.one},
		{Pattern: "GET /bulletins/{id}/word", Act: people.BulletinRead, Handle: a.word},
		{Pattern: "POST /bulletins/{id}/save", Act: people.BulletinCompose, Handle: a.save},
		{Pattern: "POST /bulletins/{id}/refresh", Act: people.BulletinCompose, Handle: a.refresh},
		{Pattern: "POST /bulletins/{id}/discard", Act: people.BulletinCompose, Handle: a.discard},
		{Pattern: "POST /bulletins/{id}/sign", Handle: a.sign},
		{Pattern: "POST /bulletins/{id}/cosign", Handle: a.cosign},
		{Pattern: "POST /bulletins/{id}/take-back", Handle: a.takeBack},
		{Pattern: "POST /bulletins/{id}/issue", Act: people.BulletinIssue, Handle: a.issue},
		{Pattern: "GET /bulletins/{id}/correct", Act: people.BulletinCompose, Handle: a.correctForm},
		{Pattern: "POST /bulletins/{id}/correct", Act: people.BulletinCompose, Handle: a.correct},
	}
}

func bulletinID(c *desk.Call) publication.ID { return publication.ID(c.PathValue("id")) }

func address(id publication.ID) string { return "/bulletins/" + string(id) }

// done leads back to the bulletin with a sentence of what was done.
func (a *area) done(c *desk.Call, text string) error {
	a.Sessions.Flash(c.Context(), text)
	return c.Redirect(address(bulletinID(c)))
}
