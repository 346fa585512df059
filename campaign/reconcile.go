package campaign

import (
	"cmp"
	"context"
	"fmt"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Upkeep keeps a campaign in line with the day: it applies calendar notices
// that have become known and brings the duties not yet due in line with the
// units. It reads no duty when neither the day, the units, the calendar nor the
// campaign has changed since it looked last.
func (s *Service) Upkeep(ctx context.Context, who people.Actor, id ID) error {
	before, err := s.moment(ctx, who, id)
	if last, ok := s.looked.Load(id); err != nil || ok && last == before {
		return err
	}
	if _, err := s.ApplyCalendar(ctx, who, id); err != nil {
		return err
	}
	if _, err := s.Reconcile(ctx, who, id); err != nil {
		return err
	}
	s.looked.Store(id, before)
	return nil
}

// moment names all that the duties of a campaign depend on.
func (s *Service) moment(ctx context.Context, who people.Actor, id ID) (m string, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.Open(tx, who, people.DutyManage, id)
		if err != nil {
			return err
		}
		units, err := tx.UnitChanges(r.Root)
		if err != nil {
			return err
		}
		cal, err := s.Calendar(tx, r.Root, r.Today())
		m = fmt.Sprint(r.Today(), units, cal.Version(), r.Campaign.Revision)
		return err
	})
	return m, err
}

// Reconcile brings the duties not yet due in line with the units of today and
// makes the rows of new periods: units founded get theirs, closed ones are
// excused with that reason, moved ones change their county and industry. What
// is already due is never touched. It returns how many rows changed.
func (s *Service) Reconcile(ctx context.Context, who people.Actor, id ID) (n int, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := tx.HoldCampaign(id); err != nil {
			return err
		}
		r, err := s.Open(tx, who, people.DutyManage, id)
		if err != nil || !r.Closed.IsZero() {
			return err
		}
		n, err = s.reconcile(tx, r)
		if err != nil || n == 0 {
			return err
		}
		return tx.Record(r.Now, who.Origin, audit.Act{
			Name: "campaign.reconcile", Subject: string(id), Root: string(r.Root), Campaign: string(id),
			New: map[string]any{"duties": n},
		})
	})
	return n, err
}

func (s *Service) reconcile(tx Tx, r Running) (int, error) {
	cal, err := s.Calendar(tx, r.Root, r.Today())
	if err != nil {
		return 0, err
	}
	items, err := tx.Duties(Filter{Campaign: r.ID})
	if err != nil {
		return 0, err
	}
	have := make(map[cell]bool, len(items))
	trees := organisation.NewForest(tx, r.Root)
	n := 0
	for _, it := range items {
		have[it.cell()] = true
		changed, err := settle(tx, r, trees, it.Duty)
		if err != nil {
			return n, err
		}
		n += changed
	}
	added, err := s.extend(tx, r, cal, have, publishedBy(items))
	return n + added, err
}

// settle brings one duty not yet due in line with the tree of its due day.
func settle(tx Tx, r Running, trees organisation.Forest, d Duty) (int, error) {
	takenBack := d.Excused == "" && !d.ExcusedAt.IsZero() // the office decided that it is owed
	done := d.DueOn.IsZero() && !d.First.IsZero()
	if d.past(r.Now) || d.Excused != "" || d.Unit == r.Unit || takenBack || done {
		return 0, nil
	}
	day := settled(&d, r.Zone)
	if d.DueOn.IsZero() && day.Before(r.Today()) {
		day = r.Today()
	}
	tree, err := trees(day)
	if err != nil {
		return 0, err
	}
	want := d
	if n, ok := tree.Unit(d.Unit); !ok || !n.ExistsOn(day) {
		want.Excused, want.ExcusedAt = cmp.Or(n.ClosedReason, unitClosed), r.Now
	} else {
		want.County, want.Industry = tree.CountyOf(d.Unit), tree.IndustryOf(d.Unit)
	}
	if want == d {
		return 0, nil
	}
	_, err = tx.UpdateDuty(want)
	return 1, err
}
