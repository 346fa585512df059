package plan

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// matrixPage is units × periods of one obligation.
type matrixPage struct {
	Tracks      []desk.Option // activities, of a plan that has several
	Track       string        // the one chosen, "" for the whole plan
	Themes      []string      // of the one chosen
	Any         bool          // may be filed at any time: filings are counted, none is due
	Obligations []desk.Option
	From, To    []desk.Option
	Group, As   string
	Clause      string
	Title       string
	Obligation  string
	Figures     figures
	Columns     []column
	FormHeads   []formHead // of an obligation of several forms
	Groups      []matrixGroup
	Legend      []glyph
	Undated     bool          // no column has a date: what is sent is counted, not what is on time
	Width       int           // columns of the whole table
	On          calendar.Date // the day it shows
	Export      []desk.Option // addresses of it as a file
}

// figures are the counts above the matrix, of what is shown and due.
type figures struct {
	Due, OnTime, Late, Missing int
	Shares                     []string // of on time, late, missing: they add to 100.0
	Now                        string   // the period at hand
	NowDue                     calendar.Date
	NowSent, NowAll            int
	HasNow                     bool
	Span                       string
	Filed, Units               int // sent, and by how many units
	Asked                      int // open and not excused
}

// column is one period, of one form.
type column struct {
	Period, Form string
	Head         string
	DueOn        calendar.Date
	Provisional  bool
	Current      bool
	Undated      bool
}

type formHead struct {
	Title string
	Span  int
}

type matrixGroup struct {
	Name string
	N    int
	Rows []matrixRow

	category organisation.Category // of the first unit
}

type matrixRow struct {
	Unit, Code string
	Cells      []*matrixCell // nil where nothing is owed
	Filed      int           // sent, of those shown
	Asked      int           // open and not excused, of those shown
	OnTime     int
	Due        int
}

// matrixCell is one duty as a word and a colour.
type matrixCell struct {
	ID    campaign.DutyID
	Glyph glyph
	Hint  string
}

// glyph is a sign with the class that colours it.
type glyph struct{ Class, Sign string } // Sign is a message key

func (a *area) matrix(c *desk.Call) error {
	page, err := a.matrixOf(c)
	if err != nil {
		return err
	}
	return desk.Show(a.Desk, c, a.page.matrix, c.T("nav.matrix"), page)
}

