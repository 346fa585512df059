package write

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// What a person is given by another entry, and what was given is taken from, as
// the history of the entry names it.
const (
	actGiven = "given"
	actTaken = "taken"
)

// Supplement gives the person of an entry the phone and the identity number that
// the one of another entry has and this one lacks: both turned out to be one
// person. They are sealed under this person's own key, and by the number this one
// is found from now on. It returns what was given. Whether that may be done is
// for the caller to ask.
func (s *Service) Supplement(tx entry.Tx, who people.Actor, id, from entry.EntryID, note string) (given []book.Type, err error) {
	c, other, err := s.twins(tx, who, id, from)
	if err != nil || !c.human.Erased.IsZero() {
		return nil, err
	}
	if c.human.Phone == "" && other.Phone != "" {
		c.human.Phone, given = other.Phone, append(given, book.Phone)
	}
	if c.human.IDNumber == "" && other.IDNumber != "" {
		c.human.IDNumber, given = other.IDNumber, append(given, book.Identity)
		if err := tx.HideIdentity(other.ID); err != nil {
			return nil, err
		}
	}
	if len(given) == 0 {
		return nil, nil
	}
	if c.human, err = tx.UpdatePerson(c.human); err != nil {
		return nil, err
	}
	_, err = s.keep(tx, c, "ledger.supplement", actGiven, note)
	return given, err
}

// Unsupplement takes a Supplement back: what was given goes, unless it was
// changed since, and the other person is found by the own number again.
func (s *Service) Unsupplement(tx entry.Tx, who people.Actor, id, from entry.EntryID, given []book.Type, note string) error {
	if len(given) == 0 {
		return nil
	}
	c, other, err := s.twins(tx, who, id, from)
	if err != nil {
		return err
	}
	if slices.Contains(given, book.Phone) && c.human.Phone == other.Phone {
		c.human.Phone = ""
	}
	if slices.Contains(given, book.Identity) && c.human.IDNumber == other.IDNumber {
		c.human.IDNumber = ""
	}
	if c.human.Erased.IsZero() && c.human != c.old {
		if c.human, err = tx.UpdatePerson(c.human); err != nil {
			return err
		}
		if _, err := s.keep(tx, c, "ledger.unsupplement", actTaken, note); err != nil {
			return err
		}
	}
	if other.ID == "" || !other.Erased.IsZero() {
		return nil
	}
	_, err = tx.UpdatePerson(other)
	return err
}

// twins opens an entry for a change, with the person of another one; the same
// person, or none, is the zero one.
func (s *Service) twins(tx entry.Tx, who people.Actor, id, from entry.EntryID) (c change, other organisation.Person, err error) {
	if c, err = s.begin(tx, who, entry.Pick{ID: id}); err != nil {
		return c, other, err
	}
	e, err := tx.Entry(from)
	if err != nil || e.Person == "" || c.was.Person == "" || e.Person == c.was.Person {
		return c, other, err
	}
	known, err := tx.PersonsNamed([]organisation.PersonID{e.Person})
	return c, known[e.Person], err
}
