// Package report carries what a unit sends to discharge a duty: drafts that
// save themselves, checks against the playbook's form, submission and
// signature, and the review by each recipient. A sent version is never changed.
package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
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
	out := Content{Nil: c.Nil, Cells: maps.Clone(c.Cells), Files: maps.Clone(c.Files)}
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

// Version is a content as it was sent.
type Version struct {
	Duty    campaign.DutyID
	N       int64 // 1 for the first
	Content Content
	Digest  string
	Rule    int64 // version of the playbook whose form it fills
	Sent    time.Time
	By      people.AccountID
	AsOf    time.Time // instant of the data: the first submission, at the latest the due instant (N-P8)
	Key     string    // the client's idempotency key, "" without one
}

// Draft is a content being written. There is one a duty.
type Draft struct {
	Duty      campaign.DutyID
	Content   Content
	Handed    time.Time // 送审: handed up for signature, zero while it is written
	HandedBy  people.AccountID
	Updated   time.Time
	UpdatedBy people.AccountID
	Revision  int64 // grows with each save
}

// ReviewID identifies a review.
type ReviewID string

// Review is what a recipient said of a version: it was received, accepted, or
// returned with a reason and comments pinned to cells.
type Review struct {
	ID      ReviewID
	Duty    campaign.DutyID
	N       int64
	Body    string
	Verdict campaign.Verdict
	Reason  string
	Wanted  calendar.Date // a return: the day it is wanted back
	At      time.Time
	By      people.AccountID
	Cells   map[string]string // comment by cell
}

// Attachment is a file uploaded for a duty. Its bytes lie in the blob store
// under their hash; it is superseded, never replaced.
type Attachment struct {
	ID       AttachmentID
	Duty     campaign.DutyID
	Slot     string
	Name     string
	SHA256   string
	Size     int64
	Type     string
	Uploaded time.Time
	By       people.AccountID
}

// Ref returns how a content names the attachment.
func (a Attachment) Ref() FileRef { return FileRef{a.ID, a.Name, a.SHA256, a.Size, a.Type} }

// Figure is a measured number of a version.
type Figure struct {
	Duty    campaign.DutyID
	N       int64
	Cell    string
	Line    string // action line of the row, "" outside a grid of lines
	Measure string
	Value   int64 // stored units
}

// Figures lists the measured numbers of a version, by cell.
func (v Version) Figures(form *playbook.Form) []Figure {
	var out []Figure
	for _, cell := range slices.Sorted(maps.Keys(v.Content.Cells)) {
		_, row, fd := form.Cell(cell)
		if fd == nil || fd.Type != playbook.MeasureField {
			continue
		}
		if n, ok := number(v.Content.Cells[cell]); ok {
			out = append(out, Figure{v.Duty, v.N, cell, row, fd.Measure, n})
		}
	}
	return out
}
