// Package paper is what is filled into a playbook's form: the content of cells,
// reading what was typed, and the checks before it is sent. It is pure.
package paper

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Content is what a report says. Cells are addressed «section/field» or
// «section/row/field» and hold canonical text: whole stored units for numbers,
// ISO for dates, an option's id. A draft may hold, behind «!», what was typed
// and could not be read: nothing typed is lost.
type Content struct {
	Nil   string               `json:"nil,omitempty"` // id of the listed reason of a nil report
	Cells map[string]string    `json:"cells,omitempty"`
	Files map[string][]FileRef `json:"files,omitempty"` // by slot
	// Ledger is what the ledger says, by the cells that have their source there. A
	// draft keeps it only where something else was typed.
	Ledger map[string]Derived `json:"ledger,omitempty"`
}

// Derived is what the ledger says in a cell, and why the report says otherwise
// if it does.
type Derived struct {
	Text    string `json:"text,omitempty"` // canonical; "" for nothing
	Entries int    `json:"entries,omitempty"`
	Reason  string `json:"reason,omitempty"` // id of the listed reason
	Note    string `json:"note,omitempty"`
}

// Override is a cell that says something other than the ledger.
type Override struct {
	Cell, Ledger, Typed string // canonical
	Derived
}

// Overrides lists the cells that say something other than the ledger, by
// address.
func (c Content) Overrides() []Override {
	var out []Override
	for _, cell := range slices.Sorted(maps.Keys(c.Ledger)) {
		if d := c.Ledger[cell]; !Same(d.Text, c.Cells[cell]) {
			out = append(out, Override{cell, d.Text, c.Cells[cell], d})
		}
	}
	return out
}

// Same reports whether two figures say the same: what there is none of is left
// empty, or is 0.
func Same(a, b string) bool { return a == b || a+b == "0" }

// Set writes canonical text into a cell, and empties it for "".
func Set(cells map[string]string, cell, text string) {
	if text == "" {
		delete(cells, cell)
		return
	}
	cells[cell] = text
}

// AttachmentID identifies an attachment.
type AttachmentID string

// FileRef names an attachment within a version, with the hash of its bytes.
type FileRef struct {
	ID     AttachmentID `json:"id"`
	Name   string       `json:"name"`
	SHA256 string       `json:"sha256"`
	Size   int64        `json:"size"`
	Type   string       `json:"type"` // pdf, docx, doc, xlsx, xls, jpg, png
}

// Digest returns the SHA-256 of the content's canonical JSON, in hexadecimal.
func (c Content) Digest() string {
	text, _ := json.Marshal(c) // maps of strings always encode, keys sorted
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Empty reports whether nothing was entered.
func (c Content) Empty() bool { return c.Nil == "" && len(c.Cells) == 0 && len(c.Files) == 0 }

// Clone returns a copy that shares nothing.
func (c Content) Clone() Content {
	out := Content{Nil: c.Nil, Cells: maps.Clone(c.Cells), Files: maps.Clone(c.Files), Ledger: maps.Clone(c.Ledger)}
	for slot, files := range out.Files {
		out.Files[slot] = slices.Clone(files)
	}
	return out
}

// Difference is one cell that differs between two contents. A slot of files
// differs by the names of its files.
type Difference struct{ Cell, Old, New string }

// Compare lists the differences from old to next, by address.
func Compare(old, next Content) []Difference {
	a, b := old.flat(), next.flat()
	var out []Difference
	for _, cell := range slices.Sorted(maps.Keys(union(a, b))) {
		if a[cell] != b[cell] {
			out = append(out, Difference{cell, a[cell], b[cell]})
		}
	}
	return out
}

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func (c Content) flat() map[string]string {
	out := map[string]string{}
	maps.Copy(out, c.Cells)
	if c.Nil != "" {
		out["nil"] = c.Nil
	}
	for slot, files := range c.Files {
		for _, f := range files {
			if out[slot] != "" {
				out[slot] += "; "
			}
			out[slot] += f.Name + " " + f.SHA256[:min(8, len(f.SHA256))]
		}
	}
	return out
}

// CountFiles returns how many files the content names.
func (c Content) CountFiles() (n int) {
	for _, files := range c.Files {
		n += len(files)
	}
	return n
}

// Figure is a measured number of a content.
type Figure struct {
	Cell    string `json:"c"`
	Line    string `json:"l,omitempty"` // fixed row of a grid, the action line in a grid of lines; "" elsewhere
	Measure string `json:"m"`
	Value   int64  `json:"v"` // stored units
}

// Figures lists the measured numbers of a content, by cell.
func Figures(f *playbook.Form, c Content) []Figure {
	var out []Figure
	for _, cell := range slices.Sorted(maps.Keys(c.Cells)) {
		_, row, fd := f.Cell(cell)
		if fd == nil || fd.Type != playbook.MeasureField {
			continue
		}
		if n, ok := number(c.Cells[cell]); ok {
			out = append(out, Figure{cell, row, fd.Measure, n})
		}
	}
	return out
}

// Carried returns the stocks of the period before, with which a report opens
// (P-58).
func Carried(pb *playbook.Playbook, f *playbook.Form, before Content) map[string]string {
	out := map[string]string{}
	for cell, text := range before.Cells {
		_, _, fd := f.Cell(cell)
		if fd == nil || fd.Type != playbook.MeasureField {
			continue
		}
		if m := pb.Measure(fd.Measure); m != nil && m.OverTime == playbook.Stock {
			out[cell] = text
		}
	}
	return out
}
