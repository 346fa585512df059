package entry

import (
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/ledger/book"
)

// Marks is what is kept beside an entry so that it is found: derived from its
// values, and from the name of the human it is about.
type Marks struct {
	Named   []Mark   // choices, ticks, years, units, entries and texts that entries are counted by
	Amounts []Amount // numbers
	Texts   []string // what a search reads
	Human   string   // a personal name; the store keeps no more of it than keyed hashes
}

// Mark is one value that a field holds.
type Mark struct{ Field, Value string }

// Amount is the number that a field holds, in stored units.
type Amount struct {
	Field string
	Value int64
}

// longest is up to how many characters of a text a search reads: what an entry
// is called by, not what is told of it.
const longest = 120

// MarksOf derives the marks of an entry in its book.
func MarksOf(b book.Book, e Entry, human string) Marks {
	m := Marks{Human: human}
	for _, f := range b.Fields {
		v := e.Values[f.ID]
		switch {
		case v == "":
		case f.Grouped:
			m.Named, m.Texts = append(m.Named, Mark{f.ID, v}), append(m.Texts, v)
		case f.ID == b.Due:
			m.Named = append(m.Named, Mark{f.ID, v}) // what is overdue is found by it
		case book.Marked(f):
			for _, one := range book.Split(v) {
				m.Named = append(m.Named, Mark{f.ID, one})
			}
		case f.Kind != "":
			if n, err := strconv.ParseInt(v, 10, 64); err == nil {
				m.Amounts = append(m.Amounts, Amount{f.ID, n})
			}
		case book.Searched(f):
			r := []rune(v)
			m.Texts = append(m.Texts, string(r[:min(len(r), longest)]))
		}
	}
	if e.Title != "" && !slices.Contains(m.Texts, e.Title) {
		m.Texts = append(m.Texts, e.Title)
	}
	return m
}

// AmountOf is the number that an entry holds in a field, in stored units; -1
// where it holds none, so that in a list it stands below nothing at all.
func AmountOf(e Entry, field string) int64 {
	n, err := strconv.ParseInt(e.Values[field], 10, 64)
	if err != nil {
		return -1
	}
	return n
}

// IDs splits the canonical text of a field that names entries.
func IDs(canonical string) []EntryID {
	var out []EntryID
	for _, id := range book.Split(canonical) {
		out = append(out, EntryID(id))
	}
	return out
}
