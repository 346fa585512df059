package unit

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// proposedView is a unit whose head the plan wants in a post (P-45): confirmed
// with one click where the head is known, with a name where not.
type proposedView struct {
	Post, Title  string
	Code, Unit   string
	Person, Name string // the head, "" where nobody is entered
}

// proposed lists who is proposed, for who may appoint.
func (a *area) proposed(c *desk.Call) ([]proposedView, error) {
	id, err := a.Campaign(c)
	if err != nil || c.Who.MayIn(people.PostManage, c.Who.Root, string(id)) != nil {
		return nil, err
	}
	all, err := a.Proposals.Open(c.Context(), c.Who, id)
	if fault.Is(err, fault.Forbidden) { // who appoints below the organiser alone
		return nil, nil
	}
	out := make([]proposedView, len(all))
	for i, p := range all {
		out[i] = proposedView{p.Post.ID, p.Post.Title, p.Unit.Code, p.Unit.Name, string(p.Head.ID), p.Head.Name}
	}
	return out, err
}

// confirmProposed appoints the head of a unit from today on.
func (a *area) confirmProposed(c *desk.Call) error {
	return a.changePost(c, "post.appointed", func(ctx context.Context, id campaign.ID) error {
		unit, err := a.UnitTyped(c, "unit")
		if err != nil {
			return err
		}
		if err := a.Proposals.Proposed(ctx, c.Who, id, c.PathValue("post"), unit); err != nil {
			return err
		}
		person, err := a.personMeant(c, id, c.Who.Root)
		if err != nil {
			return err
		}
		return a.Proposals.Confirm(ctx, c.Who, id, c.PathValue("post"), unit, person, a.Units.Today())
	})
}
