package write

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Repoint lets an entry name another entry where it named one: both turned out
// to be the same thing, or not to be. What it was stays readable. Whether that
// may be done is for the caller to ask; an entry that would then be the same as
// another is a Conflict, and nothing was written.
func (s *Service) Repoint(tx entry.Tx, who people.Actor, id, from, to entry.EntryID, note string) (entry.Entry, error) {
	c, err := s.begin(tx, who, entry.Pick{ID: id})
	if err != nil {
		return c.was, err
	}
	for _, f := range c.Book.Fields {
		named := book.Split(c.was.Values[f.ID])
		if f.Type != book.Entries || !slices.Contains(named, string(from)) {
			continue
		}
		var out []string
		for _, one := range named {
			if one == string(from) {
				one = string(to)
			}
			if !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
		c.now.Values[f.ID] = strings.Join(out, ",")
	}
	return s.keep(tx, c, "ledger.repoint", "", note)
}

// Restore brings an entry that was taken back to the state that it had. Whether
// that may be done is for the caller to ask.
func (s *Service) Restore(tx entry.Tx, who people.Actor, id entry.EntryID, note string) (entry.Entry, error) {
	c, err := s.hold(tx, who, id)
	if err != nil {
		return c.was, err
	}
	if c.was.State != book.Withdrawn {
		return c.was, fault.New(fault.Conflict, "ledger.not_withdrawn")
	}
	pasts, err := tx.Pasts(id)
	if err != nil || len(pasts) == 0 {
		return c.was, err
	}
	c.now.State = pasts[len(pasts)-1].State
	return s.keep(tx, c, "ledger.restore", "", note)
}
