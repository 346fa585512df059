package write

import (
	"context"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/people"
)

// MaxMoves is how many entries one act moves at most.
const MaxMoves = 500

// Move takes an entry to another state: the unit's own moves, the confirmation
// by the union above, the office's decision. What a clause demands of that state
// is refused with the clause, all of it at once.
func (s *Service) Move(ctx context.Context, who people.Actor, id entry.EntryID, revision int64, move, reason string) (e entry.Entry, err error) {
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		e, err = s.move(tx, who, entry.Pick{ID: id, Revision: revision}, move, reason)
		return err
	})
	return e, err
}

// MoveAll is Move for many: all of them or none. It returns how many there were.
func (s *Service) MoveAll(ctx context.Context, who people.Actor, picks []entry.Pick, move, reason string) (int, error) {
	if len(picks) > MaxMoves {
		return 0, fault.New(fault.TooLarge, "ledger.too_many_picked", MaxMoves)
	}
	err := s.db.Update(ctx, func(tx entry.Tx) error {
		for _, p := range picks {
			if _, err := s.move(tx, who, p, move, reason); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(picks), nil
}

func (s *Service) move(tx entry.Tx, who people.Actor, p entry.Pick, move, reason string) (entry.Entry, error) {
	c, err := s.begin(tx, who, p)
	if err != nil {
		return c.was, err
	}
	m, known := c.Book.MoveOf(move)
	if !known {
		return c.was, fault.New(fault.NotFound, "ledger.unknown_move", move)
	}
	if err := c.May(m.Hand, c.at); err != nil {
		return c.was, err
	}
	if err := c.stale(p.Revision); err != nil {
		return c.was, err
	}
	if !slices.Contains(m.From, c.was.State) {
		return c.was, fault.New(fault.Conflict, "ledger.not_from_here")
	}
	if err := noted(reason, m.Reason); err != nil {
		return c.was, err
	}
	if err := s.apart(tx, c, m); err != nil {
		return c.was, err
	}
	c.now.State = m.To
	if m.Day != "" && c.now.Values[m.Day] == "" {
		c.now.Values[m.Day] = c.Today().String()
	}
	lacks, err := c.lacks(tx, c.now, c.human, m.To)
	if err != nil {
		return c.was, err
	}
	if err := fault.Violations(lacks); err != nil {
		return c.was, err
	}
	if err := s.room(tx, c, m); err != nil {
		return c.was, err
	}
	return s.keep(tx, c, "ledger.move", m.ID, strings.TrimSpace(reason))
}

// apart refuses a move by the account that recorded the entry or moved it last,
// where the register wants another's eyes on it (P-29).
func (s *Service) apart(tx entry.Tx, c change, m book.Move) error {
	if !m.Apart || c.Who.Program {
		return nil
	}
	last, err := s.Mover(tx, c.was)
	if err == nil && (c.Who.Account == c.was.By || c.Who.Account == last) {
		err = fault.New(fault.Conflict, "ledger.by_another")
	}
	return err
}

// Mover is the account that moved an entry last; who recorded it where nobody
// did.
func (s *Service) Mover(tx entry.Tx, e entry.Entry) (people.AccountID, error) {
	pasts, err := tx.Pasts(e.ID)
	last := e.By
	for _, p := range pasts {
		if p.Move != "" {
			last = p.By
		}
	}
	return last, err
}

// room refuses a move into a state in which there are as many entries as were
// decided (P-11). Of two at once one waits.
func (s *Service) room(tx entry.Tx, c change, m book.Move) error {
	most := c.Book.Use.Most
	if most == nil || most.Number == 0 || m.To != most.State {
		return nil
	}
	if err := tx.HoldCampaign(c.Running.ID); err != nil {
		return err
	}
	n, err := tx.CountEntries(entry.Search{
		Query: entry.Query{Register: c.Book.ID, States: []string{most.State}}, Root: c.Root, Owner: c.Owner(), Reach: people.Scope{Whole: true}, Day: c.Today(),
	}, int64(most.Number))
	if err != nil || n < int64(most.Number) {
		return err
	}
	no := fault.New(fault.Conflict, "ledger.most_reached", most.Number)
	no.Fields = []fault.Field{{Path: "state", Key: no.Key, Args: no.Args, Clause: most.Clause}}
	return no
}
