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

// ErrOtherKey is why a folder and a database are not taken for one installation.
var ErrOtherKey = errors.New("the folder and the database belong to different installations: the folder's log.key is not the one that the database names")

// attachmentsFolder is the folder of the attachments in that of the data.
const attachmentsFolder = "attachments"

// logKeySetting names the public key of the audit record in the database, so
// that the heads can be checked where the folder is not at hand.
const logKeySetting = "log key"

func logKeyFile(o Options) string { return filepath.Join(o.Data, "keys", "log.key") }

// OpenData opens an installation, making what is missing: the folder, the keys,
// the schema. A database that belongs to another folder is refused
// (ErrOtherKey).
func OpenData(ctx context.Context, o Options) (*Data, error) {
	d, err := openAny(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := d.nameKey(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// openAny is OpenData for whatever folder and database.
func openAny(ctx context.Context, o Options) (*Data, error) {
	keys := filepath.Dir(logKeyFile(o))
	if err := os.MkdirAll(keys, 0o700); err != nil {
		return nil, err
	}
	ring, err := seal.OpenRing(keys, o.suite())
	if err != nil {
		return nil, err
	}
	key, err := loadOrMakeKey(logKeyFile(o))
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, dsn(o), ring)
	if err != nil {
		return nil, err
	}
	blobs, err := blob.OpenFolder(filepath.Join(o.Data, attachmentsFolder))
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &Data{DB: db, Key: key, blobs: blobs}, nil
}

// nameKey lets the database name the public key, the first time it is opened.
func (d *Data) nameKey(ctx context.Context) error {
	named, err := d.DB.FirstSetting(ctx, logKeySetting, d.Key.Public())
	if err == nil && named != d.Key.Public() {
		err = ErrOtherKey
	}
	return err
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
	for _, name := range []string{"xianfeng.db", "xianfeng.db-wal", "xianfeng.db-shm", attachmentsFolder, "keys"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("app: %w", err)
		}
	}
	return nil
}
