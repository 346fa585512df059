// Package schema holds the migrations. They are written once, in PostgreSQL's
// words; SQLite gets the same text with its own type names and STRICT tables,
// so the two schemas cannot drift apart.
package schema

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing/fstest"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Dialect is a database engine as the migrations know it.
type Dialect = goose.Dialect

// The engines.
const (
	SQLite   = goose.DialectSQLite3
	Postgres = goose.DialectPostgres
)

var sqliteWords = strings.NewReplacer("BIGINT", "INTEGER", "BYTEA", "BLOB", "\n); -- small rows", "\n) STRICT, WITHOUT ROWID;", "\n);", "\n) STRICT;")

// Files returns the migrations in the words of the engine.
func Files(d Dialect) (fs.FS, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	files := fstest.MapFS{}
	for _, name := range names {
		text, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if d == SQLite {
			text = []byte(sqliteWords.Replace(string(text)))
		}
		files[strings.TrimPrefix(name, "migrations/")] = &fstest.MapFile{Data: text, Mode: 0o444}
	}
	return files, nil
}

// Provider returns goose's view of the database and its migrations.
func Provider(d Dialect, db *sql.DB) (*goose.Provider, error) {
	files, err := Files(d)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(d, db, files, goose.WithDisableGlobalRegistry(true))
}

// Up brings the database to the newest version.
func Up(ctx context.Context, d Dialect, db *sql.DB) error {
	p, err := Provider(d, db)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// ErrVersion is why a database is not read: its schema is older or newer than
// the program's.
var ErrVersion = errors.New("the schema of the database is not that of this program")

// Check reports whether the database has the newest version, and changes
// nothing.
func Check(ctx context.Context, db *sql.DB) error {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	want, err := goose.NumericComponent(names[len(names)-1])
	if err != nil {
		return err
	}
	var have int64
	if err := db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&have); err != nil {
		return fmt.Errorf("no schema of this program: %w", err)
	}
	if have != want {
		return fmt.Errorf("%w: version %d, want %d", ErrVersion, have, want)
	}
	return nil
}
