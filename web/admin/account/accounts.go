package account

import (
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

// accountLimit is how many accounts a page lists.
const accountLimit = 100

type accountsPage struct {
	Parts []desk.Option
	Text  string
	Role  string
	Roles []desk.Option
	Total int
	Rows  []accountRow
	Pager web.Pager
}

type accountRow struct {
	people.Account
	Person string
	Grants []grantRow
}

// grantRow is a grant in words.
type grantRow struct {
	people.Grant
	UnitName, Code string
	CampaignTitle  string
	BodyName       string
	Current        bool
	Over           bool
	End            *desk.Form
}

func (a *area) accounts(c *desk.Call) error {
	q := c.URL.Query()
	p := accountsPage{Parts: a.systemParts(c, "/accounts"), Text: strings.ToLower(strings.TrimSpace(q.Get("q"))), Role: q.Get("role")}
	for _, r := range people.Roles {
		p.Roles = append(p.Roles, desk.Option{Value: string(r), Text: c.T("role." + string(r)), On: string(r) == p.Role})
	}
	rows, err := a.accountRows(c)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r accountRow) bool { return !p.wants(r) })
	p.Total = len(rows)
	p.Rows = p.cut(rows, q.Get("after"))
	return desk.Show(a.Desk, c, a.page.list, c.T("account.title"), p)
}

func (a *area) accountRows(c *desk.Call) ([]accountRow, error) {
	holders, err := a.People.Accounts(c.Context(), c.Who, c.Who.Root)
	if err != nil {
		return nil, err
	}
	w, err := a.grantWords(c)
	if err != nil {
		return nil, err
	}
	rows := make([]accountRow, len(holders))
	for i, h := range holders {
		rows[i] = accountRow{Account: h.Account, Person: w.persons[h.Person]}
		for _, g := range h.Grants {
			rows[i].Grants = append(rows[i].Grants, w.row(g))
		}
	}
	return rows, nil
}

func (p *accountsPage) wants(r accountRow) bool {
	role := p.Role == "" || slices.ContainsFunc(r.Grants, func(g grantRow) bool { return string(g.Role) == p.Role && g.Current })
	text := strings.Contains(r.Login, p.Text) || strings.Contains(strings.ToLower(r.Person), p.Text) ||
		slices.ContainsFunc(r.Grants, func(g grantRow) bool { return strings.Contains(strings.ToLower(g.UnitName+" "+g.Code), p.Text) })
	return role && text
}

// cut takes one page, after the account with the login.
func (p *accountsPage) cut(rows []accountRow, after string) []accountRow {
	at := slices.IndexFunc(rows, func(r accountRow) bool { return r.Login == after }) + 1
	end := min(at+accountLimit, len(rows))
	address := func(after string) string {
		return "/accounts?" + url.Values{"q": {p.Text}, "role": {p.Role}, "after": {after}}.Encode()
	}
	if end < len(rows) {
		p.Pager.Next = address(rows[end-1].Login)
	}
	if at > accountLimit {
		p.Pager.Previous = address(rows[at-accountLimit-1].Login)
	} else if at > 0 {
		p.Pager.Previous = address("")
	}
	p.Pager.Shown = end - at
	return rows[at:end]
}

// grantWords are the names that grants are written with.
type grantWords struct {
	tree      *organisation.Tree
	today     calendar.Date
	campaigns map[string]string
	bodies    map[string]string
	persons   map[organisation.PersonID]string
}

func (a *area) grantWords(c *desk.Call) (grantWords, error) {
	w := grantWords{today: a.Units.Today(), campaigns: map[string]string{}, bodies: map[string]string{}, persons: map[organisation.PersonID]string{}}
	var err error
	if w.tree, err = a.Units.Tree(c.Context(), c.Who.Root, w.today); err != nil {
		return w, err
	}
	persons, err := a.Units.Persons(c.Context(), c.Who, c.Who.Root)
	if err != nil && !fault.Is(err, fault.Forbidden) && !fault.Is(err, fault.NotFound) {
		return w, err
	}
	for _, p := range persons {
		w.persons[p.ID] = p.Name
	}
	return w, a.campaignWords(c, w)
}

// campaignWords names the campaigns of the root and their bodies, which who
// manages accounts may name though not read.
func (a *area) campaignWords(c *desk.Call, w grantWords) error {
	all, err := a.Campaigns.Titles(c.Context(), c.Who)
	for _, t := range all {
		w.campaigns[string(t.ID)] = t.Title
		for _, b := range t.Book.Bodies {
			w.bodies[b.ID] = b.Name
		}
	}
	return err
}

func (w grantWords) row(g people.Grant) grantRow {
	n, _ := w.tree.Unit(g.Unit)
	r := grantRow{
		Grant: g, UnitName: n.Name, Code: n.Code, CampaignTitle: w.campaigns[g.Campaign],
		BodyName: w.bodies[g.Body], Current: g.HoldsOn(w.today), Over: !g.To.IsZero() && g.To.Before(w.today),
	}
	if r.BodyName == "" {
		r.BodyName = g.Body
	}
	return r
}
