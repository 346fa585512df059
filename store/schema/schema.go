// Package schema holds the migrations. They are written once, in PostgreSQL's
// words; SQLite gets the same text with its own type names and STRICT tables,
// so the two schemas cannot drift apart.
package schema

import (
	"context"
	"database/sql"
	"embed"
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
