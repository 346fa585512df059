package plan

import (
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/web/admin/desk"
)

// startCard leads who may launch a campaign to where that begins, or goes on.
type startCard struct{ HalfWay int }

// fillStart offers a launch to who may.
func (a *area) fillStart(c *desk.Call, p *workbenchPage) error {
	if c.Who.MayIn(people.CampaignLaunch, c.Who.Root, "") != nil {
		return nil
	}
	list, err := a.Preparations.List(c.Context(), c.Who)
	p.Start = &startCard{len(list)}
	return err
}
