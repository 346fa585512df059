package roster

import (
	"context"
	"slices"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Alike is an entry whose person has a name or an identity number that another
// one has, too: told by keyed marks, nothing is opened.
type Alike struct {
	Entry    ledger.EntryID
	Person   organisation.PersonID
	Unit     organisation.UnitID
	Name     string // the mark of the name
	Identity string // the mark of the identity number, "" for none
}

// Verdict is what was decided on two entries.
type Verdict string

// The verdicts.
const (
	Merged Verdict = "merged" // they are one person: what named the other names Kept since
	Apart  Verdict = "apart"  // they are two persons of one name
	Undone Verdict = "undone" // a merger that was taken back
)

// Pair is what was decided on two entries; A is the smaller id.
type Pair struct {
	A, B      ledger.EntryID
	Root      organisation.UnitID
	Verdict   Verdict
	Kept      ledger.EntryID   // of those that were merged
	Moved     []ledger.EntryID // entries that name Kept since
	Withdrawn []ledger.EntryID // those that said the same of both, taken back
	Given     []book.Type      // what the person of Kept lacked and has from the other since: phone, identity
	Left      int64            // entries that still name the other, in campaigns that are closed
	Note      string
	At        time.Time
	By        people.AccountID
	Revision  int64
}

// Gone is the entry of a merged pair that was taken back.
func (p Pair) Gone() ledger.EntryID {
	if p.Kept == p.A {
		return p.B
	}
	return p.A
}

// Duplicate is two entries that may be one person.
type Duplicate struct {
	A, B     ledger.EntryID
	Identity bool // they have the same identity number; else a name, in units near each other
}

// maxDuplicates is how many a list holds.
const maxDuplicates = 500

// Duplicates lists entries of honourees that may be one person, in the units
// that the reader may see, but those that were decided on. Those with one
// identity number come first.
func (s *Service) Duplicates(ctx context.Context, who people.Actor, id campaign.ID) (out []Duplicate, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		v, err := s.open(tx, who, people.LedgerRead, id)
		if err != nil {
			return err
		}
		out, err = v.duplicates(tx, Honourees)
		return err
	})
	return out, err
}

func (v view) duplicates(tx Tx, register string) ([]Duplicate, error) {
	all, err := tx.Alike(v.Root, register)
	if err != nil {
		return nil, err
	}
	decided, err := tx.Pairs(v.Root)
	if err != nil {
		return nil, err
	}
	done := map[[2]ledger.EntryID]bool{}
	for _, p := range decided {
		done[[2]ledger.EntryID{p.A, p.B}] = p.Verdict != Undone
	}
	all = slices.DeleteFunc(all, func(a Alike) bool { return !v.sees(a.Unit) })
	var sure, maybe []Duplicate
	for _, group := range grouped(all) {
		for i, a := range group {
			for _, b := range group[i+1:] {
				same, identity := v.same(a, b)
				pair := ordered(a.Entry, b.Entry)
				if !same || done[pair] {
					continue
				}
				done[pair] = true
				if identity {
					sure = append(sure, Duplicate{pair[0], pair[1], true})
				} else {
					maybe = append(maybe, Duplicate{pair[0], pair[1], false})
				}
			}
		}
	}
	out := append(sure, maybe...)
	return out[:min(len(out), maxDuplicates)], nil
}

// grouped puts entries of one name, and those of one identity number, together.
func grouped(all []Alike) [][]Alike {
	names, identities := map[string][]Alike{}, map[string][]Alike{}
	var order []string
	for _, a := range all {
		if len(names[a.Name]) == 0 {
			order = append(order, a.Name)
		}
		names[a.Name] = append(names[a.Name], a)
		if a.Identity != "" {
			identities[a.Identity] = append(identities[a.Identity], a)
		}
	}
	var out [][]Alike
	for _, a := range all {
		if group := identities[a.Identity]; a.Identity != "" && len(group) > 1 {
			out = append(out, group)
			delete(identities, a.Identity)
		}
	}
	for _, name := range order {
		out = append(out, names[name])
	}
	return out
}

// same reports whether two entries may be one person, and whether their identity
// number says so. Two numbers are two persons.
func (v view) same(a, b Alike) (same, identity bool) {
	switch {
	case a.Identity != "" && b.Identity != "":
		return a.Identity == b.Identity, a.Identity == b.Identity
	case a.Person == b.Person:
		return true, true
	}
	return a.Name == b.Name && v.near(a.Unit, b.Unit), false
}

// near reports whether two units are one, one stands above the other, or both
// stand directly below one that is not the federation itself.
func (v view) near(a, b organisation.UnitID) bool {
	if a == b || slices.Contains(v.tree.Ancestors(a), b) || slices.Contains(v.tree.Ancestors(b), a) {
		return true
	}
	x, _ := v.tree.Unit(a)
	y, _ := v.tree.Unit(b)
	for _, up := range []organisation.UnitID{x.County, x.Industry} {
		if up != "" && up != v.Root && (up == y.County || up == y.Industry) {
			return true
		}
	}
	return false
}

// ordered puts two ids in their order.
func ordered(a, b ledger.EntryID) [2]ledger.EntryID {
	if b < a {
		a, b = b, a
	}
	return [2]ledger.EntryID{a, b}
}

// Pairs lists what was decided on entries that the reader may see, the last
// first.
func (s *Service) Pairs(ctx context.Context, who people.Actor, id campaign.ID) (out []Pair, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		v, err := s.open(tx, who, people.LedgerRead, id)
		if err != nil {
			return err
		}
		all, err := tx.Pairs(v.Root)
		if err != nil {
			return err
		}
		ids := make([]ledger.EntryID, len(all))
		for i, p := range all {
			ids[i] = p.A
		}
		sees, err := v.seen(tx, ids)
		out = slices.DeleteFunc(all, func(p Pair) bool { return !sees[p.A] })
		return err
	})
	return out, err
}

// seen says which entries lie in units that the reader may see.
func (v view) seen(tx Tx, ids []ledger.EntryID) (map[ledger.EntryID]bool, error) {
	found, err := tx.EntriesNamed(ids)
	out := map[ledger.EntryID]bool{}
	for _, e := range found {
		out[e.ID] = e.Root == v.Root && v.sees(e.Unit)
	}
	return out, err
}

// Decided returns what was decided on two entries that the reader may see;
// Verdict "" for nothing.
func (s *Service) Decided(ctx context.Context, who people.Actor, id campaign.ID, a, b ledger.EntryID) (p Pair, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		v, err := s.open(tx, who, people.LedgerRead, id)
		if err != nil {
			return err
		}
		sees, err := v.seen(tx, []ledger.EntryID{a, b})
		if err != nil {
			return err
		}
		if !sees[a] || !sees[b] {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		ids := ordered(a, b)
		p, err = tx.Pair(ids[0], ids[1])
		return err
	})
	return p, err
}
