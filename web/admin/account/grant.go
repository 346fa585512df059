package account

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// accountForms give the account a role or a token.
func (a *area) accountForms(c *desk.Call, at string) ([]*desk.Form, error) {
	today := a.Units.Today()
	t, err := a.Units.Tree(c.Context(), c.Who.Root, today)
	if err != nil {
		return nil, err
	}
	w := grantWords{campaigns: map[string]string{}, bodies: map[string]string{}}
	if err := a.campaignWords(c, w); err != nil {
		return nil, err
	}
	var roles, units []desk.Option
	for _, r := range people.Roles {
		roles = append(roles, desk.Option{Value: string(r), Text: c.T("role." + string(r)), On: r == people.Liaison})
	}
	for _, n := range t.Nodes() {
		if n.ExistsOn(today) {
			units = append(units, desk.Option{Value: n.Code, Text: n.Name})
		}
	}
	return []*desk.Form{
		{ID: "grant", Action: at + "/grants", Title: c.T("account.grant"), Submit: c.T("account.grant"), Inputs: []desk.Input{
			{Name: "role", Label: c.T("account.role"), Kind: "select", Options: roles},
			{Name: "unit", Label: c.T("web.unit"), Required: true, Hint: c.T("org.unit_hint"), Options: units},
			{Name: "campaign", Label: c.T("account.campaign"), Kind: "select", Options: choices(c.T("account.any_campaign"), w.campaigns)},
			{Name: "body", Label: c.T("account.body"), Kind: "select", Hint: c.T("account.body_hint"), Options: choices(c.T("account.no_body"), w.bodies)},
			{Name: "from", Label: c.T("org.from"), Kind: "date", Value: today.String(), Required: true},
			{Name: "to", Label: c.T("org.last_day"), Kind: "date", Hint: c.T("account.to_hint")},
		}},
		{ID: "token", Action: at + "/tokens", Title: c.T("account.token"), Hint: c.T("account.token_hint"), Submit: c.T("account.token"), Inputs: []desk.Input{
			{Name: "name", Label: c.T("account.token_name"), Required: true},
			{Name: "expires", Label: c.T("account.expires"), Kind: "date", Hint: c.T("account.expires_hint")},
		}},
	}, nil
}

// choices makes the options of a select of names by id, and none first.
func choices(none string, names map[string]string) []desk.Option {
	out := []desk.Option{{Value: "", Text: none, On: true}}
	for id, name := range names {
		out = append(out, desk.Option{Value: id, Text: name})
	}
	slices.SortFunc(out[1:], func(x, y desk.Option) int { return cmp.Or(cmp.Compare(x.Text, y.Text), cmp.Compare(x.Value, y.Value)) })
	return out
}

func endForm(c *desk.Call, at string, g grantRow, today string) *desk.Form {
	return &desk.Form{
		ID: "end-" + string(g.ID), Action: at + "/grants/" + string(g.ID) + "/end", Title: c.T("account.end"), Submit: c.T("account.end"),
		Hidden: []desk.Hidden{{Name: "revision", Value: strconv.FormatInt(g.Revision, 10)}},
		Inputs: []desk.Input{{Name: "to", Label: c.T("org.last_day"), Kind: "date", Value: today, Required: true, Hint: c.T("account.end_hint")}},
	}
}

func (a *area) give(c *desk.Call) error { return a.afterwards(c, "grant", a.granted(c)) }

func (a *area) granted(c *desk.Call) error {
	if err := a.managed(c); err != nil {
		return err
	}
	g := people.Grant{
		Account: people.AccountID(c.PathValue("id")), Role: people.Role(c.Text("role")),
		Campaign: c.Text("campaign"), Body: c.Text("body"),
	}
	var err error
	if g.Unit, err = a.UnitTyped(c, "unit"); err != nil {
		return err
	}
	if g.Unit == "" {
		return fault.Violations([]fault.Field{{Path: "unit", Key: "fault.required"}})
	}
	if g.From, err = c.Day("from"); err != nil {
		return err
	}
	if g.To, err = c.Day("to"); err != nil {
		return err
	}
	_, err = a.People.Grant(c.Context(), c.Who, g)
	return err
}

func (a *area) endGrant(c *desk.Call) error {
	id := c.PathValue("grant")
	revision, err := a.accountRevision(c)
	if err != nil {
		return err
	}
	last, err := c.Day("to")
	if err == nil {
		_, err = a.People.EndGrant(c.Context(), c.Who, people.GrantID(id), last, revision)
	}
	return a.afterwards(c, "end-"+id, err)
}
