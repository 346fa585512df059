package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/store"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

type remind struct {
	Unit string
}

func (remind) Kind() string { return "remind" }

type extend struct{ Month string }

func (extend) Kind() string        { return "extend" }
func (e extend) UniqueKey() string { return e.Month }

// bench is a runner on a clock that the test sets.
type bench struct {
	*jobs.Runner
	t     *testing.T
	db    *store.DB
	clock atomic.Int64
}

func newBench(t *testing.T, db *store.DB) *bench {
	b := &bench{t: t, db: db}
	b.clock.Store(time.Date(2018, 9, 28, 1, 0, 0, 0, time.UTC).UnixMilli())
	b.Runner = b.node()
	b.drain() // the runner's own first periodic job
	return b
}

// node is a runner of its own on the same database and clock.
func (b *bench) node() *jobs.Runner {
	return jobs.NewRunner(store.Scope[jobs.Tx](b.db), b.now, slog.New(slog.DiscardHandler))
}

func (b *bench) now() time.Time        { return time.UnixMilli(b.clock.Load()).UTC() }
func (b *bench) pass(d time.Duration)  { b.clock.Add(d.Milliseconds()) }
func (b *bench) add(args ...jobs.Args) { b.addAt(b.now(), args...) }
func (b *bench) drain() int            { return b.drainNode(b.Runner) }
func (b *bench) want(what string, n, want int) {
	b.t.Helper()
	if n != want {
		b.t.Fatalf("%s: %d, want %d", what, n, want)
	}
}

func (b *bench) addAt(at time.Time, args ...jobs.Args) {
	b.t.Helper()
	err := b.db.Update(b.t.Context(), func(tx *store.Tx) error {
		for _, a := range args {
			if err := jobs.Enqueue(tx, at, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) drainNode(r *jobs.Runner) int {
	b.t.Helper()
	n, err := r.Drain(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return n
}

// count returns the number of jobs of a condition.
func (b *bench) count(condition string) int {
	b.t.Helper()
	var n int64
	err := b.db.View(b.t.Context(), func(tx *store.Tx) (err error) {
		n, err = tx.Int("SELECT count(*) FROM job WHERE kind <> 'jobs.prune' AND " + condition)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return int(n)
}

func both(t *testing.T, test func(*testing.T, *bench)) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, db *store.DB) { test(t, newBench(t, db)) })
}

func TestJobsRunInTheirOrderAndTime(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		var done []string
		jobs.Handle(b.Runner, func(_ context.Context, r remind) error {
			done = append(done, r.Unit)
			return nil
		})
		b.addAt(b.now().Add(time.Hour), remind{"later"})
		b.addAt(b.now(), remind{"second"})
		b.addAt(b.now().Add(-time.Hour), remind{"first"})
		b.want("attempts", b.drain(), 2)
		b.pass(time.Hour)
		b.want("attempts an hour later", b.drain(), 1)
		if len(done) != 3 || done[0] != "first" || done[1] != "second" || done[2] != "later" {
			t.Errorf("done: %v", done)
		}
		b.want("done jobs", b.count("done_at > 0"), 3)
	})
}

func TestJobIsNotInTheQueueOfAFailedTransaction(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		boom := errors.New("boom")
		err := b.db.Update(t.Context(), func(tx *store.Tx) error {
			return errors.Join(jobs.Enqueue(tx, b.now(), remind{"u"}), boom)
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		b.want("jobs", b.count("TRUE"), 0)
	})
}

func TestUniqueJobStandsOnce(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		jobs.Handle(b.Runner, func(context.Context, extend) error { return nil })
		b.add(extend{"2018-10"}, extend{"2018-10"}, extend{"2018-11"})
		b.want("waiting", b.count("done_at = 0"), 2)
		b.drain()
		b.add(extend{"2018-10"})
		b.want("waiting after the first was done", b.count("done_at = 0"), 1)
	})
}

func TestFailedJobRestsLongerAndIsGivenUp(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		jobs.Handle(b.Runner, func(context.Context, remind) error { return errors.New("mail is away \x00\xff") })
		b.add(remind{"u"})
		b.want("first attempt", b.drain(), 1)
		b.want("attempts at once", b.drain(), 0)
		b.pass(5 * time.Second)
		b.want("second attempt after 5 s", b.drain(), 1)
		b.pass(5 * time.Second)
		b.want("attempts 5 s later", b.drain(), 0)
		total := 2
		for range 20 {
			b.pass(time.Hour)
			total += b.drain()
		}
		b.want("attempts until given up", total, 12)
		b.want("given up, with the cause", b.count("failed_at > 0 AND error LIKE 'mail is away%'"), 1)
	})
}

