package blob

import (
	"bytes"
	"errors"
	"hash"
	"io"
)

// ErrChanged is the failure of reading a file that is not what was kept.
var ErrChanged = errors.New("blob: the content does not have its hash")

// checked hashes what is read through it.
type checked struct {
	io.ReadCloser
	hash hash.Hash
	want []byte
}

// Read implements io.Reader.
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.hash.Write(p[:n])
	if errors.Is(err, io.EOF) && !bytes.Equal(c.hash.Sum(nil), c.want) {
		return n, ErrChanged
	}
	return n, err
}
