// Package sqltx is the transaction that every query runs in: cached
// statements, rows read through a Table, and the rule that a write to a
// covered table is recorded in the audit log of the same transaction.
package sqltx

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
)

// Runner runs statements: a cache of prepared ones bound to one *sql.Tx.
type Runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Tx is one transaction. Its context is the request's: a transaction never
// outlives the call that opened it, so it is held here and not repeated in
// every query.
type Tx struct {
	// Leasing ends a SELECT that picks rows for one of several nodes: «FOR UPDATE
	// SKIP LOCKED» where the engine has several writers, nothing elsewhere.
	Leasing string

	// Several says that the engine has several writers: a row that decides a
	// write is then locked before it is read.
	Several bool

	ctx     context.Context
	counter *atomic.Int64 // of the statements of all transactions of a database
	run     Runner
	faults  func(error) error
	changes []audit.Change
	late    <-chan error // of what is done behind, nil for nothing
}

// New binds a transaction to its context. counter counts its statements, faults
// turns the driver's errors into faults.
func New(ctx context.Context, run Runner, counter *atomic.Int64, faults func(error) error) *Tx {
	return &Tx{ctx: ctx, counter: counter, run: run, faults: faults}
}

// ErrUnrecorded is the failure of a transaction that wrote a covered row and
// recorded no act for it.
var ErrUnrecorded = errors.New("sqltx: covered rows were written without an audit record")

// Behind does something in the transaction while the caller goes on, and records
// what was written so far. Whatever is asked of the transaction next waits for it,
// and fails if it has failed.
func (t *Tx) Behind(do func(*Tx) error) error {
	if err := t.CatchUp(); err != nil {
		return err
	}
	part := *t
	t.changes = nil
	late := make(chan error, 1)
	t.late = late
	go func() {
		defer func() {
			if p := recover(); p != nil {
				late <- fmt.Errorf("sqltx: panic behind a transaction: %v\n%s", p, debug.Stack())
			}
		}()
		err := do(&part)
		if err == nil {
			err = part.Done()
		}
		late <- err
	}()
	return nil
}

// CatchUp waits for what is done behind.
func (t *Tx) CatchUp() error {
	if t.late == nil {
		return nil
	}
	late := t.late
	t.late = nil
	return <-late
}

// Done reports ErrUnrecorded; the store asks before it commits.
func (t *Tx) Done() error {
	if err := t.CatchUp(); err != nil {
		return err
	}
	if len(t.changes) > 0 {
		return fmt.Errorf("%w: %s %s", ErrUnrecorded, t.changes[0].Table, t.changes[0].Key)
	}
	return nil
}

// clean refuses a text that holds a NUL: PostgreSQL keeps none, and no person
// types one.
func clean(args []any) error {
	bad := func(s string) bool { return strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s) }
	for _, a := range args {
		s, _ := a.(string)
		all, _ := a.([]string)
		if bad(s) || slices.ContainsFunc(all, bad) {
			return fault.New(fault.Invalid, "fault.bad_text")
		}
	}
	return nil
}

// ready waits for what is done behind and refuses values that cannot be kept.
func (t *Tx) ready(args []any) error {
	if err := t.CatchUp(); err != nil {
		return err
	}
	return clean(args)
}

// Exec runs a statement and returns how many rows it touched.
func (t *Tx) Exec(query string, args ...any) (int64, error) {
	if err := t.ready(args); err != nil {
		return 0, err
	}
	t.counter.Add(1)
	res, err := t.run.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, t.faults(err)
	}
	return res.RowsAffected()
}

