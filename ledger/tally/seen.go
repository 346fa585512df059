package tally

import (
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Seen says which units of a tree lie in a scope.
func Seen(tree *organisation.Tree, scope people.Scope) func(organisation.UnitID) bool {
	in := map[organisation.UnitID]bool{}
	for _, u := range scope.Own {
		in[u] = true
	}
	for _, u := range scope.All {
		for _, below := range tree.Subtree(u) {
			in[below] = true
		}
	}
	return func(u organisation.UnitID) bool { return scope.Whole || in[u] }
}
