package ledger

import (
	"maps"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// below lists a unit and every unit below it on a day; its marks are the unit
// and twice the day.
const below = `WITH RECURSIVE below (id) AS (SELECT CAST(? AS TEXT)
	UNION SELECT p.unit_id FROM unit_parent p JOIN below b ON p.parent_id = b.id WHERE p.from_on <= ? AND (p.to_on = '' OR p.to_on >= ?))
	SELECT id FROM below`

// unitOf hides the unit's column from the planner, which else reads all entries
// of the units and sorts them where walking the list in its order finds a page
// at once.
const unitOf = "(e.unit_id || '')"

// conditions narrows a list to what the search asks. What a driver has picked
// already (see drive) it may say again.
func conditions(w *sqltx.Where, s ledger.Search, by course) {
	switch by {
	case byGrams: // by no other index than that of the grams
		w.And("(e.root_id || '') = ? AND (e.campaign_id || '') = ? AND (e.register || '') = ?", string(s.Root), string(s.Owner), s.Register)
	case byOwn:
		w.And("e.campaign_id = ? AND e.register = ?", string(s.Owner), s.Register)
	default:
		w.And("e.root_id = ? AND e.campaign_id = ? AND e.register = ?", string(s.Root), string(s.Owner), s.Register)
	}
	states(w, s)
	if s.Line != "" {
		w.And("e.line = ?", s.Line)
	}
	if !s.From.IsZero() {
		w.And("e.on_day >= ?", s.From.String())
	}
	if !s.To.IsZero() {
		w.And("e.on_day <= ?", s.To.String())
	}
	if s.Person != "" {
		w.And("e.person_id = ?", string(s.Person))
	}
	if s.Points != "" {
		w.And("EXISTS (SELECT 1 FROM entry_mark m WHERE m.entry_id = e.id AND m.value = ?)", string(s.Points))
	}
	for _, field := range slices.Sorted(maps.Keys(s.Marks)) {
		values := pad(texts(s.Marks[field]), 64)
		if len(values) == 0 {
			continue
		}
		w.And("EXISTS (SELECT 1 FROM entry_mark m WHERE m.entry_id = e.id AND m.field = ? AND m.value IN ("+sqltx.Marks(len(values))+"))",
			append([]any{field}, values...)...)
	}
	spans(w, s.Spans)
	reach(w, s, by)
}

func states(w *sqltx.Where, s ledger.Search) {
	if len(s.States) > 0 {
		w.And("e.state IN ("+sqltx.Marks(len(s.States))+")", texts(s.States)...)
	} else {
		w.And("e.state <> 'withdrawn'")
	}
	if s.Counted {
		w.And("e.counted_at > 0")
	}
	if s.Open && len(s.Ends) > 0 {
		w.And("e.state NOT IN ("+sqltx.Marks(len(s.Ends))+")", texts(s.Ends)...)
	}
}

// few is up to how many units are named one by one.
const few = 64

// spans narrows a list to entries of units that stood below some others on the
// day of the entry.
func spans(w *sqltx.Where, all []ledger.Span) {
	if all == nil {
		return
	}
	var either []string
	for _, s := range all {
		if len(s.Units) == 0 {
			continue
		}
		part := w.Bind(unitOf+" IN ("+sqltx.Marks(padded(len(s.Units), few))+")", pad(texts(s.Units), few)...)
		if !s.From.IsZero() {
			part += w.Bind(" AND e.on_day >= ?", s.From.String())
		}
		if !s.To.IsZero() {
			part += w.Bind(" AND e.on_day <= ?", s.To.String())
		}
		either = append(either, "("+part+")")
	}
	if len(either) == 0 {
		either = []string{"1 = 0"}
	}
	w.Raw("(" + strings.Join(either, " OR ") + ")")
}

// reach narrows a list to what the reader may see.
func reach(w *sqltx.Where, s ledger.Search, by course) {
	switch {
	case s.Reach.Whole, by == byUnits:
	case by == byOwn:
		w.And("e.unit_id = ?", string(s.Reach.Own[0]))
	case s.Sort == ledger.SortUnit: // the index has the units in the order of the list
		w.Raw("e.unit_id IN (" + Within(w, s.Reach, s.Day.String()) + ")")
	default:
		w.Raw(unitOf + " IN (" + Within(w, s.Reach, s.Day.String()) + ")")
	}
}

// Within lists the units of a reach, as they stand below each other on a day.
func Within(w *sqltx.Where, r people.Scope, day string) string {
	parts := []string{"SELECT id FROM unit WHERE 1 = 0"}
	for _, top := range r.All {
		parts = append(parts, "SELECT id FROM ("+w.Bind(below, string(top), day, day)+") t")
	}
	for _, own := range r.Own {
		parts = append(parts, w.Bind("SELECT CAST(? AS TEXT)", string(own)))
	}
	return strings.Join(parts, " UNION ")
}

// alone reports whether a reach is one unit alone.
func alone(r people.Scope) bool { return !r.Whole && len(r.All) == 0 && len(r.Own) == 1 }
