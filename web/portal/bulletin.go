package portal

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/web"
)

// onePage is an issued bulletin as it was printed, with what was corrected
// since.
type onePage struct {
	Name   string // «2018年第3期»
	Word   string // address of the Word file
	Paper  web.Paper
	Digest string
	Errata []web.Erratum
}

func (p *Portal) showOne(w http.ResponseWriter, r *http.Request) error {
	b, err := p.read(r)
	if err != nil {
		return err
	}
	page := onePage{
		Name: b.Bulletin.Name(), Word: Home + "/bulletins/" + string(b.Bulletin.ID) + "/word", Paper: web.NewPaper(b.Bulletin.Document, nil),
		Digest: b.Bulletin.Digest, Errata: web.Errata(b.Corrections),
	}
	marks := []string{page.Digest}
	for _, e := range page.Errata {
		marks = append(marks, e.Place, e.New, e.Printed)
	}
	if p.fresh(w, r, marks...) {
		return nil
	}
	return p.one.Render(w, r, web.Frame{Title: page.Paper.Head.Name + " " + page.Name}, page)
}
