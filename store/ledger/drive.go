package ledger

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// course is what a list is read by: in its order, or from the few entries that
// some condition leaves.
type course int

const (
	byOrder course = iota // walking the list in its order and checking each entry
	byOwn                 // the one unit's part of an index, which has the order
	byUnits               // the entries of the reader's units, then sorted
	byGrams               // the entries with the rarest pair of characters
	byMarks               // the entries that hold a value
)

// rare is up to how many entries are read and sorted. Where every condition
// leaves more, a page of them is found soon by walking the list.
const rare = 2000

// plan is how a list is read.
type plan struct {
	by     course
	field  string   // of byMarks, "" for any
	values []string // of byMarks
	grams  []int64  // of byGrams
}

// drive finds out by what a list is read best: by the condition that leaves the
// fewest entries, if they are few.
func (q Ledgers) drive(s ledger.Search) (plan, error) {
	best, fewest := plan{}, int64(rare)
	if alone(s.Reach) && s.Sort == ledger.SortDay {
		best.by = byOwn
	}
	try := func(p plan) error {
		n, err := q.leaves(s, p, fewest)
		if err == nil && n < fewest {
			best, fewest = p, n
		}
		return err
	}
	if s.Points != "" {
		if err := try(plan{by: byMarks, values: []string{string(s.Points)}}); err != nil {
			return best, err
		}
	}
	if s.Line != "" { // which is among the choices of the entry
		if err := try(plan{by: byMarks, values: []string{s.Line}}); err != nil {
			return best, err
		}
	}
	for _, w := range s.Words {
		p, err := q.rarest(w)
		if err == nil {
			err = try(p)
		}
		if err != nil {
			return best, err
		}
	}
	for _, f := range slices.Sorted(maps.Keys(s.Marks)) {
		if err := try(plan{by: byMarks, field: f, values: s.Marks[f]}); err != nil {
			return best, err
		}
	}
	if !s.Reach.Whole && best.by != byOwn {
		if err := try(plan{by: byUnits}); err != nil {
			return best, err
		}
	}
	return best, nil
}

// leaves counts what a plan would have to read, up to a limit.
func (q Ledgers) leaves(s ledger.Search, p plan, most int64) (int64, error) {
	var w sqltx.Where
	from := p.from(&w, s)
	if p.by == byUnits {
		w.And("e.unit_id = k.id AND e.campaign_id = ? AND e.register = ?", string(s.Owner), s.Register)
		from += " CROSS JOIN entry e"
	}
	return q.Int("SELECT count(*) FROM (SELECT 1 FROM "+from+" "+w.String()+w.Bind(" LIMIT CAST(? AS BIGINT)", most)+") counted", w.Args...)
}

// from returns what a plan reads first, under the name k; "" for a walk.
func (p plan) from(w *sqltx.Where, s ledger.Search) string {
	switch p.by {
	case byUnits:
		return "(" + Within(w, s.Reach, s.Day.String()) + ") k"
	case byGrams:
		args := make([]any, len(p.grams))
		for i, g := range p.grams {
			args[i] = g
		}
		return w.Bind("(SELECT DISTINCT doc FROM entry_gram WHERE gram IN ("+sqltx.Marks(len(args))+")) k", args...)
	case byMarks:
		values := pad(texts(p.values), 64)
		rest := ""
		if p.field != "" {
			rest = " AND field = ?"
			values = append(values, p.field)
		}
		return w.Bind("(SELECT DISTINCT entry_id FROM entry_mark WHERE value IN ("+sqltx.Marks(len(values)-strings.Count(rest, "?"))+")"+rest+") k", values...)
	}
	return ""
}

// tables returns the FROM of a list.
func (p plan) tables(w *sqltx.Where, s ledger.Search) string {
	k := p.from(w, s)
	switch p.by {
	case byUnits:
		w.Raw("e.unit_id = k.id")
	case byGrams:
		w.Raw("e.doc = k.doc")
	case byMarks:
		w.Raw("e.id = k.entry_id")
	default:
		return " FROM entry e"
	}
	return " FROM " + k + " CROSS JOIN entry e"
}

// rarest returns the plan that reads a word by its rarest pair of characters: of
// those of a text, and of those of a name.
func (q Ledgers) rarest(word string) (plan, error) {
	p := plan{by: byGrams}
	for _, grams := range [][]int64{textGrams(word), q.nameGrams(word)} {
		pick, fewest := int64(0), int64(-1)
		for _, g := range grams {
			n, err := q.Int("SELECT count(*) FROM (SELECT 1 FROM entry_gram WHERE gram = $1 LIMIT CAST($2 AS BIGINT)) counted", g, int64(rare))
			if err != nil {
				return p, err
			}
			if fewest < 0 || n < fewest {
				pick, fewest = g, n
			}
		}
		p.grams = append(p.grams, pick)
	}
	return p, nil
}

// words narrows a list to entries that hold every word: all its pairs in the
// texts, or all of them in the name.
func (q Ledgers) words(w *sqltx.Where, words []string) {
	for _, word := range words {
		var either []string
		for _, grams := range [][]int64{textGrams(word), q.nameGrams(word)} {
			slices.Sort(grams)
			if grams = slices.Compact(grams); len(grams) == 0 {
				continue
			}
			args := make([]any, len(grams), len(grams)+1)
			for i, g := range grams {
				args[i] = g
			}
			either = append(either, w.Bind("(SELECT count(*) FROM entry_gram g WHERE g.doc = e.doc AND g.gram IN ("+sqltx.Marks(len(grams))+")) = ?",
				append(args, int64(len(grams)))...))
		}
		if len(either) == 0 {
			either = []string{"1 = 0"}
		}
		w.Raw("(" + strings.Join(either, " OR ") + ")")
	}
}
