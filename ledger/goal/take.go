package goal

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/ledger/goal/rule"
	"github.com/xianfeng-oss/xianfeng/people"
)

// plansAtOnce is how many plans one transaction takes goals from.
const plansAtOnce = 50

// Take brings the goals in line with the plans that were accepted since, and
// returns from how many it took some. The recipients have accepted what they
// say: such goals are in force at once.
func (s *Service) Take(ctx context.Context, who people.Actor, id campaign.ID) (taken int, err error) {
	after, more := campaign.DutyID(""), true
	for more && err == nil {
		var some walked
		err = s.db.Update(ctx, func(tx Tx) (err error) {
			some, err = s.takeSome(tx, who, id, after)
			return err
		})
		if err == nil {
			taken, after, more = taken+some.taken, some.last, some.more
		}
	}
	return taken, err
}

// walked is how far some plans were gone through.
type walked struct {
	taken int             // of which goals were taken
	last  campaign.DutyID // the next ones come after it
	more  bool
}

func (s *Service) takeSome(tx Tx, who people.Actor, id campaign.ID, after campaign.DutyID) (w walked, err error) {
	r, err := s.campaigns.Open(tx, who, people.CampaignRead, id)
	if err != nil || r.Book.Ledger.Goals == nil || r.Writable() != nil {
		return w, err
	}
	if err := s.may(tx, who, people.GoalApprove, r, r.Unit); err != nil {
		return w, err
	}
	form, _ := rule.GridOf(r.Book, r.Book.Ledger.Goals)
	if form == nil {
		return w, nil
	}
	plans, err := tx.PlansToTake(id, r.Book.Ledger.Goals.Obligation, form.ID, after, plansAtOnce)
	if err != nil {
		return w, err
	}
	for _, p := range plans {
		some, err := s.takePlan(tx, who, r, p)
		if err != nil {
			return w, err
		}
		if w.last = p.Duty; some {
			w.taken++
		}
	}
	w.more = len(plans) == plansAtOnce
	return w, nil
}

// takePlan states every goal of a plan anew, also one whose number is the same:
// that the accepted plan still says it is a statement. A goal that an earlier
// plan stated and this one does not is dropped. A plan that changes nothing, for
// it states no goal and never did, is looked at again the next time.
func (s *Service) takePlan(tx Tx, who people.Actor, r campaign.Running, p Plan) (taken bool, err error) {
	if err := tx.HoldCampaign(r.ID); err != nil {
		return false, err
	}
	pb, err := s.campaigns.BookAt(tx, r.Campaign, p.Rule)
	if err != nil {
		return false, err
	}
	_, grid := rule.GridOf(pb, r.Book.Ledger.Goals)
	if grid == nil {
		return false, nil
	}
	now, err := s.stateOf(tx, Filter{Campaign: r.ID, Unit: p.Unit})
	if err != nil {
		return false, err
	}
	t := taking{r: r, plan: p, now: now}
	for _, st := range rule.StatedIn(pb, grid, p.Cells) {
		t.state(key{p.Unit, st.Line, st.Measure, st.Year}, st.Value, false)
	}
	for k, h := range now {
		if h.force.Duty != "" && !h.force.Dropped && !t.stated[k] {
			t.state(k, 0, true)
		}
	}
	if len(t.stated) == 0 {
		return false, nil
	}
	if err := t.change.store(tx); err != nil {
		return false, err
	}
	return true, tx.Record(r.Now, who.Origin, audit.Act{
		Name: "goal.take", Subject: string(p.Duty), Root: string(r.Root), Campaign: string(r.ID), Unit: string(p.Unit),
		Clause: r.Book.Ledger.Goals.Clause, New: map[string]any{"version": p.N, "goals": len(t.stated)},
	})
}

// taking gathers what a plan changes.
type taking struct {
	r      campaign.Running
	plan   Plan
	now    map[key]held
	stated map[key]bool
	change change
}

func (t *taking) state(k key, value int64, dropped bool) {
	if t.stated == nil {
		t.stated = map[key]bool{}
	}
	t.stated[k] = true
	h, ok := t.now[k]
	if !ok {
		h.goal = Goal{ID: ident.New[ID](), Root: t.r.Root, Campaign: t.r.ID, Unit: k.unit, Line: k.line, Measure: k.measure, Year: k.year, Created: t.r.Now}
	}
	t.change.add(h, Version{
		Value: value, Dropped: dropped, State: Approved, Duty: t.plan.Duty, Plan: t.plan.N,
		At: t.r.Now, By: t.plan.By, Decided: t.r.Now,
	})
}
