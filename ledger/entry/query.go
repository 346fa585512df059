package entry

import (
	"slices"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// Query says which entries a list shows. An empty field asks for nothing.
type Query struct {
	Campaign campaign.ID
	Register string
	Below    []organisation.UnitID // of these units and all below them, by the tree of each entry's day
	Own      bool                  // of these units alone
	States   []string              // none: all that are not withdrawn
	Counted  bool                  // in the figures
	Open     bool                  // not over: in no state that ends
	Overdue  bool                  // past the day by which they should be over, and not over; of a register that has none, nothing
	Line     string
	From, To calendar.Date       // the day on which the entry counts, both in
	Holds    calendar.Date       // a day on which it holds: it has begun, and is not over before
	Marks    map[string][]string // by field: holds one of these
	Text     string              // words; each is somewhere in the entry's title, texts or person's name
	Points   EntryID             // entries that name this one
	Person   organisation.PersonID
	Sort     string // SortDay, SortTitle, SortUnit, SortChanged, or the id of a number field; "": SortDay
	Desc     bool
	After    string // Page.Next of the page before
	Limit    int    // entries a page; 0: 50, at most MaxPage
	Totals   bool   // Page.Total is wanted
	Whole    bool   // and counted to the end, however long the list is
}

// The orders of a list.
const (
	SortDay     = "day"
	SortTitle   = "title"
	SortUnit    = "unit"
	SortChanged = "changed"
)

// Bounds of lists.
const (
	MaxPage = 200
	MaxLook = 5000 // entries that are looked at to count a list and add it up
)

// Total is all there is of a list. More says that it was not looked at to the
// end: then there are Count or more, and nothing is added up.
type Total struct {
	Count int64
	More  bool
	Sums  map[string]int64 // stored units, by number field
}

// Related is what other entries say of this one: how many of a register name it
// in a field, and what their numbers add up to where they are in the figures.
type Related struct {
	Register, Field string
	Count           int64
	Sums            map[string]int64 // stored units, by number field
	Sources         []FromSource     // those of a register that tells where something comes from
}

// BySource is the field by which contributions are told apart: a sum over
// several sources would say nothing (P-03).
const BySource = "source"

// FromSource is what came from one source, where it is in the figures.
type FromSource struct {
	Source string // the option
	Count  int64
	Sums   map[string]int64 // stored units, by number field
}

// Add counts n entries of a source, "" for none; or, of a number field, adds what
// they hold to the sums.
func (r *Related) Add(source, amount string, n int64) {
	i := slices.IndexFunc(r.Sources, func(f FromSource) bool { return f.Source == source })
	if i < 0 && source != "" {
		i = len(r.Sources)
		r.Sources = append(r.Sources, FromSource{Source: source, Sums: map[string]int64{}})
	}
	if amount != "" && r.Sums == nil {
		r.Sums = map[string]int64{}
	}
	switch {
	case amount == "" && i >= 0:
		r.Sources[i].Count += n
	case amount != "":
		if r.Sums[amount] += n; i >= 0 {
			r.Sources[i].Sums[amount] += n
		}
	}
}
