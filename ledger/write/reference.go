package write

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// references checks what values name: units of the federation, and entries of
// the registers that the field allows, which the writer may read, or every unit
// knows, and which are not withdrawn. An entry that is not to be seen is not there. What was named
// before stays.
func (s *Service) references(tx entry.Tx, d desk, values, before map[string]string) ([]fault.Field, error) {
	var bad []fault.Field
	for _, f := range d.Book.Fields {
		fresh := slices.DeleteFunc(book.Split(values[f.ID]), func(id string) bool { return slices.Contains(book.Split(before[f.ID]), id) })
		if len(fresh) == 0 {
			continue
		}
		var wrong bool
		var err error
		switch f.Type {
		case book.Unit:
			wrong, err = strange(tx, d, fresh)
		case book.Entries:
			wrong, err = s.unseen(tx, d, f, fresh)
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		if wrong {
			key := "ledger.unknown_entry"
			if f.Type == book.Unit {
				key = "ledger.unknown_unit"
			}
			bad = append(bad, fault.Field{Path: f.ID, Key: key})
		}
	}
	return bad, nil
}

// strange reports whether some unit is none of the federation.
func strange(tx entry.Tx, d desk, named []string) (bool, error) {
	for _, id := range named {
		u, err := tx.Unit(organisation.UnitID(id))
		if fault.Is(err, fault.NotFound) || err == nil && u.Root != d.Root {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// unseen reports whether some entry is not there for the writer, or is none that
// the field may name.
func (s *Service) unseen(tx entry.Tx, d desk, f book.Field, named []string) (bool, error) {
	want := make([]entry.EntryID, len(named))
	for i, id := range named {
		want[i] = entry.EntryID(id)
	}
	found, err := tx.EntriesNamed(want)
	if err != nil || len(found) < len(want) {
		return err == nil, err
	}
	for _, e := range found {
		if e.Root != d.Root || e.Campaign != "" && e.Campaign != d.ID || !slices.Contains(f.To, e.Register) || e.State == book.Withdrawn {
			return true, nil
		}
		if sees, err := s.Knows(tx, d.Desk, e); err != nil || !sees {
			return true, err
		}
	}
	return false, nil
}
