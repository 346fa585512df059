package write

import (
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// why says of one entry among many why it was not moved, by the name that the
// actor knows it by. What stands in the way of all of them is given back.
func (s *Service) why(tx entry.Tx, who people.Actor, id entry.EntryID, no error) ([]fault.Field, error) {
	f := fault.From(no)
	for _, bad := range f.Fields {
		if bad.Path == "reason" || bad.Path == "state" {
			return nil, no
		}
	}
	if !fault.Is(no, fault.Stale) && !fault.Is(no, fault.Conflict) && !fault.Is(no, fault.Invalid) {
		return nil, no
	}
	d, e, _, err := s.open(tx, who, id)
	if err != nil {
		return nil, err
	}
	name, err := d.called(tx, e)
	if err != nil {
		return nil, err
	}
	if fault.Is(no, fault.Stale) {
		return []fault.Field{{Path: string(id), Key: "ledger.row_changed", Args: []any{name}}}, nil
	}
	if len(f.Fields) == 0 {
		return []fault.Field{{Path: string(id), Key: "ledger.row_refused", Args: []any{name, book.Word(f.Key)}}}, nil
	}
	var out []fault.Field
	for _, bad := range f.Fields {
		out = append(out, fault.Field{Path: string(id), Key: "ledger.row_lacks", Args: []any{name, d.Book.Part(bad.Path)}, Clause: bad.Clause})
	}
	return out, nil
}

// called is what an entry is called before its reader: its title, and of one
// about a human the name, masked where it is of one in need.
func (d desk) called(tx entry.Tx, e entry.Entry) (string, error) {
	if e.Person == "" {
		return e.Title, nil
	}
	known, err := tx.PersonsNamed([]organisation.PersonID{e.Person})
	if err != nil {
		return "", err
	}
	name := known[e.Person].Name
	if d.Book.Private() {
		name = known[e.Person].MaskedName()
	}
	if e.Title != "" {
		name = e.Title + " " + name
	}
	return name, nil
}
