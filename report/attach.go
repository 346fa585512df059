package report

import (
	"context"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/playbook"
)

// Bounds of attachments.
const (
	MaxFile  = 20 << 20 // bytes of one file
	MaxFiles = 20       // files of one report
	maxName  = 200      // characters of a file name
)

// Attach stores a file for a slot of the form and names it in the draft. The
// bytes are stored before the transaction, under their hash: a failed one
// leaves bytes nobody names, never a name without bytes.
func (s *Service) Attach(ctx context.Context, who people.Actor, id campaign.DutyID, revision int64, slot, name string, r io.Reader) (d Draft, err error) {
	if err := s.mayAttach(ctx, who, id, slot, name); err != nil {
		return d, err
	}
	sum, kind, size, err := s.blobs.Put(ctx, name, r, MaxFile)
	if err != nil {
		return d, err
	}
	err = s.db.Update(ctx, func(tx Tx) error {
		c, err := s.open(tx, who, people.DutyFill, id)
		if err != nil {
			return err
		}
		if d, err = s.editable(tx, c, revision); err != nil {
			return err
		}
		if d.Content.CountFiles() >= MaxFiles {
			return fault.New(fault.Conflict, "report.too_many_files", MaxFiles)
		}
		a := Attachment{ID: ident.New[paper.AttachmentID](), Duty: id, Slot: slot, Name: name, SHA256: sum, Size: size, Type: kind,
			Uploaded: c.Now, By: who.Account}
		if err := tx.InsertAttachment(&a); err != nil {
			return err
		}
		if d.Content.Files == nil {
			d.Content.Files = map[string][]paper.FileRef{}
		}
		d.Content.Files[slot] = append(d.Content.Files[slot], a.Ref())
		d.Content.Nil = ""
		if d, err = s.keep(tx, who, c, d); err != nil {
			return err
		}
		return c.Record(tx, who, "report.attach", nil, map[string]any{"slot": slot, "name": name, "sha256": sum, "size": size})
	})
	return d, err
}

// mayAttach refuses before any byte is read.
func (s *Service) mayAttach(ctx context.Context, who people.Actor, id campaign.DutyID, slot, name string) error {
	return s.db.View(ctx, func(tx Tx) error {
		c, err := s.campaigns.Case(tx, who, people.DutyFill, id)
		if err == nil {
			err = writable(c)
		}
		if err != nil {
			return err
		}
		var bad []fault.Field
		sec, _, _ := asked(c).Cell(slot)
		if sec == nil || sec.Kind != playbook.Files {
			bad = append(bad, fault.Field{Path: "slot", Key: "report.unknown_cell", Args: []any{slot}})
		}
		if strings.TrimSpace(name) == "" || utf8.RuneCountInString(name) > maxName || strings.ContainsAny(name, "/\\\x00\r\n") {
			bad = append(bad, fault.Field{Path: "file", Key: "report.bad_file_name", Args: []any{name}})
		}
		return fault.Violations(bad)
	})
}

// editable returns the draft for a change over a revision.
func (s *Service) editable(tx Tx, c campaign.Case, revision int64) (Draft, error) {
	d, err := s.Working(tx, c)
	switch {
	case err != nil:
		return d, err
	case d.Revision != revision:
		return d, fault.New(fault.Stale, "report.stale_draft")
	case !d.Handed.IsZero():
		return d, fault.New(fault.Conflict, "report.awaiting_signature")
	}
	d.Content = d.Content.Clone()
	return d, nil
}

// Detach takes a file out of the draft. Versions that name it keep it.
func (s *Service) Detach(ctx context.Context, who people.Actor, id campaign.DutyID, revision int64, file paper.AttachmentID) (d Draft, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		c, err := s.open(tx, who, people.DutyFill, id)
		if err != nil {
			return err
		}
		if d, err = s.editable(tx, c, revision); err != nil {
			return err
		}
		found := false
		for slot, files := range d.Content.Files {
			kept := slices.DeleteFunc(files, func(f paper.FileRef) bool { return f.ID == file })
			found = found || len(kept) < len(files)
			d.Content.Files[slot] = kept
			if len(kept) == 0 {
				delete(d.Content.Files, slot)
			}
		}
		if !found {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		if d, err = s.keep(tx, who, c, d); err != nil {
			return err
		}
		return c.Record(tx, who, "report.detach", map[string]any{"file": string(file)}, nil)
	})
	return d, err
}

// File opens an attachment for whoever may read its report; one that was never
// sent, for who works on the draft alone.
func (s *Service) File(ctx context.Context, who people.Actor, id paper.AttachmentID) (a Attachment, r io.ReadCloser, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if a, err = tx.Attachment(id); err != nil {
			return err
		}
		c, err := s.campaigns.Case(tx, who, people.DutyRead, a.Duty)
		if err != nil || Own(who, c) {
			return err
		}
		sent, err := tx.AttachmentSent(a)
		if err == nil && !sent {
			err = fault.New(fault.NotFound, "fault.not_found")
		}
		return err
	})
	if err != nil {
		return Attachment{}, nil, err
	}
	r, err = s.blobs.Open(ctx, a.SHA256)
	return a, r, err
}
