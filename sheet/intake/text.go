package intake

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// plain is an opened .csv: UTF-8 with or without its mark, or GB18030, as the
// offices' programs write it; cells parted by commas, tabs or semicolons.
type plain struct {
	src     io.ReaderAt
	size    int64
	mark    int64 // bytes of the mark in front
	chinese bool  // GB18030
	parting byte
}

// openText finds out how a text is written. All of it is looked at: its first
// Chinese character may stand far below.
func openText(src io.ReaderAt, size int64) (*plain, error) {
	p := &plain{src: src, size: size}
	in := bufio.NewReaderSize(p.from(0), 64<<10)
	first, err := in.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if bytes.IndexByte(first, 0) >= 0 || bytes.HasPrefix(first, []byte{0xff, 0xfe}) || bytes.HasPrefix(first, []byte{0xfe, 0xff}) {
		return nil, errBroken
	}
	if bytes.HasPrefix(first, []byte("\ufeff")) {
		p.mark = 3
	}
	p.parting = partingOf(first)
	whole, err := isUTF8(in)
	p.chinese = !whole
	return p, err
}

func (p *plain) from(offset int64) io.Reader {
	return io.NewSectionReader(p.src, offset, p.size-offset)
}

// isUTF8 reads a text to its end or its first byte that is none.
func isUTF8(in *bufio.Reader) (bool, error) {
	buf, kept := make([]byte, 64<<10), 0
	for {
		n, err := in.Read(buf[kept:])
		some := buf[:kept+n]
		for len(some) > 0 {
			if some[0] < utf8.RuneSelf {
				some = some[1:]
				continue
			}
			r, size := utf8.DecodeRune(some)
			if r == utf8.RuneError && size == 1 {
				break
			}
			some = some[size:]
		}
		switch {
		case len(some) >= utf8.UTFMax, errors.Is(err, io.EOF) && len(some) > 0:
			return false, nil
		case errors.Is(err, io.EOF):
			return true, nil
		case err != nil:
			return false, err
		}
		kept = copy(buf, some)
	}
}

// partingOf returns what parts the cells: what there is most of.
func partingOf(first []byte) byte {
	best, most := byte(','), 0
	for _, c := range []byte(",\t;") {
		if n := bytes.Count(first, []byte{c}); n > most {
			best, most = c, n
		}
	}
	return best
}

func (*plain) sheets() []string { return []string{""} }
func (*plain) later() int       { return 0 }

// rows implements source.
func (p *plain) rows(ctx context.Context, _ int, each func(*line) error) error {
	at := &bounded{p.from(p.mark), p.size + 1}
	var in io.Reader = at
	if p.chinese {
		in = transform.NewReader(in, simplifiedchinese.GB18030.NewDecoder())
	}
	r := &records{in: bufio.NewReaderSize(in, 64<<10), parting: p.parting, line: line{of: p.size}}
	for {
		err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		r.line.read = p.size + 1 - at.left
		if len(r.line.cells) > 0 {
			if err := each(&r.line); err != nil {
				return err
			}
		}
	}
}

// records parts a text into rows: at CR, LF or both, which within quotes are
// part of a cell. A quote within a cell that does not begin with one stands for
// itself.
type records struct {
	in      *bufio.Reader
	parting byte
	line    line
	buf     []byte
}

// next reads a row, as Excel would count it.
func (r *records) next() error {
	if _, err := r.in.Peek(1); err != nil {
		return err
	}
	r.line.n, r.line.cells = r.line.n+1, r.line.cells[:0]
	if r.line.n > maxRow {
		return errTooMuch
	}
	for column := 1; ; column++ {
		if column > maxColumn {
			return errTooMuch
		}
		last, err := r.cell()
		if err != nil {
			return err
		}
		if len(r.buf) > 0 {
			r.line.cells = append(r.line.cells, raw{column: column, text: typed(r.buf)})
		}
		if last {
			return nil
		}
	}
}

// typed returns a text as it was typed: an apostrophe that keeps it from being
// read as a formula is none of it.
func typed(text []byte) string {
	if len(text) > 1 && text[0] == '\'' {
		if r, _ := utf8.DecodeRune(text[1:]); bytes.ContainsRune([]byte("=+-@\t＝＋－＠"), r) {
			text = text[1:]
		}
	}
	return string(bytes.ToValidUTF8(text, []byte("\uFFFD")))
}

// cell reads a cell into buf and reports whether it is the last of its row.
func (r *records) cell() (last bool, err error) {
	r.buf = r.buf[:0]
	quoted := false
	for first := true; ; first = false {
		c, err := r.in.ReadByte()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		switch {
		case quoted && c == '"':
			if next, _ := r.in.Peek(1); len(next) > 0 && next[0] == '"' {
				_, _ = r.in.Discard(1) // it was peeked at
				r.buf = append(r.buf, '"')
			} else {
				quoted = false
			}
		case quoted:
			r.buf = append(r.buf, c)
		case first && c == '"':
			quoted = true
		case c == r.parting:
			return false, nil
		case c == '\n':
			return true, nil
		case c == '\r':
			if next, _ := r.in.Peek(1); len(next) > 0 && next[0] == '\n' {
				_, _ = r.in.Discard(1) // it was peeked at
			}
			return true, nil
		default:
			r.buf = append(r.buf, c)
		}
		if len(r.buf) > maxToken {
			return false, errTooMuch
		}
	}
}
