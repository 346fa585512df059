package reading

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/column"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
)

// targets are the entries that the cells of a column name, by title, code or
// the name of a person.
type targets struct {
	field book.Field
	known map[string][]handed.Named // by squeezed text; nil: none
	whole bool                      // all there are by title are known
	near  *column.Words
}

// mostKnown is how many texts a column remembers.
const mostKnown = 50_000

// resolve finds the entries that some rows name and reads their cells.
func (k *rows) resolve(tx handed.Tx, some Rows) error {
	if err := k.hold(tx, some); err != nil {
		return err
	}
	for i, t := range k.targets {
		if t == nil {
			continue
		}
		if err := k.look(tx, t, i, some); err != nil {
			return err
		}
		for _, r := range some {
			if text, ok := r.texts[i]; ok {
				k.name(t, i, r, text)
			}
		}
	}
	return nil
}

// named splits what a cell of a column names.
func (t *targets) named(text string) []string {
	if len(t.known[column.Squeezed(text)]) > 0 || !t.field.Several {
		return []string{text}
	}
	return book.Parts(text)
}

// load reads what there is to be named, where that is not too much: then a title
// is also found that is spaced otherwise, or by its last word.
func (k *rows) load(tx handed.Tx, t *targets) error {
	if t.known != nil && (t.whole || len(t.known) < mostKnown) {
		return nil
	}
	t.known = map[string][]handed.Named{}
	if t.near != nil {
		return nil
	}
	all, err := tx.EntryTitles(k.like(), t.field.To, mostTitles+1)
	if err != nil {
		return err
	}
	var seen []string
	last := map[string][]handed.Named{}
	for _, n := range all {
		if !k.bulk.Sees(n.Register, n.Unit) {
			continue // to who may not see it, it is not there
		}
		seen = append(seen, n.Texts...)
		if words := strings.Fields(n.Texts[0]); len(words) > 1 {
			last[column.Squeezed(words[len(words)-1])] = append(last[column.Squeezed(words[len(words)-1])], n)
		}
		t.add(n)
	}
	t.near, t.whole = column.NewWords(seen), len(all) <= mostTitles
	for text, list := range last {
		if t.whole && len(t.known[text]) == 0 {
			t.known[text] = list
		}
	}
	return nil
}

// add notes what an entry is called.
func (t *targets) add(n handed.Named) {
	for _, text := range n.Texts {
		at := column.Squeezed(text)
		if at != "" && !slices.ContainsFunc(t.known[at], func(o handed.Named) bool { return o.ID == n.ID }) {
			t.known[at] = append(t.known[at], n)
		}
	}
}

// look asks for the texts that are not known yet.
func (k *rows) look(tx handed.Tx, t *targets, i int, some Rows) error {
	if err := k.load(tx, t); err != nil {
		return err
	}
	ask := map[string]bool{}
	for _, r := range some {
		if text, ok := r.texts[i]; ok {
			for _, p := range append(book.Parts(text), text) {
				if _, known := t.known[column.Squeezed(p)]; !known {
					ask[p] = true
				}
			}
		}
	}
	if len(ask) == 0 {
		return nil
	}
	texts := slices.Sorted(maps.Keys(ask))
	found, err := tx.EntriesEntitled(k.like(), t.field.To, texts)
	if err != nil {
		return err
	}
	for _, text := range texts {
		t.known[column.Squeezed(text)] = nil
	}
	for _, n := range found {
		if k.bulk.Sees(n.Register, n.Unit) {
			t.add(n)
		}
	}
	return nil
}

// like is an entry of the federation and campaign.
func (k *rows) like() ledger.Entry {
	r := k.bulk.Running()
	return ledger.Entry{Root: r.Root, Campaign: r.ID}
}

// name reads a cell that names entries. Of several with the same title that of
// the row's own unit is meant.
func (k *rows) name(t *targets, i int, r *row, text string) {
	var ids []string
	for _, p := range t.named(text) {
		may := t.known[column.Squeezed(p)]
		if own := slices.DeleteFunc(slices.Clone(may), func(n handed.Named) bool { return n.Unit != r.in.Unit }); len(may) > 1 && len(own) > 0 {
			may = own
		}
		switch len(may) {
		case 1:
			ids = append(ids, string(may[0].ID))
			continue
		case 0:
			k.blame(r, i, fault.Field{Key: "intake.unknown_entry", Args: []any{p}}, t.near.Nearest(p))
		default:
			k.blame(r, i, fault.Field{Key: "intake.several_entries", Args: []any{p, len(may)}}, "")
		}
		return
	}
	canonical, bad := k.book.Typed(t.field, strings.Join(ids, ","))
	if bad != nil {
		k.blame(r, i, *bad, "")
	} else if canonical != "" {
		r.in.Values[t.field.ID] = canonical
	}
}

// mostTitles is among how many titles the nearest is looked for.
const mostTitles = 5000
