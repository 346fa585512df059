package organisation

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/seal"
)

// Registration is a person as entered.
type Registration struct {
	Unit     UnitID // the unit for which the person works; it decides who may enter them
	Name     string
	Phone    string // "" if not known
	IDNumber string // "" if not known
}

// RegisterPerson enters a person. The audit record names no personal value.
func (s *Service) RegisterPerson(ctx context.Context, by Authority, in Registration) (p Person, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		u, err := tx.Unit(in.Unit)
		if err != nil {
			return err
		}
		path, err := tx.Ancestors(u.ID, s.Today())
		if err != nil {
			return err
		}
		if err := by.MayRegister(u.Root, u.ID, path); err != nil {
			return err
		}
		p = Person{ID: ident.New[PersonID](), Root: u.Root, Name: in.Name, Phone: in.Phone, IDNumber: in.IDNumber, Revision: 1}
		if err := p.Check(); err != nil {
			return err
		}
		if err := tx.InsertPerson(&p); err != nil {
			return err
		}
		return s.recordPerson(tx, by, "person.register", p, nil)
	})
	return p, err
}

// Persons lists the persons of a root who are not erased, for who may enter
// persons there. Phones are in clear; a page masks what its reader may not see.
func (s *Service) Persons(ctx context.Context, by Authority, root UnitID) (out []Person, err error) {
	if err := by.MayRegister(root, root, nil); err != nil {
		return nil, err
	}
	err = s.db.View(ctx, func(tx Tx) error {
		all, err := tx.Persons(root)
		out = slices.DeleteFunc(all, func(p Person) bool { return !p.Erased.IsZero() })
		return err
	})
	return out, err
}

// Correction is a person's record as it shall be.
type Correction struct {
	Person                PersonID
	Name, Phone, IDNumber string
	Revision              int64 // as the writer saw it
}

// ChangePerson corrects a person's record.
func (s *Service) ChangePerson(ctx context.Context, by Authority, in Correction) (p Person, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		old, err := s.openPerson(tx, by, in.Person)
		if err != nil {
			return err
		}
		p = old
		p.Name, p.Phone, p.IDNumber = in.Name, in.Phone, in.IDNumber
		if err := p.Check(); err != nil {
			return err
		}
		values := old.against(p)
		if old.Revision != in.Revision {
			return stale(values...)
		}
		if p, err = tx.UpdatePerson(p); err != nil {
			return err
		}
		var changed []string
		for _, v := range values {
			if v.stored != v.sent {
				changed = append(changed, v.path)
			}
		}
		return s.recordPerson(tx, by, "person.change", p, map[string]any{"fields": changed})
	})
	return p, err
}

// ErasePerson destroys the key under which the person's values are sealed. What
// the person did stays, under a name nobody can read any more, and the audit
// record of every act still verifies (P-41).
func (s *Service) ErasePerson(ctx context.Context, by Authority, id PersonID, revision int64) (p Person, err error) {
	err = s.db.Update(ctx, func(tx Tx) error {
		old, err := s.openPerson(tx, by, id)
		if err != nil {
			return err
		}
		if old.Revision != revision {
			return stale()
		}
		if p, err = tx.ErasePerson(id, revision, s.clock()); err != nil {
			return err
		}
		return s.recordPerson(tx, by, "person.erase", p, nil)
	})
	return p, err
}

// openPerson reads a person for a change, which is for who manages the root.
func (s *Service) openPerson(tx Tx, by Authority, id PersonID) (Person, error) {
	p, err := tx.Person(id)
	if err != nil {
		return p, err
	}
	if err := by.MayManage(p.Root, p.Root, nil); err != nil {
		return p, err
	}
	if !p.Erased.IsZero() {
		return p, fault.New(fault.Conflict, "organisation.erased")
	}
	return p, nil
}

func (s *Service) recordPerson(tx Tx, by Authority, name string, p Person, fresh map[string]any) error {
	return tx.Record(s.clock(), by.From(), audit.Act{Name: name, Subject: string(p.ID), Root: string(p.Root), New: fresh})
}

// against compares two states of a person, masked so that the answer to a
// write on an old revision shows no more than a page does.
func (p Person) against(sent Person) []value {
	return []value{
		{"name", p.Name, sent.Name},
		{"phone", seal.Phone(p.Phone), seal.Phone(sent.Phone)},
		{"id_number", seal.IDNumber(p.IDNumber), seal.IDNumber(sent.IDNumber)},
	}
}

var phoneForm = regexp.MustCompile(`^\+?[0-9][0-9-]{4,19}$`)

// Check trims what was entered of a person and refuses what cannot be right.
func (p *Person) Check() error {
	p.Name, p.Phone, p.IDNumber = strings.TrimSpace(p.Name), strings.TrimSpace(p.Phone), strings.ToUpper(strings.TrimSpace(p.IDNumber))
	var bad violations
	bad.checkName("name", p.Name)
	bad.add(p.Phone != "" && !phoneForm.MatchString(p.Phone), "phone", "organisation.phone_form")
	bad.add(p.IDNumber != "" && !validIDNumber(p.IDNumber), "id_number", "organisation.id_number_form")
	return fault.Violations(bad)
}

// validIDNumber checks length, digits and the check character of a resident
// identity number (GB 11643-1999).
func validIDNumber(s string) bool {
	if len(s) != 18 {
		return false
	}
	sum, weight := 0, 1 // weights double from the right, modulo 11
	for i := 16; i >= 0; i-- {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		weight = weight * 2 % 11
		sum += int(s[i]-'0') * weight
	}
	return "10X98765432"[sum%11] == s[17]
}
