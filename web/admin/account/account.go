package account

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// accountPage is an account with its grants and tokens.
type accountPage struct {
	Parts []desk.Option
	accountRow
	Own    bool // the reader's own account
	Tokens []tokenRow
	Acts   []*desk.Form // disable or enable, reset
	Forms  []*desk.Form // grant, token
}

func (a *area) account(c *desk.Call) error { return a.renderAccount(c, "", nil) }

// renderAccount shows an account, with the refusal of the form that was sent.
func (a *area) renderAccount(c *desk.Call, sent string, refusal error) error {
	if err := a.managed(c); err != nil {
		return err
	}
	rows, err := a.accountRows(c)
	if err != nil {
		return err
	}
	id := people.AccountID(c.PathValue("id"))
	p := accountPage{Parts: a.systemParts(c, "/accounts"), Own: id == c.Who.Account}
	for _, r := range rows {
		if r.ID == id {
			p.accountRow = r
		}
	}
	if p.ID == "" {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	tokens, err := a.People.Tokens(c.Context(), c.Who, id)
	if err != nil {
		return err
	}
	for _, t := range tokens {
		p.Tokens = append(p.Tokens, a.tokenRow(c, p.at(), t))
	}
	for i, g := range p.Grants {
		if !g.Over {
			p.Grants[i].End = endForm(c, p.at(), g, a.Units.Today().String())
		}
	}
	p.Acts = p.acts(c)
	if p.Forms, err = a.accountForms(c, p.at()); err != nil {
		return err
	}
	status := http.StatusOK
	if refusal != nil {
		status = fault.From(refusal).Kind.Status()
		for _, f := range p.forms() {
			if f.ID == sent {
				f.Refused(c, refusal)
			}
		}
	}
	return desk.ShowStatus(a.Desk, c, a.page.account, status, p.Login, p)
}

// forms lists every form of the page.
func (p *accountPage) forms() []*desk.Form {
	all := slices.Concat(p.Acts, p.Forms)
	for _, g := range p.Grants {
		if g.End != nil {
			all = append(all, g.End)
		}
	}
	for _, t := range p.Tokens {
		all = append(all, t.Revoke)
	}
	return all
}

func (p *accountPage) at() string { return "/accounts/" + string(p.ID) }

// acts are what is done to the account itself. Nobody shuts oneself out.
func (p *accountPage) acts(c *desk.Call) []*desk.Form {
	if p.Own {
		return nil
	}
	revision := []desk.Hidden{{Name: "revision", Value: strconv.FormatInt(p.Revision, 10)}}
	turn := &desk.Form{ID: "disable", Action: p.at() + "/disable", Title: c.T("account.disable"), Submit: c.T("account.disable"),
		Confirm: c.T("account.disable_confirm", p.Login), Hidden: revision}
	if !p.Disabled.IsZero() {
		turn = &desk.Form{ID: "enable", Action: p.at() + "/enable", Title: c.T("account.enable"), Submit: c.T("account.enable"), Hidden: revision}
	}
	return []*desk.Form{turn, {ID: "reset", Action: p.at() + "/reset", Title: c.T("account.reset"), Submit: c.T("account.reset"),
		Confirm: c.T("account.reset_confirm", p.Login), Hidden: revision}}
}

// turn changes the account a path names over the revision of the form.
func (a *area) turn(c *desk.Call, form string, do func(context.Context, people.Actor, people.AccountID, int64) error) error {
	revision, err := a.accountRevision(c)
	if err != nil {
		return err
	}
	return a.afterwards(c, form, do(c.Context(), c.Who, people.AccountID(c.PathValue("id")), revision))
}

// accountRevision reads the revision a form was made from, after making sure
// that the actor manages the account the path names.
func (a *area) accountRevision(c *desk.Call) (int64, error) {
	if err := a.managed(c); err != nil {
		return 0, err
	}
	revision, err := strconv.ParseInt(c.Text("revision"), 10, 64)
	if err != nil {
		err = fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	return revision, err
}

// managed returns nil if the actor manages the account the path names: what
// is wrong with a form is told to nobody else.
func (a *area) managed(c *desk.Call) error {
	if err := c.Who.May(people.AccountManage, people.Place{Root: c.Who.Root, Unit: c.Who.Root}); err != nil {
		return err
	}
	_, err := a.People.Tokens(c.Context(), c.Who, people.AccountID(c.PathValue("id")))
	return err
}

// afterwards leads back to the account, or says at the form what was wrong.
func (a *area) afterwards(c *desk.Call, form string, err error) error {
	if err != nil && desk.Mendable(err) {
		return a.renderAccount(c, form, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T("account.done"))
	return c.Redirect("/accounts/" + c.PathValue("id"))
}

func (a *area) disable(c *desk.Call) error {
	return a.turn(c, "disable", func(ctx context.Context, by people.Actor, id people.AccountID, revision int64) error {
		if id == by.Account {
			return fault.New(fault.Conflict, "account.own")
		}
		_, err := a.People.Disable(ctx, by, id, revision)
		return err
	})
}

func (a *area) enable(c *desk.Call) error {
	return a.turn(c, "enable", func(ctx context.Context, by people.Actor, id people.AccountID, revision int64) error {
		_, err := a.People.Enable(ctx, by, id, revision)
		return err
	})
}

func (a *area) resetPassword(c *desk.Call) error {
	revision, err := a.accountRevision(c)
	if err != nil {
		return err
	}
	account, password, err := a.People.ResetPassword(c.Context(), c.Who, people.AccountID(c.PathValue("id")), revision)
	if err != nil {
		return a.afterwards(c, "reset", err)
	}
	return a.reveal(c, secretPage{Account: account.ID, Login: account.Login, Title: c.T("account.reset_done", account.Login),
		Label: c.T("account.one_time"), Secret: password, Hint: c.T("account.password_once")})
}
