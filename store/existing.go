package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"

	"github.com/xianfeng-oss/xianfeng/store/schema"
)

var errReads = errors.New("store: the database was opened for reading")

// OpenExisting opens a database that Open made, for reading: it makes nothing
// and changes nothing, and refuses one whose schema is not the newest
// (schema.ErrVersion). It opens no field of a person.
func OpenExisting(ctx context.Context, dsn string) (*DB, error) {
	if isPostgres(dsn) {
		pg, err := openPostgres(dsn)
		if err != nil {
			return nil, err
		}
		return newest(ctx, pg, &DB{pg: pg, reads: true})
	}
	if _, err := os.Stat(dsn); err != nil {
		return nil, fmt.Errorf("store: no database: %w", err)
	}
	read, err := openSQLite(dsn, false)
	if err != nil {
		return nil, err
	}
	l, err := newLite(ctx, nil, read)
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", dsn, errors.Join(err, read.Close()))
	}
	return newest(ctx, read, &DB{lite: l, reads: true})
}

// newest returns the database if its schema is that of this program.
func newest(ctx context.Context, raw *sql.DB, db *DB) (*DB, error) {
	if err := schema.Check(ctx, raw); err != nil {
		return nil, fmt.Errorf("store: %w", errors.Join(err, db.Close()))
	}
	return db, nil
}
