package app_test

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xianfeng-oss/xianfeng/app"
	"github.com/xianfeng-oss/xianfeng/store/schema"
	"github.com/xianfeng-oss/xianfeng/store/storetest"
)

// entries lists what lies in a folder.
func entries(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		out = append(out, strings.TrimPrefix(path, dir))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// install makes an empty installation.
func install(t *testing.T, o app.Options) {
	t.Helper()
	d, err := app.OpenData(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestVerifyMakesNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		spoil func(dir string) error
		want  error
	}{
		{"whole", func(string) error { return nil }, nil},
		{"no folder", os.RemoveAll, fs.ErrNotExist},
		{"no key", func(dir string) error { return os.Remove(filepath.Join(dir, "keys", "log.key")) }, fs.ErrNotExist},
		{"no database", func(dir string) error { return os.Remove(filepath.Join(dir, "xianfeng.db")) }, fs.ErrNotExist},
		{"an older schema", func(dir string) error {
			db, err := sql.Open("sqlite", filepath.Join(dir, "xianfeng.db"))
			if err != nil {
				return err
			}
			_, err = db.Exec("DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)")
			return errors.Join(err, db.Close())
		}, schema.ErrVersion},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			parent := t.TempDir()
			o := options(filepath.Join(parent, "data"), "")
			install(t, o)
			if err := c.spoil(o.Data); err != nil {
				t.Fatal(err)
			}
			before := entries(t, parent)
			if _, err := app.Verify(t.Context(), o, ""); !errors.Is(err, c.want) {
				t.Errorf("verify says %v, want %v", err, c.want)
			}
			if diff := cmp.Diff(before, entries(t, parent)); diff != "" {
				t.Errorf("verify left something behind:\n%s", diff)
			}
		})
	}
}

// The database names the key of its record, so that it can be verified where
// the folder is not at hand; with a folder of another installation it is not.
func TestVerifyOfADatabaseAlone(t *testing.T) {
	t.Parallel()
	dsn := storetest.PostgresDSN(t)
	if _, err := app.Verify(t.Context(), options("", dsn), ""); err == nil {
		t.Error("an empty database is verified")
	}
	o := options(t.TempDir(), dsn)
	fill(t, o)
	for _, dir := range []string{o.Data, ""} {
		v, err := app.Verify(t.Context(), options(dir, dsn), "")
		if err = errors.Join(err, v.Err()); err != nil || v.Folder != (dir != "") || v.Head.Size == 0 {
			t.Errorf("folder %q: %v, folder seen %v, %d records under a head", dir, err, v.Folder, v.Head.Size)
		}
	}
	other := options(t.TempDir(), "")
	install(t, other)
	if _, err := app.Verify(t.Context(), options(other.Data, dsn), ""); !errors.Is(err, app.ErrOtherKey) {
		t.Errorf("with the folder of another installation: %v, want %v", err, app.ErrOtherKey)
	}
	if _, err := app.OpenData(t.Context(), options(other.Data, dsn)); !errors.Is(err, app.ErrOtherKey) {
		t.Errorf("opened with the folder of another installation: %v, want %v", err, app.ErrOtherKey)
	}
}
