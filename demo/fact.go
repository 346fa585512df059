package demo

import (
	"context"
	"fmt"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Hand is who writes into the ledger.
type Hand int

// The hands.
const (
	ByLiaison Hand = iota // of the unit; of a grass-roots unit its own account
	ByCounty              // the liaison of the county above a grass-roots unit
	ByOffice
)

// Fact is an entry that is written into the ledger. A value «@name» points at
// the fact of that name, several are joined by commas.
type Fact struct {
	Name     string // by which others point at it, "" for nobody
	Register string
	Unit     *Unit // whose it is
	By       Hand
	Values   map[string]string // as typed; what is empty is left out
}

// noted is a fact in the ledger.
type noted struct {
	id       ledger.EntryID
	revision int64
	unit     *Unit
}

// deed is one thing done in the ledger.
type deed func(context.Context, *ledger.Service) error

// Note puts a fact on the agenda: it is written on the morning of a day. One
// that points at what was not written has lost that value; where it has none
// left that tells it from nothing, the story is wrong.
func (s *Story) Note(day calendar.Date, f Fact) {
	s.jot(day, func(ctx context.Context, l *ledger.Service) error {
		e, err := l.Record(ctx, s.hand(f.By, f.Unit), ledger.New{Campaign: s.Campaign, Register: f.Register, Unit: f.Unit.id, Typed: s.typed(f.Values)})
		if err != nil {
			return fmt.Errorf("%s %s %v: %w", f.Register, f.Name, f.Values, err)
		}
		if f.Name != "" {
			s.facts[f.Name] = noted{e.ID, e.Revision, f.Unit}
		}
		return nil
	})
}

// Move puts a move of a fact on the agenda of a day.
func (s *Story) Move(day calendar.Date, name, move, reason string, by Hand) {
	s.Settle(day, name, move, reason, nil, by)
}

// Settle is Move with values that are filled in on the way.
func (s *Story) Settle(day calendar.Date, name, move, reason string, values map[string]string, by Hand) {
	s.jot(day, func(ctx context.Context, l *ledger.Service) error {
		n, ok := s.facts[name]
		if !ok {
			return fmt.Errorf("nobody noted %s", name)
		}
		e, err := l.Move(ctx, s.hand(by, n.unit), ledger.Pick{ID: n.id, Revision: n.revision}, ledger.Step{Move: move, Reason: reason, Typed: s.typed(values)})
		if err != nil {
			return fmt.Errorf("%s %s: %w", move, name, err)
		}
		n.revision = e.Revision
		s.facts[name] = n
		return nil
	})
}

// Correct puts a correction of a fact on the agenda of a day.
func (s *Story) Correct(day calendar.Date, name string, values map[string]string, why string, by Hand) {
	s.jot(day, func(ctx context.Context, l *ledger.Service) error {
		n, ok := s.facts[name]
		if !ok {
			return fmt.Errorf("nobody noted %s", name)
		}
		e, err := l.Correct(ctx, s.hand(by, n.unit), n.id, n.revision, s.typed(values), why)
		if err != nil {
			return fmt.Errorf("correct %s: %w", name, err)
		}
		n.revision = e.Revision
		s.facts[name] = n
		return nil
	})
}

// Prove puts it on the agenda of a day that a file is attached to a fact.
func (s *Story) Prove(day calendar.Date, name, file string) {
	s.Add(day, 8*60+55, func(ctx context.Context) error {
		n := s.facts[name]
		_, err := s.Ledger.Attach(ctx, s.hand(ByLiaison, n.unit), n.id, file, strings.NewReader(string(sheet(name))))
		return err
	})
}

// jot adds a deed to those of a day, which are done together, early.
func (s *Story) jot(day calendar.Date, d deed) {
	list, begun := s.deeds[day]
	s.deeds[day] = append(list, d)
	if begun {
		return
	}
	s.Add(day, 8*60+50, func(ctx context.Context) error {
		all := s.deeds[day]
		delete(s.deeds, day)
		return s.Together(ctx, func(l *ledger.Service) error {
			for _, d := range all {
				if err := d(ctx, l); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// typed replaces what points at facts.
func (s *Story) typed(values map[string]string) map[string]string {
	out := make(map[string]string, len(values))
	for field, text := range values {
		if strings.HasPrefix(text, "@") {
			var ids []string
			for _, name := range strings.Split(text, ",") {
				if n, ok := s.facts[strings.TrimPrefix(name, "@")]; ok {
					ids = append(ids, string(n.id))
				}
			}
			text = strings.Join(ids, ",")
		}
		if text != "" {
			out[field] = text
		}
	}
	return out
}

// hand returns the account of a hand.
func (s *Story) hand(h Hand, u *Unit) people.Actor {
	switch {
	case h == ByOffice:
		return s.Offices[s.Clerk]
	case h == ByCounty:
		return s.unit(u.County).liaison
	}
	return u.liaison
}

// unit returns a unit of the cast by its code.
func (s *Story) unit(code string) *Unit {
	for _, u := range s.Script.Units {
		if u.Code == code {
			return u
		}
	}
	return s.Federation
}

// Invent draws a name that nobody bears yet, and a telephone number.
func (s *Story) Invent(d Die) (name, phone string) { return s.names.Name(d), s.names.phone() }
