package store

import (
	"context"
	"errors"
)

// Hasten runs fn while commits of a SQLite file are not flushed to disk one by
// one; when it returns, all of them are. It is for data that is thrown away
// where making it was broken off: a power cut meanwhile may spoil the file.
// PostgreSQL goes on as it does.
func (db *DB) Hasten(ctx context.Context, fn func() error) error {
	if db.lite == nil {
		return fn()
	}
	if err := db.lite.set(ctx, "PRAGMA synchronous = OFF"); err != nil {
		return err
	}
	err := fn()
	return errors.Join(err, db.lite.set(context.WithoutCancel(ctx), "PRAGMA synchronous = FULL", "PRAGMA wal_checkpoint(TRUNCATE)"))
}
