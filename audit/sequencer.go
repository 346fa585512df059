package audit

import (
	"context"
	"log/slog"
	"time"

	"github.com/xianfeng-oss/xianfeng/ident"
)

// Leaf is a record that waits for its place.
type Leaf struct {
	ID   ID
	Hash Hash
}

// Tx is what the sequencer asks of a transaction.
type Tx interface {
	// UnplacedRecords returns the records without a place, oldest first.
	UnplacedRecords(limit int) ([]Leaf, error)
	// PlaceRecords gives leaves the places from first on and stores the hashes.
	PlaceRecords(first int64, leaves []Leaf, nodes []Node) error
	// TreeSize returns how many records have a place.
	TreeSize() (int64, error)
	// TreeHash returns a stored hash; none is a NotFound fault.
	TreeHash(index int64) (Hash, error)
	// SaveHead stores the head of a grown tree.
	SaveHead(Head) error
	// TakeLease takes or renews a lease unless another holder has it at now.
	TakeLease(name, holder string, now, until time.Time) (bool, error)
}

// Store opens transactions; store.Scope makes one of a database.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// The sequencer looks for records every interval. A node that died gives up
// its lease so soon that a record still has its place within a second. A batch
// is small, because on SQLite everybody waits for it.
const (
	interval  = 250 * time.Millisecond
	leaseTime = 500 * time.Millisecond
	batchSize = 256
)

// Sequencer places the records into the tree, one node at a time. The lease
// spares the others the work; that no two place at once is guarded by the row
// of the lease, which is locked until the batch is committed.
type Sequencer struct {
	db   Store
	key  Key
	now  func() time.Time // real time, whatever day the program shows
	node string
}

// NewSequencer returns a sequencer for this node.
func NewSequencer(db Store, key Key, now func() time.Time) *Sequencer {
	return &Sequencer{db: db, key: key, now: now, node: ident.New[string]()}
}

// Run places records until the context ends. A database that is away is
// reported once a minute and asked again.
func (s *Sequencer) Run(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	var told time.Time
	for {
		if _, err := s.Place(ctx); err != nil && ctx.Err() == nil && s.now().Sub(told) > time.Minute {
			told = s.now()
			log.Error("audit records wait for their place", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Place gives every waiting record its place, unless another node holds the
// lease, and returns how many it placed.
func (s *Sequencer) Place(ctx context.Context) (placed int, err error) {
	for {
		n, err := s.batch(ctx)
		placed += n
		if err != nil || n < batchSize {
			return placed, err
		}
	}
}

// batch places one batch. It looks before it writes: an idle node writes
// nothing.
func (s *Sequencer) batch(ctx context.Context) (n int, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		leaves, err := tx.UnplacedRecords(1)
		n = len(leaves)
		return err
	})
	if err != nil || n == 0 {
		return 0, err
	}
	err = s.db.Update(ctx, func(tx Tx) (err error) {
		n, err = s.place(tx)
		return err
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

func (s *Sequencer) place(tx Tx) (int, error) {
	now := s.now()
	mine, err := tx.TakeLease("audit", s.node, now, now.Add(leaseTime))
	if err != nil || !mine {
		return 0, err
	}
	leaves, err := tx.UnplacedRecords(batchSize)
	if err != nil || len(leaves) == 0 {
		return 0, err
	}
	first, err := tx.TreeSize()
	if err != nil {
		return 0, err
	}
	tree := edge{size: first, levels: map[int]Node{}, read: tx.TreeHash}
	var nodes []Node
	for _, l := range leaves {
		grown, err := tree.grow(l.Hash)
		if err != nil {
			return 0, err
		}
		nodes = append(nodes, grown...)
	}
	if err := tx.PlaceRecords(first, leaves, nodes); err != nil {
		return 0, err
	}
	root, err := tree.root()
	if err != nil {
		return 0, err
	}
	head, err := s.key.sign(tree.size, root, now)
	if err != nil {
		return 0, err
	}
	return len(leaves), tx.SaveHead(head)
}
