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

// conditions narrows a list to what the search asks. What a driver has picked
// already (see drive) it may say again.
func (q Ledgers) conditions(w *sqltx.Where, s ledger.Search, by course) {
	scope(w, s, by)
	q.filter(w, s, by)
}

// scope narrows a list to its register and days: the part of an index in which
// it stands.
func scope(w *sqltx.Where, s ledger.Search, by course) {
	switch by {
	case byGrams: // by no other index than that of the grams
		w.And("(e.root_id = ?) IS TRUE AND (e.campaign_id = ?) IS TRUE AND (e.register = ?) IS TRUE", string(s.Root), string(s.Owner), s.Register)
	case byOwn:
		w.And("e.unit_id = ? AND e.campaign_id = ? AND e.register = ?", string(s.Reach.Own[0]), string(s.Owner), s.Register)
	case byUnits:
		w.And("e.campaign_id = ? AND e.register = ?", string(s.Owner), s.Register)
	default:
		w.And("e.root_id = ? AND e.campaign_id = ? AND e.register = ?", string(s.Root), string(s.Owner), s.Register)
	}
	is := ""
	if !byDay(s) {
		is = " IS TRUE" // by no index of the days: it would have to be sorted
	}
	dated(w, s, is)
}

func dated(w *sqltx.Where, s ledger.Search, is string) {
	if !s.From.IsZero() {
		w.And("(e.on_day >= ?)"+is, s.From.String())
	}
	if !s.To.IsZero() {
		w.And("(e.on_day <= ?)"+is, s.To.String())
	}
	if !s.Holds.IsZero() {
		w.And("(e.on_day <= ?)"+is, s.Holds.String())
		w.And("(e.until_day = '' OR e.until_day >= ?)", s.Holds.String())
	}
}

// byDay reports whether a list is in the order of its days.
func byDay(s ledger.Search) bool { return s.Sort == ledger.SortDay && s.Amount == "" }

// filter narrows a list to what is asked of each of its entries.
func (q Ledgers) filter(w *sqltx.Where, s ledger.Search, by course) {
	states(w, s)
	if s.Line != "" {
		w.And("e.line = ?", s.Line)
	}
	if s.Person != "" {
		w.And("e.person_id = ?", string(s.Person))
	}
	spans(w, s.Spans)
	reach(w, s, by)
	if s.Points != "" {
		w.And(marked("m.value = ?"), string(s.Points))
	}
	for _, field := range slices.Sorted(maps.Keys(s.Marks)) {
		if values := pad(texts(s.Marks[field]), few); len(values) > 0 {
			w.And(marked("m.field = ? AND m.value IN ("+sqltx.Marks(len(values))+")"), append([]any{field}, values...)...)
		}
	}
	if s.Overdue {
		w.And(marked("m.field = ? AND m.value < ?"), s.Due, s.Day.String())
	}
	q.words(w, s)
}

// marked is the condition that a mark of an entry is one of these, asked of one
// entry at a time.
func marked(is string) string {
	return "(SELECT count(*) FROM entry_mark m WHERE m.entry_id = e.id AND " + is + ")" + mostAre
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
	either := []string{"1 = 0"}
	for _, s := range all {
		part := among(w, s.Units)
		if !s.From.IsZero() {
			part += w.Bind(" AND e.on_day >= ?", s.From.String())
		}
		if !s.To.IsZero() {
			part += w.Bind(" AND e.on_day <= ?", s.To.String())
		}
		either = append(either, "("+part+")")
	}
	if len(either) > 1 {
		either = either[1:]
	}
	w.Raw("(" + strings.Join(either, " OR ") + ")")
}

// among is the condition that an entry is of one of these units. As it says that
// something is true, no planner reads all entries of the units and sorts them:
// walking the list in its order finds a page at once.
func among[T ~string](w *sqltx.Where, units []T) string {
	if len(units) == 0 {
		return "1 = 0"
	}
	return w.Bind("(e.unit_id IN ("+sqltx.Marks(padded(len(units), few))+")) IS TRUE", pad(texts(units), few)...)
}

// reach narrows a list to what the reader may see.
func reach(w *sqltx.Where, s ledger.Search, by course) {
	switch {
	case s.Reach.Whole, by == byUnits, by == byOwn:
	case s.Sort == ledger.SortUnit && len(s.Reach.Own) > 0: // the index has the units in the order of the list
		w.And("e.unit_id IN ("+sqltx.Marks(padded(len(s.Reach.Own), few))+")", pad(texts(s.Reach.Own), few)...)
	default:
		w.Raw(among(w, s.Reach.Own))
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

// resolved names the units of a reach one by one, in order. As a part of every
// statement the tree would be taken for one of thousands by PostgreSQL.
func (q Ledgers) resolved(s ledger.Search) (ledger.Search, error) {
	if s.Reach.Whole {
		return s, nil
	}
	var w sqltx.Where
	units := Within(&w, s.Reach, s.Day.String())
	s.Reach.All = nil
	return s, column(q.Tx, &s.Reach.Own, units+" ORDER BY 1", w.Args...)
}

// column reads the one column of a query.
func column[T any](t *sqltx.Tx, into *[]T, query string, args ...any) (err error) {
	*into, err = sqltx.All(t, func(v *T) []any { return []any{v} }, query, args...)
	return err
}

// asked is the units whose entries are asked for and may be seen, in order; nil
// where all of them are.
func asked(s ledger.Search) people.Scope {
	if s.Spans == nil {
		return people.Scope{Own: s.Reach.Own}
	}
	var out people.Scope
	for _, span := range s.Spans {
		out.Own = append(out.Own, span.Units...)
	}
	slices.Sort(out.Own)
	if out.Own = slices.Compact(out.Own); !s.Reach.Whole {
		out.Own = within(out.Own, s.Reach.Own)
	}
	return out
}

// within leaves of a list what stands in another one.
func within[T comparable](a, b []T) []T {
	return slices.DeleteFunc(a, func(x T) bool { return !slices.Contains(b, x) })
}

// alone reports whether a reach is one unit alone.
func alone(r people.Scope) bool { return !r.Whole && len(r.All) == 0 && len(r.Own) == 1 }
