// Package unit carries the pages about who there is: units, posts and liaisons.
// Each file carries one action of a person.
package unit

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
	units    *web.Page[unitsPage]
	unit     *web.Page[unitPage]
	found    *web.Page[desk.FormPage]
	posts    *web.Page[postsPage]
	post     *web.Page[postPage]
	liaisons *web.Page[liaisonsPage]
	liaison  *web.Page[liaisonPage]
}

// Routes lead to units, posts and liaisons.
func Routes(d *desk.Desk) []desk.Route {
	a := &area{d, pages{
		units:    desk.NewPage[unitsPage](d, templates, "units.html", "form.html"),
		unit:     desk.NewPage[unitPage](d, templates, "unit.html", "form.html"),
		found:    desk.NewPage[desk.FormPage](d, templates, "form_page.html", "form.html"),
		posts:    desk.NewPage[postsPage](d, templates, "posts.html", "form.html"),
		post:     desk.NewPage[postPage](d, templates, "post.html", "form.html"),
		liaisons: desk.NewPage[liaisonsPage](d, templates, "liaisons.html", "form.html"),
		liaison:  desk.NewPage[liaisonPage](d, templates, "liaison.html", "form.html"),
	}}
	return []desk.Route{
		{Pattern: "GET /units", Act: people.UnitRead, Handle: a.units},
		{Pattern: "GET /units/new", Act: people.UnitManage, Handle: a.foundForm},
		{Pattern: "POST /units/new", Act: people.UnitManage, Handle: a.foundUnit},
		{Pattern: "GET /units/{code}", Act: people.UnitRead, Handle: a.unit},
		{Pattern: "POST /units/{code}/rename", Act: people.UnitManage, Handle: a.renameUnit},
		{Pattern: "POST /units/{code}/alias", Act: people.UnitManage, Handle: a.addAlias},
		{Pattern: "POST /units/{code}/move", Act: people.UnitManage, Handle: a.moveUnit},
		{Pattern: "POST /units/{code}/close", Act: people.UnitManage, Handle: a.closeUnit},
		{Pattern: "GET /posts", Act: people.PostRead, Handle: a.posts},
		{Pattern: "GET /posts/{post}", Act: people.PostManage, Handle: a.post},
		{Pattern: "POST /posts/{post}", Act: people.PostManage, Handle: a.appoint},
		{Pattern: "POST /posts/{post}/proposed", Act: people.PostManage, Handle: a.confirmProposed},
		{Pattern: "POST /posts/{post}/relieve", Act: people.PostManage, Handle: a.relieve},
		{Pattern: "POST /posts/{post}/delegate", Act: people.PostManage, Handle: a.delegate},
		{Pattern: "POST /posts/{post}/delegate/end", Act: people.PostManage, Handle: a.endDelegation},
		{Pattern: "GET /liaisons", Act: people.LiaisonRead, Handle: a.liaisons},
		{Pattern: "GET /liaisons/{code}", Act: people.LiaisonManage, Handle: a.liaison},
		{Pattern: "POST /liaisons/{code}", Act: people.LiaisonManage, Handle: a.nameLiaison},
	}
}

// parts are the pages about who there is, as far as the reader may see them.
func (a *area) parts(c *desk.Call, here string) []desk.Option {
	id := a.HandID(c)
	var out []desk.Option
	for _, p := range []struct {
		url, key string
		act      people.Action
	}{{"/units", "org.units", people.UnitRead}, {"/posts", "post.title", people.PostRead}, {"/liaisons", "liaison.title", people.LiaisonRead}} {
		if c.Who.Scope(p.act, id).Empty() || id == "" && p.act != people.UnitRead {
			continue
		}
		out = append(out, desk.Option{Value: p.url, Text: c.T(p.key), On: p.url == here})
	}
	return out
}