// Scan runs a query and calls each once per row with a function that scans it.
func (t *Tx) Scan(each func(scan func(...any) error) error, query string, args ...any) error {
	if err := t.ready(args); err != nil {
		return err
	}
	t.counter.Add(1)
	rows, err := t.run.QueryContext(t.ctx, query, args...)
	if err != nil {
		return t.faults(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return t.faults(rows.Err())
}

// Int runs a query that answers with one whole number.
func (t *Tx) Int(query string, args ...any) (n int64, err error) {
	err = t.Scan(func(scan func(...any) error) error { return scan(&n) }, query, args...)
	return n, err
}

// All returns the rows of a query, read through refs: asked for once, for a row
// that every row is read into before it is copied.
func All[R any](t *Tx, refs func(*R) []any, query string, args ...any) ([]R, error) {
	var out []R
	var r R
	into := refs(&r)
	err := t.Scan(func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		out = append(out, r)
		return nil
	}, query, args...)
	return out, err
}

// One returns the single row of a query; none is a NotFound fault with the key
// «fault.not_found».
func One[R any](t *Tx, refs func(*R) []any, query string, args ...any) (R, error) {
	rows, err := All(t, refs, query, args...)
	if err != nil || len(rows) == 0 {
		var zero R
		if err == nil {
			err = fault.New(fault.NotFound, "fault.not_found")
		}
		return zero, err
	}
	return rows[0], nil
}

// Insert stores a new row.
func Insert[R any](t *Tx, table Table[R], r *R) error { return insert(t, table, []*R{r}) }

// batches are how many rows go into one statement: whatever the number of rows,
// only so many texts arise.
var batches = [...]int{64, 16, 4, 1}

// most is how many rows go into one statement where its text does not grow with
// them.
const most = 1000

// inBatches gives the rows on, a batch at a time.
func inBatches[R any](t *Tx, rows []R, do func([]*R) error) error {
	for len(rows) > 0 {
		n := min(most, len(rows))
		if !t.Several {
			n = batches[slices.IndexFunc(batches[:], func(n int) bool { return n <= len(rows) })]
		}
		some := make([]*R, n)
		for i := range some {
			some[i] = &rows[i]
		}
		if err := do(some); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// InsertAll stores new rows, many to a statement.
func InsertAll[R any](t *Tx, table Table[R], rows []R) error {
	return inBatches(t, rows, func(some []*R) error { return insert(t, table, some) })
}

func insert[R any](t *Tx, table Table[R], rows []*R) error {
	all := make([][]any, len(rows))
	for i, r := range rows {
		cells, err := table.cells(r)
		if err != nil {
			return err
		}
		all[i] = cells
	}
	list, args := t.list(all)
	if _, err := t.Exec("INSERT INTO "+table.Name+" ("+table.Columns+") "+list, args...); err != nil {
		return err
	}
	for _, cells := range all {
		t.cover(table.Covered, table.Name, table.Columns, table.Keys, cells)
	}
	return nil
}

// Change runs a statement that ends in the table's RETURNING list and returns
// the one row it changed. No row means that somebody else wrote first: a Stale
// fault with the key «fault.stale».
func Change[R any](t *Tx, table Table[R], statement string, args ...any) (R, error) {
	rows, err := ChangeAll(t, table, statement, args...)
	if err == nil && len(rows) != 1 {
		err = fault.New(fault.Stale, "fault.stale")
	}
	if err != nil {
		var zero R
		return zero, err
	}
	return rows[0], nil
}

// ChangeAll runs a statement that ends in the table's RETURNING list and
// returns the rows it changed.
func ChangeAll[R any](t *Tx, table Table[R], statement string, args ...any) ([]R, error) {
	rows, err := All(t, table.Refs, table.Returning(statement), args...)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		cells, err := table.cells(&rows[i])
		if err != nil {
			return nil, err
		}
		t.cover(table.Covered, table.Name, table.Columns, table.Keys, cells)
	}
	return rows, nil
}

func (t *Tx) cover(covered bool, name, columns string, keys int, cells []any) {
	if covered {
		t.changes = append(t.changes, change(name, columns, keys, cells))
	}
}

// Record writes the act, with every covered row written since the last one.
func (t *Tx) Record(at time.Time, from audit.Origin, act audit.Act) error {
	if err := t.CatchUp(); err != nil {
		return err
	}
	r, err := audit.NewRecord(at, from, act, t.changes)
	if err != nil {
		return err
	}
	t.changes = nil
	if _, err := t.Exec("INSERT INTO audit_pending (record_id) VALUES ($1)", string(r.ID)); err != nil {
		return err
	}
	_, err = t.Exec(`INSERT INTO audit_record (id, at, account, act, subject, root_id, campaign_id, unit_id, body, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		string(r.ID), r.At.UnixMilli(), from.Account, act.Name, act.Subject, act.Root, act.Campaign, act.Unit, r.Body, r.Hash[:])
	return err
}
