package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// conn is one SQLite connection with its prepared statements. The texts are
// constants of the program, so their number is bounded. One goroutine uses it
// at a time.
type conn struct {
	*sql.Conn
	stmts map[string]*sql.Stmt
}

func (c *conn) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := c.stmts[query]; ok {
		return s, nil
	}
	s, err := c.PrepareContext(ctx, query)
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

// ExecContext implements sqltx.Runner. An interrupted write would roll back
// the whole group of commits, so a write is not cancelled half-way.
func (c *conn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	ctx = context.WithoutCancel(ctx)
	s, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext implements sqltx.Runner.
func (c *conn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	ctx = context.WithoutCancel(ctx)
	s, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

func (c *conn) do(statement string) error {
	_, err := c.ExecContext(context.Background(), statement)
	return err
}

// lite runs SQLite: one writer whose commits are grouped, and a few readers.
type lite struct {
	write, read *sql.DB
	queue       chan *change
	readers     chan *conn
	wg          sync.WaitGroup
	closing     chan struct{}
	closed      sync.Once
}

// change is one transaction waiting for the writer.
type change struct {
	run   func(*conn) error
	alone bool // outside of any transaction
	err   error
	done  chan struct{}
}

// Bounds of a group of commits: a single change waits for nothing, many
// waiting changes share one flush to disk.
const (
	groupSize = 64
	groupTime = 8 * time.Millisecond
)

// newLite starts the readers, and the writer unless there is none.
func newLite(ctx context.Context, write, read *sql.DB) (*lite, error) {
	l := &lite{write: write, read: read, queue: make(chan *change, groupSize), closing: make(chan struct{})}
	n := max(2, runtime.GOMAXPROCS(0))
	l.readers = make(chan *conn, n)
	for range n {
		c, err := read.Conn(ctx)
		if err != nil {
			return nil, err
		}
		l.readers <- &conn{c, map[string]*sql.Stmt{}}
	}
	if write == nil {
		return l, nil
	}
	c, err := write.Conn(ctx)
	if err != nil {
		return nil, err
	}
	l.wg.Go(func() { l.writer(&conn{c, map[string]*sql.Stmt{}}) })
	return l, nil
}

func (l *lite) close() error {
	l.closed.Do(func() { close(l.closing) })
	l.wg.Wait()
	if l.write == nil {
		return l.read.Close()
	}
	return errors.Join(l.write.Close(), l.read.Close())
}

var errClosed = fault.New(fault.Unavailable, "fault.closing")

// update hands a change to the writer and waits until it is on disk.
func (l *lite) update(ctx context.Context, run func(*conn) error) error {
	return l.wait(ctx, &change{run: run, done: make(chan struct{})})
}

// set runs statements about the connection of the writer, apart from any
// transaction.
func (l *lite) set(ctx context.Context, statements ...string) error {
	return l.wait(ctx, &change{alone: true, done: make(chan struct{}), run: func(c *conn) error {
		for _, s := range statements {
			if _, err := c.Conn.ExecContext(context.WithoutCancel(ctx), s); err != nil {
				return faults(err)
			}
		}
		return nil
	}})
}

func (l *lite) wait(ctx context.Context, ch *change) error {
	select {
	case l.queue <- ch:
	case <-l.closing:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-ch.done:
		return ch.err
	case <-l.closing:
		l.wg.Wait()
		select {
		case <-ch.done:
			return ch.err
		default:
			return errClosed
		}
	}
}

func (l *lite) writer(c *conn) {
	for {
		select {
		case ch := <-l.queue:
			for ch != nil {
				ch = l.next(c, ch)
			}
		case <-l.closing:
			return
		}
	}
}

// next carries out a change and returns the one that was taken from the queue
// and is still to be done, nil for none.
func (l *lite) next(c *conn, ch *change) (left *change) {
	if !ch.alone {
		return l.group(c, ch)
	}
	ch.err = guard(c, ch.run)
	close(ch.done)
	return nil
}

// group runs the first change and all that wait behind it in one transaction,
// each in a savepoint of its own, and answers them when it is committed. It
// ends before a change that wants to be alone, which it returns.
func (l *lite) group(c *conn, ch *change) (left *change) {
	var group []*change
	err := c.do("BEGIN IMMEDIATE")
	for start := time.Now(); err == nil && ch != nil && !ch.alone; {
		group = append(group, ch)
		err = c.one(ch)
		ch = nil
		if len(group) < groupSize && time.Since(start) < groupTime {
			select {
			case ch = <-l.queue:
			default:
			}
		}
	}
	switch {
	case ch != nil && ch.alone:
		left = ch
	case ch != nil:
		group = append(group, ch)
	}
	if err == nil {
		err = c.do("COMMIT")
	}
	if err != nil {
		_ = c.do("ROLLBACK") // nothing of the group is kept; err says why
	}
	for _, ch := range group {
		if ch.err == nil && err != nil {
			ch.err = faults(err)
		}
		close(ch.done)
	}
	return left
}

// one runs a change in a savepoint. Its own failure is its own; the error
// returned is one that ends the whole group.
func (c *conn) one(ch *change) error {
	if err := c.do("SAVEPOINT change"); err != nil {
		return err
	}
	if ch.err = guard(c, ch.run); ch.err != nil {
		if err := c.do("ROLLBACK TO change"); err != nil {
			return err
		}
	}
	return c.do("RELEASE change")
}

// guard turns a panic inside a change into its error: the writer serves
// everybody and must go on.
func guard(c *conn, run func(*conn) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("store: panic in a transaction: %v\n%s", p, debug.Stack())
		}
	}()
	return run(c)
}

// view lends a reader for one read transaction.
func (l *lite) view(ctx context.Context, run func(*conn) error) error {
	var c *conn
	select {
	case c = <-l.readers:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { l.readers <- c }()
	if err := c.do("BEGIN"); err != nil {
		return err
	}
	defer func() { _ = c.do("ROLLBACK") }() // a read leaves nothing to keep
	return run(c)
}
