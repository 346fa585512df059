package organisation

import (
	"cmp"
	"slices"
	"strings"
)

// Search says which units a list shows. The zero value of a field asks for
// nothing; an empty Below and Only together find nothing.
type Search struct {
	Below      []UnitID // these units with all below them
	Only       []UnitID // these units alone
	Text       string   // part of a name, an alias or the code; case does not count
	Categories []Category
	After      string // the code the page before ended with
	Limit      int    // units a page; 0 for all
}

// Search returns the units found, by code, and whether more follow.
func (t *Tree) Search(s Search) (page []Node, more bool) {
	inside := map[UnitID]bool{}
	for _, top := range s.Below {
		for _, id := range t.Subtree(top) {
			inside[id] = true
		}
	}
	for _, id := range s.Only {
		inside[id] = true
	}
	text := strings.ToLower(strings.TrimSpace(s.Text))
	found := t.pick(func(n Node) bool {
		return inside[n.ID] && n.Code > s.After && n.contains(text) &&
			(len(s.Categories) == 0 || slices.Contains(s.Categories, n.Category))
	})
	slices.SortFunc(found, func(a, b Node) int { return cmp.Compare(a.Code, b.Code) })
	if s.Limit > 0 && len(found) > s.Limit {
		return found[:s.Limit], true
	}
	return found, false
}

func (n Node) contains(lower string) bool {
	return slices.ContainsFunc(append([]string{n.Code, n.Name}, n.Aliases...), func(word string) bool {
		return strings.Contains(strings.ToLower(word), lower)
	})
}
