package portal

import (
	"cmp"
	"net/http"
	"slices"
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
	all, err := p.bulletins.Published(r.Context())
	if err != nil {
		return err
	}
	page := newListPage(all, r.URL.Query().Get("year"))
	marks := []string{"list"}
	for _, y := range page.Years {
		marks = append(marks, y.Text)
	}
	for _, b := range page.Rows {
		marks = append(marks, b.Bulletin.Digest)
	}
	if p.fresh(w, r, marks...) {
		return nil
	}
	return p.list.Render(w, r, web.Frame{Title: web.Printer(r.Context()).T("portal.title")}, page)
}

// newListPage shows the year asked for, the newest where none or another is.
func newListPage(all []publication.Public, asked string) listPage {
	var page listPage
	shown := ""
	for _, b := range all {
		text := yearOf(b)
		if !slices.ContainsFunc(page.Years, func(y year) bool { return y.Text == text }) {
			page.Years = append(page.Years, year{Text: text, URL: Home + "?year=" + text})
		}
		shown = max(shown, text)
	}
	slices.SortFunc(page.Years, func(x, y year) int { return cmp.Compare(y.Text, x.Text) })
	if slices.ContainsFunc(page.Years, func(y year) bool { return y.Text == asked }) {
		shown = asked
	}
	for i := range page.Years {
		page.Years[i].On = page.Years[i].Text == shown
	}
	for _, b := range all {
		if yearOf(b) == shown {
			page.Rows = append(page.Rows, b)
		}
	}
	return page
}

func yearOf(b publication.Public) string { return strconv.FormatInt(b.Bulletin.Year, 10) }
