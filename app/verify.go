package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/store"
)

// ErrNoKey is why the heads of a database alone cannot be checked.
var ErrNoKey = errors.New("the database does not name the key of its audit record: name the folder of the installation too")

// Verified is what Verify found.
type Verified struct {
	store.Report
	Folder bool // the folder was at hand: its key checked the heads, its attachments were read
}

// Verify compares everything that is stored in an installation with its audit
// record, each attachment with its hash, and the record with a signed head kept
// elsewhere unless against is "". It makes nothing and changes nothing. Without
// the folder (Data "") a database is checked by the key that it names itself.
func Verify(ctx context.Context, o Options, against string) (v Verified, err error) {
	v.Folder = o.Data != ""
	if v.Folder {
		if _, err := os.Stat(o.Data); err != nil {
			return v, fmt.Errorf("there is no installation to verify: %w", err)
		}
	}
	db, err := store.OpenExisting(ctx, dsn(o))
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	key, err := verifier(ctx, o, db)
	if err != nil {
		return v, err
	}
	v.Report, err = store.Verify(ctx, db, store.VerifyOptions{Key: key, Now: o.Real(), Against: against})
	if err != nil || !v.Folder {
		return v, err
	}
	return v, verifyFiles(ctx, db, filepath.Join(o.Data, attachmentsFolder), &v.Report)
}

// verifier returns the key of the folder, or else the one the database names.
func verifier(ctx context.Context, o Options, db *store.DB) (audit.Verifier, error) {
	named, err := db.Setting(ctx, logKeySetting)
	switch {
	case err != nil:
		return audit.Verifier{}, err
	case o.Data == "" && named == "":
		return audit.Verifier{}, ErrNoKey
	case o.Data == "":
		return audit.ParseVerifier(named)
	}
	key, err := audit.LoadKey(logKeyFile(o))
	if err == nil && named != "" && named != key.Public() {
		err = ErrOtherKey
	}
	if err != nil {
		return audit.Verifier{}, fmt.Errorf("the key of the audit record: %w", err)
	}
	return key.Verifier, nil
}

// kept is a file that the blob store has to hold: where it is named, what it is
// called, and the hash of its bytes.
type kept struct{ place, name, sum string }

// keptFiles lists the attachments of reports and the evidence of entries.
func keptFiles(ctx context.Context, db *store.DB) (out []kept, err error) {
	err = db.View(ctx, func(tx *store.Tx) error {
		attached, err := tx.AllAttachments()
		for _, f := range attached {
			out = append(out, kept{"attachment " + string(f.ID), f.Name, f.SHA256})
		}
		if err != nil {
			return err
		}
		evidence, err := tx.AllEvidence()
		for _, f := range evidence {
			out = append(out, kept{"evidence " + string(f.ID), f.Name, f.SHA256})
		}
		return err
	})
	return out, err
}

// verifyFiles reads every attachment to its end, which the blob store checks
// against its hash.
func verifyFiles(ctx context.Context, db *store.DB, dir string, r *store.Report) error {
	files, err := keptFiles(ctx, db)
	if err != nil || len(files) == 0 {
		return err
	}
	read := func(string) error { return os.ErrNotExist }
	if _, err := os.Stat(dir); err == nil {
		blobs, err := blob.OpenFolder(dir)
		if err != nil {
			return err
		}
		defer blobs.Close()
		read = func(sum string) error { return readWhole(ctx, blobs, sum) }
	}
	for _, f := range files {
		if err := read(f.sum); err != nil {
			r.Found(fault.Field{Path: f.place, Key: "verify.file", Args: []any{f.name, err.Error()}})
		}
	}
	return nil
}

func readWhole(ctx context.Context, blobs *blob.Store, sum string) error {
	content, err := blobs.Open(ctx, sum)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, content)
	return errors.Join(err, content.Close())
}
