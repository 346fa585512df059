package word

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
)

// maxDepth is how deep the elements of a Word file may lie in each other.
const maxDepth = 256

// part is a part of a Word file while it is read. A document type definition
// is refused, so that no entity but the five of XML itself is known.
type part struct {
	name  string
	d     *xml.Decoder
	depth int
}

// element is the start of an element of the part, under its plain name: «p»
// for a paragraph of Word's own, «m:t» for one of formulas, «» for others.
type element struct {
	name  string
	attrs []xml.Attr
}

func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on reads a switch of Word: absent values mean yes.
func (e element) on() bool {
	v := e.attr("val")
	return v != "0" && v != "false" && v != "off" && v != "none"
}

func newPart(name string, text []byte) *part {
	return &part{name: name, d: xml.NewDecoder(bytes.NewReader(text))}
}

// spaces tells Word's own elements from others by the end of their name space;
// the strict and the transitional form of the format end alike.
var spaces = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             "",
	"http://schemas.openxmlformats.org/package/2006/relationships": "",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":  "mc:",
	"http://schemas.openxmlformats.org/officeDocument/2006/math":   "m:",
	"http://purl.oclc.org/ooxml/officeDocument/math":               "m:",
}

func nameOf(n xml.Name) string {
	if prefix, known := spaces[n.Space]; known {
		return prefix + n.Local
	}
	return "?" + n.Local
}

// children calls visit for each element inside the one that was begun, up to
// its end; visit must read its element to the end with children, skip or text.
func (p *part) children(visit func(element) error) error {
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		return p.fault(fault.New(fault.Invalid, "official.too_deep", maxDepth))
	}
	for {
		t, err := p.token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := visit(element{nameOf(t.Name), t.Attr}); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// walk calls visit for every element of the part, at any depth.
func (p *part) walk(visit func(element) error) error {
	for {
		t, err := p.d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return p.fault(err)
		}
		if s, ok := t.(xml.StartElement); ok {
			if err := visit(element{nameOf(s.Name), s.Attr}); err != nil {
				return err
			}
		}
	}
}

// root reads up to the start of the outermost element and returns it.
func (p *part) root() (element, error) {
	for {
		t, err := p.token()
		if err != nil {
			return element{}, err
		}
		if s, ok := t.(xml.StartElement); ok {
			return element{nameOf(s.Name), s.Attr}, nil
		}
	}
}

// token reads the next token; the end of the part is an error here.
func (p *part) token() (xml.Token, error) {
	t, err := p.d.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, p.fault(err)
	}
	if d, ok := t.(xml.Directive); ok {
		return nil, p.fault(fmt.Errorf("a definition <!%.20s", d))
	}
	return t, nil
}

// skip reads to the end of the element and reports whether an element of the
// local name is in it.
func (p *part) skip(name string) (found bool, err error) {
	for open := 1; open > 0; {
		t, err := p.token()
		if err != nil {
			return found, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			open++
			found = found || t.Name.Local == name
		case xml.EndElement:
			open--
		}
	}
	return found, nil
}

// pass reads to the end of the element.
func (p *part) pass() error {
	_, err := p.skip("")
	return err
}

// text reads the characters of the element up to its end.
func (p *part) text() (string, error) {
	var b strings.Builder
	for open := 1; open > 0; {
		t, err := p.token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			open++
		case xml.EndElement:
			open--
		case xml.CharData:
			b.Write(t)
		}
	}
	return b.String(), nil
}

// fault says where in the part reading failed. A fault stays what it is.
func (p *part) fault(err error) error {
	line, column := p.d.InputPos()
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f
	}
	return fault.Wrap(err, fault.Invalid, "official.xml", p.name, line, column)
}
