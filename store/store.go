// Package store keeps everything: SQLite in a file of its own by default,
// PostgreSQL where a province or several nodes need it. One constant text per
// query serves both; what differs is in engine.go.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store/account"
	"github.com/xianfeng-oss/xianfeng/store/campaign"
	"github.com/xianfeng-oss/xianfeng/store/derive"
	"github.com/xianfeng-oss/xianfeng/store/goal"
	"github.com/xianfeng-oss/xianfeng/store/intake"
	"github.com/xianfeng-oss/xianfeng/store/ledger"
	"github.com/xianfeng-oss/xianfeng/store/original"
	"github.com/xianfeng-oss/xianfeng/store/person"
	"github.com/xianfeng-oss/xianfeng/store/preparation"
	"github.com/xianfeng-oss/xianfeng/store/privacy"
	"github.com/xianfeng-oss/xianfeng/store/publication"
	"github.com/xianfeng-oss/xianfeng/store/queue"
	"github.com/xianfeng-oss/xianfeng/store/report"
	"github.com/xianfeng-oss/xianfeng/store/revision"
	"github.com/xianfeng-oss/xianfeng/store/rollup"
	"github.com/xianfeng-oss/xianfeng/store/roster"
	"github.com/xianfeng-oss/xianfeng/store/schema"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
	"github.com/xianfeng-oss/xianfeng/store/tally"
	"github.com/xianfeng-oss/xianfeng/store/trail"
	"github.com/xianfeng-oss/xianfeng/store/unit"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	lite  *lite      // SQLite, or nil
	pg    *sql.DB    // PostgreSQL, or nil
	keys  *seal.Ring // wrap the keys of persons
	reads bool       // and never writes

	statements atomic.Int64
}

// Statements returns how many statements were run so far.
func (db *DB) Statements() int64 { return db.statements.Load() }

// Keys returns the ring whose keys wrap those of persons.
func (db *DB) Keys() *seal.Ring { return db.keys }

// Open opens the database, a PostgreSQL address or the path of a SQLite file,
// and brings its schema to the newest version. The ring's keys wrap those of the
// persons whose fields are sealed in it.
func Open(ctx context.Context, dsn string, keys *seal.Ring) (*DB, error) {
	db, err := open(ctx, dsn, keys)
	if err != nil {
		return nil, err
	}
	if _, err := db.FirstSetting(ctx, person.MasterSetting, keys.First()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func open(ctx context.Context, dsn string, keys *seal.Ring) (*DB, error) {
	if isPostgres(dsn) {
		pg, err := openPostgres(dsn)
		if err != nil {
			return nil, err
		}
		if err := schema.Up(ctx, schema.Postgres, pg); err != nil {
			return nil, fmt.Errorf("store: schema: %w", err)
		}
		return &DB{pg: pg, keys: keys}, nil
	}
	write, err := openSQLite(dsn, true)
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	if err := schema.Up(ctx, schema.SQLite, write); err != nil {
		return nil, fmt.Errorf("store: schema: %w", err)
	}
	read, err := openSQLite(dsn, false)
	if err != nil {
		return nil, err
	}
	l, err := newLite(ctx, write, read)
	if err != nil {
		return nil, err
	}
	return &DB{lite: l, keys: keys}, nil
}

// Close ends the database after the transaction that is running.
func (db *DB) Close() error {
	if db.lite != nil {
		return db.lite.close()
	}
	return db.pg.Close()
}

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	return db.View(ctx, func(tx *Tx) error {
		_, err := tx.Int("SELECT 1")
		return err
	})
}

// Update runs fn in one transaction and returns when it is on disk. When fn
// fails, nothing of it is kept. fn may run more than once on PostgreSQL, where
// transactions can clash; it must not call Update or View itself.
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error {
	if db.reads {
		return errReads
	}
	if db.lite != nil {
		return db.lite.update(ctx, func(c *conn) error { return finish(db.tx(ctx, c), fn) })
	}
	var err error
	for range 4 {
		if err = db.postgres(ctx, nil, fn); !retryable(err) {
			break
		}
	}
	return err
}

// View runs fn in one read transaction: all its queries see one moment.
func (db *DB) View(ctx context.Context, fn func(*Tx) error) error {
	if db.lite != nil {
		return db.lite.view(ctx, func(c *conn) error { return fn(db.tx(ctx, c)) })
	}
	return db.postgres(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}, fn)
}

