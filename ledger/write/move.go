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
// is refused with the clause, all of it at once; what is filled in with the move
// is kept with it, or neither is.
func (s *Service) Move(ctx context.Context, who people.Actor, p entry.Pick, step entry.Step) (e entry.Entry, err error) {
	err = s.db.Update(ctx, func(tx entry.Tx) error {
		e, err = s.move(tx, who, p, step)
		return err
	})
	return e, err
}

// MoveAll is Move for many: all of them or none. It returns how many there were.
// Where some cannot be moved, it is said of each why.
func (s *Service) MoveAll(ctx context.Context, who people.Actor, picks []entry.Pick, move, reason string) (int, error) {
	if len(picks) > MaxMoves {
		return 0, fault.New(fault.TooLarge, "ledger.too_many_picked", MaxMoves)
	}
	err := s.db.Update(ctx, func(tx entry.Tx) error {
		var lost *fault.Error
		for _, p := range picks {
			_, no := s.move(tx, who, p, entry.Step{Move: move, Reason: reason})
			if no == nil {
				continue
			}
			why, err := s.why(tx, who, p.ID, no)
			if err != nil {
				return err
			}
			if lost == nil {
				lost = fault.New(fault.From(no).Kind, "ledger.none_moved")
			}
			lost.Fields = append(lost.Fields, why...)
		}
		if lost != nil {
			return lost
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(picks), nil
}

func (s *Service) move(tx entry.Tx, who people.Actor, p entry.Pick, step entry.Step) (entry.Entry, error) {
	c, err := s.begin(tx, who, p)
	if err != nil {
		return c.was, err
	}
	m, known := c.Book.MoveOf(step.Move)
	if !known {
		return c.was, fault.New(fault.NotFound, "ledger.unknown_move", step.Move)
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
	if err := noted(step.Reason, m.Reason); err != nil {
		return c.was, err
	}
	if err := s.apart(tx, c, m); err != nil {
		return c.was, err
	}
	if err := s.bring(tx, &c, m, step.Typed); err != nil {
		return c.was, err
	}
	if err := s.room(tx, c, m); err != nil {
		return c.was, err
	}
	return s.keep(tx, c, "ledger.move", m.ID, strings.TrimSpace(step.Reason))
}

// bring puts an entry where a move takes it, with what was filled in, and checks
// that it can stand there.
func (s *Service) bring(tx entry.Tx, c *change, m book.Move, typed map[string]string) error {
	in, bad, err := s.read(tx, c.desk, typed)
	if err != nil {
		return err
	}
	bad = append(bad, c.beyond(m, in)...)
	if m.Day != "" && c.was.Values[m.Day] == "" && in.values[m.Day] == "" {
		in.values[m.Day] = c.Today().String()
	}
	c.now.State = m.To
	if bad, err = s.put(tx, c, in, bad); err != nil {
		return err
	}
	lacks, err := c.unlinked(tx, c.now, m.To)
	if err != nil {
		return err
	}
	return fault.Violations(append(bad, lacks...))
}

// beyond refuses what is filled in with a move by somebody who may make it and
// not correct the entry: of that only what the move asks for.
func (c change) beyond(m book.Move, in filled) []fault.Field {
	if c.May(c.Book.Hand(c.was.State), c.at) == nil {
		return nil
	}
	asked := c.Book.Asks(c.whole(c.was, c.old), m.To, func(string) bool { return false })
	var bad []fault.Field
	for _, f := range c.Book.Fields {
		v, typed := in.values[f.ID]
		if f.Type.Personal() {
			v, typed = in.personal[string(f.Type)]
		}
		wanted := f.ID == m.Day || slices.ContainsFunc(asked, func(a book.Field) bool { return a.ID == f.ID })
		if typed && v != c.was.Values[f.ID] && !wanted {
			bad = append(bad, fault.Field{Path: f.ID, Key: "ledger.not_asked"})
		}
	}
	return bad
}

// apart refuses a move by the account that recorded the entry or moved it last,
// where the register wants another's eyes on it (P-29).
func (s *Service) apart(tx entry.Tx, c change, m book.Move) error {
	if !m.Apart || c.Who.Program {
		return nil
	}
	last, err := s.Mover(tx, c.Book, c.was)
	if err == nil && (c.Who.Account == c.was.By || c.Who.Account == last) {
		err = fault.New(fault.Conflict, "ledger.by_another")
	}
	return err
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
