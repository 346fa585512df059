package organisation

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Forest answers who existed, and below whom, on a day.
type Forest func(on calendar.Date) (*Tree, error)

// NewForest answers for a root from a transaction: it also sees what an
// unfinished change has written. Days between which no name and no parent
// changes share one tree, which is read once.
func NewForest(tx interface {
	Nodes(root UnitID, on calendar.Date) ([]Node, error)
	UnitTurns(root UnitID) ([]calendar.Date, error)
}, root UnitID) Forest {
	var turns []calendar.Date
	seen := map[int]*Tree{} // by how many turns lie behind
	return func(on calendar.Date) (_ *Tree, err error) {
		if turns == nil {
			if turns, err = tx.UnitTurns(root); err != nil {
				return nil, err
			}
		}
		behind, found := slices.BinarySearchFunc(turns, on, calendar.Date.Compare)
		if found {
			behind++
		}
		if t := seen[behind]; t != nil {
			return t, nil
		}
		nodes, err := tx.Nodes(root, on)
		if err != nil {
			return nil, err
		}
		seen[behind] = NewTree(nodes)
		return seen[behind], nil
	}
}
