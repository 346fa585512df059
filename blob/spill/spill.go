// Package spill keeps tables of numbers that may outgrow the memory: what does
// not fit lies in a scratch file, of which the memory holds only where to look.
package spill

import (
	"errors"
	"io"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
)

// File is a scratch file. Closing it removes it.
type File interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
}

// Scratch is the room of some tables, in one scratch file that is opened when
// the first of them is full. It is not safe for concurrent use.
type Scratch struct {
	open func() (File, error)
	most int
	file File
	end  int64
}

// Most is how many pairs of a table lie in memory, a mebibyte of them. A list
// that is no longer needs no file.
const Most = 1 << 15

// New returns room for tables that keep so many pairs in memory, each.
func New(most int, open func() (File, error)) *Scratch { return &Scratch{open: open, most: most} }

// Pairs returns an empty table.
func (s *Scratch) Pairs() ledger.Pairs { return &table{room: s, recent: map[uint64]uint64{}} }

// Close removes the file, if there is one. The tables are of no use from then on.
func (s *Scratch) Close() error {
	s.open = func() (File, error) { return nil, errClosed }
	if s.file == nil {
		return nil
	}
	file := s.file
	s.file = nil
	return away(file.Close())
}

// add writes something at the end of the file and returns where that stands.
func (s *Scratch) add(b []byte) (at int64, err error) {
	if s.file == nil {
		if s.file, err = s.open(); err != nil {
			s.file = nil
			return 0, away(err)
		}
	}
	if _, err := s.file.WriteAt(b, s.end); err != nil {
		return 0, away(err)
	}
	at = s.end
	s.end += int64(len(b))
	return at, nil
}

// read fills b with what stands at a place.
func (s *Scratch) read(b []byte, at int64) error {
	if s.file == nil {
		return away(errClosed)
	}
	if n, err := s.file.ReadAt(b, at); n < len(b) {
		return away(err)
	}
	return nil
}

// errClosed is what a table says whose room was given back.
var errClosed = errors.New("spill: the scratch file is closed")

// away is a failure of the file: what was begun can be tried again.
func away(err error) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(err, fault.Unavailable, "attachment.storage")
}
