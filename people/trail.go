package people

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// TrailTx is what reading the audit record needs of a transaction.
type TrailTx interface {
	TrailPage(audit.Filter) ([]audit.Entry, error)
	Unit(organisation.UnitID) (organisation.Unit, error)
	Ancestors(organisation.UnitID, calendar.Date) ([]organisation.UnitID, error)
}

// TrailStore runs the read transactions of the audit record.
type TrailStore interface {
	View(context.Context, func(TrailTx) error) error
}

// Trail lets who may read the audit record of a root read it.
type Trail struct{ db TrailStore }

// NewTrail returns the trail over a store.
func NewTrail(db TrailStore) *Trail { return &Trail{db} }

// Page returns a page of the record of the actor's own root, newest first. Who
// reads a part of the tree only must name a unit of that part. Who serves one
// campaign only is shown that campaign's record, unless another one is asked
// for, which is then refused.
func (t *Trail) Page(ctx context.Context, who Actor, f audit.Filter) (page []audit.Entry, err error) {
	f.Root = string(who.Root)
	err = t.db.View(ctx, func(tx TrailTx) error {
		on, err := trailPlace(tx, who, f)
		if err != nil {
			return err
		}
		if on.Campaign == "" {
			f.Campaign = who.only(AuditRead, on)
			on.Campaign = f.Campaign
		}
		if err := who.May(AuditRead, on); err != nil {
			return err
		}
		page, err = tx.TrailPage(f)
		return err
	})
	return page, err
}

// trailPlace returns the place whose record is asked for: the root, or a unit
// below those it stands below now or stood below last.
func trailPlace(tx TrailTx, who Actor, f audit.Filter) (Place, error) {
	on := Place{Root: who.Root, Unit: who.Root, Campaign: f.Campaign}
	if f.Unit == "" {
		return on, nil
	}
	u, err := tx.Unit(organisation.UnitID(f.Unit))
	if err != nil {
		return on, err
	}
	on.Root, on.Unit = u.Root, u.ID
	last := u.Closed
	if last.IsZero() {
		last = endOfDays
	}
	on.Path, err = tx.Ancestors(u.ID, last)
	return on, err
}

// endOfDays lies behind every day that is written.
var endOfDays = calendar.Date{Year: 9999, Month: 12, Day: 31}

// only returns the campaign to which the actor's leave for the act at the place
// is bound, "" where it is bound to none. Of several it is the first granted.
func (a Actor) only(act Action, on Place) string {
	bound := slices.DeleteFunc(slices.Clone(a.Grants), func(g Grant) bool { return !g.covers(act, on) })
	if len(bound) == 0 || slices.ContainsFunc(bound, func(g Grant) bool { return g.Campaign == "" }) {
		return ""
	}
	return bound[0].Campaign
}
