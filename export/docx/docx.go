// Package docx writes a document as Word (.docx): the bulletin with its 报头
// and 报尾, and the notice by GB/T 9704-2012. It is all our own, because the
// page is laid out to the millimetre: fonts are named and not shipped, equal
// documents give equal bytes, and what people typed is text and nothing else.
package docx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/xianfeng-oss/xianfeng/document"
)

// Media is the media type of a Word file.
const Media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// Write writes a document in a layout. It holds no more of a long table than
// the row at hand.
func Write(w io.Writer, d document.Document, l Layout) error {
	z := zip.NewWriter(w)
	if err := writeParts(z, d, l); err != nil {
		return err
	}
	body, err := z.CreateHeader(entry("word/document.xml"))
	if err != nil {
		return err
	}
	p := &pen{Writer: bufio.NewWriter(body), layout: l}
	p.document(d)
	if err := p.Flush(); err != nil {
		return err
	}
	return z.Close()
}

// document writes word/document.xml.
func (p *pen) document(d document.Document) {
	p.raw(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
	if d.Genre == document.Notice {
		p.notice(d)
	} else {
		p.bulletin(d)
	}
	p.section()
	p.raw(`</w:body></w:document>`)
}

// Name returns what the file of a document is called, with its ending: the
// name of the paper and its number, the title where it has no number.
func Name(d document.Document) string {
	name := d.Head.Name + " " + d.Head.Number
	if d.Genre == document.Notice {
		name = d.Title
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r):
			return '_'
		case r == '\n':
			return -1
		}
		return r
	}, clean(name))
	if runes := []rune(name); len(runes) > 80 {
		name = string(runes[:80])
	}
	return strings.Trim(name, " .") + ".docx"
}

// Answer answers a request with a document in the layout of GB/T 9704. A
// failure leaves the response untouched.
func Answer(w http.ResponseWriter, d document.Document) error {
	var file bytes.Buffer
	if err := Write(&file, d, GB()); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", Media)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": Name(d)}))
	h.Set("Content-Length", strconv.Itoa(file.Len()))
	h.Set("X-Content-Type-Options", "nosniff")
	_, err := w.Write(file.Bytes())
	return err
}
