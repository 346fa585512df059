// Package jobs is a queue in the same database: a job is put into it by the
// transaction that wants it done and by nothing else, so that neither is ever
// without the other. It knows no kind of job.
//
// A job is done at least once: a worker may die after the deed and before it
// is noted, so what a handler does must bear being done again.
package jobs

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/xianfeng-oss/xianfeng/ident"
)

// ID identifies a job.
type ID string

// Args are what a job of one kind needs to know; they are stored as JSON.
type Args interface {
	// Kind names the kind of job for ever: stored jobs are found by it.
	Kind() string
}

// Unique is implemented by Args of which no two with the same key may wait or
// run at once; the second is dropped without an error.
type Unique interface {
	UniqueKey() string
}

// Job is a job as it is stored.
type Job struct {
	ID        ID
	Kind      string
	UniqueKey string
	Args      string // JSON
	RunAt     time.Time
	Attempt   int // how often it was begun
}

// Enqueuer is what Enqueue asks of a transaction.
type Enqueuer interface {
	// AddJob stores a job unless its like waits or runs.
	AddJob(Job) error
}

// Enqueue puts a job into the queue with the transaction; it runs at the
// instant or soon after.
func Enqueue(tx Enqueuer, at time.Time, args Args) error {
	body, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("jobs: %s: %w", args.Kind(), err)
	}
	j := Job{ID: ident.New[ID](), Kind: args.Kind(), Args: string(body), RunAt: at}
	if u, ok := args.(Unique); ok {
		j.UniqueKey = u.UniqueKey()
	}
	return tx.AddJob(j)
}
