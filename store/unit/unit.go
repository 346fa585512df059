// Package unit holds the queries on units, their names and their parents.
package unit

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Units is a transaction that knows the units.
type Units struct{ *sqltx.Tx }

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{units.Cover(), names.Cover(), parents.Cover()}

var units = sqltx.Table[organisation.Unit]{
	Name: "unit", Columns: "id, root_id, code, category, founded_on, closed_on, closed_reason, revision", Keys: 1, Covered: true,
	Refs: func(u *organisation.Unit) []any {
		return []any{&u.ID, &u.Root, &u.Code, &u.Category, sqltx.Date(&u.Founded), sqltx.Date(&u.Closed), &u.ClosedReason, &u.Revision}
	},
}

var names = sqltx.Table[organisation.Name]{
	Name: "unit_name", Columns: "id, unit_id, name, official, from_on, to_on, revision", Keys: 1, Covered: true,
	Refs: func(n *organisation.Name) []any {
		return []any{&n.ID, &n.Unit, &n.Name, sqltx.Bool(&n.Official), sqltx.Date(&n.From), sqltx.Date(&n.To), &n.Revision}
	},
}

var parents = sqltx.Table[organisation.Parent]{
	Name: "unit_parent", Columns: "id, unit_id, hierarchy, parent_id, from_on, to_on, revision", Keys: 1, Covered: true,
	Refs: func(p *organisation.Parent) []any {
		return []any{&p.ID, &p.Unit, &p.Hierarchy, &p.Parent, sqltx.Date(&p.From), sqltx.Date(&p.To), &p.Revision}
	},
}

// InsertUnit stores a new unit.
func (q Units) InsertUnit(u *organisation.Unit) error { return sqltx.Insert(q.Tx, units, u) }

// UpdateUnit writes what may change of a unit.
func (q Units) UpdateUnit(u organisation.Unit) (organisation.Unit, error) {
	return sqltx.Change(q.Tx, units, `UPDATE unit SET closed_on = $1, closed_reason = $2, revision = revision + 1
		WHERE id = $3 AND revision = $4`, sqltx.Date(&u.Closed), u.ClosedReason, string(u.ID), u.Revision)
}

// Unit returns the unit with the id.
func (q Units) Unit(id organisation.UnitID) (organisation.Unit, error) {
	return sqltx.One(q.Tx, units.Refs, units.Select("WHERE id = $1"), string(id))
}

// UnitByCode returns the unit of a root with the code.
func (q Units) UnitByCode(root organisation.UnitID, code string) (organisation.Unit, error) {
	return sqltx.One(q.Tx, units.Refs, units.Select("WHERE root_id = $1 AND code = $2"), string(root), code)
}

// Roots returns the federations of the installation.
func (q Units) Roots() ([]organisation.Unit, error) {
	return sqltx.All(q.Tx, units.Refs, units.Select("WHERE id = root_id ORDER BY id"))
}

// UnitChanges returns how many changes the units of a root have seen: every one
// of them, also of a name or a parent, adds one to the unit's revision.
func (q Units) UnitChanges(root organisation.UnitID) (int64, error) {
	return q.Int("SELECT CAST(COALESCE(sum(revision), 0) AS BIGINT) FROM unit WHERE root_id = $1", string(root))
}

// InsertUnitName stores a name.
func (q Units) InsertUnitName(n *organisation.Name) error { return sqltx.Insert(q.Tx, names, n) }

// UpdateUnitName writes a name and its last day.
func (q Units) UpdateUnitName(n organisation.Name) (organisation.Name, error) {
	return sqltx.Change(q.Tx, names, `UPDATE unit_name SET name = $1, to_on = $2, revision = revision + 1
		WHERE id = $3 AND revision = $4`, n.Name, sqltx.Date(&n.To), n.ID, n.Revision)
}

// UnitNames returns every name the unit ever bore, by its first day.
func (q Units) UnitNames(id organisation.UnitID) ([]organisation.Name, error) {
	return sqltx.All(q.Tx, names.Refs, names.Select("WHERE unit_id = $1 ORDER BY from_on, id"), string(id))
}

// InsertUnitParent stores a parent.
func (q Units) InsertUnitParent(p *organisation.Parent) error { return sqltx.Insert(q.Tx, parents, p) }

// UpdateUnitParent writes a parent and its last day.
func (q Units) UpdateUnitParent(p organisation.Parent) (organisation.Parent, error) {
	return sqltx.Change(q.Tx, parents, `UPDATE unit_parent SET parent_id = $1, to_on = $2, revision = revision + 1
		WHERE id = $3 AND revision = $4`, string(p.Parent), sqltx.Date(&p.To), p.ID, p.Revision)
}

// UnitParents returns every parent the unit ever had, by its first day.
func (q Units) UnitParents(id organisation.UnitID) ([]organisation.Parent, error) {
	return sqltx.All(q.Tx, parents.Refs, parents.Select("WHERE unit_id = $1 ORDER BY from_on, id"), string(id))
}

