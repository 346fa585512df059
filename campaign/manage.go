package campaign

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Reasons the program itself gives for an excuse.
const (
	unitClosed     = "单位已撤销"
	holidayChanged = "放假安排变动,本期免报"
)

// Excuse releases a unit from one duty, with a reason that stays.
func (s *Service) Excuse(ctx context.Context, who people.Actor, id DutyID, reason string, revision int64) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return fault.Violations([]fault.Field{{Path: "reason", Key: "fault.required"}})
	}
	return s.manage(ctx, who, id, func(tx Tx, r Running, d Duty) (audit.Act, error) {
		if d.Excused != "" {
			return audit.Act{}, fault.New(fault.Conflict, "campaign.already_excused", d.Excused)
		}
		if r.Book.Obligation(d.Obligation).Every == playbook.Any {
			return audit.Act{}, fault.New(fault.Conflict, "campaign.any_time")
		}
		d.Excused, d.ExcusedAt, d.Pending, d.Revision = reason, r.Now, "", revision
		_, err := tx.UpdateDuty(d)
		return audit.Act{Name: "duty.excuse", New: map[string]any{"reason": reason}}, err
	})
}

// Owe takes an excuse back, with a reason.
func (s *Service) Owe(ctx context.Context, who people.Actor, id DutyID, reason string, revision int64) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return fault.Violations([]fault.Field{{Path: "reason", Key: "fault.required"}})
	}
	return s.manage(ctx, who, id, func(tx Tx, r Running, d Duty) (audit.Act, error) {
		if d.Excused == "" {
			return audit.Act{}, fault.New(fault.Conflict, "campaign.not_excused")
		}
		old := d.Excused
		d.Excused, d.ExcusedAt, d.Revision = "", r.Now, revision
		_, err := tx.UpdateDuty(d)
		return audit.Act{Name: "duty.owe", Old: map[string]any{"reason": old}, New: map[string]any{"reason": reason}}, err
	})
}

// manage runs one change of a duty by the office in a transaction of its own.
func (s *Service) manage(ctx context.Context, who people.Actor, id DutyID, change func(Tx, Running, Duty) (audit.Act, error)) error {
	return s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldDuty(id); err != nil {
			return err
		}
		c, err := s.Case(tx, who, people.DutyManage, id)
		if err != nil {
			return err
		}
		if err := c.Writable(); err != nil {
			return err
		}
		act, err := change(tx, c.Running, c.Duty)
		if err != nil {
			return err
		}
		return c.Record(tx, who, act.Name, act.Old, act.New)
	})
}

// Case is a duty with its campaign and its place in the tree.
type Case struct {
	Running
	Item
	Rules  *playbook.Playbook // the version that the duty follows: its date, its form
	Place  people.Place
	Debtor organisation.Node // the unit as it is today, once Service.Debtor was asked
}

// Obliged returns the obligation the duty comes from, as its version has it.
func (c Case) Obliged() *playbook.Obligation { return c.Rules.Obligation(c.Obligation) }

// Standing returns how the duty stands now.
func (c Case) Standing() Standing { return c.Item.Standing(c.Now, c.Zone) }

// Settled reports whether what was sent stays as it is: it was accepted, and the
// plan does not ask for it once more.
func (c Case) Settled() bool { return c.Standing().Accepted && c.Today().After(c.Obliged().Resubmit) }

// Record writes down that the actor did something with the duty, and what that
// changed.
func (c Case) Record(tx Tx, who people.Actor, name string, before, after map[string]any) error {
	return tx.Record(c.Now, who.Origin, audit.Act{
		Name: name, Subject: string(c.Duty.ID), Root: string(c.Root), Campaign: string(c.Running.ID),
		Unit: string(c.Item.Unit), Clause: c.Clause, Old: before, New: after,
	})
}

// Case loads a duty and checks that the actor may do act there.
func (s *Service) Case(tx Tx, who people.Actor, act people.Action, id DutyID) (Case, error) {
	it, err := tx.Duty(id)
	if err != nil {
		return Case{}, err
	}
	c, err := tx.Campaign(it.Campaign)
	if err != nil {
		return Case{}, err
	}
	r, err := s.Running(tx, c)
	if err != nil {
		return Case{}, err
	}
	place, err := s.Place(tx, who, r, it.Unit)
	if err != nil {
		return Case{}, err
	}
	rules, err := s.BookAt(tx, c, it.Rule)
	if err != nil {
		return Case{}, err
	}
	return Case{Running: r, Item: it, Rules: rules, Place: place}, who.May(act, place)
}

// Allowed reports nil if the actor may do act on a duty: for who must know it
// before a request is read any further. A review may be for any of the bodies
// the actor acts for.
func (s *Service) Allowed(ctx context.Context, who people.Actor, act people.Action, id DutyID) error {
	return s.db.View(ctx, func(tx Tx) error {
		c, err := s.Case(tx, who, people.DutyRead, id)
		if err != nil {
			return err
		}
		if bodies := who.Bodies(act, c.Place); len(bodies) > 0 {
			c.Place.Body = bodies[0]
		}
		return who.May(act, c.Place)
	})
}

// Debtor returns the unit of a case as it is today, or by its code if it is
// closed. tx must be one that only reads.
func (s *Service) Debtor(tx Tx, c Case) (organisation.Node, error) {
	tree, err := s.Tree(tx, c.Running)
	if err != nil {
		return organisation.Node{}, err
	}
	n, ok := tree.Unit(c.Item.Unit)
	if !ok {
		n.Unit, err = tx.Unit(c.Item.Unit)
		n.Name = n.Code
	}
	return n, err
}

// Add makes a duty by hand for a unit that the rows do not have, with a
// reason: a unit founded after the due day was entered late.
func (s *Service) Add(ctx context.Context, who people.Actor, id ID, unit organisation.UnitID, obligation, period, reason string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return fault.Violations([]fault.Field{{Path: "reason", Key: "fault.required"}})
	}
	return s.write(ctx, who, people.DutyManage, id, func(tx Tx, r Running) (audit.Act, error) {
		rows, err := s.handmade(tx, r, unit, obligation, period)
		if err != nil {
			return audit.Act{}, err
		}
		others, err := tx.Duties(Filter{Campaign: id, Obligation: obligation, Period: period})
		if err != nil {
			return audit.Act{}, err
		}
		if err := s.insert(tx, r, rows, publishedBy(others)); err != nil {
			return audit.Act{}, err
		}
		return audit.Act{
			Name: "duty.add", Subject: string(rows[0].ID), Unit: string(unit), Clause: rows[0].Clause,
			New: map[string]any{"obligation": obligation, "period": period, "reason": reason},
		}, nil
	})
}

// handmade makes the rows of one obligation and period for one unit, as the
// units entered by now were on the due day.
func (s *Service) handmade(tx Tx, r Running, unit organisation.UnitID, obligation, period string) ([]Duty, error) {
	cal, err := s.Calendar(tx, r.Root, r.Today())
	if err != nil {
		return nil, err
	}
	all, err := r.Frame(cal).Rows(organisation.NewForest(tx, r.Root))
	if err != nil {
		return nil, err
	}
	var rows []Duty
	for _, d := range all {
		if d.Unit == unit && d.Obligation == obligation && d.Period == period {
			rows = append(rows, d)
		}
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.NotFound, "campaign.unknown_period", r.title(obligation), period)
	}
	return rows, nil
}

// title calls an obligation by its title.
func (r Running) title(obligation string) string {
	if ob := r.Book.Obligation(obligation); ob != nil {
		return ob.Title
	}
	return obligation
}
