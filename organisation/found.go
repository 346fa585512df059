package organisation

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
)

// Founding is a new unit as it is entered. Without a Root the unit is itself a
// root; every other one stands below a county or an industry parent, or both.
type Founding struct {
	Root             UnitID
	Code             string // letters, digits and «-», at most 32
	Name             string
	Aliases          []string
	Category         Category
	Founded          calendar.Date // none: it always was
	County, Industry UnitID        // direct parents
}

const maxName = 100 // characters of a name

var codeForm = regexp.MustCompile(`^[A-Za-z0-9-]{1,32}$`)

// Found enters a unit.
func (s *Service) Found(ctx context.Context, by Authority, in Founding) (u Unit, err error) {
	in.Code, in.Name = strings.TrimSpace(in.Code), strings.TrimSpace(in.Name)
	u = Unit{ID: ident.New[UnitID](), Root: in.Root, Code: in.Code, Category: in.Category, Founded: in.Founded, Revision: 1}
	if u.Root == "" {
		u.Root = u.ID
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		if err := s.mayFound(tx, by, u, in); err != nil {
			return err
		}
		if err := in.check(tx, u); err != nil {
			return err
		}
		if err := tx.InsertUnit(&u); err != nil {
			return err
		}
		if err := in.insertHistory(tx, u.ID); err != nil {
			return err
		}
		return s.record(tx, by, "unit.found", u, nil, map[string]any{
			"code": in.Code, "name": in.Name, "category": in.Category, "founded": in.Founded.String(),
			"county": in.County, "industry": in.Industry,
		})
	})
	return u, err
}

// mayFound asks leave at every parent; at the root for a unit without one, so
// that its violations are told only to who may manage there.
func (s *Service) mayFound(tx Tx, by Authority, u Unit, in Founding) error {
	if in.Root == "" {
		return by.MayManage(u.Root, u.ID, nil)
	}
	places := in.parents()
	if len(places) == 0 {
		places = []UnitID{in.Root}
	}
	for _, id := range places {
		p, err := tx.Unit(id)
		if err != nil {
			return err
		}
		if err := s.allowed(tx, by, p); err != nil {
			return err
		}
	}
	return nil
}

func (in Founding) parents() []UnitID {
	return Node{County: in.County, Industry: in.Industry}.parents()
}

func (in Founding) check(tx Tx, u Unit) error {
	var bad violations
	bad.add(!codeForm.MatchString(in.Code), "code", "organisation.code_form")
	bad.add(!in.Category.Known(), "category", "organisation.unknown_category", string(in.Category))
	bad.checkName("name", in.Name)
	for _, alias := range in.Aliases {
		bad.checkName("aliases", alias)
	}
	root := in.Root == ""
	bad.add(root && len(in.parents()) > 0, "root", "organisation.root_has_parent")
	bad.add(!root && len(in.parents()) == 0, "county", "organisation.no_parent")
	if _, err := tx.UnitByCode(u.Root, in.Code); err == nil {
		bad.add(true, "code", "organisation.code_taken", in.Code)
	} else if !fault.Is(err, fault.NotFound) {
		return err
	}
	if err := bad.checkParent(tx, "county", u, in.County, in.Founded); err != nil {
		return err
	}
	if err := bad.checkParent(tx, "industry", u, in.Industry, in.Founded); err != nil {
		return err
	}
	return fault.Violations(bad)
}

func (v *violations) checkName(path, name string) {
	n := utf8.RuneCountInString(name)
	v.add(n == 0, path, "fault.required")
	v.add(n > maxName, path, "organisation.name_long", maxName)
}

// checkParent adds what forbids that u stands below the parent from a day on:
// another root, a parent that ended before that day.
func (v *violations) checkParent(tx Tx, path string, u Unit, parent UnitID, from calendar.Date) error {
	if parent == "" {
		return nil
	}
	p, err := tx.Unit(parent)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	v.add(err != nil || p.Root != u.Root, path, "organisation.unknown_unit")
	v.add(err == nil && !p.Closed.IsZero() && p.Closed.Before(from), path, "organisation.parent_closed", p.Closed)
	return nil
}

func (in Founding) insertHistory(tx Tx, id UnitID) error {
	for i, name := range append([]string{in.Name}, in.Aliases...) {
		n := Name{ID: ident.New[string](), Unit: id, Name: name, Official: i == 0, From: in.Founded, Revision: 1}
		if err := tx.InsertUnitName(&n); err != nil {
			return err
		}
	}
	for _, p := range []Parent{{Hierarchy: ByCounty, Parent: in.County}, {Hierarchy: ByIndustry, Parent: in.Industry}} {
		if p.Parent == "" {
			continue
		}
		p.ID, p.Unit, p.From, p.Revision = ident.New[string](), id, in.Founded, 1
		if err := tx.InsertUnitParent(&p); err != nil {
			return err
		}
	}
	return nil
}
