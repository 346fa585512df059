package goal

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Wish is a goal as somebody states it.
type Wish struct {
	Campaign      campaign.ID
	Unit          organisation.UnitID
	Line, Measure string
	Year          int
	Typed         string // in the unit the measure is shown in; "" drops the goal
	Reason        string
	Seen          int64 // the newest version its author saw, 0 for none
}

// Set states a goal, or changes or drops it. It waits for the office; stated by
// somebody who may approve it, it is in force at once.
func (s *Service) Set(ctx context.Context, who people.Actor, w Wish) (out Goal, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		r, err := s.write(tx, who, w.Campaign)
		if err != nil {
			return err
		}
		if err := s.may(tx, who, people.GoalSet, r, w.Unit); err != nil {
			return err
		}
		now, err := s.stateOf(tx, Filter{Campaign: r.ID, Unit: w.Unit, Year: w.Year})
		if err != nil {
			return err
		}
		h, ok := now[key{w.Unit, w.Line, w.Measure, w.Year}]
		value, err := w.check(r, ok && !h.newest.Dropped)
		if err != nil {
			return err
		}
		if ok && w.Seen == 0 {
			return fault.New(fault.Conflict, "goal.exists")
		}
		if h.goal.Newest != w.Seen {
			return fault.New(fault.Stale, "goal.changed_meanwhile")
		}
		if !ok {
			h.goal = Goal{ID: ident.New[ID](), Root: r.Root, Campaign: r.ID, Unit: w.Unit, Line: w.Line, Measure: w.Measure, Year: w.Year, Created: r.Now}
		}
		v := Version{Value: value, Dropped: strings.TrimSpace(w.Typed) == "", State: Awaiting, Reason: strings.TrimSpace(w.Reason), At: r.Now, By: who.Account}
		if s.may(tx, who, people.GoalApprove, r, w.Unit) == nil {
			v.State, v.Decided, v.DecidedBy = Approved, r.Now, who.Account
		}
		var c change
		c.add(h, v)
		if err := c.store(tx); err != nil {
			return err
		}
		if out, err = tx.Goal(h.goal.ID); err != nil {
			return err
		}
		return s.record(tx, who, r, out, "goal.set", map[string]any{"value": value, "reason": v.Reason, "state": string(v.State)})
	})
	return out, err
}

// check reads what was typed. What is there may be dropped.
func (w Wish) check(r campaign.Running, there bool) (value int64, err error) {
	var bad []fault.Field
	m := r.Book.Measure(w.Measure)
	if m == nil {
		bad = append(bad, fault.Field{Path: "measure", Key: "goal.unknown_measure"})
	}
	if w.Line != "" && r.Book.Line(w.Line) == nil {
		bad = append(bad, fault.Field{Path: "line", Key: "goal.unknown_line"})
	}
	if rule.SpanOf(w.Year, r.Book.Start, r.Ends).Days() == 0 {
		bad = append(bad, fault.Field{Path: "year", Key: "goal.unknown_year"})
	}
	if strings.TrimSpace(w.Reason) == "" {
		bad = append(bad, fault.Field{Path: "reason", Key: "goal.reason_wanted"})
	}
	if typed := strings.TrimSpace(w.Typed); m != nil && (typed != "" || !there) {
		value, err = m.Kind.Parse(typed)
		if err != nil || value < 0 {
			bad = append(bad, fault.Field{Path: "value", Key: "goal.no_number", Args: []any{m.Kind.Unit()}})
		}
	}
	return value, fault.Violations(bad)
}

func (s *Service) record(tx Tx, who people.Actor, r campaign.Running, g Goal, name string, fresh map[string]any) error {
	fresh["measure"], fresh["line"], fresh["year"] = g.Measure, g.Line, g.Year
	return tx.Record(r.Now, who.Origin, audit.Act{
		Name: name, Subject: string(g.ID), Root: string(r.Root), Campaign: string(r.ID), Unit: string(g.Unit),
		Clause: r.Book.Ledger.Goals.Clause, New: fresh,
	})
}
