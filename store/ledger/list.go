package ledger

import (
	"slices"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/book"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Entries lists entries in the order of the search, after its cursor. Where that
// is by a number, those without it stand at the end, by their day.
func (q Ledgers) Entries(s ledger.Search) ([]ledger.Entry, error) {
	s, err := q.resolved(s)
	if err != nil {
		return nil, err
	}
	if units := asked(s); s.Sort == ledger.SortUnit && s.Amount == "" && units.Own != nil {
		return q.unitByUnit(s, units)
	}
	p, err := q.drive(s)
	if err != nil || s.Amount == "" {
		return q.sorted(s, p, err)
	}
	var out []ledger.Entry
	if s.Cursor.ID == "" || s.Cursor.Number >= 0 {
		if out, err = q.byAmount(s, p); err != nil || len(out) == s.Limit {
			return out, err
		}
		s.Cursor = ledger.Cursor{}
	}
	s.Limit -= len(out)
	rest, err := q.sorted(s, p, nil)
	return append(out, rest...), err
}

// unitByUnit lists the entries of some units, one unit after the other: of the
// first one alone, which often fills the page, then of more and more together.
func (q Ledgers) unitByUnit(s ledger.Search, units people.Scope) (out []ledger.Entry, err error) {
	left := units.Own
	if s.Desc {
		slices.Reverse(left)
	}
	if s.Cursor.ID != "" { // those before its unit are over
		left = left[max(0, place(left, s.Cursor.Text)):]
	}
	for some := 1; len(left) > 0 && len(out) < s.Limit; some *= 4 {
		part := s
		part.Limit -= len(out)
		part.Reach = people.Scope{Own: left[:min(some, len(left))]}
		left = left[len(part.Reach.Own):]
		p, err := q.drive(part)
		found, err := q.sorted(part, p, err)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// place returns where a text stands among others, -1 for nowhere.
func place[T ~string](list []T, text string) int { return slices.Index(list, T(text)) }

// sorted lists entries by a column of their own; of a list by a number, those
// without it by their day.
func (q Ledgers) sorted(s ledger.Search, p plan, err error) ([]ledger.Entry, error) {
	if err != nil {
		return nil, err
	}
	var w sqltx.Where
	tables := p.tables(&w, s)
	q.conditions(&w, s, p.by)
	if s.Amount != "" {
		w.And("(SELECT count(*) FROM entry_amount a WHERE a.entry_id = e.id AND a.field = ?) < 1", s.Amount)
	}
	var at any = s.Cursor.Text
	if s.Sort == ledger.SortChanged {
		at = s.Cursor.Number
	}
	return q.ordered(&w, s, tables, sortedBy(s), "e.id", at)
}

// byAmount lists the entries that hold a number, by that number.
func (q Ledgers) byAmount(s ledger.Search, p plan) ([]ledger.Entry, error) {
	var w sqltx.Where
	tables := " FROM entry_amount a CROSS JOIN entry e"
	if p.by != byOrder {
		tables = p.tables(&w, s) + " CROSS JOIN entry_amount a"
	}
	w.And("a.entry_id = e.id AND a.field = ?", s.Amount)
	q.conditions(&w, s, p.by)
	return q.ordered(&w, s, tables, "a.value", "a.entry_id", s.Cursor.Number)
}

// ordered lists entries by a key and their id, after the cursor of the search.
// Which they are it finds in the indexes as far as these tell, and reads the
// entries themselves for the page alone.
func (q Ledgers) ordered(w *sqltx.Where, s ledger.Search, tables, key, id string, at any) ([]ledger.Entry, error) {
	way, beyond, mark := " ", " > ", "?"
	if s.Desc {
		way, beyond = " DESC", " < "
	}
	if _, whole := at.(int64); whole {
		mark = "CAST(? AS BIGINT)"
	}
	if s.Cursor.ID != "" {
		w.And("("+key+", "+id+")"+beyond+"("+mark+", ?)", at, string(s.Cursor.ID))
	}
	found := "SELECT " + key + " AS place, " + id + " AS id" + tables + " " + w.String() + " ORDER BY " + key + way + ", " + id + way + " LIMIT " + strconv.Itoa(s.Limit)
	return sqltx.All(q.Tx, Rows.Refs, "SELECT "+columns+" FROM ("+found+") f CROSS JOIN entry e WHERE e.id = f.id ORDER BY f.place"+way+", f.id"+way, w.Args...)
}

// sortedBy is the column that a list is sorted by.
func sortedBy(s ledger.Search) string {
	switch s.Sort {
	case ledger.SortTitle:
		return "e.title"
	case ledger.SortUnit:
		return "e.unit_id"
	case ledger.SortChanged:
		return "e.changed_at"
	}
	return "e.on_day"
}

// picked returns the statement that selects something of every entry of a list.
func (q Ledgers) picked(w *sqltx.Where, s ledger.Search, what string) (string, error) {
	s, err := q.resolved(s)
	if err != nil {
		return "", err
	}
	p, err := q.drive(s)
	if err != nil {
		return "", err
	}
	tables := p.tables(w, s)
	q.conditions(w, s, p.by)
	return "SELECT " + what + tables + " " + w.String(), nil
}

// CountEntries counts the entries of a list, up to a limit.
func (q Ledgers) CountEntries(s ledger.Search, most int64) (int64, error) {
	var w sqltx.Where
	picked, err := q.picked(&w, s, "1")
	if err != nil {
		return 0, err
	}
	return q.Int("SELECT count(*) FROM ("+picked+w.Bind(" LIMIT CAST(? AS BIGINT)", most)+") counted", w.Args...)
}

// Measure counts, adds up or tells apart what the entries of a list hold.
func (q Ledgers) Measure(s ledger.Search, from book.Source) (int64, error) {
	var w sqltx.Where
	what := "e.id"
	if one := from.Distinct; len(one) == 1 && one[0] == book.TheUnit {
		what = "e.unit_id"
	}
	picked, err := q.picked(&w, s, what+" AS id")
	if err != nil {
		return 0, err
	}
	switch {
	case len(from.Distinct) > 0 && what == "e.unit_id":
		return q.Int("SELECT count(DISTINCT l.id) FROM ("+picked+") l", w.Args...)
	case len(from.Distinct) > 0:
		fields := w.Bind(sqltx.Marks(len(from.Distinct)), texts(from.Distinct)...)
		return q.Int("SELECT count(DISTINCT m.value) FROM ("+picked+") l JOIN entry_mark m ON m.entry_id = l.id AND m.field IN ("+fields+")", w.Args...)
	case from.Sum != "":
		field := w.Bind("?", from.Sum)
		return q.Int("SELECT CAST(COALESCE(SUM(a.value), 0) AS BIGINT) FROM ("+picked+") l JOIN entry_amount a ON a.entry_id = l.id AND a.field = "+field, w.Args...)
	}
	return q.Int("SELECT count(*) FROM ("+picked+") l", w.Args...)
}

// Related counts the entries that name an entry, by register and field, and adds
// up the numbers of those that are in the figures.
func (q Ledgers) Related(id ledger.EntryID, s ledger.Search) ([]ledger.Related, error) {
	var w sqltx.Where
	w.And("m.value = ? AND e.state <> 'withdrawn' AND e.campaign_id IN (?, '')", string(id), string(s.Campaign))
	if !s.Reach.Whole {
		w.Raw("e.unit_id IN (" + Within(&w, s.Reach, s.Day.String()) + ")")
	}
	naming := " FROM entry_mark m JOIN entry e ON e.id = m.entry_id "
	out, err := sqltx.All(q.Tx, func(r *ledger.Related) []any { return []any{&r.Register, &r.Field, &r.Count} },
		"SELECT e.register, m.field, count(*)"+naming+w.String()+" GROUP BY e.register, m.field ORDER BY e.register, m.field", w.Args...)
	if err != nil {
		return nil, err
	}
	counted := naming + "LEFT JOIN entry_mark f ON f.entry_id = e.id AND f.field = '" + ledger.BySource + "' "
	err = q.related(out, "SELECT e.register, m.field, COALESCE(f.value, ''), '', count(*)"+counted+
		w.String()+" AND e.counted_at > 0 GROUP BY e.register, m.field, f.value ORDER BY 1, 2, 3", w.Args...)
	if err != nil {
		return nil, err
	}
	err = q.related(out, "SELECT e.register, m.field, COALESCE(f.value, ''), a.field, CAST(SUM(a.value) AS BIGINT)"+counted+
		"JOIN entry_amount a ON a.entry_id = e.id "+w.String()+" AND e.counted_at > 0 GROUP BY e.register, m.field, f.value, a.field", w.Args...)
	return out, err
}

// related adds to what is related how many entries came from a source, or what a
// number of theirs adds up to.
func (q Ledgers) related(out []ledger.Related, query string, args ...any) error {
	return q.Scan(func(scan func(...any) error) error {
		var of, field, source, amount string
		var n int64
		if err := scan(&of, &field, &source, &amount, &n); err != nil {
			return err
		}
		i := slices.IndexFunc(out, func(r ledger.Related) bool { return r.Register == of && r.Field == field })
		if i < 0 {
			return nil
		}
		out[i].Add(source, amount, n)
		return nil
	}, query, args...)
}
