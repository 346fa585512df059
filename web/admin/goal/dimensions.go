package goal

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/result"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/quantity"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// dimensionsPage is what the ledger says of a unit by the dimensions of the
// plan.
type dimensionsPage struct {
	Tabs, Years []desk.Option
	Unit, Name  string
	UnknownUnit bool
	Until       string
	Work        []figure // 比落实
	Effect      []figure // 比成效
	Lines       []lineRow
	Heads       []string
	Tables      []tableView
}

// figure is a number with what it is and where its entries are.
type figure struct{ Label, Value, More, URL string }

// lineRow is what the activities of a line brought.
type lineRow struct {
	Name, N, URL string
	Sums         []string
}

// tableView is a small table: a head, and rows whose first cell leads on.
type tableView struct {
	Title string
	Heads []string
	Rows  []tableRow
}

type tableRow struct {
	Name, URL string
	Cells     []tableCell
}

type tableCell struct {
	Text, Class string // Class: the colour of a tag, "" for plain text
}

func (a *area) dimensions(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	page := dimensionsPage{Tabs: tabs(c, "/dimensions"), Unit: strings.TrimSpace(c.URL.Query().Get("unit"))}
	q := result.About{Campaign: id, Year: yearAsked(c)}
	if page.Unit != "" {
		if q.Unit, err = a.UnitNamed(c, page.Unit); err != nil {
			return err
		}
		if q.Unit == "" {
			page.UnknownUnit = true
			return desk.Show(a.Desk, c, a.page.dimensions, c.T("dimension.title"), page)
		}
	}
	d, err := a.Results.Look(c.Context(), c.Who, q)
	if err != nil {
		return err
	}
	v := dimensionView{c, web.Printer(c.Context()), d}
	page.Name, page.Until = d.Unit.Name, c.T("dimension.until", v.p.Date(d.To))
	page.Years = append(page.Years, desk.Option{Text: c.T("dimension.whole"), On: d.Year == 0})
	for y := d.Book.Start.Year; y <= d.Today().Year && (d.Ends.IsZero() || y <= d.Ends.Year); y++ {
		page.Years = append(page.Years, desk.Option{Value: yearText(y), Text: c.T("goal.year", yearText(y)), On: y == d.Year})
	}
	page.Work, page.Effect = v.work(), v.effect()
	page.Heads, page.Lines = v.lines()
	page.Tables = v.tables()
	return desk.Show(a.Desk, c, a.page.dimensions, c.T("dimension.title"), page)
}

// dimensionView puts the dimensions of a unit into words.
type dimensionView struct {
	c *desk.Call
	p *locale.Printer
	d result.Dimensions
}

// uses reports whether the plan keeps a register.
func (v dimensionView) uses(id string) bool {
	_, ok := v.d.Book.Ledger.Use(id)
	return ok
}

// list is the address of the entries of a register, of the unit and the year.
func (v dimensionView) list(id string, more ...string) string {
	src := &register.Source{Register: id, Where: map[string][]string{}}
	for i := 0; i+1 < len(more); i += 2 {
		src.Where[more[i]] = []string{more[i+1]}
	}
	if id == "projects" { // those of every year
		return entries(v.d.Unit.Code, src, "", "", calendar.Date{}, v.d.To)
	}
	return entries(v.d.Unit.Code, src, "", "", v.d.From, v.d.To)
}

func (v dimensionView) count(n int64) string { return quantity.Count.Format(n) }

// work is the first dimension.
func (v dimensionView) work() []figure {
	var out []figure
	if v.uses("measures_taken") {
		out = append(out, figure{v.c.T("dimension.measures"), v.c.T("dimension.of", v.count(v.d.Implemented), v.count(v.d.Planned)), "", v.list("measures_taken")})
		f := figure{v.c.T("dimension.enabling"), none, v.c.T("dimension.enabling_more", v.count(v.d.Kinds["enabling"]), v.count(v.d.Kinds["gift"])), v.list("measures_taken", "kind", "enabling")}
		if n, ok := v.d.Share(); ok {
			f.Value = strconv.FormatInt(n, 10) + "%"
		}
		out = append(out, f)
	}
	if v.uses("contributions") && v.uses("steps") {
		f := figure{v.c.T("dimension.used"), none, v.c.T("dimension.used_more", v.p.Money(v.d.FundsIn), v.p.Money(v.d.FundsUsed)), v.list("contributions", "kind", "money")}
		if n, ok := v.d.Used(); ok {
			f.Value = strconv.FormatInt(n, 10) + "%"
		}
		out = append(out, f)
	}
	for _, tag := range []string{"aspiration", "knowledge"} {
		out = append(out, figure{v.option("activities", "tags", tag), v.c.T("dimension.activities", v.count(v.d.Tags[tag])), "", v.list("activities", "tags", tag)})
	}
	return out
}

// option is the word of an answer of a register's field.
func (v dimensionView) option(id, field, option string) string {
	return v.c.T("register." + id + "." + field + "." + option)
}

// effect is the second dimension.
func (v dimensionView) effect() []figure {
	var out []figure
	shape, _ := register.ShapeOf("projects")
	for _, s := range shape.States {
		if n := v.d.Projects[s.ID]; n > 0 {
			out = append(out, figure{v.c.T("dimension.projects", v.c.T("register.projects.state."+s.ID)), v.count(n), "", v.list("projects", "state", s.ID)})
		}
	}
	for _, aspect := range slices.Sorted(maps.Keys(v.d.Aspects)) {
		out = append(out, figure{v.c.T("dimension.aspect", v.option("infrastructure", "aspects", aspect)), v.count(v.d.Aspects[aspect]), "", v.list("infrastructure", "aspects", aspect)})
	}
	return out
}

// lines are the themed activities; a column that all leave empty is left out.
func (v dimensionView) lines() (heads []string, rows []lineRow) {
	shape, _ := register.ShapeOf("activities")
	var fields []register.Field
	for _, id := range result.Summed {
		if f, ok := shape.Field(id); ok && slices.ContainsFunc(v.d.Lines, func(l result.Line) bool { return l.Sums[id] != 0 }) {
			fields = append(fields, f)
			heads = append(heads, v.c.T("dimension.head", v.c.T("register.activities."+id), v.p.Unit(f.Kind)))
		}
	}
	for _, l := range v.d.Lines {
		src := &register.Source{Register: "activities"}
		row := lineRow{Name: l.Name, N: v.count(l.N), URL: entries(v.d.Unit.Code, src, l.ID, "", v.d.From, v.d.To)}
		if l.ID == "" { // on no line: no list shows these alone
			row.Name, row.URL = v.c.T("register.activities.direction.other"), ""
		}
		for _, f := range fields {
			row.Sums = append(row.Sums, f.Kind.Format(l.Sums[f.ID]))
		}
		rows = append(rows, row)
	}
	return heads, rows
}

// pointing is the address of the entries that name another one.
func pointing(id string, to ledger.EntryID) string {
	return "/ledger/" + id + "?" + url.Values{"points": {string(to)}}.Encode()
}

func entryURL(id ledger.EntryID) string { return "/ledger/entries/" + string(id) }

func plain(texts ...string) []tableCell {
	out := make([]tableCell, len(texts))
	for i, t := range texts {
		out[i].Text = cmp.Or(t, none)
	}
	return out
}
