package organisation

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// Closing ends a unit. It stays in every list of the days before, and what it
// sent stays; of what falls due after On it is excused.
type Closing struct {
	Unit     UnitID
	On       calendar.Date // its last day
	Reason   string
	Revision int64 // of the unit, as the writer saw it
}

// Close ends a unit that has no unit below it any more.
func (s *Service) Close(ctx context.Context, by Authority, in Closing) (u Unit, err error) {
	in.Reason = strings.TrimSpace(in.Reason)
	err = s.db.Update(ctx, func(tx Tx) error {
		h, err := s.open(tx, by, in.Unit)
		if err != nil {
			return err
		}
		if u = h.Unit; u.Revision != in.Revision {
			return stale(value{"on", u.Closed.String(), in.On.String()}, value{"reason", u.ClosedReason, in.Reason})
		}
		if err := in.check(tx, u); err != nil {
			return err
		}
		u.Closed, u.ClosedReason = in.On, in.Reason
		if u, err = tx.UpdateUnit(u); err != nil {
			return err
		}
		return s.record(tx, by, "unit.close", u, nil, map[string]any{"on": in.On.String(), "reason": in.Reason})
	})
	return u, err
}

func (in Closing) check(tx Tx, u Unit) error {
	if !u.Closed.IsZero() {
		return fault.New(fault.Conflict, "organisation.closed", u.Closed)
	}
	below, err := tx.ExistBelow(u.ID, in.On)
	if err != nil {
		return err
	}
	var bad violations
	bad.add(below, "unit", "organisation.has_units")
	bad.add(in.On.IsZero(), "on", "fault.required")
	bad.add(!in.On.IsZero() && in.On.Before(u.Founded), "on", "organisation.before_founded", u.Founded)
	bad.add(in.Reason == "", "reason", "fault.required")
	return fault.Violations(bad)
}
