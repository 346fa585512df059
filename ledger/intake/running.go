package intake

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
)

// Progress is how far a running import has come.
type Progress struct {
	Read, Of int64 // of the file
	Rows     int64
}

// Percent is how much of the file was read; storing it reads it once more.
func (p Progress) Percent() int {
	if p.Of <= 0 {
		return 0
	}
	return int(min(p.Read*100/p.Of, 100))
}

// errCancelled is why the context of a cancelled import ended.
var errCancelled = errors.New("intake: cancelled")

// run is an import that this process works on.
type run struct {
	room     handed.Scratch // for what has to be known of each row
	cancel   context.CancelCauseFunc
	read, of atomic.Int64
	rows     atomic.Int64
}

// note notes how far the work is.
func (r *run) note(read, of, rows int64) {
	r.read.Store(read)
	r.of.Store(of)
	r.rows.Store(rows)
}

// running are the imports that this process works on. What another node works on
// is told by its state alone.
type running struct {
	mu   sync.Mutex
	runs map[ID]*run
}

// begin notes that an import is worked on until end is called.
func (g *running) begin(ctx context.Context, id ID, room handed.Scratch) (_ context.Context, r *run, end func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	r = &run{room: room, cancel: cancel}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.runs == nil {
		g.runs = map[ID]*run{}
	}
	g.runs[id] = r
	return ctx, r, func() {
		cancel(nil)
		_ = room.Close() // a file that stays is swept when the program begins
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.runs[id] == r {
			delete(g.runs, id)
		}
	}
}

// cancel ends the work on an import.
func (g *running) cancel(id ID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if r := g.runs[id]; r != nil {
		r.cancel(errCancelled)
	}
}

// progress tells how far an import is; false if this process works on none.
func (g *running) progress(id ID) (Progress, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.runs[id]
	if r == nil {
		return Progress{}, false
	}
	return Progress{Read: r.read.Load(), Of: r.of.Load(), Rows: r.rows.Load()}, true
}
