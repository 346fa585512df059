package jobs

import (
	"context"
	"time"
)

// entry is a job that comes again and again.
type entry struct {
	args Args
	next func(after time.Time) time.Time
}

// Every puts a job into the queue at its first start and then at each instant
// that next returns. Of several nodes one does it. What was missed while no
// node ran is done once.
func (r *Runner) Every(args Args, next func(after time.Time) time.Time) {
	r.entries = append(r.entries, entry{args, next})
}

// book puts the periodic jobs that are due into the queue.
func (r *Runner) book(ctx context.Context) error {
	now := r.now()
	var due []entry
	err := r.db.View(ctx, func(tx Tx) error {
		due = nil
		for _, e := range r.entries {
			at, err := tx.NextRun(e.args.Kind())
			if err != nil {
				return err
			}
			if !at.After(now) {
				due = append(due, e)
			}
		}
		return nil
	})
	if err != nil || len(due) == 0 {
		return err
	}
	return r.db.Update(ctx, func(tx Tx) error {
		for _, e := range due {
			booked, err := tx.BookRun(e.args.Kind(), now, e.next(now))
			if err != nil {
				return err
			}
			if !booked {
				continue
			}
			if err := Enqueue(tx, now, e.args); err != nil {
				return err
			}
		}
		return nil
	})
}

// pruning removes old jobs that are done.
type pruning struct{}

// Kind implements Args.
func (pruning) Kind() string { return "jobs.prune" }

func (r *Runner) prune(ctx context.Context, _ pruning) error {
	return r.db.Update(ctx, func(tx Tx) error { return tx.PruneJobs(r.now().Add(-keep)) })
}
