package organisation

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
)

// Moving puts a unit below another one of the same hierarchy from a day on, or
// below none. Duties already due keep the county and the industry of their day.
type Moving struct {
	Unit      UnitID
	Hierarchy Hierarchy
	Parent    UnitID // "" to leave the hierarchy
	From      calendar.Date
	Revision  int64 // of the unit, as the writer saw it
}

// Move changes where a unit stands.
func (s *Service) Move(ctx context.Context, by Authority, in Moving) (u Unit, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		h, err := s.open(tx, by, in.Unit)
		if err != nil {
			return err
		}
		if err := s.mayReceive(tx, by, in.Parent); err != nil {
			return err
		}
		last := h.lastParent(in.Hierarchy)
		if h.Unit.Revision != in.Revision {
			return s.staleMove(tx, last, in)
		}
		if err := in.check(tx, h, last); err != nil {
			return err
		}
		if err := move(tx, last, in); err != nil {
			return err
		}
		if u, err = tx.UpdateUnit(h.Unit); err != nil {
			return err
		}
		return s.record(tx, by, "unit.move", u, map[string]any{string(in.Hierarchy): last.Parent},
			map[string]any{string(in.Hierarchy): in.Parent, "from": in.From.String()})
	})
	return u, err
}

// mayReceive asks leave of the new parent too.
func (s *Service) mayReceive(tx Tx, by Authority, parent UnitID) error {
	if parent == "" {
		return nil
	}
	p, err := tx.Unit(parent)
	if err != nil {
		return err
	}
	return s.allowed(tx, by, p)
}

// staleMove names the parents of the difference by their codes.
func (s *Service) staleMove(tx Tx, last Parent, in Moving) error {
	codes := [2]string{}
	for i, id := range []UnitID{last.Parent, in.Parent} {
		if id == "" {
			continue
		}
		p, err := tx.Unit(id)
		if err != nil {
			return err
		}
		codes[i] = p.Code
	}
	return stale(value{"parent", codes[0], codes[1]}, value{"from", last.From.String(), in.From.String()})
}

// lastParent returns the newest parent in a hierarchy; the zero Parent if it
// has none or has left it.
func (h History) lastParent(by Hierarchy) (last Parent) {
	for _, p := range h.Parents {
		if p.Hierarchy == by {
			last = p
		}
	}
	return last
}

func (in Moving) check(tx Tx, h History, last Parent) error {
	var bad violations
	bad.add(in.Hierarchy != ByCounty && in.Hierarchy != ByIndustry, "hierarchy", "organisation.unknown_hierarchy")
	bad.add(h.Unit.ID == h.Unit.Root, "unit", "organisation.root_has_parent")
	bad.add(last.To.IsZero() && in.Parent == last.Parent, "parent", "organisation.same_parent")
	bad.checkFrom(in.From, last.From)
	bad.add(!last.To.IsZero() && !in.From.After(last.To), "from", "organisation.before_last", last.To.AddDays(1))
	bad.add(in.From.Before(h.Unit.Founded), "from", "organisation.before_founded", h.Unit.Founded)
	if in.Parent == "" {
		bad.add(!h.standsElsewhere(in), "parent", "organisation.no_parent")
		return fault.Violations(bad)
	}
	if err := bad.checkParent(tx, "parent", h.Unit, in.Parent, in.From); err != nil {
		return err
	}
	above, err := tx.EverAbove(in.Parent, in.From)
	if err != nil {
		return err
	}
	bad.add(in.Parent == in.Unit || slices.Contains(above, in.Unit), "parent", "organisation.cycle")
	return fault.Violations(bad)
}

// standsElsewhere reports whether the unit keeps a parent in the other
// hierarchy from the day on.
func (h History) standsElsewhere(in Moving) bool {
	return slices.ContainsFunc(h.Parents, func(p Parent) bool {
		return p.Hierarchy != in.Hierarchy && p.To.IsZero()
	})
}

func move(tx Tx, last Parent, in Moving) error {
	if last.ID != "" && last.To.IsZero() {
		if in.From == last.From && in.Parent != "" {
			last.Parent = in.Parent
			_, err := tx.UpdateUnitParent(last)
			return err
		}
		last.To = in.From.AddDays(-1)
		if _, err := tx.UpdateUnitParent(last); err != nil {
			return err
		}
	}
	if in.Parent == "" {
		return nil
	}
	p := Parent{ID: ident.New[string](), Unit: in.Unit, Hierarchy: in.Hierarchy, Parent: in.Parent, From: in.From, Revision: 1}
	return tx.InsertUnitParent(&p)
}
