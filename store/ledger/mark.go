package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// markRow, amountRow and gramRow are the derived rows of an entry.
type (
	markRow struct {
		Entry ledger.EntryID
		ledger.Mark
	}
	amountRow struct {
		Entry ledger.EntryID
		ledger.Amount
	}
	gramRow struct{ Gram, Doc int64 }
)

var markRows = sqltx.Table[markRow]{
	Name: "entry_mark", Columns: "entry_id, field, value", Keys: 3,
	Refs: func(m *markRow) []any { return []any{&m.Entry, &m.Field, &m.Value} },
}

var amountRows = sqltx.Table[amountRow]{
	Name: "entry_amount", Columns: "entry_id, field, value", Keys: 2,
	Refs: func(a *amountRow) []any { return []any{&a.Entry, &a.Field, &a.Value} },
}

var gramRows = sqltx.Table[gramRow]{
	Name: "entry_gram", Columns: "gram, doc", Keys: 2,
	Refs: func(g *gramRow) []any { return []any{&g.Gram, &g.Doc} },
}

// mark stores what the marks of an entry have become: only what differs is
// written.
func (q Ledgers) mark(id ledger.EntryID, was, is ledger.Marks) error {
	if gone := without(was.Named, is.Named); len(gone) > 0 {
		for _, m := range gone {
			if _, err := q.Exec("DELETE FROM entry_mark WHERE entry_id = $1 AND field = $2 AND value = $3", string(id), m.Field, m.Value); err != nil {
				return err
			}
		}
	}
	for _, a := range without(was.Amounts, is.Amounts) {
		if _, err := q.Exec("DELETE FROM entry_amount WHERE entry_id = $1 AND field = $2", string(id), a.Field); err != nil {
			return err
		}
	}
	old, now := q.Grams(was), q.Grams(is)
	for _, g := range slices.Concat(without(old, now), without(now, old)) { // a person's new name may stand there already
		if _, err := q.Exec("DELETE FROM entry_gram WHERE gram = $1 AND doc = $2", g, docOf(id)); err != nil {
			return err
		}
	}
	return q.InsertMarks([]ledger.EntryID{id}, []ledger.Marks{{Named: without(is.Named, was.Named), Amounts: without(is.Amounts, was.Amounts)}}, [][]int64{without(now, old)})
}

// without returns what stands in a and not in b.
func without[T comparable](a, b []T) []T {
	return slices.DeleteFunc(slices.Clone(a), func(x T) bool { return slices.Contains(b, x) })
}

// InsertMarks stores the marks and grams of many new entries.
func (q Ledgers) InsertMarks(ids []ledger.EntryID, marks []ledger.Marks, grams [][]int64) error {
	var named []markRow
	var amounts []amountRow
	var pairs []gramRow
	for i, id := range ids {
		for _, m := range marks[i].Named {
			named = append(named, markRow{id, m})
		}
		for _, a := range marks[i].Amounts {
			amounts = append(amounts, amountRow{id, a})
		}
		for _, g := range grams[i] {
			pairs = append(pairs, gramRow{g, docOf(id)})
		}
	}
	slices.SortFunc(pairs, func(a, b gramRow) int { return cmp.Or(cmp.Compare(a.Gram, b.Gram), cmp.Compare(a.Doc, b.Doc)) }) // as they lie
	if err := sqltx.InsertAll(q.Tx, markRows, named); err != nil {
		return err
	}
	if err := sqltx.InsertAll(q.Tx, amountRows, amounts); err != nil {
		return err
	}
	return sqltx.InsertAll(q.Tx, gramRows, pairs)
}

// Grams lists the pairs of characters by which an entry is found, in order, each
// once.
func (q Ledgers) Grams(m ledger.Marks) []int64 {
	set := map[int64]bool{}
	for _, g := range textGrams(strings.Join(m.Texts, "\n")) {
		set[g] = true
	}
	for _, g := range q.nameGrams(m.Human) {
		set[g] = true
	}
	return slices.Sorted(maps.Keys(set))
}
