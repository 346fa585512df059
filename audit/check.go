package audit

import (
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// Log is what Check reads. Every page is in the order of its key.
type Log interface {
	// PlacedEntries returns the entries from a place on.
	PlacedEntries(from int64, limit int) ([]Entry, error)
	// UnplacedEntries returns the entries without a place after this one,
	// oldest first, and whether each waits for the sequencer.
	UnplacedEntries(after Entry, limit int) ([]Entry, error)
	// TreeNodes returns the stored hashes from an index on.
	TreeNodes(from int64, limit int) ([]Node, error)
	// TreeHeads returns the heads of trees larger than a size.
	TreeHeads(after int64, limit int) ([]Head, error)
}

const page = 500

// Each calls fn with every entry of the log: the placed ones in the order of
// the tree, then those that wait.
func Each(log Log, fn func(Entry) error) error {
	placed := pages[Entry]{next: log.PlacedEntries, key: func(e Entry) int64 { return e.Place + 1 }}
	for {
		e, ok, err := placed.take()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := fn(e); err != nil {
			return err
		}
	}
	var last Entry
	for {
		entries, err := log.UnplacedEntries(last, page)
		if err != nil || len(entries) == 0 {
			return err
		}
		for _, e := range entries {
			if err := fn(e); err != nil {
				return err
			}
		}
		last = entries[len(entries)-1]
	}
}

// Sum says how much Check has seen.
type Sum struct {
	Placed, Unplaced int64
	Head             Head // the newest, unsigned and of size 0 before the first
}

// Check re-hashes the whole log: each body against its hash and its columns,
// the tree against the bodies, the heads against the tree. against is a head
// that was kept elsewhere, or nil. Every fault goes to found, every entry to
// each with the record its body holds. now is the wall's clock, by which a
// record is too old to have no place.
func (v Verifier) Check(log Log, now time.Time, against *Head, found func(fault.Field), each func(Entry, Record) error) (Sum, error) {
	c := &check{key: v, now: now, against: against, found: found, tree: edge{levels: map[int]Node{}, read: noHash}}
	c.nodes = pages[Node]{next: log.TreeNodes, key: func(n Node) int64 { return n.Index + 1 }}
	c.heads = pages[Head]{next: log.TreeHeads, key: func(h Head) int64 { return h.Size }, at: -1}
	err := c.settle() // what is said of the empty tree
	if err != nil {
		return c.sum, err
	}
	err = Each(log, func(e Entry) error {
		r, err := c.entry(e)
		if err != nil || r.ID == "" {
			return err
		}
		return each(e, r)
	})
	if err != nil {
		return c.sum, err
	}
	return c.sum, c.end()
}

func noHash(index int64) (Hash, error) {
	return Hash{}, fmt.Errorf("audit: hash %d is not at the edge of the tree", index)
}

// check is a walk through the log.
type check struct {
	key     Verifier
	now     time.Time
	newest  time.Time // when the newest record that has a place was made
	against *Head
	found   func(fault.Field)
	tree    edge // grown from what is stored as leaves
	broken  bool // a place has neither record nor leaf: nothing follows from here on
	nodes   pages[Node]
	heads   pages[Head]
	sum     Sum
}

func (c *check) report(path, key string, args ...any) {
	c.found(fault.Field{Path: path, Key: key, Args: args})
}

// entry checks one entry. A body that is no record gives a record without id.
func (c *check) entry(e Entry) (Record, error) {
	path := "audit_record/" + string(e.ID)
	r, unreadable := e.Record()
	if unreadable != nil {
		c.report(path, "verify.record_unreadable", e.ID)
		r = Record{Hash: tlog.RecordHash([]byte(e.Body))}
	} else {
		for _, name := range e.strays(r) {
			c.report(path, "verify.record_column", e.ID, name)
		}
	}
	if e.Place == Unplaced {
		c.sum.Unplaced++
		if c.overdue(e) {
			c.report(path, "verify.unplaced_old", e.ID)
		}
		return r, nil
	}
	if made := e.made(); made.After(c.newest) {
		c.newest = made
	}
	var err error
	c.sum.Placed++
	for !c.broken && c.tree.size < e.Place {
		empty := c.tree.size
		c.report(fmt.Sprintf("audit_place/%d", empty), "verify.place_empty", empty)
		grown, err := c.grow(nil)
		if err != nil {
			return r, err
		}
		c.broken = !grown
	}
	if !c.broken {
		_, err = c.grow(&Leaf{e.ID, r.Hash})
	}
	return r, err
}

// patience is how long a record may lack a place: the sequencer gives it one
// within a second, and the clocks of two nodes may differ.
const patience = time.Minute

// overdue reports whether the sequencer should have given the entry a place: it
// stands no longer in the list, or records made much later have one. What waits
// because no program runs is not overdue.
func (c *check) overdue(e Entry) bool {
	made := e.made()
	return c.now.Sub(made) > patience && (!e.Waiting || c.newest.Sub(made) > patience)
}

// grow puts the stored leaf at the end of the tree and compares it with the
// record, if there is one, and what follows from it with what is stored. It
// reports false when the place has neither record nor leaf.
func (c *check) grow(want *Leaf) (bool, error) {
	index := tlog.StoredHashIndex(0, c.tree.size)
	leaf, ok, err := c.stored(index)
	if err != nil {
		return false, err
	}
	path := fmt.Sprintf("audit_hash/%d", index)
	switch {
	case !ok && want == nil:
		return false, nil
	case !ok:
		c.report(path, "verify.hash_missing", index, want.ID)
		leaf = want.Hash
	case want != nil && leaf != want.Hash:
		c.report(path, "verify.record_changed", want.ID, c.tree.size)
	}
	nodes, err := c.tree.grow(leaf)
	if err != nil {
		return false, err
	}
	for _, n := range nodes[1:] {
		if err := c.parent(n, want); err != nil {
			return false, err
		}
	}
	return true, c.settle()
}

func (c *check) parent(n Node, under *Leaf) error {
	h, ok, err := c.stored(n.Index)
	if err != nil || ok && h == n.Hash {
		return err
	}
	var id ID
	if under != nil {
		id = under.ID
	}
	key := "verify.hash_changed"
	if !ok {
		key = "verify.hash_missing"
	}
	c.report(fmt.Sprintf("audit_hash/%d", n.Index), key, n.Index, id)
	return nil
}

// stored returns the stored hash at an index. Indexes are asked in their order.
func (c *check) stored(index int64) (Hash, bool, error) {
	n, ok, err := c.nodes.peek()
	if err != nil || !ok || n.Index != index {
		return Hash{}, false, err
	}
	_, _, err = c.nodes.take()
	return n.Hash, true, err
}

// settle checks the heads that speak of the tree as large as it is now.
func (c *check) settle() error {
	h, ok, err := c.heads.peek()
	stored := ok && h.Size == c.tree.size
	kept := c.against != nil && c.against.Size == c.tree.size
	if err != nil || !stored && !kept {
		return err
	}
	root, err := c.tree.root()
	if err != nil {
		return err
	}
	if kept && c.against.Root != root {
		c.report("head", "verify.against", c.against.Size)
	}
	if !stored {
		return nil
	}
	signed, err := c.key.ReadHead(h.Note)
	if err != nil || signed.Size != h.Size || signed.Root != h.Root || h.Root != root {
		c.report(fmt.Sprintf("audit_head/%d", h.Size), "verify.head_changed", h.Size)
	}
	c.sum.Head = h
	_, _, err = c.heads.take()
	return err
}

// end looks for what should not be there when the log has ended.
func (c *check) end() error {
	if c.broken {
		return nil
	}
	size := c.tree.size
	if c.sum.Head.Size != size {
		c.report("audit_head", "verify.head_missing", size)
	}
	if a := c.against; a != nil && a.Size > size {
		c.report("head", "verify.head_beyond", a.Size, size)
	}
	if h, ok, err := c.heads.peek(); err != nil {
		return err
	} else if ok {
		c.report(fmt.Sprintf("audit_head/%d", h.Size), "verify.head_beyond", h.Size, size)
	}
	if n, ok, err := c.nodes.peek(); err != nil {
		return err
	} else if ok {
		c.report(fmt.Sprintf("audit_hash/%d", n.Index), "verify.hash_extra", n.Index)
	}
	return nil
}
