package ledger

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Search is a query as a reader may ask it.
type Search struct {
	Query
	Root   organisation.UnitID
	Owner  campaign.ID   // that keeps the entries, "" of a standing register
	Ends   []string      // states of which Query.Open shows none
	Reach  people.Scope  // the units whose entries the reader may see
	Day    calendar.Date // on which Reach is meant
	Spans  []Span        // of Query.Below, by the days of entries; nil: all units
	Words  []string      // of Query.Text
	Amount string        // the number field by which the list is sorted, "" for a column
	Cursor Cursor
}

// Span says which units stood below some others for entries of the days from
// From to To; a zero day is no bound.
type Span struct {
	Units    []organisation.UnitID
	From, To calendar.Date
}

// Cursor is the place after which a page goes on: what the list is sorted by,
// and the entry.
type Cursor struct {
	Text   string  `json:"t,omitempty"`
	Number int64   `json:"n,omitempty"`
	ID     EntryID `json:"id,omitempty"`
}

func (c Cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // three plain values have a form
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func readCursor(text string) (c Cursor, err error) {
	if text == "" {
		return c, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil || c.ID == "" {
		return c, fault.Wrap(err, fault.Invalid, "ledger.bad_page")
	}
	return c, nil
}

// search turns a query into what its asker may ask.
func (s *Service) search(tx Tx, d desk, q Query) (out Search, err error) {
	out = Search{
		Query: q, Root: d.Root, Owner: d.owner(), Day: d.Today(),
		Reach: d.who.Scope(reading(d.book.Private()), string(d.ID)), Words: strings.Fields(q.Text),
	}
	if slices.Contains(out.Reach.All, d.Root) {
		out.Reach = people.Scope{Whole: true}
	}
	if q.Limit <= 0 {
		out.Limit = 50
	}
	out.Limit = min(out.Limit, MaxPage)
	for _, st := range d.book.States {
		if st.Ends {
			out.Ends = append(out.Ends, st.ID)
		}
	}
	if out.Cursor, err = readCursor(q.After); err != nil {
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

func (d desk) sorted(s *Search) error {
	switch s.Sort {
	case "":
		s.Sort = SortDay
	case SortDay, SortTitle, SortUnit, SortChanged:
	default:
		f, ok := d.book.Field(s.Sort)
		if !ok || f.Kind == "" {
			return fault.New(fault.Invalid, "ledger.unknown_field", s.Sort)
		}
		s.Amount = s.Sort
	}
	return nil
}

// asked refuses a filter by what is kept as no mark, and words too short to be
// found.
func (d desk) asked(s *Search) error {
	for _, id := range slices.Sorted(maps.Keys(s.Marks)) {
		if f, ok := d.book.Field(id); !ok || !book.Marked(f) {
			return fault.New(fault.Invalid, "ledger.unknown_field", id)
		}
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
func (s *Service) spans(tx Tx, d desk, q Query) ([]Span, error) {
	turns, err := tx.UnitTurns(d.Root)
	if err != nil {
		return nil, err
	}
	forest := organisation.NewForest(tx, d.Root)
	turns = slices.DeleteFunc(turns, func(t calendar.Date) bool {
		return !q.From.IsZero() && !t.After(q.From) || !q.To.IsZero() && t.After(q.To)
	})
	var out []Span
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
		units := below(tree, q.Below)
		if n := len(out); n > 0 && slices.Equal(out[n-1].Units, units) {
			out[n-1].To = to
		} else {
			out = append(out, Span{Units: units, From: from, To: to})
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
