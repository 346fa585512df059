package app

import (
	"context"
	"io"

	"github.com/xianfeng-oss/xianfeng/blob"
)

// attachments gives reports the blob store in the words of their own floor.
type attachments struct{ *blob.Store }

// Put implements report.Blobs.
func (a attachments) Put(ctx context.Context, name string, r io.Reader, limit int64) (sha256, kind string, size int64, err error) {
	f, err := a.Store.Put(ctx, name, r, limit)
	return f.Sum, string(f.Type), f.Size, err
}