// matrixOf lays out the matrix that a request asks for.
func (a *area) matrixOf(c *desk.Call) (page matrixPage, err error) {
	id, err := a.Campaign(c)
	if err != nil {
		return page, err
	}
	r, err := a.Campaigns.Look(c.Context(), c.Who, id)
	if err != nil {
		return page, err
	}
	q := c.URL.Query()
	ob := q.Get("obligation")
	track := c.Track(r.Book)
	if o := r.Book.Obligation(ob); o == nil && ob == "" || o != nil && !o.Serves(track) {
		ob = foremost(r.Book, track)
	}
	m, err := a.Campaigns.Matrix(c.Context(), c.Who, id, ob)
	if err != nil {
		return page, err
	}
	v := matrixView{Matrix: m, printer: web.Printer(c.Context()), category: q.Get("group") != "county", today: q.Get("as") == "today"}
	page = matrixPage{
		Export:     exports("/matrix", q),
		Obligation: ob, Title: m.Obligation.Title, Clause: desk.ClauseTag(m.Book, m.Obligation.Clause),
		Group: pick(v.category, "category", "county"), As: pick(v.today, "today", "then"), Legend: legend, On: m.Today(),
	}
	page.Any, page.Track = m.Obligation.Every == playbook.Any, track
	if page.Tracks = c.TrackTabs(r.Book, "obligation", "from", "to"); track != "" {
		page.Themes = r.Book.Themes(track)
	}
	for _, o := range m.Book.Obligations {
		if o.Later == "" && o.Serves(track) {
			page.Obligations = append(page.Obligations, desk.Option{Value: o.ID, Text: o.Title + " · " + desk.ClauseTag(m.Book, o.Clause), On: o.ID == ob})
		}
	}
	v.cut(q.Get("from"), q.Get("to"), &page)
	v.fill(&page)
	return page, nil
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// foremost returns the obligation with which the matrix of a track opens: the
// first that recurs most often, else the first there is.
func foremost(pb *playbook.Playbook, track string) string {
	best, rank := "", 0
	for i := range pb.Obligations {
		ob := &pb.Obligations[i]
		if ob.Later != "" || !ob.Serves(track) {
			continue
		}
		often := 1 + slices.Index([]playbook.Every{playbook.Year, playbook.Quarter, playbook.Month}, ob.Every)
		if best == "" || often > rank {
			best, rank = ob.ID, often
		}
	}
	return best
}

// groupOf returns the heading a duty stands under: its county, as it was on the
// due day or as it is today; what belongs to no county stands by its category.
func (v *matrixView) groupOf(it *campaign.Item) (key, name string) {
	county := it.County
	if _, ok := v.Tree.Unit(it.Unit); v.today && ok {
		county = v.Tree.CountyOf(it.Unit)
	}
	if !v.category && county != "" {
		return "1" + string(county), desk.UnitName(v.Tree, county)
	}
	return v.heading(v.categoryOf(it))
}

// categoryOf returns the category of a duty's unit, on the due day or today.
func (v *matrixView) categoryOf(it *campaign.Item) organisation.Category {
	if n, ok := v.Tree.Unit(it.Unit); v.today && ok {
		return n.Category
	}
	return it.Category
}

// heading returns the heading of a category.
func (v *matrixView) heading(category organisation.Category) (key, name string) {
	order := slices.Index(organisation.Categories, category)
	return "2" + string(rune('a'+order)), v.printer.T("category." + string(category))
}

// sign returns the word of a duty as one character, or as a short word. That a report in time is a
// nil report says more than that it is there.
func sign(it *campaign.Item, st campaign.Standing) glyph {
	if it.Nil && st.Word == campaign.WordSent {
		return glyph{"nil", "matrix.sign_nil"}
	}
	if st.Accepted && st.Word == campaign.WordSent {
		return glyph{"accepted", "matrix.sign_sent"}
	}
	return glyph{string(st.Word), signs[st.Word]}
}

var signs = map[campaign.Word]string{
	campaign.WordExcused: "matrix.sign_excused", campaign.WordNotOpen: "matrix.sign_not_open", campaign.WordReturned: "matrix.sign_returned",
	campaign.WordSupplementary: "matrix.sign_supplementary",
	campaign.WordLate:          "matrix.sign_late", campaign.WordSent: "matrix.sign_sent", campaign.WordMissing: "matrix.sign_missing",
	campaign.WordAwaiting: "matrix.sign_awaiting", campaign.WordDraft: "matrix.sign_draft", campaign.WordOpen: "matrix.sign_open",
}

var legend = []glyph{
	{"sent", "matrix.sign_sent"}, {"nil", "matrix.sign_nil"}, {"late", "matrix.sign_late"}, {"supplementary", "matrix.sign_supplementary"}, {"missing", "matrix.sign_missing"},
	{"returned", "matrix.sign_returned"}, {"draft", "matrix.sign_draft"}, {"awaiting", "matrix.sign_awaiting"},
	{"open", "matrix.sign_open"}, {"excused", "matrix.sign_excused"}, {"not_open", "matrix.sign_not_open"},
}

// hint says in words what a cell stands for.
func hint(p *locale.Printer, r campaign.Running, t *organisation.Tree, it *campaign.Item, st campaign.Standing) string {
	lines := desk.UnitName(t, it.Unit) + " · " + titled(p, r.Book, &it.Duty)
	if !it.DueOn.IsZero() {
		lines += "\n" + p.T("matrix.due", p.ShortDate(it.DueOn))
		if it.Provisional {
			lines += " " + p.T("web.provisional")
		}
	}
	if it.Excused != "" {
		return lines + "\n" + p.T("matrix.excused", it.Excused)
	}
	if !it.First.IsZero() {
		lines += "\n" + p.T("matrix.first", p.In(r.Zone).DateTime(it.First))
	}
	lines += "\n" + p.T("state."+string(st.Word))
	if st.Days > 0 {
		lines += " " + p.T("matrix.days", st.Days)
	}
	if it.Nil {
		lines += " · " + p.T("state.nil")
	}
	if st.Accepted {
		lines += " · " + p.T("state.accepted")
	}
	if it.Newest > 1 {
		lines += " · " + p.T("matrix.version", int(it.Newest))
	}
	return lines
}
