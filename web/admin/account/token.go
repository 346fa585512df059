package account

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// tokenRow shows a token; whether it is good is told by the wall's clock, as
// the token itself is.
func (a *area) tokenRow(c *desk.Call, at string, t people.Token) tokenRow {
	r := tokenRow{Token: t, Good: t.Revoked.IsZero() && (t.Expires.IsZero() || a.Now().Before(t.Expires))}
	r.Revoke = &desk.Form{
		ID: "revoke-" + string(t.ID), Action: at + "/tokens/" + string(t.ID) + "/revoke", Title: c.T("account.revoke"),
		Submit: c.T("account.revoke"), Confirm: c.T("account.revoke_confirm", t.Name),
	}
	return r
}

func (a *area) issueToken(c *desk.Call) error {
	if err := a.managed(c); err != nil {
		return err
	}
	day, err := c.Day("expires")
	if err != nil {
		return a.afterwards(c, "token", err)
	}
	t, secret, err := a.People.IssueToken(c.Context(), c.Who, people.AccountID(c.PathValue("id")), c.Text("name"), endOf(day))
	if err != nil {
		return a.afterwards(c, "token", err)
	}
	return a.reveal(c, secretPage{Account: t.Account, Title: c.T("account.token_done", t.Name), Label: c.T("account.token_secret"),
		Secret: secret, Hint: c.T("account.token_once")})
}

// endOf returns the instant at which a day is over, zero for no day.
func endOf(d calendar.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.AddDays(1).In(locale.Shanghai)
}

func (a *area) revokeToken(c *desk.Call) error {
	if err := a.managed(c); err != nil {
		return err
	}
	id := c.PathValue("token")
	return a.afterwards(c, "revoke-"+id, a.People.RevokeToken(c.Context(), c.Who, people.TokenID(id)))
}

type tokenRow struct {
	people.Token
	Good   bool
	Revoke *desk.Form
}
