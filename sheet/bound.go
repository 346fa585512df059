package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Bounds of what a file may unfold to, all its parts together. The library
// holds every element of it in memory, a hundred bytes or so each.
const (
	maxUnzipped   = 16 << 20
	maxElements   = 400_000
	maxAttributes = 1_000_000
	maxCells      = 200_000 // also those that lie empty before one that is used
	maxRow        = 5_000
	maxColumn     = 1_000
)

// most is how many there may be of what the library goes through again for
// each cell.
var most = map[string]int{"mergeCell": 2_000, "comment": 1_000, "shape": 1_000, shared: 5_000}

// shared stands for a formula that is written at another cell.
const shared = "f"

var errTooMuch = errors.New("sheet: the file unfolds to too much")

// bounded reads through the parts of a file without keeping them, so that a few
// bytes that ask for gigabytes are refused before they get them.
func bounded(file []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return err
	}
	m := meter{named: map[string]int{}}
	for _, part := range archive.File {
		if err := m.add(part); err != nil {
			return err
		}
	}
	return nil
}

// meter adds up what the parts of a file unfold to.
type meter struct {
	part  io.Reader // at hand
	last  byte      // of it
	bytes int
	// How many elements and attributes there are at most: every «<» begins or
	// ends an element, every attribute has a «=», in whatever encoding.
	elements, attributes int
	cells                int
	named                map[string]int // elements, by name
}

func (m *meter) add(part *zip.File) error {
	in, err := part.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	m.part, m.last = in, 0
	if err := m.count(); err != nil {
		if _, ok := errors.AsType[*xml.SyntaxError](err); !ok {
			return err
		}
	}
	_, err = io.Copy(io.Discard, m) // what is no XML, a picture, has a size only
	return err
}

// Read implements io.Reader: the part at hand, as far as the bounds go.
func (m *meter) Read(p []byte) (int, error) {
	n, err := m.part.Read(p)
	for _, c := range p[:n] {
		switch {
		case c == '=':
			m.attributes++
		case m.last == '<' && c != '/':
			m.elements++
		}
		m.last = c
	}
	m.bytes += n
	if m.bytes > maxUnzipped || m.elements > maxElements || m.attributes > maxAttributes {
		return 0, errTooMuch
	}
	return n, err
}

// count adds up the cells of a part as the library holds them: it fills in
// every cell before a used one.
func (m *meter) count() error {
	words := xml.NewDecoder(m)
	row, wide, inRow := 0, 0, false
	for {
		token, err := words.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch el := token.(type) {
		case xml.EndElement:
			inRow = inRow && el.Name.Local != "row"
		case xml.StartElement:
			name := el.Name.Local
			switch {
			case name == "row":
				m.cells += wide
				row, wide, inRow = row+1, 0, true
				if n, err := strconv.Atoi(attribute(el, "r")); err == nil {
					row = n
				}
			case name == "c" && inRow:
				if wide, err = after(wide, attribute(el, "r")); err != nil {
					return err
				}
			case most[name] > 0 && (name != shared || attribute(el, "t") == "shared" && attribute(el, "ref") == ""):
				m.named[name]++
			}
			if row > maxRow || row < 0 || wide > maxColumn || m.cells+wide > maxCells || m.named[name] > most[name] {
				return errTooMuch
			}
		}
	}
}

// after returns how wide a row is with one more cell, which may name its place.
func after(wide int, at string) (int, error) {
	if at == "" {
		return wide + 1, nil
	}
	column, _, err := excelize.CellNameToCoordinates(at)
	return max(wide+1, column), err
}

func attribute(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
