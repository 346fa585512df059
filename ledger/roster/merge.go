package roster

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/tally"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Decision is what is decided on two entries.
type Decision struct {
	Campaign campaign.ID
	Keep     ledger.EntryID
	Gone     ledger.EntryID // taken back by a merger
	Note     string         // why
}

// maxNote is how many characters a note has at most.
const maxNote = 200

// Merge joins two entries of one person: what named the one that goes names the
// one that is kept, and the one that goes is withdrawn. Both histories stay.
// The person of the one that is kept gets the phone and the identity number where
// there was none. What said the same of both is taken back, and what lies in a
// campaign that is closed stays as it was. It needs ledger.confirm at both units.
func (s *Service) Merge(ctx context.Context, who people.Actor, d Decision) (p Pair, err error) {
	err = s.decide(ctx, who, d, func(tx Tx, v view, fresh Pair) (Pair, error) {
		if fresh.Verdict == Merged {
			return fresh, fault.New(fault.Conflict, "roster.decided")
		}
		fresh.Verdict, fresh.Kept, fresh.Moved, fresh.Withdrawn, fresh.Given, fresh.Left = Merged, d.Keep, nil, nil, nil, 0
		if err := s.merge(ctx, tx, acting(who), &fresh); err != nil {
			return fresh, err
		}
		p = fresh
		return fresh, nil
	})
	return p, err
}

// acting is the actor with the rights that a decision carries: it was asked
// whether it may be made, and the entries that it moves may lie anywhere.
func acting(who people.Actor) people.Actor {
	return people.Actor{Program: true, Account: who.Account, Login: who.Login, Root: who.Root, Origin: who.Origin}
}

func (s *Service) merge(ctx context.Context, tx Tx, who people.Actor, p *Pair) error {
	naming, err := tx.Naming(p.Gone())
	if err != nil {
		return err
	}
	l := s.ledger.Within(tx)
	for _, id := range naming {
		e, err := tx.Entry(id)
		if err != nil {
			return err
		}
		if over, err := closed(tx, e.Campaign); err != nil || over {
			p.Left++
			if err != nil {
				return err
			}
			continue
		}
		if err := s.prefer(ctx, tx, l, who, e, p); err != nil {
			return err
		}
		switch _, err = l.Repoint(tx, who, id, p.Gone(), p.Kept, p.Note); {
		case err == nil:
			p.Moved = append(p.Moved, id)
		case fault.Is(err, fault.Conflict): // the other one says it already
			if _, err := l.Withdraw(ctx, who, id, e.Revision, p.Note); err != nil {
				return err
			}
			p.Withdrawn = append(p.Withdrawn, id)
		default:
			return err
		}
	}
	gone, err := tx.Entry(p.Gone())
	if err != nil {
		return err
	}
	if _, err = l.Withdraw(ctx, who, gone.ID, gone.Revision, p.Note); err != nil {
		return err
	}
	p.Given, err = l.Supplement(tx, who, p.Kept, p.Gone(), p.Note)
	return err
}

// prefer takes back what the one that is kept said to a campaign where the one
// that goes takes part: a person who joined once takes part.
func (s *Service) prefer(ctx context.Context, tx Tx, l *ledger.Service, who people.Actor, e ledger.Entry, p *Pair) error {
	if e.Register != Participations || e.State != Joined {
		return nil
	}
	id, err := tx.Participation(e.Campaign, p.Kept)
	if err != nil || id == "" {
		return err
	}
	other, err := tx.Entry(id)
	if err != nil || other.State == Joined {
		return err
	}
	if _, err := l.Withdraw(ctx, who, other.ID, other.Revision, p.Note); err != nil {
		return err
	}
	p.Withdrawn = append(p.Withdrawn, other.ID)
	return nil
}

// closed reports whether a campaign takes nothing any more; what belongs to none
// goes on.
func closed(tx Tx, id campaign.ID) (bool, error) {
	if id == "" {
		return false, nil
	}
	c, err := tx.Campaign(id)
	return !c.Closed.IsZero(), err
}

