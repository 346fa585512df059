package ledger

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/person"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// textGrams turns the pairs of a text into numbers: a character has 21 bits.
func textGrams(text string) []int64 {
	var out []int64
	for _, p := range person.Pairs(text) {
		out = append(out, int64(p[0])<<21|int64(p[1]))
	}
	return out
}

// nameGrams are the keyed hashes of the pairs of a personal name.
func (q Ledgers) nameGrams(name string) []int64 { return person.NameGrams(q.Secrets, name) }

// wanted lists the grams of the words of a search: an entry holds all of one set
// of each word. Where no entry is about a human, all words are one set.
func (q Ledgers) wanted(s ledger.Search) (out [][][]int64) {
	if !s.Human && len(s.Words) > 0 {
		var all []int64
		for _, word := range s.Words {
			grams := textGrams(word)
			if len(grams) == 0 {
				return [][][]int64{nil} // of which there is nothing to be found
			}
			all = append(all, grams...)
		}
		return [][][]int64{{once(all)}}
	}
	for _, word := range s.Words {
		var either [][]int64
		for _, grams := range [][]int64{textGrams(word), q.nameGrams(word)} {
			if len(grams) > 0 {
				either = append(either, once(grams))
			}
		}
		out = append(out, either)
	}
	return out
}

func once(grams []int64) []int64 { return slices.Compact(slices.Sorted(slices.Values(grams))) }

// held counts whether an entry, or a gram of it, under a name holds a gram: once
// or not at all. As a count it is asked of one at a time: no engine makes a list of
// all entries with the gram first.
func held(name string) string {
	return "(SELECT count(*) FROM entry_gram o WHERE o.gram = ? AND o.doc = " + name + ".doc)"
}

// What PostgreSQL thinks of how many pass a condition on a count: what is one, few,
// so that it goes from these to their entries; what is not zero, nearly all, so that
// it walks a list in its order until the page is full.
const (
	fewAre  = " = 1"
	mostAre = " <> 0"
)

// words narrows a list to entries that hold every word.
func (q Ledgers) words(w *sqltx.Where, s ledger.Search) {
	for _, sets := range q.wanted(s) {
		either := []string{"1 = 0"}
		for _, set := range sets {
			either = append(either, allHeld(w, set))
		}
		if len(either) > 1 {
			either = either[1:]
		}
		w.Raw("(" + strings.Join(either, " OR ") + ")")
	}
}

// oneByOne is how many grams are asked of an entry one after the other: after so
// many, nearly none is left that lacks the rest.
const oneByOne = 8

// allHeld is the condition that an entry holds all of some grams.
func allHeld(w *sqltx.Where, grams []int64) string {
	var parts []string
	for _, g := range grams[:min(oneByOne, len(grams))] {
		parts = append(parts, w.Bind(held("e")+mostAre, g))
	}
	if rest := grams[len(parts):]; len(rest) > 0 {
		values := make([]any, len(rest), len(rest)+1)
		for i, g := range rest {
			values[i] = g
		}
		values = pad(values, few)
		parts = append(parts, w.Bind("(SELECT count(*) FROM entry_gram o WHERE o.doc = e.doc AND o.gram IN ("+sqltx.Marks(len(values))+")) >= ?",
			append(values, int64(len(rest)))...))
	}
	return strings.Join(parts, " AND ")
}

// wide is up to how many entries with a pair of characters are looked through for
// those that hold the others too.
const wide = 10_000

// worded lists the plans by the words of a search.
func (q Ledgers) worded(s ledger.Search) (out []plan, err error) {
	for _, sets := range q.wanted(s) {
		p := plan{by: byGrams}
		for _, set := range sets {
			if set, err = q.narrow(set); err != nil {
				return nil, err
			}
			if set != nil {
				p.grams = append(p.grams, set)
			}
		}
		if len(p.grams) > 0 && len(p.grams) == len(sets) {
			out = append(out, p)
		}
	}
	return out, nil
}

// narrow brings the rarest of some grams to the front; nil where even that is too
// common to be looked through.
func (q Ledgers) narrow(set []int64) ([]int64, error) {
	most := int64(rare)
	for {
		fewest, first := most, -1
		for i, g := range set {
			n, err := q.Int("SELECT count(*) FROM (SELECT 1 FROM entry_gram WHERE gram = $1 LIMIT CAST($2 AS BIGINT)) counted", g, fewest)
			if err != nil {
				return nil, err
			}
			if n < fewest {
				fewest, first = n, i
			}
		}
		switch {
		case first >= 0:
			return append([]int64{set[first]}, slices.Delete(slices.Clone(set), first, first+1)...), nil
		case most == wide || len(set) == 1:
			return nil, nil
		}
		most = wide
	}
}
