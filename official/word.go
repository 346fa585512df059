package official

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// The limits of a Word file: what its text, styles and numbers may unpack to
// together, in bytes, and how many parts it has.
const (
	maxUnpacked = 64 << 20
	maxEntries  = 4096
)

// container is an opened Word file.
type container struct {
	parts map[string]*zip.File
	left  int // bytes that may still be unpacked
}

// readWord reads a Word file.
func readWord(data []byte) (*File, error) {
	c, err := unpack(data)
	if err != nil {
		return nil, err
	}
	main := c.main()
	text, err := c.part(main)
	switch {
	case err != nil:
		return nil, err
	case text == nil:
		return nil, fault.New(fault.Invalid, "official.no_document")
	}
	w := &wordReader{file: &File{}}
	if w.styles, err = c.styles(path.Dir(main)); err != nil {
		return nil, err
	}
	if w.numbering, err = c.numbering(path.Dir(main)); err != nil {
		return nil, err
	}
	if err := w.document(newPart(main, text)); err != nil {
		return nil, err
	}
	return w.file.finish()
}

func unpack(data []byte) (*container, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "official.damaged", ".docx")
	}
	if len(z.File) > maxEntries {
		return nil, fault.New(fault.TooLarge, "official.too_many", maxEntries)
	}
	c := &container{map[string]*zip.File{}, maxUnpacked}
	for _, f := range z.File {
		c.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	return c, nil
}

// part unpacks a part, nil if there is none of the name. It believes no header:
// what unpacks to more than the limit is refused.
func (c *container) part(name string) ([]byte, error) {
	f, ok := c.parts[name]
	if !ok {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "official.damaged", name)
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, int64(c.left)+1))
	switch {
	case err != nil:
		return nil, fault.Wrap(err, fault.Invalid, "official.damaged", name)
	case len(text) > c.left:
		return nil, fault.New(fault.TooLarge, "official.unpacks", name, maxUnpacked>>20)
	}
	c.left -= len(text)
	return text, nil
}

// main returns the name of the part that holds the document.
func (c *container) main() string {
	const usual = "word/document.xml"
	text, err := c.part("_rels/.rels")
	if err != nil || text == nil {
		return usual
	}
	found := usual
	p := newPart("_rels/.rels", text)
	err = p.walk(func(e element) error {
		if strings.HasSuffix(e.attr("Type"), "/officeDocument") && e.attr("TargetMode") != "External" {
			found = strings.TrimPrefix(path.Clean("/"+e.attr("Target")), "/")
		}
		return nil
	})
	if err != nil {
		return usual
	}
	return found
}
