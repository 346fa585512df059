package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// Tx is what the runner asks of a transaction.
type Tx interface {
	Enqueuer
	// ReadyJobs counts the jobs that could begin at now, up to a limit.
	ReadyJobs(now time.Time, limit int) (int, error)
	// BeginJob leases the job that has waited longest and counts the attempt;
	// none is a NotFound fault.
	BeginJob(now, leasedTo time.Time) (Job, error)
	// EndJob notes that the attempt has done its job.
	EndJob(j Job, now time.Time) error
	// RetryJob puts the job of a failed attempt back until runAt.
	RetryJob(j Job, runAt time.Time, cause string) error
	// FailJob gives the job of the attempt up.
	FailJob(j Job, now time.Time, cause string) error
	// NextRun returns when a periodic entry is due, the zero time if it never ran.
	NextRun(entry string) (time.Time, error)
	// BookRun moves a periodic entry that is due at now to its next run and
	// reports whether it did: another node may have been first.
	BookRun(entry string, now, next time.Time) (bool, error)
	// PruneJobs removes what was done before an instant.
	PruneJobs(before time.Time) error
}

// Store opens transactions; store.Scope makes one of a database.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// How the runner works. A handler has leaseTime for one attempt; then its
// context ends and another worker may take the job.
const (
	poll      = 500 * time.Millisecond
	leaseTime = 10 * time.Minute
	grace     = 20 * time.Second // for running jobs, once the runner is stopped
	attempts  = 12               // then the job is given up, some two hours after the first
	keep      = 7 * 24 * time.Hour
)

// backOff returns how long a job rests after a failed attempt: 5 s, doubled
// each time, one hour at most.
func backOff(attempt int) time.Duration {
	return min(5*time.Second<<min(attempt-1, 10), time.Hour)
}

type handler func(ctx context.Context, args []byte) error

// Runner does the jobs of a database. Handle and Every come before Run.
type Runner struct {
	db       Store
	now      func() time.Time
	log      *slog.Logger
	handlers map[string]handler
	entries  []entry
	wake     chan struct{}
}

// NewRunner returns a runner without handlers.
func NewRunner(db Store, now func() time.Time, log *slog.Logger) *Runner {
	r := &Runner{db: db, now: now, log: log, handlers: map[string]handler{}, wake: make(chan struct{}, 1)}
	Handle(r, r.prune)
	r.Every(pruning{}, func(after time.Time) time.Time { return after.Add(24 * time.Hour) })
	return r
}

// Handle binds the jobs of a kind to what does them. Its context ends with the
// time of the attempt.
func Handle[A Args](r *Runner, do func(context.Context, A) error) {
	var zero A
	r.handlers[zero.Kind()] = func(ctx context.Context, body []byte) error {
		var args A
		if err := json.Unmarshal(body, &args); err != nil {
			return err
		}
		return do(ctx, args)
	}
}

// Wake tells the runner of this node that a job was committed. Without it the
// job begins within half a second.
func (r *Runner) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Run does jobs, some at once, until the context ends; those that run then have
// 20 s to end.
func (r *Runner) Run(ctx context.Context, workers int) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })()
	var wg sync.WaitGroup
	for n := range workers {
		wg.Go(func() { r.loop(ctx, work, n == 0) })
	}
	wg.Wait()
}

// loop is one worker; one of them also books the periodic jobs.
func (r *Runner) loop(ctx, work context.Context, books bool) {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	for {
		var err error
		if books {
			err = r.book(ctx)
		}
		for did := true; err == nil && did && ctx.Err() == nil; {
			did, err = r.one(ctx, work)
		}
		if err != nil && ctx.Err() == nil {
			r.log.Error("jobs wait", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-r.wake:
		}
	}
}

// Drain does every job that is ready and returns how many attempts that took.
func (r *Runner) Drain(ctx context.Context) (int, error) {
	if err := r.book(ctx); err != nil {
		return 0, err
	}
	for n := 0; ; n++ {
		did, err := r.one(ctx, ctx)
		if err != nil || !did {
			return n, err
		}
	}
}

// one takes a job and does it. It looks before it writes: an idle node writes
// nothing.
func (r *Runner) one(ctx, work context.Context) (bool, error) {
	var ready int
	err := r.db.View(ctx, func(tx Tx) (err error) {
		ready, err = tx.ReadyJobs(r.now(), 1)
		return err
	})
	if err != nil || ready == 0 {
		return false, err
	}
	j, err := r.begin(ctx)
	if err != nil || j.ID == "" {
		return false, err
	}
	return true, r.settle(work, j, r.attempt(work, j))
}

// begin leases a job; one without id says that another worker was faster.
func (r *Runner) begin(ctx context.Context) (j Job, err error) {
	now := r.now()
	err = r.db.Update(ctx, func(tx Tx) (err error) {
		j, err = tx.BeginJob(now, now.Add(leaseTime))
		return err
	})
	if fault.Is(err, fault.NotFound) {
		return Job{}, nil
	}
	return j, err
}

// attempt calls the handler of the job.
func (r *Runner) attempt(ctx context.Context, j Job) (err error) {
	do, ok := r.handlers[j.Kind]
	if !ok {
		return fmt.Errorf("jobs: nothing handles %s", j.Kind)
	}
	ctx, cancel := context.WithTimeout(ctx, leaseTime)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("jobs: panic: %v\n%s", p, debug.Stack())
		}
	}()
	return do(ctx, []byte(j.Args))
}

// settle notes how the attempt ended. An attempt that the stop of the program
// cut short is begun again at once.
func (r *Runner) settle(work context.Context, j Job, cause error) error {
	now := r.now()
	return r.db.Update(context.WithoutCancel(work), func(tx Tx) error {
		switch {
		case cause == nil:
			return tx.EndJob(j, now)
		case work.Err() != nil && errors.Is(cause, work.Err()):
			return tx.RetryJob(j, now, brief(cause))
		case j.Attempt >= attempts:
			r.log.Error("job given up", "job", j.ID, "kind", j.Kind, "attempt", j.Attempt, "error", cause)
			return tx.FailJob(j, now, brief(cause))
		}
		r.log.Warn("job failed", "job", j.ID, "kind", j.Kind, "attempt", j.Attempt, "error", cause)
		return tx.RetryJob(j, now.Add(backOff(j.Attempt)), brief(cause))
	})
}

// brief returns the text of an error as it is stored with its job.
func brief(err error) string {
	text := strings.ReplaceAll(err.Error(), "\x00", "") // PostgreSQL keeps none
	return strings.ToValidUTF8(text[:min(len(text), 1000)], "")
}
