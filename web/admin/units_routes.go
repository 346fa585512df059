package admin

import (
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
)

type orgPages struct {
	units    *web.Page[unitsPage]
	unit     *web.Page[unitPage]
	found    *web.Page[formPage]
	posts    *web.Page[postsPage]
	post     *web.Page[postPage]
	liaisons *web.Page[liaisonsPage]
	liaison  *web.Page[liaisonPage]
}

func newOrgPages(s *web.Site) orgPages {
	return orgPages{
		units:    web.NewPage[unitsPage](s, files(), "units.html", "unit_form.html"),
		unit:     web.NewPage[unitPage](s, files(), "unit.html", "unit_form.html"),
		found:    web.NewPage[formPage](s, files(), "unit_new.html", "unit_form.html"),
		posts:    web.NewPage[postsPage](s, files(), "posts.html", "unit_form.html"),
		post:     web.NewPage[postPage](s, files(), "post.html", "unit_form.html"),
		liaisons: web.NewPage[liaisonsPage](s, files(), "liaisons.html", "unit_form.html"),
		liaison:  web.NewPage[liaisonPage](s, files(), "liaison.html", "unit_form.html"),
	}
}

func (a *Admin) orgRoutes() []route {
	return []route{
		{"GET /units", people.UnitRead, a.units},
		{"GET /units/new", people.UnitManage, a.foundForm},
		{"POST /units/new", people.UnitManage, a.foundUnit},
		{"GET /units/{code}", people.UnitRead, a.unit},
		{"POST /units/{code}/rename", people.UnitManage, a.renameUnit},
		{"POST /units/{code}/alias", people.UnitManage, a.addAlias},
		{"POST /units/{code}/move", people.UnitManage, a.moveUnit},
		{"POST /units/{code}/close", people.UnitManage, a.closeUnit},
		{"GET /posts", people.PostRead, a.posts},
		{"GET /posts/{post}", people.PostManage, a.post},
		{"POST /posts/{post}", people.PostManage, a.appoint},
		{"GET /liaisons", people.LiaisonRead, a.liaisons},
		{"GET /liaisons/{code}", people.LiaisonManage, a.liaison},
		{"POST /liaisons/{code}", people.LiaisonManage, a.nameLiaison},
	}
}

// formPage is a page that is one form.
type formPage struct {
	Form formView
	Back option // where it leads back to
}

// parts are the pages about who there is, as far as the reader may see them.
func (a *Admin) parts(c *call, here string) []option {
	id := a.handID(c)
	var out []option
	for _, p := range []struct {
		url, key string
		act      people.Action
	}{{"/units", "org.units", people.UnitRead}, {"/posts", "post.title", people.PostRead}, {"/liaisons", "liaison.title", people.LiaisonRead}} {
		if c.who.Scope(p.act, id).Empty() || id == "" && p.act != people.UnitRead {
			continue
		}
		out = append(out, option{p.url, c.t(p.key), p.url == here})
	}
	return out
}

// handID returns the campaign at hand, "" without one.
func (a *Admin) handID(c *call) string {
	if ch, err := a.choose(c); err == nil && ch.hand != nil {
		return string(ch.hand.ID)
	}
	return ""
}
