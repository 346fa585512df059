package schema_test

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite" // the driver «sqlite»

	"github.com/xianfeng-oss/xianfeng/store/schema"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// engine is an empty database and the query that describes it, a line for each
// column, index and key.
type engine struct {
	dialect  schema.Dialect
	db       *sql.DB
	describe []string
}

func sqlite(t *testing.T) engine {
	t.Helper()
	return engine{schema.SQLite, open(t, "sqlite", filepath.Join(t.TempDir(), "test.db")), sqliteWords}
}

func postgres(t *testing.T) engine {
	t.Helper()
	return engine{schema.Postgres, open(t, "pgx", storetest.PostgresDSN(t)), postgresWords}
}

func open(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func (e engine) up(t *testing.T) {
	t.Helper()
	if err := schema.Up(t.Context(), e.dialect, e.db); err != nil {
		t.Fatal(err)
	}
}

// The names of goose's own table differ between its dialects.
var sqliteWords = []string{
	`SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' NOT NULL' ELSE '' END || CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END
		FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'goose%'`,
	`SELECT 'index ' || t.name || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')' || CASE WHEN i."unique" = 1 THEN ' unique' ELSE '' END || CASE WHEN i.partial = 1 THEN ' partial' ELSE '' END
		FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'goose%' AND i.origin <> 'pk'`,
	`SELECT 'reference ' || t.name || '.' || f."from" || ' to ' || f."table" || '.' || f."to"
		FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`,
}

var postgresWords = []string{
	`SELECT 'column ' || c.table_name || '.' || c.column_name || ' ' || c.data_type || CASE WHEN c.is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END ||
		coalesce((SELECT ' key ' || k.ordinal_position FROM information_schema.table_constraints p JOIN information_schema.key_column_usage k ON k.constraint_name = p.constraint_name AND k.table_name = p.table_name
			WHERE p.constraint_type = 'PRIMARY KEY' AND p.table_name = c.table_name AND k.column_name = c.column_name), '')
		FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name NOT LIKE 'goose%'`,
	`SELECT 'index ' || t.relname || ' (' || (SELECT string_agg(a.attname, ', ' ORDER BY n) FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) || ')' || CASE WHEN i.indisunique THEN ' unique' ELSE '' END || CASE WHEN i.indpred IS NOT NULL THEN ' partial' ELSE '' END
		FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace WHERE s.nspname = 'public' AND t.relname NOT LIKE 'goose%' AND NOT i.indisprimary`,
	`SELECT 'reference ' || r.conrelid::regclass || '.' || a.attname || ' to ' || r.confrelid::regclass || '.' || b.attname
		FROM pg_constraint r JOIN pg_attribute a ON a.attrelid = r.conrelid AND a.attnum = r.conkey[1] JOIN pg_attribute b ON b.attrelid = r.confrelid AND b.attnum = r.confkey[1] WHERE r.contype = 'f'`,
}

var sameTypes = strings.NewReplacer(" INTEGER", " integer", " bigint", " integer", " BLOB", " bytes", " bytea", " bytes", " TEXT", " text")

// words returns the schema in words that both engines share.
func (e engine) words(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, query := range e.describe {
		rows, err := e.db.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				t.Fatal(err)
			}
			out = append(out, sameTypes.Replace(line))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(out)
	return out
}

func TestEnginesHaveTheSameSchema(t *testing.T) {
	t.Parallel()
	lite, pg := sqlite(t), postgres(t)
	lite.up(t)
	pg.up(t)
	words := lite.words(t)
	if len(words) < 100 {
		t.Fatalf("the schema is described in %d lines: %v", len(words), words)
	}
	if diff := cmp.Diff(words, pg.words(t)); diff != "" {
		t.Errorf("SQLite (-) and PostgreSQL (+) differ:\n%s", diff)
	}
}

// The way back of each migration leads to where it began, and forth again.
func TestUpDownUp(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(*testing.T) engine{"sqlite": sqlite, "postgres": postgres} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			p, err := schema.Provider(e.dialect, e.db)
			if err != nil {
				t.Fatal(err)
			}
			steps := [][]string{e.words(t)} // before each migration
			for range p.ListSources() {
				if _, err := p.UpByOne(t.Context()); err != nil {
					t.Fatal(err)
				}
				steps = append(steps, e.words(t))
			}
			for i := len(steps) - 2; i >= 0; i-- {
				if _, err := p.Down(t.Context()); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(steps[i], e.words(t)); diff != "" {
					t.Errorf("after the way back to version %d:\n%s", i, diff)
				}
			}
			e.up(t)
			if diff := cmp.Diff(steps[len(steps)-1], e.words(t)); diff != "" {
				t.Errorf("after the second way up:\n%s", diff)
			}
		})
	}
}

// A released migration has run on databases we do not see: released.txt keeps
// its hash, and a change of the schema is a new file.
func TestReleasedMigrationsStay(t *testing.T) {
	t.Parallel()
	for _, fault := range changed(released(t), os.DirFS("migrations")) {
		t.Error(fault)
	}
}

// released returns the lines «name hash» of released.txt.
func released(t *testing.T) (lines []string) {
	t.Helper()
	list, err := os.ReadFile("released.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(list)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

// changed says which files of a list are not as they were.
func changed(list []string, files fs.FS) (faults []string) {
	for _, line := range list {
		name, want, _ := strings.Cut(line, " ")
		text, err := fs.ReadFile(files, name)
		sum := sha256.Sum256(text)
		if got := hex.EncodeToString(sum[:]); err != nil || got != want {
			faults = append(faults, fmt.Sprintf("released migration %s has hash %s, want %q (%v)", name, got, want, err))
		}
	}
	return faults
}

func TestChangedFindsAChange(t *testing.T) {
	t.Parallel()
	files := os.DirFS("migrations")
	text, err := fs.ReadFile(files, "0001_first_campaign.sql")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(text)
	same := "0001_first_campaign.sql " + hex.EncodeToString(sum[:])
	if faults := changed([]string{same}, files); len(faults) != 0 {
		t.Errorf("the same file: %v", faults)
	}
	for _, line := range []string{"0001_first_campaign.sql " + strings.Repeat("0", 64), "0001_first_campaign.sql", "0000_gone.sql " + strings.Repeat("0", 64)} {
		if faults := changed([]string{line}, files); len(faults) != 1 {
			t.Errorf("%q: %v, want one fault", line, faults)
		}
	}
}

// Each released version is a way to begin: an installation of it, whose rows stand
// in testdata/<migration>_rows.sql, comes up to the schema of today.
func TestUpgradeFromEveryRelease(t *testing.T) {
	t.Parallel()
	releases := released(t)
	if len(releases) == 0 {
		t.Skip("no version is released yet")
	}
	fresh := sqlite(t)
	fresh.up(t)
	want := fresh.words(t)
	for _, line := range releases {
		name, _, _ := strings.Cut(line, " ")
		for _, e := range []engine{sqlite(t), postgres(t)} {
			upgrade(t, e, name)
			if diff := cmp.Diff(want, e.words(t)); diff != "" {
				t.Errorf("%s from %s:\n%s", e.dialect, name, diff)
			}
		}
	}
}

func upgrade(t *testing.T, e engine, name string) {
	t.Helper()
	var version int64
	if _, err := fmt.Sscanf(name, "%d_", &version); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p, err := schema.Provider(e.dialect, e.db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	rows, err := os.ReadFile(filepath.Join("testdata", strings.TrimSuffix(name, ".sql")+"_rows.sql"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.db.ExecContext(t.Context(), string(rows)); err != nil {
		t.Fatal(err)
	}
	e.up(t)
}
