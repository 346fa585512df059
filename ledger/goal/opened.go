package goal

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Awaiting counts the goals that wait for the actor to decide.
func (s *Service) Awaiting(ctx context.Context, who people.Actor, id campaign.ID) (n int, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.CampaignRead, id)
		if err != nil {
			return err
		}
		units, err := tx.AwaitingGoals(id)
		if err != nil || len(units) == 0 {
			return err
		}
		tree, err := s.campaigns.Tree(tx, r)
		if err != nil {
			return err
		}
		mine := tally.Seen(tree, who.Scope(people.GoalApprove, string(id)))
		for u, some := range units {
			if mine(u) {
				n += some
			}
		}
		return nil
	})
	return n, err
}

// Opened is a goal with all its versions, the newest first.
type Opened struct {
	List
	Row      Row
	Versions []Version
}

// Open returns one goal with its pace today and its history.
func (s *Service) Open(ctx context.Context, who people.Actor, id ID) (out Opened, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		g, err := tx.Goal(id)
		if err != nil {
			return err
		}
		list, err := s.In(tx, who, Question{Campaign: g.Campaign, Unit: g.Unit, Alone: true, Year: g.Year, Line: g.Line, dropped: true})
		if err != nil {
			return err
		}
		out = Opened{List: list}
		for _, row := range list.Rows {
			if row.ID == id {
				out.Row = row
			}
		}
		if out.Row.ID == "" {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		out.Versions, err = tx.GoalVersions(id)
		return err
	})
	return out, err
}
