package intake

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
)

// leafWriter writes a sheet again, with the noted cells in the marked style.
type leafWriter struct {
	out    *bufio.Writer
	styles *stylist
	left   []Note // still to come, by place
	added  bool   // the sheet has not had comments before

	prefix      string // of the names of elements
	row, column int
	drawn       bool
}

// afterDrawing are the elements before which the comments of a sheet are named.
var afterDrawing = []string{"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}

// sheet writes a sheet again.
func (m *marker) sheet(w io.Writer, r io.Reader, part string) error {
	l := &leafWriter{out: bufio.NewWriterSize(w, 64<<10), styles: m.styles, left: m.notes[part]}
	for _, leaf := range m.book.leaves {
		if leaf.part == part {
			l.added = bytes.Contains(m.fresh[leaf.rels], []byte(`"`+relationID("/vmlDrawing")+`"`))
		}
	}
	s := newScanner(r)
	for n := 0; ; n++ {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return l.out.Flush()
		}
		if err != nil {
			return err
		}
		if n%4096 == 0 && m.ctx.Err() != nil {
			return m.ctx.Err()
		}
		if err := l.write(t); err != nil {
			return err
		}
	}
}

func (l *leafWriter) write(t *token) error {
	switch {
	case t.kind == begin && t.is("worksheet"):
		if at := bytes.IndexByte(t.raw, ':'); at > 0 && at < bytes.IndexByte(t.raw, 'w') {
			l.prefix = string(t.raw[1 : at+1])
		}
	case t.kind == begin && t.is("row"):
		return l.beginRow(t)
	case t.kind == begin && t.is("c") && l.row > 0:
		return l.cell(t)
	case t.kind == end && t.is("row"):
		if err := l.fill(1 << 30); err != nil {
			return err
		}
	case t.kind == begin && t.is("legacyDrawing"):
		l.drawn = true
	case t.kind == begin && slices.Contains(afterDrawing, string(t.name)), t.kind == end && t.is("worksheet"):
		if err := l.draw(); err != nil {
			return err
		}
	}
	_, err := l.out.Write(t.raw)
	return err
}

// draw names the drawing that the comments of the sheet need.
func (l *leafWriter) draw() error {
	if l.drawn || !l.added {
		return nil
	}
	l.drawn = true
	_, err := l.out.WriteString(`<` + l.prefix + `legacyDrawing xmlns:r="` + officeRelations + `" r:id="` + relationID("/vmlDrawing") + `"/>`)
	return err
}

func (l *leafWriter) beginRow(t *token) error {
	l.row, l.column = l.row+1, 0
	if at := t.attr("r"); at != nil {
		l.row = whole(at)
	}
	for len(l.left) > 0 && l.left[0].Row < l.row {
		l.left = l.left[1:]
	}
	if !t.closed || len(l.left) == 0 || l.left[0].Row != l.row {
		_, err := l.out.Write(t.raw)
		return err
	}
	if _, err := l.out.Write(append(bytes.TrimRight(t.raw[:len(t.raw)-2], " "), '>')); err != nil {
		return err
	}
	if err := l.fill(1 << 30); err != nil {
		return err
	}
	_, err := l.out.WriteString("</" + l.prefix + "row>")
	return err
}

// cell writes a cell in the style that it now has.
func (l *leafWriter) cell(t *token) error {
	l.column++
	if at := t.attr("r"); at != nil {
		l.column = column(at)
	}
	if err := l.fill(l.column); err != nil {
		return err
	}
	style := whole(t.attr("s"))
	next := l.styles.clean(style)
	if len(l.left) > 0 && l.left[0].Row == l.row && l.left[0].Column == l.column {
		next, l.left = l.styles.red(style), l.left[1:]
	}
	if next == style {
		_, err := l.out.Write(t.raw)
		return err
	}
	from, to, ok := t.span("s")
	var text []byte
	if ok {
		text = slices.Concat(t.raw[:from], []byte(strconv.Itoa(next)), t.raw[to:])
	} else {
		at := bytes.IndexAny(t.raw, " \t\r\n/>")
		text = slices.Concat(t.raw[:at], []byte(` s="`+strconv.Itoa(next)+`"`), t.raw[at:])
	}
	_, err := l.out.Write(text)
	return err
}

// fill writes the noted cells of the row before a column that the file does not
// have.
func (l *leafWriter) fill(column int) error {
	for len(l.left) > 0 && l.left[0].Row == l.row && l.left[0].Column < column {
		_, err := l.out.WriteString("<" + l.prefix + `c r="` + l.left[0].Cell() + `" s="` + strconv.Itoa(l.styles.red(0)) + `"/>`)
		if err != nil {
			return err
		}
		l.left = l.left[1:]
	}
	return nil
}
