package unit

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// unitLimit is how many units a page lists.
const unitLimit = 100

// unitsPage is the units the reader may see, as of a day, by category.
type unitsPage struct {
	Parts      []desk.Option
	Text       string
	Category   string
	Below      string
	On         calendar.Date
	Today      bool
	Total      int
	Categories []chipView
	Tops       []desk.Option // units below which one may look
	Groups     []unitGroup
	Pager      web.Pager
	Manages    bool
}

type chipView struct {
	Text, URL string
	N         int
	On        bool
}

type unitGroup struct {
	Category string
	Rows     []unitRow
}

type unitRow struct {
	Code, Name           string
	Aliases              []string
	County, Industry     string
	CountyAt, IndustryAt string // their codes
}

func (a *area) units(c *desk.Call) error {
	q := c.URL.Query()
	p := unitsPage{
		Parts: a.parts(c, "/units"), Text: strings.TrimSpace(q.Get("q")), Category: q.Get("category"), Below: q.Get("below"),
		On: a.AsOf(c), Manages: !c.Who.Scope(people.UnitManage, "").Empty(),
	}
	p.Today = p.On == a.Units.Today()
	if err := c.Who.MayIn(people.UnitRead, c.Who.Root, ""); err != nil {
		return err
	}
	t, err := a.Units.Tree(c.Context(), c.Who.Root, p.On)
	if err != nil {
		return err
	}
	found := visibleUnits(c.Who, t, p)
	p.count(c, found)
	p.tops(t, found)
	found = slices.DeleteFunc(found, func(n organisation.Node) bool {
		return p.Category != "" && string(n.Category) != p.Category
	})
	p.Total = len(found)
	p.show(t, p.cut(found, q.Get("after")))
	return desk.Show(a.Desk, c, a.page.units, c.T("org.units"), p)
}

// visibleUnits finds the units that existed on the day, by category and code.
func visibleUnits(who people.Actor, t *organisation.Tree, p unitsPage) []organisation.Node {
	scope := who.Scope(people.UnitRead, "")
	found, _ := t.Search(organisation.Search{Below: scope.All, Only: scope.Own, Text: p.Text})
	inside := map[organisation.UnitID]bool{}
	if n, ok := t.ByCode(p.Below); ok {
		for _, id := range t.Subtree(n.ID) {
			inside[id] = true
		}
	}
	found = slices.DeleteFunc(found, func(n organisation.Node) bool {
		return !n.ExistsOn(p.On) || p.Below != "" && !inside[n.ID]
	})
	slices.SortStableFunc(found, func(x, y organisation.Node) int {
		return cmp.Compare(slices.Index(organisation.Categories, x.Category), slices.Index(organisation.Categories, y.Category))
	})
	return found
}

// count fills the chips of the categories.
func (p *unitsPage) count(c *desk.Call, found []organisation.Node) {
	n := map[organisation.Category]int{}
	for _, u := range found {
		n[u.Category]++
	}
	p.Categories = []chipView{{c.T("org.all"), p.address("", ""), len(found), p.Category == ""}}
	for _, cat := range organisation.Categories {
		if n[cat] > 0 {
			p.Categories = append(p.Categories, chipView{
				c.T("category." + string(cat)), p.address(string(cat), ""), n[cat], p.Category == string(cat),
			})
		}
	}
}

// tops offers the units that have others below them.
func (p *unitsPage) tops(t *organisation.Tree, found []organisation.Node) {
	for _, n := range found {
		if len(t.Children(n.ID)) > 0 && n.ID != n.Root || n.Code == p.Below {
			p.Tops = append(p.Tops, desk.Option{Value: n.Code, Text: n.Name, On: n.Code == p.Below})
		}
	}
}

// cut takes one page of the units, after the one with the code.
func (p *unitsPage) cut(found []organisation.Node, after string) []organisation.Node {
	at := slices.IndexFunc(found, func(n organisation.Node) bool { return n.Code == after }) + 1
	end := min(at+unitLimit, len(found))
	if end < len(found) {
		p.Pager.Next = p.address(p.Category, found[end-1].Code)
	}
	if at > unitLimit {
		p.Pager.Previous = p.address(p.Category, found[at-unitLimit-1].Code)
	} else if at > 0 {
		p.Pager.Previous = p.address(p.Category, "")
	}
	p.Pager.Shown = end - at
	return found[at:end]
}

func (p *unitsPage) address(category, after string) string {
	q := url.Values{}
	for name, value := range map[string]string{"q": p.Text, "category": category, "below": p.Below, "after": after} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if !p.Today {
		q.Set("on", p.On.String())
	}
	return "/units?" + q.Encode()
}

func (p *unitsPage) show(t *organisation.Tree, rows []organisation.Node) {
	for _, n := range rows {
		if last := len(p.Groups) - 1; last < 0 || p.Groups[last].Category != string(n.Category) {
			p.Groups = append(p.Groups, unitGroup{Category: string(n.Category)})
		}
		g := &p.Groups[len(p.Groups)-1]
		county, _ := t.Unit(n.County)
		industry, _ := t.Unit(n.Industry)
		g.Rows = append(g.Rows, unitRow{n.Code, n.Name, n.Aliases, county.Name, industry.Name, county.Code, industry.Code})
	}
}

// unitAt returns the unit a path names by its code, if the reader may see it.
func (a *area) unitAt(c *desk.Call, on calendar.Date) (*organisation.Tree, organisation.Node, error) {
	t, err := a.Units.Tree(c.Context(), c.Who.Root, on)
	if err != nil {
		return nil, organisation.Node{}, err
	}
	n, ok := t.ByCode(c.PathValue("code"))
	if !ok {
		return nil, n, fault.New(fault.NotFound, "fault.not_found")
	}
	return t, n, c.Who.May(people.UnitRead, desk.PlaceOf(t, n, ""))
}

// parentsOffered lists the units that others stand below, for a form to suggest.
func parentsOffered(t *organisation.Tree, on calendar.Date) []desk.Option {
	var out []desk.Option
	for _, n := range t.Nodes() {
		if n.Category != organisation.Grassroots && n.ExistsOn(on) {
			out = append(out, desk.Option{Value: n.Code, Text: n.Name})
		}
	}
	return out
}
