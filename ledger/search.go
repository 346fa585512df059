package ledger

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// search turns a query into what its asker may ask.
func (s *Service) search(tx entry.Tx, d desk, q entry.Query) (out entry.Search, err error) {
	q.Open = q.Open || q.Overdue
	out = entry.Search{
		Query: q, Root: d.Root, Owner: d.Owner(), Day: d.Today(), Due: d.Book.Due,
		Reach: d.Who.Scope(entry.Reading(d.Book.Private()), string(d.ID)), Words: strings.Fields(q.Text),
	}
	if slices.Contains(out.Reach.All, d.Root) {
		out.Reach = people.Scope{Whole: true}
	}
	if q.Limit <= 0 {
		out.Limit = 50
	}
	out.Limit = min(out.Limit, entry.MaxPage)
	for _, f := range d.Book.Fields {
		out.Human = out.Human || f.Type == book.Name
	}
	var going []string
	for _, st := range d.Book.States {
		if st.Ends {
			out.Ends = append(out.Ends, st.ID)
		} else {
			going = append(going, st.ID)
		}
	}
	if q.Open && len(q.States) == 0 && len(out.Ends) > 0 {
		out.States = going
	}
	if out.Cursor, err = entry.ReadCursor(q.After); err != nil {
		return out, err
	}
	if err := d.sorted(&out); err != nil {
		return out, err
	}
	if err := d.asked(&out); err != nil {
		return out, err
	}
	if len(q.Below) > 0 {
		out.Spans, err = s.spans(tx, d, q)
	}
	return out, err
}

func (d desk) sorted(s *entry.Search) error {
	switch s.Sort {
	case "":
		s.Sort = entry.SortDay
	case entry.SortDay, entry.SortTitle, entry.SortUnit, entry.SortChanged:
	default:
		f, ok := d.Book.Field(s.Sort)
		if !ok || f.Kind == "" {
			return fault.New(fault.Invalid, "ledger.unknown_field", s.Sort)
		}
		s.Amount = s.Sort
	}
	return nil
}

// maxWords is how many characters the words of a search have at most: each pair
// of them is looked up.
const maxWords = 200

// asked refuses a filter by what is kept as no mark, and words too short to be
// found, or more than anybody means.
func (d desk) asked(s *entry.Search) error {
	for _, id := range slices.Sorted(maps.Keys(s.Marks)) {
		if f, ok := d.Book.Field(id); !ok || !book.Marked(f) {
			return fault.New(fault.Invalid, "ledger.unknown_field", id)
		}
	}
	if n := utf8.RuneCountInString(s.Text); n > maxWords {
		return fault.Violations([]fault.Field{{Path: "text", Key: "ledger.too_long", Args: []any{maxWords, n}}})
	}
	for _, w := range s.Words {
		if len([]rune(w)) < 2 {
			return fault.Violations([]fault.Field{{Path: "text", Key: "ledger.short_word", Args: []any{w}}})
		}
	}
	return nil
}

// spans says which units stood at and below those asked for, from turn to turn
// of the tree.
func (s *Service) spans(tx entry.Tx, d desk, q entry.Query) ([]entry.Span, error) {
	turns, err := tx.UnitTurns(d.Root)
	if err != nil {
		return nil, err
	}
	forest := organisation.NewForest(tx, d.Root)
	turns = slices.DeleteFunc(turns, func(t calendar.Date) bool {
		return !q.From.IsZero() && !t.After(q.From) || !q.To.IsZero() && t.After(q.To)
	})
	var out []entry.Span
	from := q.From
	for i := range len(turns) + 1 {
		on, to := from, q.To
		if i < len(turns) {
			to = turns[i].AddDays(-1)
		}
		if on.IsZero() {
			if on = to; on.IsZero() {
				on = d.Today()
			}
		}
		tree, err := forest(on)
		if err != nil {
			return nil, err
		}
		units := q.Below
		if !q.Own {
			units = below(tree, q.Below)
		}
		if n := len(out); n > 0 && slices.Equal(out[n-1].Units, units) {
			out[n-1].To = to
		} else {
			out = append(out, entry.Span{Units: units, From: from, To: to})
		}
		if i < len(turns) {
			from = turns[i]
		}
	}
	return out, nil
}

// below lists the units at and below some, each once, in order.
func below(tree *organisation.Tree, tops []organisation.UnitID) []organisation.UnitID {
	var out []organisation.UnitID
	for _, top := range tops {
		out = append(out, tree.Subtree(top)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
