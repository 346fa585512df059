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
	byOrder  course = iota // walking the list in its order and checking each entry
	byOwn                  // the one unit's part of an index, which has the order
	byUnits                // the entries of the units that are asked for and read, then sorted
	byGrams                // the entries with all pairs of characters of a word
	byMarks                // the entries that hold a value
	byStates               // the entries in some states
	byDays                 // the entries of some days, of a list in another order
)

// rare is up to how many entries are read and sorted. Where every condition
// leaves more, a page of them is found soon by walking the list.
const rare = 2000

// plan is how a list is read.
type plan struct {
	by     course
	field  string    // of byMarks, "" for any
	values []string  // of byMarks
	grams  [][]int64 // of byGrams: all of one of these, the rarest first
}

// drive finds out by what a list is read best: by the condition that leaves the
// fewest entries, if they are few.
func (q Ledgers) drive(s ledger.Search) (plan, error) {
	best, fewest := plan{}, int64(rare)
	if alone(s.Reach) && s.Sort == ledger.SortDay {
		best.by = byOwn
	}
	plans, err := q.worded(s)
	if err != nil {
		return best, err
	}
	for _, p := range append(plans, q.named(s, best.by)...) {
		n, err := q.leaves(s, p, fewest)
		if err != nil {
			return best, err
		}
		if n < fewest {
			best, fewest = p, n
		}
	}
	return best, nil
}

// named lists the plans by the values and units that a search names.
func (q Ledgers) named(s ledger.Search, best course) (out []plan) {
	if s.Points != "" {
		out = append(out, plan{by: byMarks, values: []string{string(s.Points)}})
	}
	if s.Line != "" { // which is among the choices of the entry
		out = append(out, plan{by: byMarks, values: []string{s.Line}})
	}
	for _, f := range slices.Sorted(maps.Keys(s.Marks)) {
		if len(s.Marks[f]) > 0 {
			out = append(out, plan{by: byMarks, field: f, values: s.Marks[f]})
		}
	}
	if len(s.States) > 0 {
		out = append(out, plan{by: byStates})
	}
	if !byDay(s) && !(s.From.IsZero() && s.To.IsZero()) {
		out = append(out, plan{by: byDays})
	}
	if s.Spans != nil || !s.Reach.Whole && best != byOwn {
		out = append(out, plan{by: byUnits})
	}
	return out
}

// leaves counts what a plan would have to read, some of it twice, up to a limit.
func (q Ledgers) leaves(s ledger.Search, p plan, most int64) (int64, error) {
	var w sqltx.Where
	from := p.from(&w, s)
	if p.by == byUnits {
		w.And("e.unit_id = k.id AND e.campaign_id = ? AND e.register = ?", string(s.Owner), s.Register)
		dated(&w, s, "")
		from += " k CROSS JOIN entry e"
	} else {
		from += " k"
	}
	return q.Int("SELECT count(*) FROM (SELECT 1 FROM "+from+" "+w.String()+w.Bind(" LIMIT CAST(? AS BIGINT)", most)+") counted", w.Args...)
}

// from returns what a plan reads first, "" for a walk. What is in it twice is one
// entry.
func (p plan) from(w *sqltx.Where, s ledger.Search) string {
	switch p.by {
	case byUnits:
		units := asked(s).Own
		if len(units) == 0 {
			return "(SELECT id FROM unit WHERE 1 = 0)"
		}
		return w.Bind("(SELECT id FROM unit WHERE id IN ("+sqltx.Marks(padded(len(units), few))+"))", pad(texts(units), few)...)
	case byGrams:
		parts := make([]string, len(p.grams))
		for i, set := range p.grams {
			parts[i] = w.Bind("SELECT g.doc FROM entry_gram g WHERE g.gram = ?", set[0])
			for _, gram := range set[1:min(oneByOne, len(set))] {
				parts[i] += " AND " + w.Bind(held("g")+fewAre, gram)
			}
		}
		return "(" + strings.Join(parts, " UNION ALL ") + ")"
	case byMarks:
		values := pad(texts(p.values), few)
		part := w.Bind("SELECT entry_id FROM entry_mark WHERE value IN ("+sqltx.Marks(len(values))+")", values...)
		if p.field != "" {
			part += w.Bind(" AND field = ?", p.field)
		}
		return "(" + part + ")"
	case byStates:
		return w.Bind("(SELECT id FROM entry WHERE root_id = ? AND campaign_id = ? AND register = ? AND state IN ("+sqltx.Marks(len(s.States))+"))",
			append([]any{string(s.Root), string(s.Owner), s.Register}, texts(s.States)...)...)
	case byDays:
		inner := sqltx.Where{Args: w.Args}
		inner.And("e.root_id = ? AND e.campaign_id = ? AND e.register = ?", string(s.Root), string(s.Owner), s.Register)
		dated(&inner, s, "")
		w.Args = inner.Args
		return "(SELECT e.id FROM entry e " + inner.String() + ")"
	}
	return ""
}

// tables returns the FROM of a list.
func (p plan) tables(w *sqltx.Where, s ledger.Search) string {
	from, of, key := p.from(w, s), "id", "id"
	switch p.by {
	case byOrder, byOwn:
		return " FROM entry e"
	case byUnits:
		of = "unit_id"
	case byGrams:
		of, key = "doc", "doc"
	case byMarks:
		key = "entry_id"
	}
	w.Raw("e." + of + " = k." + key)
	return " FROM (SELECT DISTINCT " + key + " FROM " + from + " d) k CROSS JOIN entry e"
}
