package intake

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/grid"
)

// Note says what is wrong at a place.
type Note struct {
	grid.Place
	Text string
}

// marker writes a workbook again with what is wrong in it marked. All that it
// does not mark is copied as it is; a sheet goes through piece by piece.
type marker struct {
	ctx    context.Context
	book   *book
	out    *zip.Writer
	styles *stylist
	notes  map[string][]Note // by the part of the sheet, by place
	fresh  map[string][]byte // parts that are written anew
	done   map[string]bool
}

// Labels are what a list of wrong rows says by itself.
type Labels struct {
	Sheet string // its name
	Row   string // the head above the number that a row has in the file
	Wrong string // the head above what is wrong in it
	Head  int    // the row of the file that names its columns
}

// Mark writes the workbook again with the places of the notes red and with a
// comment each. Marks of a check before are taken out. Notes whose sheet is not
// there are left out. A text has no marks: of it the rows that are wrong are
// written as a workbook.
func Mark(ctx context.Context, w io.Writer, src io.ReaderAt, size int64, notes []Note, say Labels) error {
	f, err := Open(src, size)
	if err != nil {
		return err
	}
	b, ok := f.src.(*book)
	if !ok {
		return told(wrongRows(ctx, w, f.src, notes, say))
	}
	m := &marker{ctx: ctx, book: b, out: zip.NewWriter(w), notes: map[string][]Note{}, fresh: map[string][]byte{}, done: map[string]bool{}}
	if err := m.all(notes); err != nil {
		return told(err)
	}
	return m.out.Close()
}

func (m *marker) all(notes []Note) error {
	for _, l := range m.book.leaves {
		var own []Note
		for _, n := range notes {
			if n.Sheet == l.name {
				own = append(own, n)
			}
		}
		slices.SortStableFunc(own, func(a, b Note) int {
			return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
		})
		m.notes[l.part] = joined(own)
	}
	if err := m.style(); err != nil {
		return err
	}
	for i := range m.book.leaves {
		if err := m.comment(i); err != nil {
			return err
		}
	}
	if err := m.types(); err != nil {
		return err
	}
	for _, f := range m.book.zip.File {
		if err := m.part(f); err != nil {
			return err
		}
	}
	for _, name := range sortedKeys(m.fresh) {
		if !m.done[name] {
			if err := m.write(name, m.fresh[name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// joined makes one note of all at the same place.
func joined(notes []Note) []Note {
	var out []Note
	for _, n := range notes {
		if i := len(out) - 1; i >= 0 && out[i].Place == n.Place {
			out[i].Text += "\n" + n.Text
			continue
		}
		out = append(out, n)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// part writes one part of the file.
func (m *marker) part(f *zip.File) error {
	if m.done[f.Name] {
		return nil
	}
	if fresh, ok := m.fresh[f.Name]; ok {
		return m.write(f.Name, fresh)
	}
	if _, ok := m.notes[f.Name]; ok {
		m.done[f.Name] = true
		w, err := m.out.Create(f.Name)
		if err != nil {
			return err
		}
		return m.book.read(f.Name, maxPart, func(r io.Reader) error { return m.sheet(w, r, f.Name) })
	}
	m.done[f.Name] = true
	return foreign(m.out.Copy(f))
}

func (m *marker) write(name string, text []byte) error {
	m.done[name] = true
	w, err := m.out.Create(name)
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}

// text reads a small part whole; one that is not there is empty.
func (m *marker) text(part string) (text []byte, err error) {
	if fresh, ok := m.fresh[part]; ok {
		return fresh, nil
	}
	if m.book.parts[part] == nil {
		return nil, nil
	}
	err = m.book.small(part, func(r io.Reader) (err error) { text, err = io.ReadAll(r); return err })
	return text, err
}

// style gives the styles their marked twins.
func (m *marker) style() error {
	text, err := m.text(m.book.styles)
	if err != nil || text == nil {
		return cmp.Or(err, errBroken)
	}
	m.styles, err = newStylist(text)
	if err == nil {
		m.fresh[m.book.styles] = m.styles.text
	}
	return err
}

// The relations and types of the parts that hold comments.
const (
	officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	commentType     = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
	drawingType     = "application/vnd.openxmlformats-officedocument.vmlDrawing"
)

// comment writes the comments of a sheet: those of others that are there, and
// the notes.
func (m *marker) comment(i int) error {
	l := m.book.leaves[i]
	related, err := m.book.relations(l.rels)
	if err != nil {
		return err
	}
	there := related.of("/comments")
	if there == "" && len(m.notes[l.part]) == 0 {
		return nil
	}
	old, err := m.text(there)
	if err != nil {
		return err
	}
	kept, err := remarksOf(old, m.notes[l.part])
	if err != nil {
		return err
	}
	drawing := related.of("/vmlDrawing")
	for _, missing := range []struct {
		part               *string
		kind, name, ending string
	}{{&there, "/comments", "comments", "xml"}, {&drawing, "/vmlDrawing", "drawings/vmlDrawing", "vml"}} {
		if *missing.part != "" {
			continue
		}
		*missing.part = fmt.Sprintf("xl/%s%d.%s", missing.name, firstPart+i, missing.ending)
		if err := m.relate(l, missing.kind, *missing.part); err != nil {
			return err
		}
	}
	m.fresh[there], m.fresh[drawing] = kept.comments(), kept.drawing()
	return nil
}

// firstPart is from which number on the added parts are counted: no program
// counts so far.
const firstPart = 901

// relationID is what a sheet calls a part that the marker adds.
func relationID(kind string) string { return "xianfeng" + path.Base(kind) }

// relate adds a part to those that a sheet names.
func (m *marker) relate(l leaf, kind, part string) error {
	text, err := m.text(l.rels)
	if err != nil {
		return err
	}
	if text == nil {
		text = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	}
	to := "/" + part
	if path.Dir(l.part) == "xl/worksheets" { // some programs know only names that begin there
		to = "../" + strings.TrimPrefix(part, "xl/")
	}
	one := fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"/>`, relationID(kind), officeRelations, kind, to)
	m.fresh[l.rels], err = before(text, "Relationships", one)
	return err
}

// before puts a text before the end of an element, which it opens if need be.
func before(text []byte, name, put string) ([]byte, error) {
	if at := bytes.LastIndex(text, []byte("</"+name+">")); at >= 0 {
		return slices.Concat(text[:at], []byte(put), text[at:]), nil
	}
	if at := bytes.LastIndex(text, []byte("/>")); at >= 0 && bytes.Contains(text, []byte("<"+name)) {
		return slices.Concat(text[:at], []byte(">"+put+"</"+name+">"), text[at+2:]), nil
	}
	return nil, errBroken
}

// types says what the added parts are.
func (m *marker) types() error {
	const part = "[Content_Types].xml"
	text, err := m.text(part)
	if err != nil || text == nil {
		return cmp.Or(err, errBroken)
	}
	put := ""
	for name := range m.fresh {
		if strings.HasPrefix(name, fmt.Sprintf("xl/comments%d", firstPart/100)) {
			put += fmt.Sprintf(`<Override PartName="/%s" ContentType="%s"/>`, name, commentType)
		}
	}
	if !bytes.Contains(text, []byte(`Extension="vml"`)) {
		put = `<Default Extension="vml" ContentType="` + drawingType + `"/>` + put
	}
	m.fresh[part], err = before(text, "Types", put)
	return err
}
