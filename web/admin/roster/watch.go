package roster

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger/roster"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// watchPage is the follow-up list of households.
type watchPage struct {
	Parts   []desk.Option
	Unit    string
	Unknown bool
	Flag    string
	Chips   []flagChip
	Rows    []watchRow
	Pager   web.Pager
}

// flagChip is a flag with how many households bear it.
type flagChip struct {
	Text, URL string
	N         int
	On        bool
}

// watchRow is a household, its head masked.
type watchRow struct {
	Name, URL, Unit, Point, Flag string
	Since                        calendar.Date
	Income, Line                 string // of one year, "" where it is not known
	Year                         int
	Verdict, Words               string
}

// watch shows the households that the county's list flags, each held against the
// exit line of its record's year (P-40, H-28).
func (a *area) watch(c *desk.Call) error {
	w, err := a.where(c)
	if err != nil {
		return err
	}
	flag := c.URL.Query().Get("flag")
	if !slices.Contains(roster.Flags, flag) {
		flag = ""
	}
	p := watchPage{Parts: a.parts(c, "/roster/watch", w.typed), Unit: w.typed, Unknown: w.unknown, Flag: flag}
	if w.unknown {
		return desk.Show(a.Desk, c, a.page.watch, c.T("roster.watch"), p)
	}
	f, err := a.Roster.FollowUp(c.Context(), c.Who, roster.Watch{Campaign: w.id, Unit: w.unit, Flag: flag, After: c.URL.Query().Get("after")})
	if err != nil {
		return err
	}
	p.chips(c, f)
	for _, h := range f.Households {
		p.Rows = append(p.Rows, watchRowOf(c, h))
	}
	p.Pager.Shown = len(p.Rows)
	if f.Next != "" {
		p.Pager.Next = with("/roster/watch", "unit", p.Unit, "flag", flag, "after", f.Next)
	}
	if c.URL.Query().Get("after") != "" {
		p.Pager.Previous = with("/roster/watch", "unit", p.Unit, "flag", flag)
	}
	return desk.Show(a.Desk, c, a.page.watch, c.T("roster.watch"), p)
}

func (p *watchPage) chips(c *desk.Call, f roster.FollowUp) {
	all := 0
	for _, flag := range roster.Flags {
		n := int(f.ByFlag[flag])
		all += n
		p.Chips = append(p.Chips, flagChip{c.T("register.households.watch." + flag), with("/roster/watch", "unit", p.Unit, "flag", flag), n, p.Flag == flag})
	}
	p.Chips = append([]flagChip{{c.T("roster.all_flags"), with("/roster/watch", "unit", p.Unit), all, p.Flag == ""}}, p.Chips...)
}

// exits are how an income stands to the line, in words.
var exits = map[roster.Verdict]string{
	roster.Above: "roster.exit_above", roster.Under: "roster.exit_under", roster.NoLine: "roster.exit_no_line", roster.NoIncome: "roster.exit_no_income",
}

func watchRowOf(c *desk.Call, h roster.Watched) watchRow {
	row := watchRow{
		Name: h.Name, URL: "/ledger/entries/" + string(h.ID), Unit: h.UnitName, Point: h.Names[h.Values["point"]],
		Flag: c.T("register.households.watch." + h.Flag), Verdict: string(h.Exit.Verdict), Words: c.T(exits[h.Exit.Verdict]), Year: h.Exit.Year,
	}
	row.Since, _ = calendar.ParseDate(h.Values["watched_on"]) // zero where the list names no day
	print := web.Printer(c.Context())
	if h.Exit.Verdict != roster.NoIncome {
		row.Income = print.T("roster.yuan", print.Number(h.Exit.Income/100))
	}
	if h.Exit.Line > 0 {
		row.Line = print.T("roster.yuan", print.Number(h.Exit.Line/100))
	}
	return row
}
