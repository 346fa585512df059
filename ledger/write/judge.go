package write

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/people"
)

// first is the first day of the campaign at hand: that of the plan, or on which it
// was launched where that was earlier.
func (d desk) first() calendar.Date {
	launched := calendar.DateOf(d.Launched, d.Zone)
	if launched.Before(d.Running.Book.Start) {
		return launched
	}
	return d.Running.Book.Start
}

// judged says what cannot stand in the fields of an entry that change, and which
// of them are not for the actor to write; was is the entry as it stands, without
// an id a new one.
func (s *Service) judged(tx entry.Tx, d desk, at people.Place, was entry.Entry, values map[string]string) ([]fault.Field, error) {
	bad := d.Book.Judged(values, was.Values, d.Today(), d.first())
	for _, f := range d.Book.Fields {
		if values[f.ID] == was.Values[f.ID] {
			continue
		}
		why, err := s.locked(tx, d.Desk, at, was, f)
		if err != nil {
			return nil, err
		}
		if why != nil {
			bad = append(lacking([]fault.Field{*why}, bad), *why)
		}
	}
	return bad, nil
}

// locked says why a field is not for the actor to write, nil if it is: a judgement
// is its judge's, and what wants another's eyes is written by another.
func (s *Service) locked(tx entry.Tx, d entry.Desk, at people.Place, was entry.Entry, f book.Field) (*fault.Field, error) {
	if f.Hand != "" && d.May(f.Hand, at) != nil {
		return &fault.Field{Path: f.ID, Key: "ledger.by_hand", Args: []any{book.HandWord(f.Hand)}, Clause: d.Book.Clause(f.ID)}, nil
	}
	if !f.Apart || d.Who.Program {
		return nil, nil
	}
	mine := was.ID == "" || d.Who.Account == was.By
	if !mine {
		last, err := s.Mover(tx, d.Book, was)
		if err != nil {
			return nil, err
		}
		mine = d.Who.Account == last
	}
	if !mine {
		return nil, nil
	}
	return &fault.Field{Path: f.ID, Key: "ledger.by_closer", Clause: d.Book.Clause(f.ID)}, nil
}

// Locked lists the fields of an entry at a place that are not for the actor to
// write; of a new one, where was has no id.
func (s *Service) Locked(tx entry.Tx, d entry.Desk, at people.Place, was entry.Entry) ([]string, error) {
	var out []string
	for _, f := range d.Book.Fields {
		why, err := s.locked(tx, d, at, was, f)
		if err != nil {
			return nil, err
		}
		if why != nil {
			out = append(out, f.ID)
		}
	}
	return out, nil
}

// Mover is the account whose step stands open for another's eyes: who moved the
// entry last, but for the move that wants another (P-29); who recorded it where
// nobody did. Acts that are no moves change nothing.
func (s *Service) Mover(tx entry.Tx, b book.Book, e entry.Entry) (people.AccountID, error) {
	pasts, err := tx.Pasts(e.ID)
	last := e.By
	for _, p := range pasts {
		if m, is := b.MoveOf(p.Move); is && !m.Apart {
			last = p.By
		}
	}
	return last, err
}

// Blank is the register without what others write than who hands a list in: as it
// is given out to be filled in.
func (b *Bulk) Blank() book.Book {
	out := b.d.Book
	out.Fields = slices.DeleteFunc(slices.Clone(out.Fields), func(f book.Field) bool {
		return f.Apart && !b.d.Who.Program || f.Hand != "" && b.d.Reach(f.Hand).Empty()
	})
	return out
}
