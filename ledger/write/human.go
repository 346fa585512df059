package write

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// enlist returns the person whom a new entry is about: the one who has that
// identity number, else one who is entered now.
func (s *Service) enlist(tx entry.Tx, d desk, in filled) (p organisation.Person, bad []fault.Field, err error) {
	if !d.Book.Personal() || in.personal[string(book.Name)] == "" {
		return p, nil, nil
	}
	fresh := organisation.Person{ID: organisation.NewPersonID(), Root: d.Root, Revision: 1}
	fresh, bad = in.onto(fresh)
	if len(bad) > 0 {
		return fresh, bad, nil
	}
	if fresh.IDNumber != "" {
		if p, err = tx.PersonIdentified(d.Root, fresh.IDNumber); err != nil {
			return p, nil, err
		}
	}
	switch {
	case p.ID == "":
		return fresh, nil, tx.InsertPerson(&fresh)
	case p.Name != fresh.Name:
		return p, []fault.Field{{Path: d.personal(book.Identity), Key: "ledger.other_name"}}, nil
	case p.Phone == "" && fresh.Phone != "":
		p.Phone = fresh.Phone
		p, err = tx.UpdatePerson(p)
	}
	return p, nil, err
}

// amend corrects the person whom an entry is about; one whom it now is about for
// the first time is entered.
func (s *Service) amend(tx entry.Tx, d desk, e *entry.Entry, in filled) (p organisation.Person, bad []fault.Field, err error) {
	if e.Person == "" {
		p, bad, err = s.enlist(tx, d, in)
		e.Person = p.ID
		return p, bad, err
	}
	known, err := tx.PersonsNamed([]organisation.PersonID{e.Person})
	if err != nil {
		return p, nil, err
	}
	p = known[e.Person]
	if len(in.personal) == 0 {
		return p, nil, nil
	}
	if !p.Erased.IsZero() {
		return p, nil, fault.New(fault.Conflict, "organisation.erased")
	}
	was := p
	if p, bad = in.onto(p); len(bad) > 0 || p == was {
		return p, bad, nil
	}
	if p.IDNumber != "" && p.IDNumber != was.IDNumber {
		other, err := tx.PersonIdentified(d.Root, p.IDNumber)
		if err != nil {
			return p, nil, err
		}
		if other.ID != "" && other.ID != p.ID {
			return p, []fault.Field{{Path: d.personal(book.Identity), Key: "ledger.other_person"}}, nil
		}
	}
	p, err = tx.UpdatePerson(p)
	return p, nil, err
}

// onto puts what was typed onto a person and says what cannot be right.
func (in filled) onto(p organisation.Person) (organisation.Person, []fault.Field) {
	for kind, v := range in.personal {
		switch kind {
		case string(book.Name):
			p.Name = v
		case string(book.Phone):
			p.Phone = v
		case string(book.Identity):
			p.IDNumber = v
		}
	}
	err := p.Check()
	if err == nil {
		return p, nil
	}
	bad := fault.From(err).Fields
	for i, f := range bad {
		if f.Path == "id_number" {
			bad[i].Path = string(book.Identity)
		}
	}
	return p, bad
}

// personal is the field that holds a personal value of the type, "" for none.
func (d desk) personal(t book.Type) string {
	for _, f := range d.Book.Fields {
		if f.Type == t {
			return f.ID
		}
	}
	return ""
}