// Undo takes a merger back: the one that went is there again, and what was moved
// names it again. What was changed or taken back since stays as it is. The
// merger and its undoing stay on record.
func (s *Service) Undo(ctx context.Context, who people.Actor, d Decision) error {
	return s.decide(ctx, who, d, func(tx Tx, v view, p Pair) (Pair, error) {
		if p.Verdict != Merged {
			return p, fault.New(fault.Conflict, "roster.not_merged")
		}
		l, by := s.ledger.Within(tx), acting(who)
		if err := l.Unsupplement(tx, by, p.Kept, p.Gone(), p.Given, d.Note); err != nil {
			return p, err
		}
		if _, err := l.Restore(tx, by, p.Gone(), d.Note); err != nil {
			return p, err
		}
		for _, id := range p.Moved {
			e, err := tx.Entry(id)
			if err != nil {
				return p, err
			}
			if over, err := closed(tx, e.Campaign); err != nil || over || e.State == book.Withdrawn {
				if err != nil {
					return p, err
				}
				continue
			}
			if _, err := l.Part(tx, by, id, p.Kept, p.Gone(), d.Note); err != nil {
				return p, err
			}
		}
		for _, id := range p.Withdrawn {
			if _, err := l.Restore(tx, by, id, d.Note); err != nil && !fault.Is(err, fault.Conflict) {
				return p, err
			}
		}
		p.Verdict = Undone
		return p, nil
	})
}

// KeepApart records that two entries are two persons: they are no longer listed.
func (s *Service) KeepApart(ctx context.Context, who people.Actor, d Decision) error {
	return s.decide(ctx, who, d, func(_ Tx, _ view, p Pair) (Pair, error) {
		if p.Verdict == Merged {
			return p, fault.New(fault.Conflict, "roster.decided")
		}
		p.Verdict, p.Kept = Apart, ""
		return p, nil
	})
}

// decide stores what is decided on two entries, with the act.
func (s *Service) decide(ctx context.Context, who people.Actor, d Decision, do func(Tx, view, Pair) (Pair, error)) error {
	d.Note = strings.TrimSpace(d.Note)
	return s.db.Update(ctx, func(tx Tx) error {
		v, err := s.open(tx, who, people.LedgerRead, d.Campaign)
		if err != nil {
			return err
		}
		unit, err := v.both(tx, d.Keep, d.Gone)
		if err != nil {
			return err
		}
		if err := noted(d.Note); err != nil {
			return err
		}
		ids := ordered(d.Keep, d.Gone)
		was, err := tx.Pair(ids[0], ids[1])
		if err != nil {
			return err
		}
		p := was
		p.A, p.B, p.Root, p.Note = ids[0], ids[1], v.Root, d.Note
		if p, err = do(tx, v, p); err != nil {
			return err
		}
		p.At, p.By = v.Now.Truncate(time.Millisecond), who.Account
		if was.Verdict == "" {
			p.Revision = 1
			err = tx.InsertPair(&p)
		} else {
			_, err = tx.UpdatePair(p)
		}
		if err != nil {
			return err
		}
		return tx.Record(v.Now, who.Origin, audit.Act{
			Name: "roster." + string(p.Verdict), Subject: string(d.Keep), Root: string(v.Root), Campaign: string(d.Campaign), Unit: string(unit),
			New: map[string]any{"kept": string(p.Kept), "other": string(d.Gone), "entries": len(p.Moved), "given": p.Given, "reason": d.Note},
		})
	})
}

// noted refuses a note that says nothing, or too much.
func noted(note string) error {
	switch n := utf8.RuneCountInString(note); {
	case n == 0:
		return fault.Violations([]fault.Field{{Path: "note", Key: "roster.note_required"}})
	case n > maxNote:
		return fault.Violations([]fault.Field{{Path: "note", Key: "roster.note_long", Args: []any{maxNote}}})
	}
	return nil
}

// both checks that two entries are honourees, two of them, in units that the
// actor answers for, and returns the unit of the first.
func (v view) both(tx Tx, a, b ledger.EntryID) (unit organisation.UnitID, err error) {
	answers := tally.Seen(v.tree, v.who.Scope(people.LedgerConfirm, string(v.ID)))
	for _, id := range []ledger.EntryID{b, a} {
		e, err := tx.Entry(id)
		if err != nil {
			return "", err
		}
		if e.Root != v.Root || e.Register != Honourees || !v.sees(e.Unit) {
			return "", fault.New(fault.NotFound, "fault.not_found")
		}
		if !answers(e.Unit) {
			return "", fault.New(fault.Forbidden, "fault.forbidden")
		}
		unit = e.Unit
	}
	if a == b {
		return "", fault.New(fault.Invalid, "roster.one_entry")
	}
	return unit, nil
}
