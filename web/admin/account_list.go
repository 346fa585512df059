package admin

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/web"
)

// accountLimit is how many accounts a page lists.
const accountLimit = 100

type accountsPage struct {
	Parts []option
	Text  string
	Role  string
	Roles []option
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
	End            *formView
}

func (a *Admin) accounts(c *call) error {
	q := c.URL.Query()
	p := accountsPage{Parts: a.systemParts(c, "/accounts"), Text: strings.ToLower(strings.TrimSpace(q.Get("q"))), Role: q.Get("role")}
	for _, r := range people.Roles {
		p.Roles = append(p.Roles, option{string(r), c.t("role." + string(r)), string(r) == p.Role})
	}
	rows, err := a.accountRows(c)
	if err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r accountRow) bool { return !p.wants(r) })
	p.Total = len(rows)
	p.Rows = p.cut(rows, q.Get("after"))
	return show(a, c, a.pages.account.list, c.t("account.title"), p)
}

func (a *Admin) accountRows(c *call) ([]accountRow, error) {
	holders, err := a.People.Accounts(c.Context(), c.who, c.who.Root)
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

func (a *Admin) grantWords(c *call) (grantWords, error) {
	w := grantWords{today: a.Units.Today(), campaigns: map[string]string{}, bodies: map[string]string{}, persons: map[organisation.PersonID]string{}}
	var err error
	if w.tree, err = a.Units.Tree(c.Context(), c.who.Root, w.today); err != nil {
		return w, err
	}
	persons, err := a.Units.Persons(c.Context(), c.who, c.who.Root)
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
func (a *Admin) campaignWords(c *call, w grantWords) error {
	all, err := a.Campaigns.Titles(c.Context(), c.who)
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

func (a *Admin) accountForm(c *call) error { return a.renderAccountForm(c, nil) }

func (a *Admin) renderAccountForm(c *call, refusal error) error {
	if err := c.who.MayIn(people.AccountManage, c.who.Root, ""); err != nil {
		return err
	}
	persons := []option{{"", c.t("account.no_person"), true}}
	all, err := a.Units.Persons(c.Context(), c.who, c.who.Root)
	if err == nil {
		for _, p := range all {
			persons = append(persons, option{Value: string(p.ID), Text: p.Name + " " + seal.Phone(p.Phone)})
		}
	}
	p := formPage{Back: option{"/accounts", c.t("account.title"), false}, Form: formView{
		ID: "account", Action: "/accounts/new", Title: c.t("account.create"), Hint: c.t("account.create_hint"), Submit: c.t("account.create"),
		Inputs: []inputView{
			{Name: "login", Label: c.t("web.login"), Required: true, Hint: c.t("account.login_hint")},
			{Name: "person", Label: c.t("account.person"), Kind: "select", Options: persons, Hint: c.t("account.person_hint")},
		}}}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.refused(c, refusal)
	}
	return showStatus(a, c, a.pages.account.create, status, c.t("account.create"), p)
}

func (a *Admin) createAccount(c *call) error {
	account, password, err := a.People.Create(c.Context(), c.who, people.NewAccount{
		Root: c.who.Root, Login: c.text("login"), Person: organisation.PersonID(c.text("person")),
	})
	if err != nil && retry(err) {
		return a.renderAccountForm(c, err)
	}
	if err != nil {
		return err
	}
	return a.reveal(c, secretPage{Account: account.ID, Login: account.Login, Title: c.t("account.created", account.Login), Label: c.t("account.one_time"),
		Secret: password, Hint: c.t("account.password_once")})
}

// secretPage shows a secret once. It is the answer to the form itself: nothing
// keeps the secret for a second look.
type secretPage struct {
	Account             people.AccountID
	Login, Title        string
	Secret, Hint, Label string
}

func (a *Admin) reveal(c *call, p secretPage) error {
	return show(a, c, a.pages.account.secret, p.Title, p)
}
