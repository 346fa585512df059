// Package derive reads what a report says from the ledger, and keeps what a
// sent one was made of.
package derive

import (
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/ledger/derive"
	"github.com/xianfeng-oss/xianfeng/organisation"
	entries "github.com/xianfeng-oss/xianfeng/store/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Derived are the queries on what reports are made of within a transaction.
type Derived struct{ *sqltx.Tx }

var told = sqltx.Table[derive.Told]{
	Name: "report_entry", Columns: "duty_id, n, cell, entry_id, value", Keys: 4,
	Refs: func(t *derive.Told) []any { return []any{&t.Duty, &t.N, &t.Cell, &t.Entry, &t.Value} },
}

// Kept reports whether anything is in the ledger of a campaign, or of its
// federation.
func (q Derived) Kept(root organisation.UnitID, c campaign.ID) (bool, error) {
	n, err := q.Int(`SELECT CASE WHEN EXISTS (SELECT 1 FROM entry WHERE root_id = $1 AND campaign_id = $2)
		OR EXISTS (SELECT 1 FROM entry WHERE root_id = $1 AND campaign_id = '') THEN 1 ELSE 0 END`, string(root), string(c))
	return n > 0, err
}

// Turns lists the periods of the debtor's obligation and form, the oldest first.
func (q Derived) Turns(d campaign.Duty) ([]derive.Turn, error) {
	refs := func(t *derive.Turn) []any {
		return []any{&t.Period, sqltx.Instant(&t.First), sqltx.Instant(&t.AsOf)}
	}
	return sqltx.All(q.Tx, refs, `SELECT d.period, d.first_at, COALESCE(v.as_of, 0)
		FROM duty d LEFT JOIN report_version v ON v.duty_id = d.id AND v.n = 1
		WHERE d.campaign_id = $1 AND d.unit_id = $2 AND d.obligation = $3 AND d.form = $4 ORDER BY d.period`,
		string(d.Campaign), string(d.Unit), d.Obligation, d.Form)
}

// SlotUnits lists the units that owe an obligation for a period.
func (q Derived) SlotUnits(c campaign.ID, obligation, period string) ([]organisation.UnitID, error) {
	refs := func(u *organisation.UnitID) []any { return []any{u} }
	return sqltx.All(q.Tx, refs, "SELECT DISTINCT unit_id FROM duty WHERE campaign_id = $1 AND obligation = $2 AND period = $3",
		string(c), obligation, period)
}

// below picks those of the unit and of all that stand below it on some day of the stretch.
const below = ` IN (WITH RECURSIVE below(id) AS (
	SELECT CAST(? AS TEXT) UNION
	SELECT p.unit_id FROM below b JOIN unit_parent p ON p.parent_id = b.id
	WHERE p.from_on <= ? AND (p.to_on = '' OR p.to_on >= ?)
) SELECT id FROM below)`

// day writes a bound of days, "" for none.
func day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// Within lists the entries of a reach, by day and id, each with the unit to which
// it belonged on its day, or on the last one of what holds. What was handed over
// once is asked for apart, so that all others are found by their unit.
func (q Derived) Within(r derive.Reach) ([]ledger.Entry, error) {
	var w sqltx.Where
	stayed := entries.Rows.Select("e " + conditions(&w, r, "e.unit_id") + " AND e.since_day = ''")
	on := "e.on_day"
	if r.Holding {
		on = w.Bind("CAST(? AS TEXT)", r.To.String())
	}
	handed := entries.Held(on).Select("e " + conditions(&w, r, entries.Holder(on)) + " AND e.since_day <> ''")
	return sqltx.All(q.Tx, entries.Rows.Refs, stayed+" UNION ALL "+handed+" ORDER BY on_day, id", w.Args...)
}

// conditions narrows entries to a reach, by the units to which they belong.
func conditions(all *sqltx.Where, r derive.Reach, unit string) string {
	w := sqltx.Where{Args: all.Args}
	from, to := day(r.From), r.To.String()
	switch {
	case r.Joint != "":
		w.And("e.id IN (SELECT entry_id FROM entry_mark WHERE value = ? AND field = ?)", string(r.Unit), r.Joint)
		w.Raw(unit + w.Bind(" <> ?", string(r.Unit)))
	default:
		w.Raw(unit + w.Bind(below, string(r.Unit), to, from))
	}
	w.And("e.campaign_id IN ('', ?)", string(r.Campaign))
	var registers []any
	for _, id := range r.Registers {
		registers = append(registers, id)
	}
	w.And("e.register IN ("+sqltx.Marks(len(registers))+")", registers...)
	w.And("e.on_day <= ?", to)
	if !r.Uncounted {
		w.And("e.counted_at <> 0")
	}
	w.And("e.state <> 'withdrawn'")
	switch {
	case r.Holding:
		w.And("(e.until_day = '' OR e.until_day >= ?)", to)
	case r.Since.IsZero():
		w.And("e.on_day >= ?", from)
	default:
		w.And("(e.on_day >= ? OR e.counted_at > ?)", from, sqltx.Millis(r.Since))
	}
	all.Args = w.Args
	return w.String()
}

// ToldOf lists in which cells of the newest versions of other duties of the same
// obligation and form some entries stand. It goes from the entries to the duties,
// in that order: SQLite keeps the order of a CROSS JOIN.
func (q Derived) ToldOf(d campaign.Duty, ids []ledger.EntryID) ([]derive.Told, error) {
	return among(ids, func(marks string, args []any) ([]derive.Told, error) {
		var w sqltx.Where
		w.And("r.entry_id IN ("+marks+")", args...)
		w.And("d.id = r.duty_id AND d.newest = r.n AND d.campaign_id = ? AND d.obligation = ? AND d.form = ? AND d.id <> ?",
			string(d.Campaign), d.Obligation, d.Form, string(d.ID))
		return sqltx.All(q.Tx, told.Refs, `SELECT r.duty_id, r.n, r.cell, r.entry_id, r.value
			FROM report_entry r CROSS JOIN duty d `+w.String(), w.Args...)
	})
}

// EntriesTold lists entries by their ids, by day and id within each batch.
func (q Derived) EntriesTold(ids []ledger.EntryID) ([]ledger.Entry, error) {
	return among(ids, func(marks string, args []any) ([]ledger.Entry, error) {
		var w sqltx.Where
		w.And("e.id IN ("+marks+")", args...)
		return sqltx.All(q.Tx, entries.Rows.Refs, entries.Rows.Select("e "+w.String()+" ORDER BY e.on_day, e.id"), w.Args...)
	})
}

// among asks for ids a batch at a time. A batch is filled up with empty ids, so
// that there is one text for every number of them.
func among[R any](ids []ledger.EntryID, ask func(marks string, args []any) ([]R, error)) ([]R, error) {
	var out []R
	for some := range slices.Chunk(ids, idsAtOnce) {
		args := slices.Repeat([]any{""}, idsAtOnce)
		for i, id := range some {
			args[i] = string(id)
		}
		rows, err := ask(sqltx.Marks(idsAtOnce), args)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// idsAtOnce is how many entries one statement asks for.
const idsAtOnce = 64

// Shorter lists the newest accepted reports of the duty's unit with a form of
// another obligation, for the periods that lie between two keys.
func (q Derived) Shorter(d campaign.Duty, obligation, form, from, to string) ([]derive.Shorter, error) {
	refs := func(s *derive.Shorter) []any {
		return []any{&s.Duty, &s.N, &s.Period, sqltx.Bool(&s.Nil), sqltx.JSON(&s.Figures)}
	}
	return sqltx.All(q.Tx, refs, `SELECT d.id, v.n, d.period, d.nil_report, v.figures FROM duty d JOIN report_version v ON v.duty_id = d.id AND v.n = d.newest
		WHERE d.campaign_id = $1 AND d.unit_id = $2 AND d.obligation = $3 AND d.form = $4 AND d.period >= $5 AND d.period <= $6
		AND d.accepted = 1 AND d.excused = '' ORDER BY d.period`,
		string(d.Campaign), string(d.Unit), obligation, form, from, to)
}

// ToldIn lists what cells of versions were made of.
func (q Derived) ToldIn(places []derive.Place) ([]derive.Told, error) {
	var out []derive.Told
	for some := range slices.Chunk(places, idsAtOnce) {
		args := slices.Repeat([]any{"", int64(0), ""}, idsAtOnce)
		for i, at := range some {
			args[3*i], args[3*i+1], args[3*i+2] = string(at.Duty), at.N, at.Cell
		}
		var w sqltx.Where
		w.And("(duty_id, n, cell) IN (VALUES "+strings.TrimSuffix(strings.Repeat("(?, CAST(? AS BIGINT), ?), ", idsAtOnce), ", ")+")", args...)
		rows, err := sqltx.All(q.Tx, told.Refs, told.Select(w.String()+" ORDER BY duty_id, cell, entry_id"), w.Args...)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// InsertTold keeps what a version was made of.
func (q Derived) InsertTold(all []derive.Told) error { return sqltx.InsertAll(q.Tx, told, all) }
