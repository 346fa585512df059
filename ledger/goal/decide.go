package goal

import (
	"context"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Pick names a version that waits, as its reader saw it.
type Pick struct {
	Goal ID
	N    int64
}

// Decide approves versions that wait, or returns them with a note: all of them
// or none. A version that is not the newest any more, or was decided already,
// refuses the whole.
func (s *Service) Decide(ctx context.Context, who people.Actor, id campaign.ID, picks []Pick, approve bool, note string) error {
	note = strings.TrimSpace(note)
	switch {
	case len(picks) == 0:
		return fault.New(fault.Invalid, "goal.none_picked")
	case !approve && note == "":
		return fault.Violations([]fault.Field{{Path: "note", Key: "goal.note_wanted"}})
	}
	return s.db.Update(ctx, func(tx Tx) error {
		r, err := s.write(tx, who, id)
		if err != nil {
			return err
		}
		now, err := s.stateOf(tx, Filter{Campaign: id})
		if err != nil {
			return err
		}
		by := make(map[ID]held, len(now))
		for _, h := range now {
			by[h.goal.ID] = h
		}
		var goals []Goal
		var versions []Version
		for _, p := range picks {
			h, ok := by[p.Goal]
			if !ok {
				return fault.New(fault.NotFound, "fault.not_found")
			}
			if err := s.may(tx, who, people.GoalApprove, r, h.goal.Unit); err != nil {
				return err
			}
			if !h.awaits() || h.newest.N != p.N {
				return fault.New(fault.Stale, "goal.decided_meanwhile")
			}
			delete(by, p.Goal)
			v := h.newest
			v.Decided, v.DecidedBy, v.Note, v.State = r.Now, who.Account, note, Returned
			if approve {
				v.State, h.goal.InForce = Approved, v.N
			}
			versions, goals = append(versions, v), append(goals, h.goal)
		}
		if err := tx.UpdateGoals(goals); err != nil {
			return err
		}
		if err := tx.UpdateGoalVersions(versions); err != nil {
			return err
		}
		name := map[bool]string{true: "goal.approve", false: "goal.return"}[approve]
		return tx.Record(r.Now, who.Origin, audit.Act{
			Name: name, Subject: string(id), Root: string(r.Root), Campaign: string(id), Clause: r.Book.Ledger.Goals.Clause,
			New: map[string]any{"goals": picked(picks), "note": note},
		})
	})
}

func picked(picks []Pick) []string {
	out := make([]string, len(picks))
	for i, p := range picks {
		out[i] = string(p.Goal)
	}
	return out
}
