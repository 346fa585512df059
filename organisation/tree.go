package organisation

import (
	"cmp"
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Tree answers questions about the units of one root as of one day. It is
// never changed, so many may read it at once.
type Tree struct {
	nodes  map[UnitID]Node
	order  []UnitID // as given
	below  map[UnitID][]UnitID
	codes  map[string]UnitID
	names  map[string][]UnitID
	titles map[string][]UnitID // official names only
}

// NewTree builds the tree of nodes that were all read as of one day. The order
// of the nodes is the order of every answer.
func NewTree(nodes []Node) *Tree {
	t := &Tree{
		nodes: make(map[UnitID]Node, len(nodes)), below: map[UnitID][]UnitID{},
		codes: map[string]UnitID{}, names: map[string][]UnitID{}, titles: map[string][]UnitID{},
	}
	for _, n := range nodes {
		t.nodes[n.ID] = n
		t.order = append(t.order, n.ID)
		t.codes[n.Code] = n.ID
		t.titles[n.Name] = append(t.titles[n.Name], n.ID)
		for _, alias := range n.Aliases {
			t.names[alias] = append(t.names[alias], n.ID)
		}
		for _, p := range n.parents() {
			t.below[p] = append(t.below[p], n.ID)
		}
	}
	return t
}

// parents returns the direct parents, each once.
func (n Node) parents() []UnitID {
	var out []UnitID
	for _, p := range []UnitID{n.County, n.Industry} {
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// Unit returns the unit with the id.
func (t *Tree) Unit(id UnitID) (Node, bool) {
	n, ok := t.nodes[id]
	return n, ok
}

// ByCode returns the unit with the code.
func (t *Tree) ByCode(code string) (Node, bool) { return t.Unit(t.codes[code]) }

// ByName returns the one unit that bears the name. An official name goes
// before an alias; a name that two units share names neither.
func (t *Tree) ByName(name string) (Node, bool) {
	for _, index := range []map[string][]UnitID{t.titles, t.names} {
		if ids := slices.Compact(slices.Clone(index[name])); len(ids) == 1 {
			return t.Unit(ids[0])
		} else if len(ids) > 1 {
			break
		}
	}
	return Node{}, false
}

// Nodes returns all units.
func (t *Tree) Nodes() []Node { return t.pick(func(Node) bool { return true }) }

// Children returns the units that stand directly below, through either parent.
func (t *Tree) Children(id UnitID) []UnitID { return slices.Clone(t.below[id]) }

// Subtree returns the unit and all below it, through either parent, each once.
func (t *Tree) Subtree(id UnitID) []UnitID {
	return t.walk(id, func(u UnitID) []UnitID { return t.below[u] })
}

// SubtreeIn returns the unit and all below it along one hierarchy, along both
// where it is "".
func (t *Tree) SubtreeIn(id UnitID, by Hierarchy) []UnitID {
	return t.walk(id, func(u UnitID) []UnitID {
		return slices.DeleteFunc(t.Children(u), func(c UnitID) bool {
			n := t.nodes[c]
			return by == ByCounty && n.County != u || by == ByIndustry && n.Industry != u
		})
	})
}

// Ancestors returns all units above the unit, through either parent, the
// nearest first, each once.
func (t *Tree) Ancestors(id UnitID) []UnitID {
	up := t.walk(id, func(u UnitID) []UnitID { return t.nodes[u].parents() })
	return up[min(1, len(up)):]
}

// walk returns the units that can be reached, level by level.
func (t *Tree) walk(from UnitID, next func(UnitID) []UnitID) []UnitID {
	if _, ok := t.nodes[from]; !ok {
		return nil
	}
	out, seen := []UnitID{from}, map[UnitID]bool{from: true}
	for i := 0; i < len(out); i++ {
		for _, u := range next(out[i]) {
			if !seen[u] {
				seen[u] = true
				out = append(out, u)
			}
		}
	}
	return out
}

// CountyOf returns the county-level union the unit belongs to: itself if it is
// one, else the nearest one above it by county; "" for none.
func (t *Tree) CountyOf(id UnitID) UnitID {
	return t.nearest(id, County, func(n Node) UnitID { return n.County })
}

// IndustryOf returns the industry union the unit belongs to: itself if it is
// one, else the nearest one above it by industry; "" for none.
func (t *Tree) IndustryOf(id UnitID) UnitID {
	return t.nearest(id, Industry, func(n Node) UnitID { return n.Industry })
}

func (t *Tree) nearest(id UnitID, c Category, up func(Node) UnitID) UnitID {
	for range t.nodes { // as many steps as a tree can be high
		n, ok := t.nodes[id]
		if !ok {
			return ""
		}
		if n.Category == c {
			return id
		}
		id = up(n)
	}
	return ""
}

// Places returns where each unit stands in a list as offices make it: the
// categories in the order they are shown, within one as the tree has its units.
func (t *Tree) Places() map[UnitID]int {
	all := t.Nodes()
	slices.SortStableFunc(all, func(a, b Node) int {
		return cmp.Compare(slices.Index(Categories, a.Category), slices.Index(Categories, b.Category))
	})
	out := make(map[UnitID]int, len(all))
	for i, n := range all {
		out[n.ID] = i
	}
	return out
}

// InCategories returns the units at and below root that are of one of the
// categories and exist on the day.
func (t *Tree) InCategories(root UnitID, cats []Category, on calendar.Date) []Node {
	inside := map[UnitID]bool{}
	for _, id := range t.Subtree(root) {
		inside[id] = true
	}
	return t.pick(func(n Node) bool {
		return inside[n.ID] && slices.Contains(cats, n.Category) && n.ExistsOn(on)
	})
}

func (t *Tree) pick(want func(Node) bool) []Node {
	var out []Node
	for _, id := range t.order {
		if n := t.nodes[id]; want(n) {
			out = append(out, n)
		}
	}
	return out
}
