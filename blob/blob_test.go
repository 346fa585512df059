package blob_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/xianfeng-oss/xianfeng/blob"
	"github.com/xianfeng-oss/xianfeng/fault"
)

const (
	pdf = "%PDF-1.7\n…"
	png = "\x89PNG\r\n\x1a\n…"
)

func folder(t *testing.T) (*blob.Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "files")
	s, err := blob.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, dir
}

// kept returns the paths of the files in a folder.
func kept(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestPutAndOpen(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	f, err := s.Put(t.Context(), "方案.PDF", strings.NewReader(pdf), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(pdf))
	if f.Sum != hex.EncodeToString(sum[:]) || f.Size != int64(len(pdf)) || f.Type != blob.PDF || f.Type.Media() != "application/pdf" {
		t.Errorf("Put = %+v", f)
	}
	again, err := s.Put(t.Context(), "other.pdf", strings.NewReader(pdf), 1<<20)
	if err != nil || again != f {
		t.Errorf("the same file again: %+v, %v", again, err)
	}
	if paths := kept(t, dir); len(paths) != 1 {
		t.Errorf("kept %v, want one file", paths)
	}
	r, err := s.Open(t.Context(), f.Sum)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if b, err := io.ReadAll(r); err != nil || string(b) != pdf {
		t.Errorf("read %q, %v", b, err)
	}
}

func TestPutTogether(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if _, err := s.Put(t.Context(), "a.png", strings.NewReader(png), 1<<20); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if paths := kept(t, dir); len(paths) != 1 {
		t.Errorf("kept %v, want one file", paths)
	}
}

// endless counts what is read of it.
type endless struct{ n int64 }

func (e *endless) Read(p []byte) (int, error) {
	e.n += int64(len(p))
	return len(p), nil
}

func TestPutKeepsNothingOfWhatItRefuses(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	big := &endless{}
	for _, tt := range []struct {
		name, file string
		content    io.Reader
		kind       fault.Kind
		key        string
	}{
		{"too large", "a.pdf", big, fault.TooLarge, "attachment.too_large"},
		{"one byte too large", "a.pdf", io.MultiReader(strings.NewReader(pdf), bytes.NewReader(make([]byte, 1<<20-len(pdf)+1))), fault.TooLarge, "attachment.too_large"},
		{"no such type", "a.exe", strings.NewReader(pdf), fault.Invalid, "attachment.type"},
		{"another content", "a.pdf", strings.NewReader(png), fault.Invalid, "attachment.content"},
		{"empty", "a.pdf", strings.NewReader(""), fault.Invalid, "attachment.content"},
		{"cut off", "a.pdf", iotest.ErrReader(io.ErrUnexpectedEOF), fault.Internal, "fault.internal"},
	} {
		_, err := s.Put(t.Context(), tt.file, tt.content, 1<<20)
		if f := fault.From(err); err == nil || f.Kind != tt.kind || f.Key != tt.key {
			t.Errorf("%s: %v, want %s %s", tt.name, err, tt.kind, tt.key)
		}
	}
	if big.n > 2<<20 {
		t.Errorf("%d bytes read of a file that is too large", big.n)
	}
	if paths := kept(t, dir); len(paths) != 0 {
		t.Errorf("kept %v, want nothing", paths)
	}
}

func TestOpenOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	s, _ := folder(t)
	for _, sum := range []string{"", "../../etc/passwd", "zz", strings.Repeat("0", 64)} {
		if _, err := s.Open(t.Context(), sum); !fault.Is(err, fault.NotFound) {
			t.Errorf("Open(%q) = %v, want not found", sum, err)
		}
	}
}

func TestOpenOfChangedFile(t *testing.T) {
	t.Parallel()
	s, dir := folder(t)
	f, err := s.Put(t.Context(), "a.pdf", strings.NewReader(pdf), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept(t, dir)[0], []byte(strings.Replace(pdf, "7", "8", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := s.Open(t.Context(), f.Sum)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := io.ReadAll(r); !errors.Is(err, blob.ErrChanged) {
		t.Errorf("reading a changed file: %v, want ErrChanged", err)
	}
}
