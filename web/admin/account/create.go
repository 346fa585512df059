package account

import (
	"net/http"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

func (a *area) accountForm(c *desk.Call) error { return a.renderAccountForm(c, nil) }

func (a *area) renderAccountForm(c *desk.Call, refusal error) error {
	if err := c.Who.MayIn(people.AccountManage, c.Who.Root, ""); err != nil {
		return err
	}
	persons := []desk.Option{{Value: "", Text: c.T("account.no_person"), On: true}}
	all, err := a.Units.Persons(c.Context(), c.Who, c.Who.Root)
	if err == nil {
		for _, p := range all {
			persons = append(persons, desk.Option{Value: string(p.ID), Text: p.Name + " " + seal.Phone(p.Phone)})
		}
	}
	p := desk.FormPage{Back: desk.Option{Value: "/accounts", Text: c.T("account.title"), On: false}, Form: desk.Form{
		ID: "account", Action: "/accounts/new", Title: c.T("account.create"), Hint: c.T("account.create_hint"), Submit: c.T("account.create"),
		Inputs: []desk.Input{
			{Name: "login", Label: c.T("web.login"), Required: true, Hint: c.T("account.login_hint")},
			{Name: "person", Label: c.T("account.person"), Kind: "select", Options: persons, Hint: c.T("account.person_hint")},
		}}}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		p.Form.Refused(c, refusal)
	}
	return desk.ShowStatus(a.Desk, c, a.page.create, status, c.T("account.create"), p)
}

func (a *area) createAccount(c *desk.Call) error {
	account, password, err := a.People.Create(c.Context(), c.Who, people.NewAccount{
		Root: c.Who.Root, Login: c.Text("login"), Person: organisation.PersonID(c.Text("person")),
	})
	if err != nil && desk.Mendable(err) {
		return a.renderAccountForm(c, err)
	}
	if err == nil {
		err = a.Posts.Equip(c.Context(), c.Who, account)
	}
	if err != nil {
		return err
	}
	return a.reveal(c, secretPage{Account: account.ID, Login: account.Login, Title: c.T("account.created", account.Login), Label: c.T("account.one_time"),
		Secret: password, Hint: c.T("account.password_once")})
}

// secretPage shows a secret once. It is the answer to the form itself: nothing
// keeps the secret for a second look.
type secretPage struct {
	Account             people.AccountID
	Login, Title        string
	Secret, Hint, Label string
}

func (a *area) reveal(c *desk.Call, p secretPage) error {
	return desk.Show(a.Desk, c, a.page.secret, p.Title, p)
}
