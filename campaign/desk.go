package campaign

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// soon is how many days ahead a deadline presses.
const soon = 31

// Many is up to where what waits is counted: a number beside the menu on every
// page must not cost more the more there is.
const Many = 100

// Desk is what waits for one reader of a campaign, counted: what every page
// shows beside its menu.
type Desk struct {
	Running
	Bodies []string // for which the reader reviews
	Mine   int64    // open duties of the units the reader works for, counted up to Many
	Review int64    // reports that wait for those bodies, counted up to Many
	Tree   *organisation.Tree
	Next   Deadline // of the next open duty the reader may see that is due within a month
}

// Deadline is a day on which an obligation is due, the zero day for none.
type Deadline struct {
	Obligation string
	On         calendar.Date
}

// Desk counts what waits for the actor, in a constant number of statements.
func (s *Service) Desk(ctx context.Context, who people.Actor, id ID) (d Desk, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.CampaignRead, id)
		if err != nil {
			return err
		}
		d = Desk{Running: r, Bodies: who.Bodies(people.ReportReview, people.Place{Root: r.Root, Unit: r.Unit, Campaign: string(id)})}
		if d.Tree, err = s.Tree(tx, r); err != nil {
			return err
		}
		works := !workplaces(who, id).Empty()
		if works {
			if d.Mine, err = tx.CountDuties(Filter{Campaign: id, Mine: true, Open: true, Limit: Many}.By(who, r)); err != nil {
				return err
			}
		}
		if len(d.Bodies) > 0 {
			if d.Review, err = tx.CountDuties(Filter{Campaign: id, Awaits: d.Bodies, Limit: Many}.By(who, r)); err != nil {
				return err
			}
		}
		d.Next, err = tx.NextDue(Filter{
			Campaign: id, Mine: works && len(d.Bodies) == 0, Open: true,
			DueFrom: r.Now, DueBefore: r.Now.AddDate(0, 0, soon),
		}.By(who, r))
		return err
	})
	return d, err
}

// By returns the filter as the reader may use it, at the moment of r.
func (f Filter) By(who people.Actor, r Running) Filter {
	f.Now, f.Day, f.Scope = r.Now, r.Today(), who.Scope(people.DutyRead, string(f.Campaign))
	if slices.Contains(f.Scope.All, r.Root) || slices.Contains(f.Scope.All, r.Unit) {
		f.Scope = people.Scope{Whole: true} // every duty is of a unit below the organiser
	}
	if f.Mine {
		f.Scope = workplaces(who, f.Campaign)
	}
	return f
}

// workplaces returns the units for which the actor discharges duties.
func workplaces(who people.Actor, id ID) people.Scope {
	seen := map[organisation.UnitID]bool{}
	s := people.Scope{}
	for _, act := range []people.Action{people.DutyFill, people.DutySign, people.DutySignFor} {
		for _, u := range who.Scope(act, string(id)).Own {
			if !seen[u] {
				seen[u] = true
				s.Own = append(s.Own, u)
			}
		}
	}
	return s
}
