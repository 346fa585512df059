package admin

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// accountPage is an account with its grants and tokens.
type accountPage struct {
	Parts []option
	accountRow
	Own    bool // the reader's own account
	Tokens []tokenRow
	Acts   []*formView // disable or enable, reset
	Forms  []*formView // grant, token
}

type tokenRow struct {
	people.Token
	Good   bool
	Revoke *formView
}

func (a *Admin) account(c *call) error { return a.renderAccount(c, "", nil) }

// renderAccount shows an account, with the refusal of the form that was sent.
func (a *Admin) renderAccount(c *call, sent string, refusal error) error {
	if err := a.managed(c); err != nil {
		return err
	}
	rows, err := a.accountRows(c)
	if err != nil {
		return err
	}
	id := people.AccountID(c.PathValue("id"))
	p := accountPage{Parts: a.systemParts(c, "/accounts"), Own: id == c.who.Account}
	for _, r := range rows {
		if r.ID == id {
			p.accountRow = r
		}
	}
	if p.ID == "" {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	tokens, err := a.People.Tokens(c.Context(), c.who, id)
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
				f.refused(c, refusal)
			}
		}
	}
	return showStatus(a, c, a.pages.account.account, status, p.Login, p)
}

// forms lists every form of the page.
func (p *accountPage) forms() []*formView {
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
func (p *accountPage) acts(c *call) []*formView {
	if p.Own {
		return nil
	}
	revision := []hiddenView{{"revision", strconv.FormatInt(p.Revision, 10)}}
	turn := &formView{ID: "disable", Action: p.at() + "/disable", Title: c.t("account.disable"), Submit: c.t("account.disable"),
		Confirm: c.t("account.disable_confirm", p.Login), Hidden: revision}
	if !p.Disabled.IsZero() {
		turn = &formView{ID: "enable", Action: p.at() + "/enable", Title: c.t("account.enable"), Submit: c.t("account.enable"), Hidden: revision}
	}
	return []*formView{turn, {ID: "reset", Action: p.at() + "/reset", Title: c.t("account.reset"), Submit: c.t("account.reset"),
		Confirm: c.t("account.reset_confirm", p.Login), Hidden: revision}}
}

// turn changes the account a path names over the revision of the form.
func (a *Admin) turn(c *call, form string, do func(context.Context, people.Actor, people.AccountID, int64) error) error {
	revision, err := a.accountRevision(c)
	if err != nil {
		return err
	}
	return a.afterwards(c, form, do(c.Context(), c.who, people.AccountID(c.PathValue("id")), revision))
}

// accountRevision reads the revision a form was made from, after making sure
// that the actor manages the account the path names.
func (a *Admin) accountRevision(c *call) (int64, error) {
	if err := a.managed(c); err != nil {
		return 0, err
	}
	revision, err := strconv.ParseInt(c.text("revision"), 10, 64)
	if err != nil {
		err = fault.Wrap(err, fault.Invalid, "web.bad_form")
	}
	return revision, err
}

// managed returns nil if the actor manages the account the path names: what
// is wrong with a form is told to nobody else.
func (a *Admin) managed(c *call) error {
	if err := c.who.May(people.AccountManage, people.Place{Root: c.who.Root, Unit: c.who.Root}); err != nil {
		return err
	}
	_, err := a.People.Tokens(c.Context(), c.who, people.AccountID(c.PathValue("id")))
	return err
}

// afterwards leads back to the account, or says at the form what was wrong.
func (a *Admin) afterwards(c *call, form string, err error) error {
	if err != nil && retry(err) {
		return a.renderAccount(c, form, err)
	}
	if err != nil {
		return err
	}
	a.sessions.Flash(c.Context(), c.t("account.done"))
	return c.redirect("/accounts/" + c.PathValue("id"))
}

func (a *Admin) disable(c *call) error {
	return a.turn(c, "disable", func(ctx context.Context, by people.Actor, id people.AccountID, revision int64) error {
		if id == by.Account {
			return fault.New(fault.Conflict, "account.own")
		}
		_, err := a.People.Disable(ctx, by, id, revision)
		return err
	})
}

func (a *Admin) enable(c *call) error {
	return a.turn(c, "enable", func(ctx context.Context, by people.Actor, id people.AccountID, revision int64) error {
		_, err := a.People.Enable(ctx, by, id, revision)
		return err
	})
}

func (a *Admin) resetPassword(c *call) error {
	revision, err := a.accountRevision(c)
	if err != nil {
		return err
	}
	account, password, err := a.People.ResetPassword(c.Context(), c.who, people.AccountID(c.PathValue("id")), revision)
	if err != nil {
		return a.afterwards(c, "reset", err)
	}
	return a.reveal(c, secretPage{Account: account.ID, Login: account.Login, Title: c.t("account.reset_done", account.Login),
		Label: c.t("account.one_time"), Secret: password, Hint: c.t("account.password_once")})
}
