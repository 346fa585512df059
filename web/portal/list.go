package portal

import (
	"net/http"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web"
)

// listPage is the issued bulletins of one year, the newest first.
type listPage struct {
	Years []year
	Rows  []publication.Public
}

// year is a year in which bulletins were issued.
type year struct {
	Text, URL string
	On        bool
}

func (p *Portal) showList(w http.ResponseWriter, r *http.Request) error {
	asked, _ := strconv.ParseInt(r.URL.Query().Get("year"), 10, 64) // of none that there is, the newest is shown
	years, all, err := p.bulletins.Published(r.Context(), asked)
	if err != nil {
		return err
	}
	page := listPage{Rows: all}
	marks := []string{"list"}
	for _, y := range years {
		text := strconv.FormatInt(y, 10)
		page.Years = append(page.Years, year{text, Home + "?year=" + text, y == all[0].Bulletin.Year})
		marks = append(marks, text)
	}
	for _, b := range all {
		marks = append(marks, b.Bulletin.Digest)
	}
	if p.fresh(w, r, marks...) {
		return nil
	}
	return p.list.Render(w, r, web.Frame{Title: web.Printer(r.Context()).T("portal.title")}, page)
}
