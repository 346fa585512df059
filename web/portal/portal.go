// Package portal holds the pages that everybody reads without signing in: the
// bulletins that were issued. They set no session and name nobody who is not
// printed; what is not issued does not exist for them.
package portal

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/assets"
)

//go:embed templates/*.html
var templates embed.FS

// Home is where the public pages begin.
const Home = "/public"

// freshness is how long a page may be shown before it is asked for again: a
// correction is seen by everybody within it.
const freshness = time.Minute

// Portal serves the public pages.
type Portal struct {
	*web.Site
	bulletins *publication.Service
	list      *web.Page[listPage]
	one       *web.Page[onePage]
}

// New makes the public pages of a site.
func New(site *web.Site, bulletins *publication.Service) *Portal {
	return &Portal{
		Site: site, bulletins: bulletins,
		list: web.NewPage[listPage](site, templates, "templates/frame.html", "templates/list.html"),
		one:  web.NewPage[onePage](site, templates, "templates/frame.html", "templates/bulletin.html"),
	}
}

// Handler returns the pages at Home and below.
func (p *Portal) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET "+Home, p.Handle(p.showList))
	mux.Handle("GET "+Home+"/bulletins/{id}", p.Handle(p.showOne))
	mux.Handle("GET "+Home+"/bulletins/{id}/word", p.Handle(p.sendWord))
	mux.Handle("/", p.Handle(p.NotFound))
	return web.Homed(Home, mux)
}

// read reads a bulletin that was issued; of any other nothing is told.
func (p *Portal) read(r *http.Request) (publication.Public, error) {
	b, err := p.bulletins.Read(r.Context(), publication.ID(r.PathValue("id")))
	if fault.Is(err, fault.NotFound) {
		err = fault.Wrap(err, fault.NotFound, "portal.no_bulletin")
	}
	return b, err
}

// fresh lets an answer be kept for a while, and reports whether the client has
// it already: then it is answered. What the page shows is told by marks; the
// form it is shown in, by the language and the bundle.
func (p *Portal) fresh(w http.ResponseWriter, r *http.Request, marks ...string) bool {
	marks = append(marks, string(web.Printer(r.Context()).Lang()), assets.URL("app.css"), fmt.Sprint(p.Demo))
	sum := sha256.Sum256([]byte(strings.Join(marks, "\n")))
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(freshness.Seconds())))
	h.Add("Vary", "Accept-Language, Cookie")
	for have := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if have = strings.TrimSpace(have); have == tag || have == "*" {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}
