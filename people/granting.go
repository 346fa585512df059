package people

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
)

// Grant gives an account a role. It must lie in the account's own root and
// where the granter manages accounts. ID, Revision and Above of g are ignored.
func (s *Service) Grant(ctx context.Context, by Actor, g Grant) (Grant, error) {
	g.ID, g.Revision, g.Above = ident.New[GrantID](), 1, nil
	err := s.db.Update(ctx, func(tx Tx) error {
		on, err := s.place(tx, g.Unit)
		if err != nil {
			return err
		}
		if err := by.May(AccountManage, on); err != nil {
			return err
		}
		a, err := tx.Account(g.Account)
		if err != nil {
			return err
		}
		if a.Root != on.Root {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		if err := g.check(); err != nil {
			return err
		}
		if err := tx.InsertGrant(&g); err != nil {
			return err
		}
		return s.recordGrant(tx, by, "grant.give", on, g, nil)
	})
	return g, err
}

func (g Grant) check() error {
	var bad violations
	bad.add(!g.Role.Known(), "role", "people.unknown_role", string(g.Role))
	bad.add(g.Body != "" && !g.Role.ActsForBody(), "body", "people.no_body")
	bad.add(!g.To.IsZero() && g.To.Before(g.From), "to", "people.ends_before")
	return fault.Violations(bad)
}

// EndGrant sets the last day of a grant; the day before today ends it at once.
func (s *Service) EndGrant(ctx context.Context, by Actor, id GrantID, last calendar.Date, revision int64) (g Grant, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if g, err = tx.Grant(id); err != nil {
			return err
		}
		on, err := s.place(tx, g.Unit)
		if err != nil {
			return err
		}
		if err := by.May(AccountManage, on); err != nil {
			return err
		}
		if g.Revision != revision {
			return stale("to", g.To, last)
		}
		if !g.To.IsZero() && g.To.Before(s.today()) {
			return fault.New(fault.Conflict, "people.grant_ended", g.To)
		}
		var bad violations
		bad.add(last.IsZero(), "to", "fault.required")
		bad.add(!last.IsZero() && last.Before(g.From.AddDays(-1)), "to", "people.ends_before")
		if err := fault.Violations(bad); err != nil {
			return err
		}
		old := map[string]any{"to": g.To.String()}
		g.To = last
		if g, err = tx.UpdateGrant(g); err != nil {
			return err
		}
		return s.recordGrant(tx, by, "grant.end", on, g, old)
	})
	return g, err
}

func (s *Service) recordGrant(tx Tx, by Actor, name string, on Place, g Grant, old map[string]any) error {
	return tx.Record(s.clock(), by.Origin, audit.Act{
		Name: name, Subject: string(g.Account), Root: string(on.Root), Campaign: g.Campaign, Unit: string(g.Unit), Old: old,
		New: map[string]any{"role": g.Role, "body": g.Body, "from": g.From.String(), "to": g.To.String()},
	})
}
