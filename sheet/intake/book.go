package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/xianfeng-oss/xianfeng/sheet/cell"
)

// book is an opened workbook.
type book struct {
	zip    *zip.Reader
	parts  map[string]*zip.File
	leaves []leaf
	styles string // its part
	looks  []look
	texts  texts
	days   int
}

// leaf is a sheet of a workbook that a person sees.
type leaf struct {
	name string
	part string // «xl/worksheets/sheet1.xml»
	rels string // the part that says what belongs to it, whether it is there or not
}

// openBook reads how a workbook is made, and the texts that its cells share.
func openBook(src io.ReaderAt, size int64) (*book, error) {
	z, err := zip.NewReader(src, size)
	if err != nil {
		return nil, errors.Join(errBroken, err)
	}
	b := &book{zip: z, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		b.parts[f.Name] = f
	}
	return b, b.open()
}

func (b *book) open() error {
	top, err := b.relations("_rels/.rels")
	if err != nil {
		return err
	}
	main := top.of("/officeDocument")
	if main == "" {
		return errBroken
	}
	related, err := b.relations(relsOf(main))
	if err != nil {
		return err
	}
	if err := b.contents(main, related); err != nil {
		return err
	}
	if b.styles = related.of("/styles"); b.styles != "" {
		if err := b.small(b.styles, func(r io.Reader) (err error) { b.looks, err = looks(r); return err }); err != nil {
			return err
		}
	}
	if shared := related.of("/sharedStrings"); shared != "" {
		return b.read(shared, 2*maxStrings, b.texts.read)
	}
	return nil
}

// read reads a part, as far as a bound goes.
func (b *book) read(part string, most int64, do func(io.Reader) error) error {
	f := b.parts[part]
	if f == nil {
		return errBroken
	}
	in, err := f.Open()
	if err != nil {
		return errors.Join(errBroken, err)
	}
	defer in.Close()
	return foreign(do(&bounded{in, most}))
}

func (b *book) small(part string, do func(io.Reader) error) error { return b.read(part, maxSmall, do) }

// foreign says of what unpacking could not read that the file is broken.
func foreign(err error) error {
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, io.ErrUnexpectedEOF) || err != nil && strings.HasPrefix(err.Error(), "flate:") {
		return errors.Join(errBroken, err)
	}
	return err
}

// bounded reads no more than so many bytes.
type bounded struct {
	in   io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooMuch
	}
	return n, err
}

// relation is a part that another one names.
type relation struct{ id, kind, part string }

type relations []relation

// of returns the part of a kind, "" for none.
func (r relations) of(kind string) string {
	for _, one := range r {
		if strings.HasSuffix(one.kind, kind) {
			return one.part
		}
	}
	return ""
}

// relsOf returns the part that holds the relations of a part.
func relsOf(part string) string { return path.Dir(part) + "/_rels/" + path.Base(part) + ".rels" }

// relations reads a part of relations; one that is not there has none.
func (b *book) relations(part string) (out relations, err error) {
	if b.parts[part] == nil {
		return nil, nil
	}
	base := path.Dir(path.Dir(part))
	err = b.small(part, func(r io.Reader) error {
		return elements(r, func(t *token) {
			if !t.is("Relationship") || string(t.attr("TargetMode")) == "External" || len(out) > maxSheets*4 {
				return
			}
			to := string(unescape(nil, t.attr("Target")))
			if !strings.HasPrefix(to, "/") {
				to = path.Join("/", base, to)
			}
			out = append(out, relation{string(t.attr("Id")), string(t.attr("Type")), strings.TrimPrefix(path.Clean(to), "/")})
		})
	})
	return out, err
}

// elements gives each element that begins.
func elements(r io.Reader, each func(*token)) error {
	s := newScanner(r)
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if t.kind == begin {
			each(t)
		}
	}
}

// contents reads which sheets there are. One that is hidden is none to be read.
func (b *book) contents(main string, related relations) error {
	return b.small(main, func(r io.Reader) error {
		return elements(r, func(t *token) {
			switch {
			case t.is("workbookPr"):
				if on := string(t.attr("date1904")); on == "1" || on == "true" {
					b.days = cell.Epoch1904
				}
			case t.is("sheet") && t.attr("state") == nil || string(t.attr("state")) == "visible":
				id := string(t.attr("r:id"))
				for _, one := range related {
					if one.id == id && id != "" && strings.HasSuffix(one.kind, "/worksheet") && len(b.leaves) < maxSheets {
						b.leaves = append(b.leaves, leaf{string(unescape(nil, t.attr("name"))), one.part, relsOf(one.part)})
					}
				}
			}
		})
	})
}

func (b *book) sheets() []string {
	out := make([]string, len(b.leaves))
	for i, l := range b.leaves {
		out[i] = l.name
	}
	return out
}

func (b *book) later() int { return b.days }

// rows implements source.
func (b *book) rows(ctx context.Context, sheet int, each func(*line) error) error {
	part := b.leaves[sheet].part
	var of int64
	if f := b.parts[part]; f != nil {
		of = int64(min(f.UncompressedSize64, maxPart))
	}
	return b.read(part, maxPart, func(r io.Reader) error {
		g := &gatherer{ctx: ctx, book: b, in: r.(*bounded), each: each}
		g.line.of = of
		return g.all(newScanner(r))
	})
}

// texts are the texts that cells share, one behind the other.
type texts struct {
	all  string
	ends []uint32
}

// at returns a text; one that is not there is "".
func (x *texts) at(n int) string {
	if n < 0 || n >= len(x.ends) {
		return ""
	}
	from := uint32(0)
	if n > 0 {
		from = x.ends[n-1]
	}
	return x.all[from:x.ends[n]]
}

// read reads the part of the shared texts. How a text is pronounced is no part
// of it.
func (x *texts) read(r io.Reader) error {
	var all strings.Builder
	var buf []byte
	saying, spoken := false, false
	s := newScanner(r)
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			x.all = all.String()
			return nil
		}
		if err != nil {
			return err
		}
		switch {
		case t.kind == words && saying && !spoken:
			buf = t.said(buf[:0])
			all.Write(bytes.ToValidUTF8(buf, nil))
		case t.kind == words || t.kind == other:
		case t.is("t"):
			saying = t.kind == begin && !t.closed
		case t.is("rPh"):
			spoken = t.kind == begin && !t.closed
		case t.is("si") && (t.kind == end || t.closed):
			x.ends = append(x.ends, uint32(all.Len()))
		}
		if all.Len() > maxStrings || len(x.ends) > maxStrings/8 {
			return errTooMuch
		}
	}
}
