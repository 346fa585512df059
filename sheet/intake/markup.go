package intake

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// kind is what a token of XML is.
type kind byte

const (
	words kind = iota // text
	begin             // an element
	end
	other // a comment, a declaration
)

// token is a piece of XML, as it stands; it is good until the next one.
type token struct {
	kind   kind
	raw    []byte
	name   []byte // of an element, without its prefix
	closed bool   // the element that begins ends here too
	plain  bool   // the text stands in CDATA: nothing in it is escaped
}

// scanner reads XML piece by piece. It knows as much of it as workbooks need,
// several times as fast as a full decoder: no document type, which bombs are
// made of, and UTF-8 alone.
type scanner struct {
	in  *bufio.Reader
	buf []byte
	tok token
}

func newScanner(r io.Reader) *scanner { return &scanner{in: bufio.NewReaderSize(r, 64<<10)} }

// next returns the next piece, io.EOF at the end.
func (s *scanner) next() (*token, error) {
	s.buf = s.buf[:0]
	s.tok = token{}
	first, err := s.in.ReadByte()
	if err != nil {
		return nil, err
	}
	if err := s.in.UnreadByte(); err != nil {
		return nil, err
	}
	if first != '<' {
		err := s.take('<')
		if err == nil {
			s.buf = s.buf[:len(s.buf)-1]
			err = s.in.UnreadByte()
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
		s.tok.raw = s.buf
		return &s.tok, err
	}
	if err := s.markup(); err != nil {
		if errors.Is(err, io.EOF) {
			err = errBroken
		}
		return nil, err
	}
	s.tok.raw = s.buf
	return &s.tok, nil
}

// take reads to a byte and with it.
func (s *scanner) take(until byte) error {
	for {
		part, err := s.in.ReadSlice(until)
		s.buf = append(s.buf, part...)
		if len(s.buf) > maxToken {
			return errTooMuch
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// ending reads on until what was read ends so.
func (s *scanner) ending(with string, least int) error {
	for len(s.buf) < least || !bytes.HasSuffix(s.buf, []byte(with)) {
		if err := s.take('>'); err != nil {
			return err
		}
	}
	return nil
}

// markup reads what begins with «<».
func (s *scanner) markup() error {
	if err := s.take('>'); err != nil {
		return err
	}
	has := func(prefix string) bool { return bytes.HasPrefix(s.buf, []byte(prefix)) }
	switch {
	case has("<!--"):
		s.tok.kind = other
		return s.ending("-->", 7)
	case has("<![CDATA["):
		s.tok.plain = true
		return s.ending("]]>", 12)
	case has("<!"):
		return errBroken
	case has("<?"):
		s.tok.kind = other
		return s.ending("?>", 4)
	case has("</"):
		s.tok.kind, s.tok.name = end, local(s.buf[2:])
		return nil
	}
	for open(s.buf) {
		if err := s.take('>'); err != nil {
			return err
		}
	}
	s.tok.kind, s.tok.name = begin, local(s.buf[1:])
	s.tok.closed = len(s.buf) > 2 && s.buf[len(s.buf)-2] == '/'
	return nil
}

// open reports whether a tag ends within a quoted value.
func open(tag []byte) bool {
	var quote byte
	for _, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote != 0
}

// local returns the name with which a tag begins, without its prefix.
func local(tag []byte) []byte {
	n := bytes.IndexAny(tag, " \t\r\n/>")
	if n < 0 {
		n = len(tag)
	}
	name := tag[:n]
	return name[bytes.IndexByte(name, ':')+1:]
}

func (t *token) is(name string) bool { return string(t.name) == name }

// span returns where the value of an attribute of a tag begins and ends, without
// its quotes. The name is the whole one, with its prefix if it has one.
func (t *token) span(name string) (from, to int, ok bool) {
	tag := t.raw
	for i := 1; i < len(tag); {
		i += bytes.IndexAny(tag[i:], " \t\r\n/>") // to the end of a name or value
		for i < len(tag) && bytes.IndexByte([]byte(" \t\r\n"), tag[i]) >= 0 {
			i++
		}
		eq := bytes.IndexByte(tag[min(i, len(tag)):], '=')
		if i >= len(tag) || eq < 0 {
			return 0, 0, false
		}
		key := bytes.TrimSpace(tag[i : i+eq])
		quote := i + eq + 1
		for quote < len(tag) && tag[quote] != '"' && tag[quote] != '\'' {
			quote++
		}
		if quote >= len(tag) {
			return 0, 0, false
		}
		length := bytes.IndexByte(tag[quote+1:], tag[quote])
		if length < 0 {
			return 0, 0, false
		}
		if string(key) == name {
			return quote + 1, quote + 1 + length, true
		}
		i = quote + 1 + length + 1
		if i >= len(tag) || bytes.IndexByte([]byte(" \t\r\n/>"), tag[i]) < 0 {
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// attr returns the value of an attribute as it stands, nil for none.
func (t *token) attr(name string) []byte {
	from, to, ok := t.span(name)
	if !ok {
		return nil
	}
	return t.raw[from:to]
}

// said returns the text of a piece.
func (t *token) said(into []byte) []byte {
	if t.plain {
		return append(into, t.raw[len("<![CDATA["):len(t.raw)-len("]]>")]...)
	}
	return unescape(into, t.raw)
}

// unescape writes a text without its escapes, those of XML and those of
// workbooks: «&amp;» and «_x000D_».
func unescape(into, text []byte) []byte {
	for i := 0; i < len(text); {
		switch {
		case text[i] == '&':
			if r, n := entity(text[i:]); n > 0 {
				into, i = utf8.AppendRune(into, r), i+n
				continue
			}
		case text[i] == '_' && i+6 < len(text) && text[i+1] == 'x' && text[i+6] == '_':
			if n, err := strconv.ParseUint(string(text[i+2:i+6]), 16, 16); err == nil {
				into, i = utf8.AppendRune(into, rune(n)), i+7
				continue
			}
		}
		into, i = append(into, text[i]), i+1
	}
	return into
}

// entity reads an escape and returns how long it is, 0 for none.
func entity(text []byte) (rune, int) {
	n := bytes.IndexByte(text[:min(len(text), 12)], ';')
	if n < 2 {
		return 0, 0
	}
	name := string(text[1:n])
	if r, ok := map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}[name]; ok {
		return r, n + 1
	}
	if name[0] != '#' || len(name) < 2 {
		return 0, 0
	}
	digits, radix := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, radix = digits[1:], 16
	}
	code, err := strconv.ParseUint(digits, radix, 21)
	if err != nil {
		return 0, 0
	}
	return rune(code), n + 1
}