func TestFailureThenSuccess(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		calls := 0
		jobs.Handle(b.Runner, func(context.Context, remind) error {
			if calls++; calls == 1 {
				panic("lost")
			}
			return nil
		})
		b.add(remind{"u"})
		b.drain()
		b.want("waiting with its cause", b.count("error LIKE '%lost%'"), 1)
		b.pass(time.Minute)
		b.drain()
		b.want("done", b.count("done_at > 0 AND error = ''"), 1)
	})
}

// The job of a worker that died comes back when its lease ends, and what the
// dead one would still write is not taken.
func TestJobOfDeadWorkerComesBack(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		done := 0
		jobs.Handle(b.Runner, func(context.Context, remind) error { done++; return nil })
		b.add(remind{"u"})
		var dead jobs.Job
		err := b.db.Update(t.Context(), func(tx *store.Tx) (err error) {
			dead, err = tx.BeginJob(b.now(), b.now().Add(time.Minute))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		b.want("attempts under the lease", b.drain(), 0)
		b.pass(time.Minute)
		b.want("attempts after it", b.drain(), 1)
		b.want("done", done, 1)
		err = b.db.Update(t.Context(), func(tx *store.Tx) error { return tx.FailJob(dead, b.now(), "too late") })
		if err != nil {
			t.Fatal(err)
		}
		b.want("failed", b.count("failed_at > 0"), 0)
	})
}

// A program that starts on SQLite does at once what the one before it held when
// it died; on PostgreSQL another node may hold it still.
func TestJobsOfADeadProgramAreFree(t *testing.T) {
	for name, engine := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, done := newBench(t, engine(t)), 0
			jobs.Handle(b.Runner, func(context.Context, remind) error { done++; return nil })
			b.add(remind{"u"})
			for _, step := range []func(*store.Tx) error{
				func(tx *store.Tx) error { _, err := tx.BeginJob(b.now(), b.now().Add(time.Hour)); return err },
				(*store.Tx).FreeJobs,
			} {
				if err := b.db.Update(t.Context(), step); err != nil {
					t.Fatal(err)
				}
			}
			b.want("attempts", b.drain(), map[string]int{"sqlite": 1}[name])
			b.want("done", done, map[string]int{"sqlite": 1}[name])
		})
	}
}

func TestUnknownKindWaits(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		b.add(remind{"u"})
		b.drain()
		b.want("waiting", b.count("done_at = 0 AND failed_at = 0"), 1)
	})
}

func TestPeriodicJobRunsOnceOnAllNodes(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		runs := 0
		nodes := []*jobs.Runner{b.Runner, b.node()}
		for _, n := range nodes {
			jobs.Handle(n, func(context.Context, extend) error { runs++; return nil })
			n.Every(extend{}, func(after time.Time) time.Time { return after.Add(24 * time.Hour) })
		}
		round := func() {
			for _, n := range nodes {
				b.drainNode(n)
			}
		}
		round()
		b.want("runs at the first start", runs, 1)
		b.pass(23 * time.Hour)
		round()
		b.want("runs before a day", runs, 1)
		b.pass(time.Hour)
		round()
		b.want("runs after a day", runs, 2)
		b.pass(30 * 24 * time.Hour)
		round()
		b.want("runs after a month without nodes", runs, 3)
		b.pass(8 * 24 * time.Hour)
		round()
		round()
		b.want("old jobs kept", b.count("done_at > 0"), 1)
	})
}

func TestRunDoesEachJobOnceAndEndsGracefully(t *testing.T) {
	both(t, func(t *testing.T, b *bench) {
		const n = 60
		var done atomic.Int64
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		nodes := []*jobs.Runner{b.Runner, b.node()}
		for _, r := range nodes {
			jobs.Handle(r, func(work context.Context, _ remind) error {
				if done.Add(1) == n {
					stop() // while this one is still running
				}
				return work.Err()
			})
		}
		for range n {
			b.add(remind{"u"})
		}
		var wg sync.WaitGroup
		for _, r := range nodes {
			wg.Go(func() { r.Run(ctx, 2) })
		}
		nodes[0].Wake()
		wg.Wait()
		b.want("calls", int(done.Load()), n)
		b.want("jobs noted as done", b.count("done_at > 0"), n)
	})
}
