// Package blob keeps attachments under the SHA-256 of their content: the same
// file is kept once, and what is kept is never overwritten. What a file is, is
// told by its content and not by its name.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	"gocloud.dev/gcerrors"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// Store keeps files by their hash. It is safe for concurrent use.
type Store struct {
	bucket *blob.Bucket
	dir    string // where the bucket is a folder
}

// File says what was put into a store.
type File struct {
	Sum  string // SHA-256 of the content, hexadecimal
	Size int64  // bytes
	Type Type
}

// OpenFolder opens a store in a folder, which it creates.
func OpenFolder(dir string) (*Store, error) {
	b, err := fileblob.OpenBucket(dir, &fileblob.Options{
		CreateDir:   true,
		DirFileMode: 0o700,
		NoTempDir:   true, // a rename is whole only within one file system
		Metadata:    fileblob.MetadataDontWrite,
	})
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	s := &Store{bucket: b, dir: dir}
	s.sweep()
	return s, nil
}

// Close ends the store.
func (s *Store) Close() error { return s.bucket.Close() }

// Put reads a file to its end and keeps it; when Put returns, it is on disk.
// It refuses, and keeps nothing of, a file of more than limit bytes (TooLarge
// «attachment.too_large»), of which it reads no more than that, one whose name
// is of no accepted type («attachment.type») and one whose content is not what
// its name says («attachment.content»).
func (s *Store) Put(ctx context.Context, name string, r io.Reader, limit int64) (File, error) {
	if _, err := typeOf(name); err != nil {
		return File{}, err
	}
	tmp, err := os.CreateTemp("", "xianfeng-upload-")
	if err != nil {
		return File{}, err
	}
	defer func() { _ = errors.Join(tmp.Close(), os.Remove(tmp.Name())) }() // it was only passing through
	f, err := receive(tmp, r, name, limit)
	if err != nil {
		return File{}, err
	}
	if f.Type, err = Detect(name, tmp, f.Size); err != nil {
		return File{}, err
	}
	return f, s.keep(ctx, f, tmp)
}

func receive(tmp *os.File, r io.Reader, name string, limit int64) (File, error) {
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(tmp, h), io.LimitReader(r, limit+1))
	if err != nil {
		return File{}, err
	}
	if n > limit {
		return File{}, fault.New(fault.TooLarge, "attachment.too_large", name, limit>>20)
	}
	return File{Sum: hex.EncodeToString(h.Sum(nil)), Size: n}, nil
}

// key spreads the files over 256 folders.
func key(sum string) string { return sum[:2] + "/" + sum }

func valid(sum string) bool {
	b, err := hex.DecodeString(sum)
	return err == nil && len(b) == sha256.Size
}

// keep copies the file into the bucket, unless it is there already.
func (s *Store) keep(ctx context.Context, f File, content io.ReadSeeker) error {
	there, err := s.bucket.Exists(ctx, key(f.Sum))
	if err != nil || there {
		return err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return err
	}
	err = s.bucket.Upload(ctx, key(f.Sum), content, &blob.WriterOptions{
		ContentType: f.Type.Media(),
		IfNotExist:  true,
	})
	if gcerrors.Code(err) == gcerrors.FailedPrecondition {
		return nil // somebody else kept the same file just now
	}
	if err != nil {
		return fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	return s.flush(key(f.Sum))
}

// flush brings a new file of a folder, and its names in the folders above, to
// the disk.
func (s *Store) flush(key string) error {
	if s.dir == "" {
		return nil
	}
	path := filepath.Join(s.dir, filepath.FromSlash(key))
	for _, p := range []string{path, filepath.Dir(path), s.dir} {
		if err := syncPath(p); err != nil {
			return err
		}
	}
	return nil
}

// Open returns a reader of a kept file, whose content it checks against the
// hash while it is read: the last Read fails on a changed file. A sum that was
// never kept is a NotFound fault «attachment.gone».
func (s *Store) Open(ctx context.Context, sum string) (io.ReadCloser, error) {
	if !valid(sum) {
		return nil, fault.New(fault.NotFound, "attachment.gone")
	}
	r, err := s.bucket.NewReader(ctx, key(sum), nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, fault.Wrap(err, fault.NotFound, "attachment.gone")
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "attachment.storage")
	}
	want, _ := hex.DecodeString(sum) // valid has seen it
	return &checked{r, sha256.New(), want}, nil
}
