package reading

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// hold leaves out what rows say of other entries as the program shows it of the
// entry that they are about by its number: masked, and of namesakes not which.
func (k *rows) hold(tx handed.Tx, some Rows) error {
	var ids []ledger.EntryID
	for _, r := range some {
		if r.in.Entry != "" && len(r.texts) > 0 {
			ids = append(ids, r.in.Entry)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := tx.EntriesNamed(ids)
	if err != nil {
		return err
	}
	names := map[ledger.EntryID]map[string][]ledger.EntryID{} // by the entry that names them, by field
	var all []ledger.EntryID
	of := k.like()
	for _, e := range found {
		if e.Root != of.Root || e.Register != k.book.ID || !k.may(e.Unit) {
			continue
		}
		names[e.ID] = map[string][]ledger.EntryID{}
		for _, f := range k.book.Fields {
			if f.Type != book.Entries {
				continue
			}
			for _, id := range book.Split(e.Values[f.ID]) {
				names[e.ID][f.ID] = append(names[e.ID][f.ID], ledger.EntryID(id))
				all = append(all, ledger.EntryID(id))
			}
		}
	}
	said, err := called(tx, all)
	if err != nil {
		return err
	}
	for _, r := range some {
		for i, text := range r.texts {
			if repeats(text, names[r.in.Entry][k.fields[i].ID], said) {
				delete(r.texts, i)
			}
		}
	}
	return nil
}

// repeats reports whether a cell says what an entry names already, in its order.
func repeats(text string, ids []ledger.EntryID, said map[ledger.EntryID][]string) bool {
	left := column.Squeezed(text)
	for _, id := range ids {
		long := -1 // of two names of one beginning the longer one is meant
		for _, name := range said[id] {
			name = column.Squeezed(name)
			if rest, ok := strings.CutPrefix(left, name); ok && len(name) > long && (rest == "" || strings.IndexAny(rest, between) == 0) {
				long = len(name)
			}
		}
		if long <= 0 {
			return false
		}
		left = strings.TrimLeft(left[long:], between)
	}
	return left == "" && len(ids) > 0
}

// between is what stands between the names in a cell.
const between = "、,，"

// called lists what entries are shown as: by title, by the name of the person
// they are about, or both, masked where they are of persons in need.
func called(tx handed.Tx, ids []ledger.EntryID) (map[ledger.EntryID][]string, error) {
	out := map[ledger.EntryID][]string{}
	if len(ids) == 0 {
		return out, nil
	}
	slices.Sort(ids)
	named, err := tx.EntriesNamed(slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	var whom []organisation.PersonID
	for _, e := range named {
		if e.Person != "" {
			whom = append(whom, e.Person)
		}
	}
	humans, err := tx.PersonsNamed(whom)
	for _, e := range named {
		p := humans[e.Person]
		out[e.ID] = []string{e.Title, p.Name, e.Title + p.Name, e.Title + p.MaskedName()}
	}
	return out, err
}
