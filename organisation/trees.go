package organisation

import (
	"sync"

	"github.com/xianfeng-oss/xianfeng/calendar"
)

// Trees keeps the trees that were read, so that a page of a large federation
// does not read thousands of units again. It asks each time whether any unit
// has changed since, so what it gives is never old. The zero value is empty and
// ready.
type Trees struct {
	mu   sync.Mutex
	kept map[moment]*Tree
}

// moment names a state of a root's units: the day they are read for, and how
// many changes there had been.
type moment struct {
	root    UnitID
	on      calendar.Date
	changes int64
}

// maxTrees bounds the memory: a matrix «as it was then» asks for a few days.
const maxTrees = 16

// At returns the tree of a root on a day. tx must be one that only reads: what
// an unfinished change would show must not be kept.
func (t *Trees) At(tx interface {
	UnitChanges(root UnitID) (int64, error)
	Nodes(root UnitID, on calendar.Date) ([]Node, error)
}, root UnitID, on calendar.Date) (*Tree, error) {
	changes, err := tx.UnitChanges(root)
	if err != nil {
		return nil, err
	}
	at := moment{root, on, changes}
	if tree := t.find(at); tree != nil {
		return tree, nil
	}
	nodes, err := tx.Nodes(root, on)
	if err != nil {
		return nil, err
	}
	tree := NewTree(nodes)
	t.keep(at, tree)
	return tree, nil
}

func (t *Trees) find(at moment) *Tree {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.kept[at]
}

func (t *Trees) keep(at moment, tree *Tree) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kept == nil || len(t.kept) >= maxTrees {
		t.kept = map[moment]*Tree{}
	}
	t.kept[at] = tree
}
