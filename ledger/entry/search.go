package entry

import (
	"encoding/base64"
	"encoding/json"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Search is a query as a reader may ask it.
type Search struct {
	Query
	Root   organisation.UnitID
	Owner  campaign.ID   // that keeps the entries, "" of a standing register
	Ends   []string      // states of which Query.Open shows none
	Due    string        // of Query.Overdue: the field of the day by which entries should be over
	Reach  people.Scope  // the units whose entries the reader may see
	Day    calendar.Date // on which Reach is meant, today
	Spans  []Span        // of Query.Below, by the days of entries; nil: all units
	Words  []string      // of Query.Text
	Human  bool          // the entries are about humans: words are looked for in their names too
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

// String writes the place as the address of a page has it.
func (c Cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // three plain values have a form
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ReadCursor reads what Cursor.String wrote; "" is the beginning of a list.
func ReadCursor(text string) (c Cursor, err error) {
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
