package goal

import (
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/quota"
	"github.com/xianfeng-oss/xianfeng/playbook/register"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// quotasPage is what is owed each year in activities.
type quotasPage struct {
	Tabs        []desk.Option
	Years       []desk.Option
	Unit        string
	UnknownUnit bool
	Groups      []quotaGroup
	Empty       string
}

// quotaGroup is one quota with the units that owe it.
type quotaGroup struct {
	Title, Summary string
	Hint           string // what counts
	Clause         desk.Option
	Total          int
	Whole          bool
	Rows           []quotaRow
}

type quotaRow struct {
	Unit, UnitURL    string
	Done, State, URL string
	Class            string
}

func (a *area) quotas(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	page := quotasPage{Tabs: tabs(c, "/quotas"), Unit: strings.TrimSpace(c.URL.Query().Get("unit"))}
	q := quota.Question{Campaign: id, Year: yearAsked(c)}
	if page.Unit != "" {
		if q.Unit, err = a.UnitNamed(c, page.Unit); err != nil {
			return err
		}
		page.UnknownUnit = q.Unit == ""
	}
	count, err := a.Quotas.Count(c.Context(), c.Who, q)
	switch {
	case notAsked(err, "quota.not_asked"):
		page.Empty = c.T("quota.not_asked")
	case err != nil:
		return err
	default:
		page.fill(c, count)
	}
	return desk.Show(a.Desk, c, a.page.quotas, c.T("quota.title"), page)
}

func (p *quotasPage) fill(c *desk.Call, count quota.Count) {
	p.Years = yearOptions(c, count.Years, count.Year)
	if p.UnknownUnit {
		return
	}
	for _, g := range count.Groups {
		view := quotaGroup{
			Title: g.Quota.Title, Clause: clause(count.Book, g.Quota.Clause), Total: int(g.Total), Whole: g.Whole,
			Hint:    c.T("quota.hint"),
			Summary: c.T("quota.summary", g.Quota.Least, len(g.Rows), g.Counts[quota.Reached]),
		}
		if !g.Quota.Until.IsZero() {
			since := register.NewWords(web.Printer(c.Context()).Lang(), &count.Book.Ledger, nil).State(g.Quota.Register, g.Quota.State)
			view.Whole, view.Hint = false, c.T("quota.hint_from", since)
			view.Summary = c.T("quota.summary_once", g.Quota.Until, g.Quota.Least, len(g.Rows), g.Counts[quota.Reached])
		}
		first, last := count.Days(g.Quota)
		src := &register.Source{Register: g.Quota.Register}
		for _, r := range g.Rows {
			view.Rows = append(view.Rows, quotaRow{
				Unit: r.Unit.Name, UnitURL: "/units/" + r.Unit.Code,
				Done: strconv.FormatInt(r.N, 10) + "/" + strconv.Itoa(g.Quota.Least), State: c.T("quota.state_" + string(r.State)),
				Class: quotaClass(r.State), URL: entries(r.Unit.Code, src, "", g.Quota.State, first, last),
			})
		}
		p.Groups = append(p.Groups, view)
	}
}

// quotaClass is the colour of a state, as tags have it.
func quotaClass(s quota.State) string {
	switch s {
	case quota.Missed:
		return "missing"
	case quota.Reached:
		return "sent"
	case quota.Underway:
		return "draft"
	}
	return "excused"
}
