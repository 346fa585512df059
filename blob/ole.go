package blob

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"unicode/utf16"
)

// Layout of a compound file, [MS-CFB] 2.2 to 2.6.
const (
	oleMagic   = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	oleHeader  = 512
	oleEntry   = 128        // bytes of a directory entry
	oleLast    = 0xfffffffa // sector numbers above are marks
	oleInHead  = 109        // sectors of the allocation table that the header names
	oleMaxDirs = 256        // directory sectors looked at
)

// isOLEOf knows an Office file of before 2007 by its main stream.
func isOLEOf(streams ...string) func(io.ReaderAt, int64) bool {
	return func(content io.ReaderAt, _ int64) bool {
		o, err := openOLE(content)
		if err != nil {
			return false
		}
		return o.has(streams)
	}
}

// ole reads the directory of a compound file.
type ole struct {
	content io.ReaderAt
	head    []byte
	sector  int64 // bytes of a sector
}

var errOLE = errors.New("blob: not a compound file")

func openOLE(content io.ReaderAt) (*ole, error) {
	h := head(content, oleHeader)
	if len(h) < oleHeader || string(h[:8]) != oleMagic {
		return nil, errOLE
	}
	shift := binary.LittleEndian.Uint16(h[30:])
	if shift != 9 && shift != 12 {
		return nil, errOLE
	}
	return &ole{content, h, 1 << shift}, nil
}

// read returns a sector. Only the last of a file may be short.
func (o *ole) read(n uint32) ([]byte, error) {
	b := make([]byte, o.sector)
	if n >= oleLast {
		return nil, errOLE
	}
	got, err := o.content.ReadAt(b, (int64(n)+1)*o.sector)
	if got == 0 || err != nil && !errors.Is(err, io.EOF) {
		return nil, errOLE
	}
	return b, nil
}

// number returns the i-th number of a sector.
func (o *ole) number(n uint32, i int64) (uint32, error) {
	b, err := o.read(n)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint32(b[4*i:]), nil
}

// next returns the sector that follows in its chain.
func (o *ole) next(n uint32) (uint32, error) {
	per := o.sector / 4
	table, err := o.table(int64(n) / per)
	if err != nil {
		return 0, err
	}
	return o.number(table, int64(n)%per)
}

// table returns the i-th sector of the allocation table.
func (o *ole) table(i int64) (uint32, error) {
	if i < oleInHead {
		return binary.LittleEndian.Uint32(o.head[76+4*i:]), nil
	}
	per := o.sector/4 - 1 // the last number of such a sector names the next
	n, err := binary.LittleEndian.Uint32(o.head[68:]), error(nil)
	for i -= oleInHead; i >= per && err == nil; i -= per {
		n, err = o.number(n, per)
	}
	if err != nil {
		return 0, err
	}
	return o.number(n, i)
}

// has reports whether the directory names one of the streams.
func (o *ole) has(streams []string) bool {
	n := binary.LittleEndian.Uint32(o.head[48:])
	for range oleMaxDirs {
		b, err := o.read(n)
		if err != nil {
			return false
		}
		for entry := range slices.Chunk(b, oleEntry) {
			if entry[66] == 2 && slices.Contains(streams, oleName(entry)) {
				return true
			}
		}
		if n, err = o.next(n); err != nil {
			return false
		}
	}
	return false
}

// oleName returns the name of a directory entry: UTF-16 with its length in
// bytes, the closing zero counted.
func oleName(entry []byte) string {
	size := int(binary.LittleEndian.Uint16(entry[64:]))
	if size < 2 || size > 64 {
		return ""
	}
	units := make([]uint16, size/2-1)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(units))
}
