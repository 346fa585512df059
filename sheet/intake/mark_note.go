package intake

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
)

// checker is who a comment about something wrong is from.
const checker = "先锋核对"

// remark is a comment: what somebody wrote, as it stands in the file, or a note.
type remark struct {
	at     string
	author string
	text   []byte // the element «text»
}

type remarks []remark

// remarksOf returns the comments of a part without those of a check before, and
// the notes. Where a note comes, it takes the place of what was there.
func remarksOf(part []byte, notes []Note) (remarks, error) {
	var out remarks
	noted := map[string]bool{}
	for _, n := range notes {
		noted[n.Cell()] = true
		var text bytes.Buffer
		text.WriteString(`<text><t xml:space="preserve">`)
		if err := xml.EscapeText(&text, []byte(n.Text)); err != nil {
			return nil, err
		}
		text.WriteString(`</t></text>`)
		out = append(out, remark{n.Cell(), checker, text.Bytes()})
	}
	err := eachRemark(part, func(r remark) {
		if r.author != checker && !noted[r.at] {
			out = append(out, r)
		}
	})
	return out, err
}

// eachRemark reads a part of comments.
func eachRemark(part []byte, each func(remark)) error {
	s := newScanner(bytes.NewReader(part))
	var authors []string
	var r remark
	at, begun, naming := 0, 0, false
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		next := at + len(t.raw)
		switch {
		case t.is("author"):
			if naming = t.kind == begin && !t.closed; t.kind == begin {
				authors = append(authors, "")
			}
		case t.kind == words && naming:
			authors[len(authors)-1] += string(t.said(nil))
		case t.kind == begin && t.is("comment"):
			r = remark{at: string(t.attr("ref"))}
			if n := whole(t.attr("authorId")); n >= 0 && n < len(authors) {
				r.author = authors[n]
			}
		case t.kind == begin && t.is("text"):
			begun = at
		case t.kind == end && t.is("text"):
			r.text = slices.Clone(part[begun:next])
		case t.kind == end && t.is("comment"):
			each(r)
		}
		at = next
	}
}

// comments returns the part of the comments.
func (r remarks) comments() []byte {
	var authors []string
	var list bytes.Buffer
	for _, one := range r {
		n := slices.Index(authors, one.author)
		if n < 0 {
			n, authors = len(authors), append(authors, one.author)
		}
		fmt.Fprintf(&list, `<comment ref="%s" authorId="%d">%s</comment>`, one.at, n, one.text)
	}
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors>`)
	for _, a := range authors {
		b.WriteString("<author>")
		_ = xml.EscapeText(&b, []byte(a)) // a buffer takes all
		b.WriteString("</author>")
	}
	b.WriteString("</authors><commentList>")
	b.Write(list.Bytes())
	b.WriteString("</commentList></comments>")
	return b.Bytes()
}

// drawing returns the part that says where the comments are shown.
func (r remarks) drawing() []byte {
	var b bytes.Buffer
	b.WriteString(`<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>` +
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`)
	for i, one := range r {
		place := placeOf(one.at)
		lines := strings.Count(string(one.text), "\n") + 2
		fmt.Fprintf(&b, `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;width:220pt;height:%dpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`+
			`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>`+
			`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			1025+i, 18*lines, i+1, place.Column, max(place.Row-2, 0), place.Column+3, place.Row+lines, place.Row-1, place.Column-1)
	}
	b.WriteString("</xml>")
	return b.Bytes()
}

func placeOf(cell string) grid.Place {
	letters := strings.TrimRight(cell, "0123456789")
	return grid.Place{Column: max(column([]byte(letters)), 1), Row: max(whole([]byte(cell[len(letters):])), 1)}
}
