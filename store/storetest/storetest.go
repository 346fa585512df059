// Package storetest gives every test a fresh database on each engine.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/xianfeng-oss/xianfeng/internal/require"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store"
)

// Both runs the test on SQLite and on PostgreSQL, each with an empty database.
// Without an installed PostgreSQL that half is skipped, saying so, unless
// XIANFENG_REQUIRE names it.
func Both(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

// SQLite returns an empty SQLite database of the test's own.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "test.db"))
}

// Postgres returns an empty PostgreSQL database of the test's own.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	return open(t, PostgresDSN(t))
}

func open(t testing.TB, dsn string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), dsn, seal.NewRing(seal.NewKey()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

var databases atomic.Int64

// PostgresDSN creates an empty database on the test server, which it starts
// when the first test of the package asks, and returns its address.
func PostgresDSN(t testing.TB) string {
	t.Helper()
	if _, err := server(); err != nil {
		require.Skip(t, "postgres", err)
	}
	dsn, err := NewPostgres(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}

// NewPostgres is PostgresDSN for a program that is no test.
func NewPostgres(ctx context.Context) (string, error) {
	base, err := server()
	if err != nil {
		return "", err
	}
	name := fmt.Sprintf("t%d_%d", os.Getpid(), databases.Add(1))
	admin, err := sql.Open("pgx", base)
	if err != nil {
		return "", err
	}
	defer admin.Close()
	if _, err := admin.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	return strings.Replace(base, "/postgres?", "/"+name+"?", 1), nil
}
