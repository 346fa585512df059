package admin

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/locale"
	"github.com/xianfeng-oss/xianfeng/people"
)

// accountForms give the account a role or a token.
func (a *Admin) accountForms(c *call, at string) ([]*formView, error) {
	today := a.Units.Today()
	t, err := a.Units.Tree(c.Context(), c.who.Root, today)
	if err != nil {
		return nil, err
	}
	w := grantWords{campaigns: map[string]string{}, bodies: map[string]string{}}
	if err := a.campaignWords(c, w); err != nil {
		return nil, err
	}
	var roles, units []option
	for _, r := range people.Roles {
		roles = append(roles, option{string(r), c.t("role." + string(r)), r == people.Liaison})
	}
	for _, n := range t.Nodes() {
		if n.ExistsOn(today) {
			units = append(units, option{Value: n.Code, Text: n.Name})
		}
	}
	return []*formView{
		{ID: "grant", Action: at + "/grants", Title: c.t("account.grant"), Submit: c.t("account.grant"), Inputs: []inputView{
			{Name: "role", Label: c.t("account.role"), Kind: "select", Options: roles},
			{Name: "unit", Label: c.t("web.unit"), Required: true, Hint: c.t("org.unit_hint"), Options: units},
			{Name: "campaign", Label: c.t("account.campaign"), Kind: "select", Options: choices(c.t("account.any_campaign"), w.campaigns)},
			{Name: "body", Label: c.t("account.body"), Kind: "select", Hint: c.t("account.body_hint"), Options: choices(c.t("account.no_body"), w.bodies)},
			{Name: "from", Label: c.t("org.from"), Kind: "date", Value: today.String(), Required: true},
			{Name: "to", Label: c.t("org.last_day"), Kind: "date", Hint: c.t("account.to_hint")},
		}},
		{ID: "token", Action: at + "/tokens", Title: c.t("account.token"), Hint: c.t("account.token_hint"), Submit: c.t("account.token"), Inputs: []inputView{
			{Name: "name", Label: c.t("account.token_name"), Required: true},
			{Name: "expires", Label: c.t("account.expires"), Kind: "date", Hint: c.t("account.expires_hint")},
		}},
	}, nil
}

// choices makes the options of a select of names by id, and none first.
func choices(none string, names map[string]string) []option {
	out := []option{{"", none, true}}
	for id, name := range names {
		out = append(out, option{Value: id, Text: name})
	}
	slices.SortFunc(out[1:], func(x, y option) int { return cmp.Or(cmp.Compare(x.Text, y.Text), cmp.Compare(x.Value, y.Value)) })
	return out
}

func endForm(c *call, at string, g grantRow, today string) *formView {
	return &formView{
		ID: "end-" + string(g.ID), Action: at + "/grants/" + string(g.ID) + "/end", Title: c.t("account.end"), Submit: c.t("account.end"),
		Hidden: []hiddenView{{"revision", strconv.FormatInt(g.Revision, 10)}},
		Inputs: []inputView{{Name: "to", Label: c.t("org.last_day"), Kind: "date", Value: today, Required: true, Hint: c.t("account.end_hint")}},
	}
}

func (a *Admin) give(c *call) error { return a.afterwards(c, "grant", a.granted(c)) }

func (a *Admin) granted(c *call) error {
	if err := a.managed(c); err != nil {
		return err
	}
	g := people.Grant{
		Account: people.AccountID(c.PathValue("id")), Role: people.Role(c.text("role")),
		Campaign: c.text("campaign"), Body: c.text("body"),
	}
	var err error
	if g.Unit, err = a.parentTyped(c, "unit"); err != nil {
		return err
	}
	if g.Unit == "" {
		return fault.Violations([]fault.Field{{Path: "unit", Key: "fault.required"}})
	}
	if g.From, err = c.day("from"); err != nil {
		return err
	}
	if g.To, err = c.day("to"); err != nil {
		return err
	}
	_, err = a.People.Grant(c.Context(), c.who, g)
	return err
}

func (a *Admin) endGrant(c *call) error {
	id := c.PathValue("grant")
	revision, err := a.accountRevision(c)
	if err != nil {
		return err
	}
	last, err := c.day("to")
	if err == nil {
		_, err = a.People.EndGrant(c.Context(), c.who, people.GrantID(id), last, revision)
	}
	return a.afterwards(c, "end-"+id, err)
}

// tokenRow shows a token; whether it is good is told by the wall's clock, as
// the token itself is.
func (a *Admin) tokenRow(c *call, at string, t people.Token) tokenRow {
	r := tokenRow{Token: t, Good: t.Revoked.IsZero() && (t.Expires.IsZero() || a.Now().Before(t.Expires))}
	r.Revoke = &formView{
		ID: "revoke-" + string(t.ID), Action: at + "/tokens/" + string(t.ID) + "/revoke", Title: c.t("account.revoke"),
		Submit: c.t("account.revoke"), Confirm: c.t("account.revoke_confirm", t.Name),
	}
	return r
}

func (a *Admin) issueToken(c *call) error {
	if err := a.managed(c); err != nil {
		return err
	}
	day, err := c.day("expires")
	if err != nil {
		return a.afterwards(c, "token", err)
	}
	t, secret, err := a.People.IssueToken(c.Context(), c.who, people.AccountID(c.PathValue("id")), c.text("name"), endOf(day))
	if err != nil {
		return a.afterwards(c, "token", err)
	}
	return a.reveal(c, secretPage{Account: t.Account, Title: c.t("account.token_done", t.Name), Label: c.t("account.token_secret"),
		Secret: secret, Hint: c.t("account.token_once")})
}

// endOf returns the instant at which a day is over, zero for no day.
func endOf(d calendar.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.AddDays(1).In(locale.Shanghai)
}

func (a *Admin) revokeToken(c *call) error {
	if err := a.managed(c); err != nil {
		return err
	}
	id := c.PathValue("token")
	return a.afterwards(c, "revoke-"+id, a.People.RevokeToken(c.Context(), c.who, people.TokenID(id)))
}
