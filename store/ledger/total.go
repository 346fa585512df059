package ledger

import (
	"strings"

	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// TotalEntries counts the entries of a list and adds up their numbers. It looks
// at so many entries at most, 0 for all there are: where that is not the end of
// the list, the count is what was found among them, and nothing is added up.
func (q Ledgers) TotalEntries(s ledger.Search, look int64) (t ledger.Total, err error) {
	s.Sort, s.Amount, s.Cursor = ledger.SortDay, "", ledger.Cursor{}
	if s, err = q.resolved(s); err != nil {
		return t, err
	}
	p, err := q.drive(s)
	if err != nil {
		return t, err
	}
	if p.by == byOrder && (s.Spans != nil || !s.Reach.Whole) {
		p.by = byUnits // whatever their number: nothing else is looked at
	}
	var w sqltx.Where
	seen, answers := q.looked(&w, s, p, look)
	var all int64
	err = q.Scan(func(scan func(...any) error) error { return scan(&all, &t.Count) },
		"SELECT count(*), COALESCE(SUM(CASE WHEN "+answers+" THEN 1 ELSE 0 END), 0) FROM ("+seen+") e", w.Args...)
	if t.More = look > 0 && all > look; t.More {
		t.Count = min(t.Count, look)
	}
	if err != nil || t.More || t.Count == 0 {
		return t, err
	}
	found := w.Bind(" LIMIT CAST(? AS BIGINT)", t.Count) // by which PostgreSQL knows how many there are
	t.Sums, err = q.sums("SELECT a.field, CAST(SUM(a.value) AS BIGINT) FROM (SELECT e.id FROM ("+seen+") e WHERE "+answers+found+
		") l JOIN entry_amount a ON a.entry_id = l.id GROUP BY a.field", w.Args...)
	return t, err
}

// looked returns the statement of what is looked at, one more than wanted, and
// the condition on which it is in the list. What it selects stands in the index.
func (q Ledgers) looked(w *sqltx.Where, s ledger.Search, p plan, look int64) (seen, answers string) {
	columns := "e.id, e.doc, e.state, e.unit_id, e.on_day"
	for _, c := range []struct {
		name   string
		wanted bool
	}{{"line", s.Line != ""}, {"person_id", s.Person != ""}, {"counted_at", s.Counted}} {
		if c.wanted {
			columns += ", e." + c.name
		}
	}
	seen = "SELECT " + columns + p.tables(w, s)
	scope(w, s, p.by)
	seen += " " + w.String()
	if look > 0 {
		seen += w.Bind(" LIMIT CAST(? AS BIGINT)", look+1)
	}
	rest := sqltx.Where{Args: w.Args}
	q.filter(&rest, s, p.by)
	w.Args = rest.Args
	return seen, strings.TrimPrefix(rest.String(), "WHERE ")
}

func (q Ledgers) sums(query string, args ...any) (map[string]int64, error) {
	out := map[string]int64{}
	err := q.Scan(func(scan func(...any) error) error {
		var field string
		var n int64
		err := scan(&field, &n)
		out[field] = n
		return err
	}, query, args...)
	return out, err
}
