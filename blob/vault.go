package blob

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/seal"
)

// Vault keeps files that name persons, for as long as they are worked on: each
// is sealed piece by piece under a key of its own, which one of the master keys
// wraps, so that it can be read at any place and nothing of it lies in clear.
type Vault struct {
	bucket *blob.Bucket
	ring   *seal.Ring
	dir    string // of the scratch files
}

// Vault returns the vault that lies beside the files of the store.
func (s *Store) Vault(ring *seal.Ring) *Vault { return &Vault{s.bucket, ring, s.scratch()} }

// pieceSize is how many bytes are sealed together.
const pieceSize = 256 << 10

func vaultKey(id string) string { return "vault/" + id }

func pieceContext(id string, n int64) string { return fmt.Sprintf("vault/%s/%d", id, n) }

// Keep seals a file under an id that no other file has and returns its size. A
// file of more than limit bytes is a TooLarge fault «intake.too_large», and
// nothing of it is kept.
func (v *Vault) Keep(ctx context.Context, id string, r io.Reader, limit int64) (size int64, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // which leaves nothing of what is not closed
	w, err := v.bucket.NewWriter(ctx, vaultKey(id), &blob.WriterOptions{ContentType: "application/octet-stream", IfNotExist: true})
	if err != nil {
		return 0, fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	size, err = v.write(w, id, r, limit)
	if err != nil {
		cancel()
		_ = w.Close() // it fails, and leaves nothing
		return 0, err
	}
	if err := w.Close(); err != nil {
		return 0, fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	return size, nil
}

func (v *Vault) write(w io.Writer, id string, r io.Reader, limit int64) (size int64, err error) {
	master, key := v.ring.First(), seal.NewKey()
	if master == "" { // its file was taken away after a rotation
		master = v.ring.IDs()[0]
	}
	m, err := v.ring.Master(master)
	if err != nil {
		return 0, err
	}
	wrapped, err := m.Seal(v.ring.Suite(), key, "vault/"+id)
	if err != nil {
		return 0, err
	}
	head := appendPart(appendPart(nil, []byte(master)), wrapped)
	if _, err := w.Write(head); err != nil {
		return 0, fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	buf := make([]byte, pieceSize)
	for n := int64(0); ; n++ {
		got, err := io.ReadFull(r, buf)
		if size += int64(got); size > limit {
			return 0, fault.New(fault.TooLarge, "intake.too_large", limit>>20)
		}
		if got > 0 {
			sealed, err := key.Seal(v.ring.Suite(), buf[:got], pieceContext(id, n))
			if err != nil {
				return 0, err
			}
			if _, err := w.Write(sealed); err != nil {
				return 0, fault.Wrap(err, fault.Unavailable, "attachment.storage")
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return size, nil
		}
		if err != nil {
			return 0, err
		}
	}
}

func appendPart(to, part []byte) []byte {
	return append(binary.BigEndian.AppendUint16(to, uint16(len(part))), part...)
}

// Drop removes a file, and with it the key that opens it. One that is gone is
// gone.
func (v *Vault) Drop(ctx context.Context, id string) error {
	err := v.bucket.Delete(ctx, vaultKey(id))
	if err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	return nil
}

// Kept lists the ids of files that have lain here since before an instant, in no
// order; of one that was cut short by the end of the program, a name by which
// Drop removes what there is of it.
func (v *Vault) Kept(ctx context.Context, before time.Time) ([]string, error) {
	var out []string
	for all := v.bucket.List(&blob.ListOptions{Prefix: vaultKey("")}); ; {
		o, err := all.Next(ctx)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fault.Wrap(err, fault.Unavailable, "attachment.storage")
		}
		if !o.IsDir && o.ModTime.Before(before) {
			out = append(out, strings.TrimPrefix(o.Key, vaultKey("")))
		}
	}
}

// Open opens a file for reading at any place; size is what Keep returned. One
// that was dropped is a NotFound fault «attachment.gone». It is good until the
// context ends, and keeps one piece in memory.
func (v *Vault) Open(ctx context.Context, id string, size int64) (io.ReaderAt, error) {
	head, err := v.bytes(ctx, id, 0, 4<<10)
	if err != nil {
		return nil, err
	}
	master, rest, ok := part(head)
	wrapped, _, whole := part(rest)
	if !ok || !whole {
		return nil, seal.ErrOpen
	}
	m, err := v.ring.Master(string(master))
	if err != nil {
		return nil, err
	}
	key, err := m.Open(wrapped, "vault/"+id)
	if err != nil {
		return nil, err
	}
	o := &opened{vault: v, ctx: ctx, id: id, size: size, key: key, begin: int64(4 + len(master) + len(wrapped)), at: -1}
	return o, o.measure()
}

func part(b []byte) (part, rest []byte, ok bool) {
	if len(b) < 2 || len(b) < 2+int(binary.BigEndian.Uint16(b)) {
		return nil, nil, false
	}
	n := 2 + int(binary.BigEndian.Uint16(b))
	return b[2:n], b[n:], true
}

// bytes reads a stretch of a stored file.
func (v *Vault) bytes(ctx context.Context, id string, offset, length int64) ([]byte, error) {
	r, err := v.bucket.NewRangeReader(ctx, vaultKey(id), offset, length, nil)
	if err != nil {
		if gcerrors.Code(err) == gcerrors.NotFound {
			return nil, fault.Wrap(err, fault.NotFound, "attachment.gone")
		}
		return nil, fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	var b bytes.Buffer
	_, err = io.Copy(&b, r)
	return b.Bytes(), errors.Join(err, r.Close())
}

// opened is a file of a vault that is read.
type opened struct {
	vault             *Vault
	ctx               context.Context
	id                string
	key               seal.Key
	size, begin, over int64 // of the file, where its pieces begin, by what sealing makes one longer

	mu    sync.Mutex
	at    int64 // the piece at hand
	piece []byte
}

// measure finds by what a piece was made longer: a setting may have changed the
// suite since.
func (o *opened) measure() error {
	attrs, err := o.vault.bucket.Attributes(o.ctx, vaultKey(o.id))
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	pieces := max((o.size+pieceSize-1)/pieceSize, 1)
	o.over = (attrs.Size - o.begin - o.size) / pieces
	return nil
}

// ReadAt implements io.ReaderAt.
func (o *opened) ReadAt(p []byte, off int64) (n int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for n < len(p) {
		if off >= o.size {
			return n, io.EOF
		}
		if err := o.turn(off / pieceSize); err != nil {
			return n, err
		}
		got := copy(p[n:], o.piece[off%pieceSize:])
		n, off = n+got, off+int64(got)
	}
	return n, nil
}

// turn takes a piece to hand.
func (o *opened) turn(n int64) error {
	if n == o.at {
		return nil
	}
	sealed, err := o.vault.bytes(o.ctx, o.id, o.begin+n*(pieceSize+o.over), min(pieceSize, o.size-n*pieceSize)+o.over)
	if err != nil {
		return err
	}
	if o.piece, err = o.key.Open(sealed, pieceContext(o.id, n)); err != nil {
		o.at = -1
		return err
	}
	o.at = n
	return nil
}
