package unit

import (
	"context"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// delegateForms record who signs for a post for some days (P-47), and end what
// was recorded.
func (a *area) delegateForms(c *desk.Call, p postView) []desk.Form {
	today := a.Units.Today()
	forms := []desk.Form{{
		ID: "delegate", Action: "/posts/" + p.ID + "/delegate", Title: c.T("post.delegate"), Submit: c.T("post.delegate"),
		Hint: c.T("post.delegate_hint"), Confirm: c.T("post.delegate_confirm", p.Title),
		Inputs: append(a.personInputs(c, a.knownPersons(c)),
			desk.Input{Name: "from", Label: c.T("org.from"), Kind: "date", Required: true, Value: today.String()},
			desk.Input{Name: "to", Label: c.T("post.to"), Kind: "date", Required: true},
			desk.Input{Name: "reason", Label: c.T("org.reason"), Required: true}),
	}}
	for i, d := range p.Delegates {
		last := today
		if last.Before(d.Delegation.From) {
			last = d.Delegation.From.AddDays(-1)
		}
		forms = append(forms, desk.Form{
			ID: "end-" + strconv.Itoa(i), Action: "/posts/" + p.ID + "/delegate/end", Title: c.T("post.delegation_end") + " " + d.Name,
			Submit: c.T("post.delegation_end"), Confirm: c.T("post.delegation_end_confirm", d.Name),
			Hidden: []desk.Hidden{{Name: "delegation", Value: string(d.Delegation.ID)}},
			Inputs: []desk.Input{{Name: "last", Label: c.T("post.delegation_last"), Kind: "date", Required: true, Value: last.String()}},
		})
	}
	return forms
}

// delegate records that a person signs for the post for some days.
func (a *area) delegate(c *desk.Call) error {
	return a.changePost(c, "post.delegated", func(ctx context.Context, id campaign.ID) error {
		from, err := c.Day("from")
		if err != nil {
			return err
		}
		to, err := c.Day("to")
		if err != nil {
			return err
		}
		var bad []fault.Field // before a person is entered for nothing
		if to.IsZero() {
			bad = append(bad, fault.Field{Path: "to", Key: "fault.required"})
		}
		if c.Text("reason") == "" {
			bad = append(bad, fault.Field{Path: "reason", Key: "fault.required"})
		}
		if err := fault.Violations(bad); err != nil {
			return err
		}
		person, err := a.personMeant(c, id, c.Who.Root)
		if err != nil {
			return err
		}
		return a.Posts.Delegate(ctx, c.Who, id, c.PathValue("post"), person, from, to, c.Text("reason"))
	})
}

// endDelegation ends a delegation early.
func (a *area) endDelegation(c *desk.Call) error {
	return a.changePost(c, "post.delegation_ended", func(ctx context.Context, id campaign.ID) error {
		last, err := a.lastDay(c)
		if err != nil {
			return err
		}
		return a.Posts.EndDelegation(ctx, c.Who, id, campaign.DelegationID(c.Text("delegation")), last)
	})
}

// lastDay reads the last day of what is ended.
func (a *area) lastDay(c *desk.Call) (calendar.Date, error) {
	last, err := c.Day("last")
	if err == nil && last.IsZero() {
		err = fault.Violations([]fault.Field{{Path: "last", Key: "fault.required"}})
	}
	return last, err
}

// changePost carries out one change of the post a path names; what was wrong is
// said at its form.
func (a *area) changePost(c *desk.Call, done string, do func(context.Context, campaign.ID) error) error {
	id, err := a.Campaign(c)
	if err != nil {
		return err
	}
	if err := c.Who.MayIn(people.PostManage, c.Who.Root, string(id)); err != nil {
		return err
	}
	err = do(c.Context(), id)
	if err != nil && desk.Mendable(err) {
		return a.renderPost(c, err)
	}
	if err != nil {
		return err
	}
	a.Sessions.Flash(c.Context(), c.T(done))
	return c.Redirect("/posts")
}
