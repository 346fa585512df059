package organisation

import (
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
)

// Renaming is a new official name of a unit from a day on. The name until then
// goes on as an alias. From the first day of the present name, it corrects it.
type Renaming struct {
	Unit     UnitID
	Name     string
	From     calendar.Date
	Revision int64 // of the unit, as the writer saw it
}

// Rename gives a unit another official name.
func (s *Service) Rename(ctx context.Context, by Authority, in Renaming) (u Unit, err error) {
	in.Name = strings.TrimSpace(in.Name)
	err = s.db.Update(ctx, func(tx Tx) error {
		h, err := s.open(tx, by, in.Unit)
		if err != nil {
			return err
		}
		last := h.lastName()
		if h.Unit.Revision != in.Revision {
			return stale(value{"name", last.Name, in.Name}, value{"from", last.From.String(), in.From.String()})
		}
		var bad violations
		bad.checkName("name", in.Name)
		bad.add(in.Name == last.Name, "name", "organisation.same_name")
		bad.checkFrom(in.From, last.From)
		if err := fault.Violations(bad); err != nil {
			return err
		}
		if err := rename(tx, last, in); err != nil {
			return err
		}
		if u, err = tx.UpdateUnit(h.Unit); err != nil {
			return err
		}
		return s.record(tx, by, "unit.rename", u, map[string]any{"name": last.Name},
			map[string]any{"name": in.Name, "from": in.From.String()})
	})
	return u, err
}

// lastName returns the newest official name, which may begin in the future.
func (h History) lastName() (last Name) {
	for _, n := range h.Names {
		if n.Official {
			last = n
		}
	}
	return last
}

// checkFrom refuses a change dated before the one it would replace: history is
// written forward.
func (v *violations) checkFrom(from, last calendar.Date) {
	v.add(from.IsZero() && !last.IsZero(), "from", "fault.required")
	v.add(!from.IsZero() && from.Before(last), "from", "organisation.before_last", last)
}

func rename(tx Tx, last Name, in Renaming) error {
	if in.From == last.From {
		last.Name = in.Name
		_, err := tx.UpdateUnitName(last)
		return err
	}
	last.To = in.From.AddDays(-1)
	if _, err := tx.UpdateUnitName(last); err != nil {
		return err
	}
	return tx.InsertUnitName(&Name{ID: ident.New[string](), Unit: in.Unit, Name: in.Name, Official: true, From: in.From, Revision: 1})
}

// Alias is another name that people use for a unit.
type Alias struct {
	Unit     UnitID
	Name     string
	From, To calendar.Date
	Revision int64 // of the unit, as the writer saw it
}

// AddAlias lets a unit be found under another name too.
func (s *Service) AddAlias(ctx context.Context, by Authority, in Alias) (u Unit, err error) {
	in.Name = strings.TrimSpace(in.Name)
	err = s.db.Update(ctx, func(tx Tx) error {
		h, err := s.open(tx, by, in.Unit)
		if err != nil {
			return err
		}
		if h.Unit.Revision != in.Revision {
			return stale(value{"name", "", in.Name})
		}
		var bad violations
		bad.checkName("name", in.Name)
		bad.add(slices.ContainsFunc(h.Names, func(n Name) bool { return n.Name == in.Name && n.To.IsZero() }), "name", "organisation.same_name")
		bad.add(!in.To.IsZero() && in.To.Before(in.From), "to", "organisation.ends_before")
		if err := fault.Violations(bad); err != nil {
			return err
		}
		n := Name{ID: ident.New[string](), Unit: in.Unit, Name: in.Name, From: in.From, To: in.To, Revision: 1}
		if err := tx.InsertUnitName(&n); err != nil {
			return err
		}
		if u, err = tx.UpdateUnit(h.Unit); err != nil {
			return err
		}
		return s.record(tx, by, "unit.alias", u, nil, map[string]any{"name": in.Name, "from": in.From.String(), "to": in.To.String()})
	})
	return u, err
}
