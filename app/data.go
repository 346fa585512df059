package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/seal"
	"github.com/xianfeng-oss/xianfeng/store"
)

// Data is an opened installation: its database, its keys, its attachments.
type Data struct {
	DB    *store.DB
	Key   audit.Key // signs the heads of the audit tree
	blobs *blob.Store
}

// OpenData opens an installation, making what is missing: the folder, the keys,
// the schema.
func OpenData(ctx context.Context, o Options) (*Data, error) {
	keys := filepath.Join(o.Data, "keys")
	if err := os.MkdirAll(keys, 0o700); err != nil {
		return nil, err
	}
	master, err := seal.LoadOrCreateKey(filepath.Join(keys, "master.key"))
	if err != nil {
		return nil, err
	}
	key, err := loadOrMakeKey(filepath.Join(keys, "log.key"))
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, dsn(o), master)
	if err != nil {
		return nil, err
	}
	blobs, err := blob.OpenFolder(filepath.Join(o.Data, "attachments"))
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Data{DB: db, Key: key, blobs: blobs}, nil
}

// Close ends the installation.
func (d *Data) Close() error { return errors.Join(d.DB.Close(), d.blobs.Close()) }

func dsn(o Options) string {
	if o.Database != "" {
		return o.Database
	}
	return filepath.Join(o.Data, "xianfeng.db")
}

func loadOrMakeKey(path string) (audit.Key, error) {
	key, err := audit.LoadKey(path)
	if errors.Is(err, os.ErrNotExist) {
		return audit.NewKey(path, "xianfeng-"+ident.New[string]()[24:])
	}
	return key, err
}

// Attachments lets reports keep their files in the blob store.
func (d *Data) Attachments() report.Blobs { return attachments{d.blobs} }

// Remove deletes the files of an installation that lies in a folder.
func Remove(dir string) error {
	for _, name := range []string{"xianfeng.db", "xianfeng.db-wal", "xianfeng.db-shm", "attachments", "keys"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("app: %w", err)
		}
	}
	return nil
}
