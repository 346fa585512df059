package bulletin

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/playbook"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/web"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// listPage is the bulletins by period, the newest first.
type listPage struct {
	Asked bool // the plan asks for bulletins at all
	Works bool // composes or signs: sees also what is not issued
	Years []desk.Option
	Rows  []row
}

// row is the bulletin of one period.
type row struct {
	Period string // key
	Title  string
	State  string // publication.State, «none» before a draft
	Number string
	Due    desk.DueView
	Signer string
	Signed time.Time
	Issued time.Time
	URL    string // "" before a draft
	Step   string // message key of the next step
	Act    string // address the step posts to, "" for one that opens the page
	Leads  bool   // the step to take first
}

func (a *area) list(c *desk.Call) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	all, err := a.Bulletins.List(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	p := listPage{Works: len(all.Open) > 0 || all.Compose, Asked: slices.ContainsFunc(all.Running.Book.Obligations, publishes)}
	for i := range all.Issued {
		p.Rows = append(p.Rows, issuedRow(c, &all.Issued[i]))
	}
	if err := a.whenDue(c, &all, p.Rows); err != nil {
		return err
	}
	for i := range all.Open {
		p.Rows = append(p.Rows, openRow(web.Printer(c.Context()), all.Running, &all.Open[i], all.Compose))
	}
	slices.SortStableFunc(p.Rows, func(x, y row) int { return cmp.Compare(y.Period, x.Period) })
	p.lead()
	p.filter(c.T("bulletin.all_years"), c.URL.Query().Get("year"))
	return desk.Show(a.Desk, c, a.page.list, c.T("nav.publication"), p)
}

func publishes(ob playbook.Obligation) bool { return ob.Publishes != "" && ob.Later == "" }

// whenDue fills in by when issued numbers were owed, for who composes.
func (a *area) whenDue(c *desk.Call, all *publication.List, rows []row) error {
	if !all.Compose || len(rows) == 0 {
		return nil
	}
	page, err := a.Campaigns.Duties(c.Context(), c.Who, campaign.Filter{Campaign: all.Running.ID, Unit: all.Running.Unit})
	due := map[campaign.DutyID]calendar.Date{}
	for _, it := range page.Items {
		due[it.ID] = it.DueOn
	}
	for i, b := range all.Issued {
		rows[i].Due = desk.NewDueView(due[b.Duty], all.Running.Today(), false)
	}
	return err
}

func issuedRow(c *desk.Call, b *publication.Bulletin) row {
	return row{
		Period: b.Period, Title: desk.PeriodTitle(web.Printer(c.Context()), b.Period), State: string(b.State), Number: number(c, b),
		Signer: b.Signer, Signed: b.Signed, Issued: b.Issued, URL: address(b.ID), Step: "bulletin.read",
	}
}

// openRow is a period whose bulletin is owed: the next step on it.
func openRow(p *locale.Printer, r campaign.Running, d *publication.Due, composes bool) row {
	out := row{
		Period: d.Period, Title: desk.PeriodTitle(p, d.Period), State: "none",
		Due: desk.NewDueView(d.DueOn, r.Today(), d.Provisional), Signer: d.Bulletin.Signer, Signed: d.Bulletin.Signed,
	}
	switch {
	case d.Bulletin.ID == "" && composes:
		out.Step, out.Act = "bulletin.compose", composeURL(d.ID)
	case d.Bulletin.ID == "":
		return out
	case d.Bulletin.State == publication.Signed:
		out.State, out.Step = string(publication.Signed), "bulletin.to_issue"
	default:
		out.State, out.Step = string(publication.Draft), "bulletin.go_on"
	}
	if d.Bulletin.ID != "" {
		out.URL = address(d.Bulletin.ID)
	}
	return out
}

// number prints the number of an issued bulletin.
func number(c *desk.Call, b *publication.Bulletin) string {
	return c.T("bulletin.number", b.Name(), b.Total)
}

// lead marks the step that comes first: that of the oldest period without a
// number.
func (p *listPage) lead() {
	for i, r := range slices.Backward(p.Rows) {
		if r.State != string(publication.Issued) && r.Step != "" {
			p.Rows[i].Leads = true
			return
		}
	}
}

// filter keeps the periods of one year, all where none is asked for.
func (p *listPage) filter(all, year string) {
	years := map[string]bool{}
	for _, r := range p.Rows {
		years[r.year()] = true
	}
	if len(years) < 2 {
		return
	}
	if !years[year] {
		year = ""
	}
	p.Years = append(p.Years, desk.Option{Value: "/bulletins", Text: all, On: year == ""})
	for y := range years {
		p.Years = append(p.Years, desk.Option{Value: "/bulletins?year=" + y, Text: y, On: y == year})
	}
	slices.SortFunc(p.Years[1:], func(x, y desk.Option) int { return cmp.Compare(y.Text, x.Text) })
	p.Rows = slices.DeleteFunc(p.Rows, func(r row) bool { return year != "" && r.year() != year })
}

// year returns the year of the period, which its key begins with.
func (r row) year() string {
	if _, err := strconv.Atoi(r.Period[:min(4, len(r.Period))]); err != nil {
		return ""
	}
	return r.Period[:4]
}
