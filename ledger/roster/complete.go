package roster

import (
	"context"
	"slices"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Completeness says how complete a register of reference data is (H-23), computed
// from what the unit imported: nobody is asked for anything.
type Completeness struct {
	Book       book.Book
	Entries    int
	Wanted     int       // values that should be there
	Filled     int       // of them
	Missing    []Missing // the most missing first, those that miss nothing left out
	Lacking    []Lacking // entries that miss something, at most maxLacking
	More       int       // of those that are not named
	Duplicates int       // pairs of entries that may be one household
}

// Missing is how many entries have nothing in a field.
type Missing struct {
	Field book.Field
	N     int
}

// Lacking is an entry with the fields that it lacks.
type Lacking struct {
	Entry  ledger.EntryID
	Unit   organisation.UnitID
	Code   string
	Fields []book.Field
}

// maxLacking is how many incomplete entries are named.
const maxLacking = 200

// Complete measures a register of reference data of a unit and all below it, ""
// for all that the reader may see.
func (s *Service) Complete(ctx context.Context, who people.Actor, id campaign.ID, register string, unit organisation.UnitID) (c Completeness, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		act := people.LedgerRead
		if register == Households {
			act = people.HouseholdRead
		}
		v, err := s.open(tx, who, act, id)
		if err != nil {
			return err
		}
		b, used := book.For(v.Book, register)
		if !used || !b.Reference {
			return fault.New(fault.NotFound, "ledger.unknown_register", register)
		}
		units, err := v.below(unit)
		if err != nil {
			return err
		}
		m := measuring{c: Completeness{Book: b}, wanted: wanted(b), missing: map[string]int{}}
		if err := tx.Listed(v.Root, register, v.reach(act, unit), v.Today().String(), func(e ledger.Entry) error {
			if units[e.Unit] {
				m.add(e)
			}
			return nil
		}); err != nil {
			return err
		}
		c = m.result()
		if b.Personal() {
			v.sees = func(u organisation.UnitID) bool { return units[u] }
			pairs, err := v.duplicates(tx, register)
			c.Duplicates = len(pairs)
			return err
		}
		return nil
	})
	return c, err
}

// wanted are the fields that every entry should hold: those that a list shows or
// that are asked for first.
func wanted(b book.Book) []book.Field {
	return slices.DeleteFunc(slices.Clone(b.Fields), func(f book.Field) bool { return !f.Plain && !f.Listed })
}

type measuring struct {
	c       Completeness
	wanted  []book.Field
	missing map[string]int
}

func (m *measuring) add(e ledger.Entry) {
	var lacks []book.Field
	for _, f := range m.wanted {
		has := e.Values[f.ID] != ""
		switch {
		case f.Type.Personal():
			has = e.Person != ""
		case f.ID == "watched_on" || f.ID == "watch_source":
			has = has || e.Values["watch"] == "" || e.Values["watch"] == "none"
		}
		m.c.Wanted++
		if has {
			m.c.Filled++
			continue
		}
		m.missing[f.ID]++
		lacks = append(lacks, f)
	}
	m.c.Entries++
	switch {
	case len(lacks) == 0:
	case len(m.c.Lacking) == maxLacking:
		m.c.More++
	default:
		m.c.Lacking = append(m.c.Lacking, Lacking{e.ID, e.Unit, e.Values["code"], lacks})
	}
}

func (m *measuring) result() Completeness {
	for _, f := range m.wanted {
		if n := m.missing[f.ID]; n > 0 {
			m.c.Missing = append(m.c.Missing, Missing{f, n})
		}
	}
	slices.SortStableFunc(m.c.Missing, func(a, b Missing) int { return b.N - a.N })
	return m.c
}
