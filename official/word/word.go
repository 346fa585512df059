// Package word reads the paragraphs and tables of a Word file (.docx), with the
// numbers that Word makes of itself. It is pure and knows nothing of official
// documents. Its faults name the part and the place in it.
package word

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// Paragraph is one paragraph. Blanks at both ends are cut off.
type Paragraph struct {
	Text      string
	Line      int    // where it begins: the line of a text, the paragraph of a Word file, from 1
	Automatic int    // how many runes at the start of Text are a number that Word makes
	Table     int    // the table whose cell it stands in, from 1; 0 in running text
	Style     string // name of the Word style, in lower case; "" for none
	Outline   int    // heading level by its style, from 1; 0 for none
	Centred   bool
}

// Table is a table of cells. A cell that others are merged into spans them.
type Table struct {
	Before int // the paragraph before which it stands
	Inside int // the table whose cell it stands in, from 1; 0 in running text
	Rows   [][]Cell
}

// Cell is a cell of a table.
type Cell struct {
	Paragraphs    []int // indices of Text.Paragraphs
	Columns, Rows int   // how many it spans, 1 and 1 for a plain cell
}

// Omission is a kind of thing that is not read.
type Omission string

// What is not read of a Word file.
const (
	TextBox  Omission = "text_box"
	Footnote Omission = "footnote"
	Picture  Omission = "picture"
	Deletion Omission = "deletion" // a tracked one
	Hidden   Omission = "hidden"
	Embedded Omission = "embedded" // another file inside
)

// Note says that something was left out before the paragraph of this index ends.
type Note struct {
	Omission  Omission
	Paragraph int
}

// Text is what a Word file holds.
type Text struct {
	Paragraphs []Paragraph // in the order of reading; none is blank
	Tables     []Table     // in the order in which they begin
	Notes      []Note
}

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

// Read reads a Word file. A paragraph of it may hold several, parted by line
// breaks: part makes them of its text.
func Read(data []byte, part func(string) []string) (*Text, error) {
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
	w := &reader{part: part}
	if w.styles, err = c.styles(path.Dir(main)); err != nil {
		return nil, err
	}
	if w.numbering, err = c.numbering(path.Dir(main)); err != nil {
		return nil, err
	}
	if err := w.document(newPart(main, text)); err != nil {
		return nil, err
	}
	return &w.file, nil
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
