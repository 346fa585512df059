package app

import (
	"context"
	"io"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
	list "github.com/xianfeng-oss/xianfeng/sheet/intake"
)

// attachments gives reports the blob store in the words of their own floor.
type attachments struct{ *blob.Store }

// Put implements report.Blobs.
func (a attachments) Put(ctx context.Context, name string, r io.Reader, limit int64) (sha256, kind string, size int64, err error) {
	f, err := a.Store.Put(ctx, name, r, limit)
	return f.Sum, string(f.Type), f.Size, err
}

// Vault keeps lists that were handed in until they were worked on.
func (d *Data) Vault() intake.Files { return d.blobs.Vault(d.DB.Keys()) }

// openList opens a list that was handed in.
func openList(src io.ReaderAt, size int64) (grid.File, error) { return list.Open(src, size) }
