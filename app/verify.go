package app

import (
	"context"
	"errors"
	"io"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store"
)

// Verify compares everything that is stored in an installation with its audit
// record, each attachment with its hash, and the record with a signed head kept
// elsewhere unless against is "".
func Verify(ctx context.Context, o Options, against string) (r store.Report, err error) {
	d, err := OpenData(ctx, o)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	r, err = store.Verify(ctx, d.DB, store.VerifyOptions{Key: d.Key, Now: o.Real(), Against: against})
	if err != nil {
		return r, err
	}
	return r, d.verifyFiles(ctx, &r)
}

// verifyFiles reads every attachment to its end, which the blob store checks
// against its hash.
func (d *Data) verifyFiles(ctx context.Context, r *store.Report) error {
	var files []report.Attachment
	err := d.DB.View(ctx, func(tx *store.Tx) (err error) {
		files, err = tx.AllAttachments()
		return err
	})
	for _, f := range files {
		if err := d.readWhole(ctx, f.SHA256); err != nil {
			r.Found(fault.Field{Path: "attachment " + string(f.ID), Key: "verify.file", Args: []any{f.Name, err.Error()}})
		}
	}
	return err
}

func (d *Data) readWhole(ctx context.Context, sum string) error {
	content, err := d.blobs.Open(ctx, sum)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, content)
	return errors.Join(err, content.Close())
}
