package write

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Bounds of evidence.
const (
	MaxFile  = 20 << 20 // bytes of one file
	MaxFiles = 20       // files of one entry
)

// Attach stores a file as evidence of an entry, for who may record entries of
// its unit. The bytes are stored before the transaction, under their hash: a
// failed one leaves bytes nobody names, never a name without bytes.
func (s *Service) Attach(ctx context.Context, who people.Actor, id entry.EntryID, name string, r io.Reader) (ev entry.Evidence, err error) {
	if bad := book.FileName(name); bad != nil {
		return ev, fault.Violations([]fault.Field{*bad})
	}
	if err := s.db.View(ctx, func(tx entry.Tx) error { _, err := s.attaching(tx, who, id); return err }); err != nil {
		return ev, err
	}
	sum, kind, size, err := s.blobs.Put(ctx, name, r, MaxFile)
	if err != nil {
		return ev, err
	}
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		if err := holding(tx, id); err != nil {
			return err
		}
		c, err := s.attaching(tx, who, id)
		if err != nil {
			return err
		}
		ev = entry.Evidence{ID: entry.NewEvidenceID(), Entry: id, Name: name, SHA256: sum, Size: size, Type: kind,
			Uploaded: c.Now.Truncate(time.Millisecond), By: who.Account, Revision: 1}
		if err := tx.InsertEvidence(&ev); err != nil {
			return err
		}
		return tx.Record(c.Now, who.Origin, c.Act("ledger.attach", c.was, audit.Act{New: map[string]any{"name": name, "sha256": sum, "size": size}}))
	})
	return ev, err
}

// attaching opens an entry that takes evidence from the actor.
func (s *Service) attaching(tx entry.Tx, who people.Actor, id entry.EntryID) (c change, err error) {
	if c.desk, c.was, c.at, err = s.open(tx, who, id); err != nil {
		return c, err
	}
	if err := c.May(book.Recorder, c.at); err != nil {
		return c, err
	}
	if err := c.Writable(); err != nil {
		return c, err
	}
	if c.was.State == book.Withdrawn {
		return c, fault.New(fault.Conflict, "ledger.is_withdrawn")
	}
	files, err := tx.EvidenceOf(id)
	standing := 0
	for _, f := range files {
		if f.Removed == "" {
			standing++
		}
	}
	if err == nil && standing >= MaxFiles {
		err = fault.New(fault.Conflict, "report.too_many_files", MaxFiles)
	}
	return c, err
}

// Detach takes a file out, with the reason: it is shown no more and its name
// stays.
func (s *Service) Detach(ctx context.Context, who people.Actor, id entry.EvidenceID, revision int64, reason string) (ev entry.Evidence, err error) {
	if err := noted(reason, true); err != nil {
		return ev, err
	}
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		if ev, err = tx.Evidence(id); err != nil {
			return err
		}
		if err := holding(tx, ev.Entry); err != nil {
			return err
		}
		d, e, at, err := s.open(tx, who, ev.Entry)
		if err != nil {
			return err
		}
		if err := d.May(d.Book.Hand(e.State), at); err != nil {
			return err
		}
		if err := d.Writable(); err != nil {
			return err
		}
		if ev.Removed != "" {
			return fault.New(fault.Conflict, "ledger.evidence_removed")
		}
		if ev, err = tx.RemoveEvidence(id, revision, strings.TrimSpace(reason)); err != nil {
			return err
		}
		return tx.Record(d.Now, who.Origin, d.Act("ledger.detach", e, audit.Act{Old: map[string]any{"name": ev.Name, "sha256": ev.SHA256}, New: map[string]any{"note": ev.Removed}}))
	})
	return ev, err
}

// File opens a piece of evidence for who may see its entry. What was removed is
// gone.
func (s *Service) File(ctx context.Context, who people.Actor, id entry.EvidenceID) (ev entry.Evidence, r io.ReadCloser, err error) {
	err = s.db.View(ctx, func(tx entry.Tx) error {
		if ev, err = tx.Evidence(id); err != nil {
			return err
		}
		if _, _, _, err := s.open(tx, who, ev.Entry); err != nil {
			return err
		}
		if ev.Removed != "" {
			return fault.New(fault.NotFound, "attachment.gone")
		}
		return nil
	})
	if err != nil {
		return entry.Evidence{}, nil, err
	}
	r, err = s.blobs.Open(ctx, ev.SHA256)
	return ev, r, err
}