// nodes reads a unit once for each of its names. A unit that is founded later
// is read as it will stand on its first day.
const nodes = `
	SELECT u.id, u.root_id, u.code, u.category, u.founded_on, u.closed_on, u.closed_reason, u.revision,
		COALESCE(c.parent_id, ''), COALESCE(i.parent_id, ''), n.name, n.official,
		CASE WHEN n.to_on = '' OR n.to_on >= u.as_of THEN 1 ELSE 0 END
	FROM (SELECT unit.*, CASE WHEN founded_on > $2 THEN founded_on ELSE $2 END AS as_of FROM unit WHERE root_id = $1) u
	LEFT JOIN unit_parent c ON c.unit_id = u.id AND c.hierarchy = 'county'
		AND c.from_on <= u.as_of AND (c.to_on = '' OR c.to_on >= u.as_of)
	LEFT JOIN unit_parent i ON i.unit_id = u.id AND i.hierarchy = 'industry'
		AND i.from_on <= u.as_of AND (i.to_on = '' OR i.to_on >= u.as_of)
	JOIN unit_name n ON n.unit_id = u.id AND n.from_on <= u.as_of
	ORDER BY u.id, n.from_on, n.id`

// Nodes returns all units of a root as they stand on a day, ordered by code.
func (q Units) Nodes(root organisation.UnitID, on calendar.Date) ([]organisation.Node, error) {
	var out []organisation.Node
	err := q.Scan(func(scan func(...any) error) error {
		var node organisation.Node
		var name string
		var official, holds int
		if err := scan(append(units.Refs(&node.Unit), &node.County, &node.Industry, &name, &official, &holds)...); err != nil {
			return err
		}
		if len(out) == 0 || out[len(out)-1].ID != node.ID {
			out = append(out, node)
		}
		switch last := &out[len(out)-1]; {
		case official+holds == 2:
			last.Name = name
		case official+holds == 1: // another name of the day, or a former official one
			last.Aliases = append(last.Aliases, name)
		}
		return nil
	}, nodes, string(root), on.String())
	slices.SortFunc(out, func(a, b organisation.Node) int { return cmp.Compare(a.Code, b.Code) })
	return out, err
}

// turns lists the first days of names and parents, and the last ones.
const turns = `
	SELECT h.from_on, 0 FROM unit_parent h JOIN unit u ON u.id = h.unit_id WHERE u.root_id = $1 AND h.from_on <> ''
	UNION SELECT h.to_on, 1 FROM unit_parent h JOIN unit u ON u.id = h.unit_id WHERE u.root_id = $1 AND h.to_on <> ''
	UNION SELECT h.from_on, 0 FROM unit_name h JOIN unit u ON u.id = h.unit_id WHERE u.root_id = $1 AND h.from_on <> ''
	UNION SELECT h.to_on, 1 FROM unit_name h JOIN unit u ON u.id = h.unit_id WHERE u.root_id = $1 AND h.to_on <> ''
	ORDER BY 1, 2`

// UnitTurns returns, in order, the days from which on some name or parent of
// the units of a root is another one than the day before.
func (q Units) UnitTurns(root organisation.UnitID) ([]calendar.Date, error) {
	out := []calendar.Date{}
	err := q.Scan(func(scan func(...any) error) error {
		var day calendar.Date
		var last int
		err := scan(sqltx.Date(&day), &last)
		out = append(out, day.AddDays(last))
		return err
	}, turns, string(root))
	slices.SortFunc(out, calendar.Date.Compare)
	return slices.Compact(out), err
}

// Ancestors returns all units above the unit on a day, through either parent.
// For a unit that is founded later it is the day of its foundation.
func (q Units) Ancestors(id organisation.UnitID, on calendar.Date) ([]organisation.UnitID, error) {
	return q.ids(`
		WITH RECURSIVE as_of(day) AS (
			SELECT CASE WHEN founded_on > $2 THEN founded_on ELSE $2 END FROM unit WHERE id = $1
		), up(id) AS (
			SELECT parent_id FROM unit_parent, as_of
			WHERE unit_id = $1 AND from_on <= day AND (to_on = '' OR to_on >= day)
			UNION
			SELECT p.parent_id FROM up JOIN unit_parent p ON p.unit_id = up.id CROSS JOIN as_of
			WHERE p.from_on <= day AND (p.to_on = '' OR p.to_on >= day)
		) SELECT id FROM up ORDER BY id`, string(id), on.String())
}

// EverAbove returns all units that stand above the unit on the day or on any
// later one.
func (q Units) EverAbove(id organisation.UnitID, since calendar.Date) ([]organisation.UnitID, error) {
	return q.ids(`
		WITH RECURSIVE up(id) AS (
			SELECT parent_id FROM unit_parent WHERE unit_id = $1 AND (to_on = '' OR to_on >= $2)
			UNION
			SELECT p.parent_id FROM up JOIN unit_parent p ON p.unit_id = up.id WHERE p.to_on = '' OR p.to_on >= $2
		) SELECT id FROM up ORDER BY id`, string(id), since.String())
}

// ExistBelow reports whether a unit that goes on after the day stands directly
// below this one after it.
func (q Units) ExistBelow(id organisation.UnitID, after calendar.Date) (bool, error) {
	n, err := q.Int(`SELECT count(*) FROM unit_parent p JOIN unit u ON u.id = p.unit_id
		WHERE p.parent_id = $1 AND (p.to_on = '' OR p.to_on > $2) AND (u.closed_on = '' OR u.closed_on > $2)`,
		string(id), after.String())
	return n > 0, err
}

func (q Units) ids(query string, args ...any) ([]organisation.UnitID, error) {
	return sqltx.All(q.Tx, func(id *organisation.UnitID) []any { return []any{id} }, query, args...)
}
