package desk

import (
	"embed"
	"io/fs"
	"net/http"

	"github.com/xianfeng-oss/xianfeng/web"
)

//go:embed templates
var templates embed.FS

// beside finds a template in the folder of the pages it belongs to, else among
// those that every page may use.
type beside struct{ own fs.FS }

func (b beside) Open(name string) (fs.File, error) {
	if f, err := b.own.Open("templates/" + name); err == nil {
		return f, nil
	}
	return templates.Open("templates/" + name)
}

// NewPage makes a page of the templates named, from the folder «templates» of
// own or from the desk's: «form.html» for short forms, «form_page.html» for a
// page that is one. It panics if they do not parse.
func NewPage[T any](d *Desk, own fs.FS, names ...string) *web.Page[T] {
	return web.NewPage[T](d.Site, beside{own}, names...)
}

// Show answers with a page in its frame.
func Show[T any](d *Desk, c *Call, p *web.Page[T], title string, data T) error {
	return ShowStatus(d, c, p, http.StatusOK, title, data)
}

// ShowStatus answers with a page under another status: a form with its
// violations.
func ShowStatus[T any](d *Desk, c *Call, p *web.Page[T], status int, title string, data T) error {
	frame, err := d.frame(c, title)
	if err != nil {
		return err
	}
	return p.RenderStatus(c.W, c.Request, status, frame, data)
}
