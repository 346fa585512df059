package intake

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Desk is where files are handed in for a register.
type Desk struct {
	campaign.Running
	Book    book.Book
	Blank   book.Book           // without what others write than the reader
	Units   []organisation.Node // for which the reader may record
	Imports []Import            // that the reader may see, the newest first
	More    bool                // there are older ones
}

// Seen is an import as its page shows it.
type Seen struct {
	Import
	In       campaign.Running
	Book     book.Book
	UnitName string
	Progress Progress
	Known    bool // Progress is: this node works on it
}

// openFor reads an import for an actor who may record where it was handed in.
func (s *Service) openFor(tx Tx, who people.Actor, id ID) (Import, error) {
	m, err := tx.Import(id)
	if err != nil {
		return m, err
	}
	if who.Root != m.Root && !who.Program {
		return Import{}, fault.New(fault.NotFound, "fault.not_found")
	}
	b, err := s.ledger.Bulk(tx, who, m.Campaign, m.Register, true)
	if err == nil {
		err = b.May(m.Unit)
	}
	return m, err
}

// Allowed reports nil if the actor may see and end an import.
func (s *Service) Allowed(ctx context.Context, who people.Actor, id ID) error {
	return s.db.View(ctx, func(tx Tx) error {
		_, err := s.openFor(tx, who, id)
		return err
	})
}

// perPage is how many imports a page lists.
const perPage = 50

// Desk opens the page on which files are handed in, with the imports before one,
// or the newest with "". Who may record for no unit is refused.
func (s *Service) Desk(ctx context.Context, who people.Actor, of campaign.ID, register string, before ID) (d Desk, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		b, err := s.ledger.Bulk(tx, who, of, register, true)
		if err != nil {
			return err
		}
		tree, err := s.places.Tree(tx, b.Running())
		if err != nil {
			return err
		}
		d = Desk{Running: b.Running(), Book: b.Book(), Blank: b.Blank()}
		for _, n := range tree.Nodes() {
			if n.ExistsOn(d.Today()) && b.May(n.ID) == nil {
				d.Units = append(d.Units, n)
			}
		}
		slices.SortStableFunc(d.Units, func(a, b organisation.Node) int { return seat(who, a.ID) - seat(who, b.ID) })
		if len(d.Units) == 0 {
			return fault.New(fault.Forbidden, "fault.forbidden")
		}
		d.Imports, err = tx.Imports(Wanted{Campaign: of, Register: register, Reach: b.Reach(), On: d.Today().String(), Before: before, Limit: perPage + 1})
		if d.More = len(d.Imports) > perPage; d.More {
			d.Imports = d.Imports[:perPage]
		}
		return err
	})
	return d, err
}

// seat puts the units in which an actor sits before those below them.
func seat(who people.Actor, unit organisation.UnitID) int {
	if slices.ContainsFunc(who.Grants, func(g people.Grant) bool { return g.Unit == unit }) {
		return 0
	}
	return 1
}

// Open returns an import.
func (s *Service) Open(ctx context.Context, who people.Actor, id ID) (seen Seen, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if seen.Import, err = s.openFor(tx, who, id); err != nil {
			return err
		}
		b, err := s.ledger.Bulk(tx, who, seen.Campaign, seen.Register, true)
		if err != nil {
			return err
		}
		seen.In, seen.Book = b.Running(), b.Book()
		tree, err := s.places.Tree(tx, seen.In)
		if err == nil {
			n, _ := tree.Unit(seen.Unit)
			seen.UnitName = n.Name
		}
		return err
	})
	seen.Progress, seen.Known = s.running.progress(id)
	return seen, err
}

// Findings lists what is wrong in an import, in the order of the file: of one
// column, or of all with "".
func (s *Service) Findings(ctx context.Context, who people.Actor, id ID, field string, after, limit int) (out []Finding, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if _, err := s.openFor(tx, who, id); err != nil {
			return err
		}
		out, err = tx.Findings(id, field, after, limit)
		return err
	})
	return out, err
}

// Changes lists what an import adds and changes, in the order of the file: all,
// or only what may be in the register already.
func (s *Service) Changes(ctx context.Context, who people.Actor, id ID, alike bool, after, limit int) (out []Change, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		if _, err := s.openFor(tx, who, id); err != nil {
			return err
		}
		out, err = tx.Changes(id, alike, after, limit)
		return err
	})
	return out, err
}

// File opens the file of an import that was checked, so that it is given back
// with what is wrong in it marked.
func (s *Service) File(ctx context.Context, who people.Actor, id ID) (m Import, src io.ReaderAt, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		m, err = s.openFor(tx, who, id)
		return err
	})
	if err != nil {
		return m, nil, err
	}
	if m.State != Checked {
		return m, nil, fault.New(fault.NotFound, "intake.file_gone")
	}
	src, err = s.files.Open(ctx, string(id), m.Size)
	return m, src, err
}

// Cancel ends an import before it is stored; nothing of it is kept. One that is
// being stored is rolled back.
func (s *Service) Cancel(ctx context.Context, who people.Actor, id ID) error {
	var m Import
	err := s.db.View(ctx, func(tx Tx) (err error) {
		m, err = s.openFor(tx, who, id)
		return err
	})
	if err != nil {
		return err
	}
	s.running.cancel(id) // one that is being stored here holds what Update waits for
	err = s.db.Update(ctx, func(tx Tx) error {
		now, err := tx.Import(id)
		if err != nil {
			return err
		}
		if !now.Running() && now.State != Checked {
			if now.State == Cancelled {
				return nil
			}
			return fault.New(fault.Conflict, "intake.over")
		}
		now.State, now.Changed = Cancelled, s.clock().Truncate(time.Millisecond)
		if _, err := tx.UpdateImport(now); err != nil {
			return err
		}
		m.Ask(who)
		return tx.Record(now.Changed, m.From, m.Act("intake.cancel", nil))
	})
	if err != nil {
		return err
	}
	return s.files.Drop(ctx, string(id))
}

// kept is how long the file of an import that nobody ends is kept.
const kept = 30 * 24 * time.Hour

// entering is how long a file may lie before its import is known: it is kept
// first, and entered then.
const entering = time.Hour

// Sweep ends the imports that were handed in long ago and never confirmed, and
// removes their files, and those of which no import will be made: the program
// ended before one was entered, or before the file of one that is over was gone.
func (s *Service) Sweep(ctx context.Context) error {
	var old []Import
	err := s.db.View(ctx, func(tx Tx) (err error) {
		old, err = tx.StaleImports(s.clock().Add(-kept))
		return err
	})
	for _, m := range old {
		err = errors.Join(err, s.settle(ctx, m, Cancelled, nil))
	}
	return errors.Join(err, s.sweepFiles(ctx))
}

func (s *Service) sweepFiles(ctx context.Context) error {
	ids, err := s.files.Kept(ctx, s.clock().Add(-entering))
	for _, id := range ids {
		m, failed := s.find(ctx, ID(id))
		if fault.Is(failed, fault.NotFound) || failed == nil && !m.Running() && m.State != Checked {
			failed = s.files.Drop(ctx, id)
		}
		err = errors.Join(err, failed)
	}
	return err
}
