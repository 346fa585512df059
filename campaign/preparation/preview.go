package preparation

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/preparation/preview"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Preview counts every duty that a launch today would make.
func (s *Service) Preview(ctx context.Context, who people.Actor, id ID) (out preview.Preview, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		p, err := s.open(tx, who, id)
		if err != nil {
			return err
		}
		plan, err := p.plan()
		if err != nil {
			return err
		}
		r := campaign.Running{Book: plan.Book, Zone: campaign.Zone(plan.Book), Now: s.clock(), Campaign: campaign.Campaign{
			Unit: p.Unit, Root: p.Root, Version: 1, Launched: s.clock(), Ends: plan.Book.End,
			Without: p.Choices.Without(plan.Book), Except: p.Choices.Except,
		}}
		cal, err := s.campaigns.Calendar(tx, p.Root, r.Today())
		if err != nil {
			return err
		}
		out, err = preview.Count(r, cal, organisation.NewForest(tx, p.Root))
		return err
	})
	return out, err
}