func (db *DB) postgres(ctx context.Context, opts *sql.TxOptions, fn func(*Tx) error) error {
	raw, err := db.pg.BeginTx(ctx, opts)
	if err != nil {
		return faults(err)
	}
	defer func() { _ = raw.Rollback() }() // after a commit this does nothing
	if err := finish(db.tx(ctx, &planned{Tx: raw}), fn); err != nil {
		return err
	}
	return faults(raw.Commit())
}

func finish(tx *Tx, fn func(*Tx) error) error {
	defer func() { _ = tx.CatchUp() }() // nothing goes on behind a transaction that failed
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Done()
}

// Scoped is a database as a domain package sees it: through the interface of
// the queries it needs.
type Scoped[T any] struct{ db *DB }

// Scope narrows a database to an interface that *Tx satisfies.
func Scope[T any](db *DB) Scoped[T] { return Scoped[T]{db} }

// Update is DB.Update on the narrow interface.
func (s Scoped[T]) Update(ctx context.Context, fn func(T) error) error {
	return s.db.Update(ctx, func(tx *Tx) error { return fn(any(tx).(T)) })
}

// View is DB.View on the narrow interface.
func (s Scoped[T]) View(ctx context.Context, fn func(T) error) error {
	return s.db.View(ctx, func(tx *Tx) error { return fn(any(tx).(T)) })
}

func (db *DB) tx(ctx context.Context, run sqltx.Runner) *Tx {
	base := sqltx.New(ctx, run, &db.statements, faults)
	base.Leasing, base.Several = db.leaseRows(), db.pg != nil
	return over(base, db.keys)
}

// over puts every query there is over a transaction.
func over(base *sqltx.Tx, keys *seal.Ring) *Tx {
	return &Tx{
		Tx:           base,
		Units:        unit.Units{Tx: base},
		People:       person.People{Tx: base, Keys: keys},
		Accounts:     account.Accounts{Tx: base},
		Campaigns:    campaign.Campaigns{Tx: base},
		Revisions:    revision.Revisions{Tx: base},
		Originals:    original.Originals{Tx: base},
		Preparations: preparation.Preparations{Tx: base},
		Privacy:      privacy.Privacy{Tx: base},
		Ledgers:      ledger.Ledgers{Tx: base, Secrets: keys},
		Intakes:      intake.Intakes{Tx: base, Ledgers: ledger.Ledgers{Tx: base, Secrets: keys}},
		Reports:      report.Reports{Tx: base},
		Derived:      derive.Derived{Tx: base},
		Publications: publication.Publications{Tx: base},
		Rollups:      rollup.Rollups{Tx: base},
		Rosters:      roster.Rosters{Tx: base},
		Goals:        goal.Goals{Tx: base},
		Tallies:      tally.Tallies{Tx: base},
		Trail:        trail.Trail{Tx: base},
		Queue:        queue.Queue{Tx: base},
	}
}

// Behind does something in the transaction while the caller goes on, as in
// package sqltx.
func (tx *Tx) Behind(do func(entry.BulkTx) error) error {
	return tx.Tx.Behind(func(base *sqltx.Tx) error { return do(over(base, tx.People.Keys)) })
}

// Tx is one transaction with every query there is, a noun at a time. It
// satisfies the Tx interface of each domain package.
type Tx struct {
	*sqltx.Tx
	unit.Units
	person.People
	account.Accounts
	campaign.Campaigns
	original.Originals
	revision.Revisions
	preparation.Preparations
	privacy.Privacy
	ledger.Ledgers
	intake.Intakes
	report.Reports
	derive.Derived
	publication.Publications
	rollup.Rollups
	roster.Rosters
	goal.Goals
	tally.Tallies
	trail.Trail
	queue.Queue
}
