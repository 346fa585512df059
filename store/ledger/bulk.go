package ledger

import (
	"cmp"
	"maps"
	"slices"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/person"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// EntriesLike returns the entries of the register of an entry that are what one
// of the texts says and not withdrawn. It asks for the texts alone: of a register
// that was just filled an engine knows no numbers yet, and went through all of it.
func (q Ledgers) EntriesLike(of ledger.Entry, same []string) ([]ledger.Entry, error) {
	var out []ledger.Entry
	err := person.InParts(same, func(list string, args []any) error {
		var w sqltx.Where
		w.And("same_as IN ("+list+")", args...)
		w.And("same_as <> '' AND state <> 'withdrawn'")
		found, err := sqltx.All(q.Tx, Rows.Refs, Rows.Select(w.String()), w.Args...)
		out = append(out, found...)
		return err
	})
	return inRegister(of, out), err
}

// inRegister leaves the entries that stand in the register of an entry.
func inRegister(of ledger.Entry, all []ledger.Entry) []ledger.Entry {
	return slices.DeleteFunc(all, func(e ledger.Entry) bool {
		return e.Root != of.Root || e.Campaign != of.Campaign || e.Register != of.Register
	})
}

// EntriesOfPersons returns the entries of the register of an entry about persons
// who are called so, and not withdrawn.
func (q Ledgers) EntriesOfPersons(of ledger.Entry, names []string) ([]ledger.Entry, error) {
	marks := make([]string, len(names))
	for i, n := range names {
		marks[i] = person.NameMark(q.Secrets, n)
	}
	called, err := person.Marked(q.Tx, "name_mark", marks)
	if err != nil {
		return nil, err
	}
	all, err := q.AboutPersons(slices.Sorted(maps.Keys(called)))
	return inRegister(of, all), err
}

// AboutPersons returns the entries about some persons that were not withdrawn, the
// oldest first. They are put in order here: asked to, PostgreSQL went through all
// entries by their ids.
func (q Ledgers) AboutPersons(ids []string) ([]ledger.Entry, error) {
	var out []ledger.Entry
	err := person.InParts(ids, func(list string, args []any) error {
		var w sqltx.Where
		w.And("person_id IN ("+list+")", args...)
		w.And("person_id <> '' AND state <> 'withdrawn'")
		found, err := sqltx.All(q.Tx, Rows.Refs, Rows.Select(w.String()), w.Args...)
		out = append(out, found...)
		return err
	})
	slices.SortFunc(out, func(a, b ledger.Entry) int { return cmp.Compare(a.ID, b.ID) })
	return out, err
}

// Weigh lets the engine count anew what the ledger holds: after many rows it would
// read lists by the numbers of before, until it counts by itself a minute later.
// SQLite reads them by no numbers.
func (q Ledgers) Weigh() error {
	if !q.Several {
		return nil
	}
	_, err := q.Exec("ANALYZE entry (root_id, campaign_id, register, unit_id, on_day, state, same_as, person_id, doc), entry_mark, entry_amount, entry_gram")
	return err
}

// InsertEntries stores new entries with their marks, many to a statement.
func (q Ledgers) InsertEntries(entries []ledger.Entry, marks []ledger.Marks) error {
	if err := same(sqltx.InsertAll(q.Tx, Rows, entries)); err != nil {
		return err
	}
	ids, grams := make([]ledger.EntryID, len(entries)), make([][]int64, len(entries))
	for i := range entries {
		ids[i], grams[i] = entries[i].ID, q.Grams(marks[i])
	}
	return q.InsertMarks(ids, marks, grams)
}
