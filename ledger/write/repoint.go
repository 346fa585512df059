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
	return s.repoint(tx, who, id, from, to, note, func(string) bool { return false })
}

// What stands among the moves of an entry's past for what a merger, or taking it
// back, did to it.
const (
	actRepointed = "repointed"
	actRestored  = "restored"
)

// Part takes a Repoint back: the entry names the other one again, and in a field
// where it had named both it names both.
func (s *Service) Part(tx entry.Tx, who people.Actor, id, from, to entry.EntryID, note string) (entry.Entry, error) {
	pasts, err := tx.Pasts(id)
	if err != nil {
		return entry.Entry{}, err
	}
	slices.Reverse(pasts)
	return s.repoint(tx, who, id, from, to, note, func(field string) bool {
		named := func(p entry.Past, one entry.EntryID) bool {
			return slices.Contains(book.Split(p.Values[field]), string(one))
		}
		i := slices.IndexFunc(pasts, func(p entry.Past) bool { return named(p, to) })
		return i >= 0 && named(pasts[i], from)
	})
}

// repoint puts one entry in the place of another, or beside it in a field of
// which beside says so.
func (s *Service) repoint(tx entry.Tx, who people.Actor, id, from, to entry.EntryID, note string, beside func(field string) bool) (entry.Entry, error) {
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
			put := []string{one}
			if one == string(from) {
				if put = []string{string(to)}; beside(f.ID) {
					put = []string{string(from), string(to)}
				}
			}
			for _, p := range put {
				if !slices.Contains(out, p) {
					out = append(out, p)
				}
			}
		}
		c.now.Values[f.ID] = strings.Join(out, ",")
	}
	return s.keep(tx, c, "ledger.repoint", actRepointed, note)
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
	return s.keep(tx, c, "ledger.restore", actRestored, note)
}
