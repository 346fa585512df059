package store

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Setting returns a setting of the installation, "" where it is not set.
func (db *DB) Setting(ctx context.Context, name string) (value string, err error) {
	err = db.View(ctx, func(tx *Tx) error {
		value, err = setting(tx, name)
		return err
	})
	return value, err
}

func setting(tx *Tx, name string) (string, error) {
	rows, err := sqltx.All(tx.Tx, func(s *string) []any { return []any{s} }, "SELECT value FROM setting WHERE name = $1", name)
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0], nil
}

// FirstSetting stores a setting unless it is set, and returns what is set: of
// two nodes that do so at once both learn what the first has stored.
func (db *DB) FirstSetting(ctx context.Context, name, value string) (set string, err error) {
	err = db.Update(ctx, func(tx *Tx) error {
		if _, err := tx.Exec("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING", name, value); err != nil {
			return err
		}
		set, err = setting(tx, name)
		return err
	})
	return set, err
}

// PutSetting stores a setting of the installation.
func (db *DB) PutSetting(ctx context.Context, name, value string) error {
	return db.Update(ctx, func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2", name, value)
		return err
	})
}
