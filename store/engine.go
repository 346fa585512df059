package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// openPostgres opens the pool that reads and writes share. pgx keeps its own
// cache of prepared statements for each connection. The server compiles nothing
// and starts no second process for a query: for a page of a list both take it
// longer than reading it. And it takes a page of an index for about as far away
// as the next one, as they are in memory and on the disks of today.
func openPostgres(dsn string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	maps.Copy(config.RuntimeParams, map[string]string{"jit": "off", "max_parallel_workers_per_gather": "0", "random_page_cost": "1.1"})
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	return db, nil
}

// planned runs the statements of a PostgreSQL transaction. A query that names many
// values is planned for what there is now, and by an index: of what is being stored
// the server knows no numbers yet. Left to itself it kept a plan from when there
// were a hundred entries, and went through thirty thousand for each hundred names.
type planned struct {
	*sql.Tx
	many bool // the last query was one of many values
}

// manyValues is from how many values on planning anew costs little beside the
// work.
const manyValues = 50

// QueryContext implements sqltx.Runner.
func (p *planned) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if many := len(args) >= manyValues; many != p.many {
		if _, err := p.ExecContext(ctx, "SET LOCAL enable_seqscan = "+map[bool]string{true: "off", false: "on"}[many]); err != nil {
			return nil, err
		}
		p.many = many
	}
	if p.many {
		args = append([]any{pgx.QueryExecModeCacheDescribe}, args...)
	}
	return p.Tx.QueryContext(ctx, query, args...)
}

// openSQLite opens a pool on a file. The writer's commits are durable: an
// acknowledged report survives a power cut. Readers can only read, and make no
// file where there is none.
func openSQLite(path string, writer bool) (*sql.DB, error) {
	query := url.Values{"_pragma": {"busy_timeout(10000)", "foreign_keys(1)", "cache_size(-16000)"}}
	more := []string{"query_only(1)"}
	if writer {
		more = []string{"journal_mode(WAL)", "synchronous(FULL)", "wal_autocheckpoint(4000)"}
	} else {
		query.Set("mode", "rw")
	}
	query["_pragma"] = append(query["_pragma"], more...)
	dsn := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: query.Encode()}
	return sql.Open("sqlite", dsn.String())
}

// leaseRows ends a SELECT that picks rows for one of several nodes. SQLite has
// one writer and needs no words for it.
func (db *DB) leaseRows() string {
	if db.lite != nil {
		return ""
	}
	return " FOR UPDATE SKIP LOCKED"
}

// isPostgres tells a PostgreSQL address from the path of a file.
func isPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

// faults turns a driver's error into a fault by its code.
func faults(err error) error {
	if err == nil {
		return nil
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return postgresFault(err, pg.Code)
	}
	if lite, ok := errors.AsType[*sqlite.Error](err); ok {
		return sqliteFault(err, lite.Code())
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fault.Wrap(err, fault.Unavailable, "fault.cancelled")
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok || errors.Is(err, sql.ErrConnDone) {
		return fault.Wrap(err, fault.Unavailable, "fault.database")
	}
	return fmt.Errorf("store: %w", err)
}

func postgresFault(err error, code string) error {
	switch {
	case code == "23505":
		return fault.Wrap(err, fault.Conflict, "fault.exists")
	case code == "40001", code == "40P01", strings.HasPrefix(code, "08"), strings.HasPrefix(code, "53"), strings.HasPrefix(code, "57"):
		return fault.Wrap(err, fault.Unavailable, "fault.database")
	}
	return fmt.Errorf("store: %w", err)
}

func sqliteFault(err error, code int) error {
	switch {
	case code == sqlite3.SQLITE_CONSTRAINT_UNIQUE, code == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fault.Wrap(err, fault.Conflict, "fault.exists")
	case code&0xff == sqlite3.SQLITE_BUSY, code&0xff == sqlite3.SQLITE_FULL, code&0xff == sqlite3.SQLITE_IOERR:
		return fault.Wrap(err, fault.Unavailable, "fault.database")
	case code&0xff == sqlite3.SQLITE_INTERRUPT:
		return fault.Wrap(err, fault.Unavailable, "fault.cancelled")
	}
	return fmt.Errorf("store: %w", err)
}

// retryable reports a clash of transactions that a second try may pass.
func retryable(err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (pg.Code == "40001" || pg.Code == "40P01")
}
