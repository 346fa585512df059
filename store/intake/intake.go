// Package intake keeps the imports of lists: what was handed in, what is wrong
// in it and what it would change.
package intake

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/ledger/intake"
	"github.com/xianfeng-oss/xianfeng/store/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Intakes are the queries on imports within a transaction. They are not covered:
// the acts on them are recorded, and what they store is.
type Intakes struct {
	*sqltx.Tx
	Ledgers ledger.Ledgers
}

var table = sqltx.Table[intake.Import]{
	Name:    "intake",
	Columns: "id, root_id, campaign_id, register, unit_id, name, size, state, summary, refusal, began_by, origin, began_at, changed_at, revision",
	Keys:    1,
	Refs: func(m *intake.Import) []any {
		return []any{&m.ID, &m.Root, &m.Campaign, &m.Register, &m.Unit, &m.Name, &m.Size, &m.State, sqltx.JSON(&m.Summary), sqltx.JSON(&m.Refusal),
			&m.By, sqltx.JSON(&m.From), sqltx.Instant(&m.Began), sqltx.Instant(&m.Changed), &m.Revision}
	},
}

// InsertImport stores an import that begins.
func (q Intakes) InsertImport(m *intake.Import) error { return sqltx.Insert(q.Tx, table, m) }

// UpdateImport stores what the steps change, if nobody wrote since its revision.
func (q Intakes) UpdateImport(m intake.Import) (intake.Import, error) {
	return sqltx.Change(q.Tx, table,
		`UPDATE intake SET state = $1, summary = $2, refusal = $3, began_by = $4, origin = $5, changed_at = $6, revision = revision + 1
		WHERE id = $7 AND revision = $8`,
		string(m.State), sqltx.JSON(&m.Summary), sqltx.JSON(&m.Refusal), string(m.By), sqltx.JSON(&m.From), sqltx.Millis(m.Changed), string(m.ID), m.Revision)
}

// Import returns an import.
func (q Intakes) Import(id intake.ID) (intake.Import, error) {
	return sqltx.One(q.Tx, table.Refs, table.Select("WHERE id = $1"), string(id))
}

// Imports lists imports of a register in a campaign, the newest first.
func (q Intakes) Imports(want intake.Wanted) ([]intake.Import, error) {
	var w sqltx.Where
	w.And("campaign_id = ? AND register = ?", string(want.Campaign), want.Register)
	if !want.Reach.Whole {
		w.Raw("unit_id IN (" + ledger.Within(&w, want.Reach, want.On) + ")")
	}
	if want.Before != "" {
		w.And("(began_at, id) < (SELECT began_at, id FROM intake WHERE id = ?)", string(want.Before))
	}
	end := w.Bind(" ORDER BY began_at DESC, id DESC LIMIT ?", want.Limit)
	return sqltx.All(q.Tx, table.Refs, table.Select(w.String()+end), w.Args...)
}

// StaleImports lists the imports that were handed in before an instant and have
// not ended.
func (q Intakes) StaleImports(before time.Time) ([]intake.Import, error) {
	return sqltx.All(q.Tx, table.Refs, table.Select("WHERE began_at < $1 AND state IN ('checking', 'checked', 'storing') ORDER BY id"), before.UnixMilli())
}

type finding struct {
	Import intake.ID
	intake.Finding
}

var findings = sqltx.Table[finding]{
	Name:    "intake_finding",
	Columns: "intake_id, n, sheet, row_no, col_no, field, message, args, clause, found, suggestion",
	Keys:    2,
	Refs: func(f *finding) []any {
		return []any{&f.Import, &f.N, &f.Sheet, &f.Row, &f.Column, &f.Field, &f.Key, sqltx.JSON(&f.Args), &f.Clause, &f.Found, &f.Suggest}
	},
}

type change struct {
	Import intake.ID
	intake.Change
}

var changes = sqltx.Table[change]{
	Name:    "intake_change",
	Columns: "intake_id, n, sheet, row_no, col_no, fate, entry_id, title, was, becomes, alike",
	Keys:    2,
	Refs: func(c *change) []any {
		return []any{&c.Import, &c.N, &c.Sheet, &c.Row, &c.Column, &c.Fate, &c.Entry, &c.Title, sqltx.JSON(&c.Old), sqltx.JSON(&c.New), sqltx.JSON(&c.Like)}
	},
}

// ForgetFindings removes what a check found: it begins again.
func (q Intakes) ForgetFindings(id intake.ID) error {
	if _, err := q.Exec("DELETE FROM intake_finding WHERE intake_id = $1", string(id)); err != nil {
		return err
	}
	_, err := q.Exec("DELETE FROM intake_change WHERE intake_id = $1", string(id))
	return err
}

// AddFindings stores findings.
func (q Intakes) AddFindings(id intake.ID, list []intake.Finding) error {
	rows := make([]finding, len(list))
	for i, f := range list {
		rows[i] = finding{id, f}
	}
	return sqltx.InsertAll(q.Tx, findings, rows)
}

// AddChanges stores changes.
func (q Intakes) AddChanges(id intake.ID, list []intake.Change) error {
	rows := make([]change, len(list))
	for i, c := range list {
		rows[i] = change{id, c}
	}
	return sqltx.InsertAll(q.Tx, changes, rows)
}

// Findings lists findings after a number, of a column or of all with "".
func (q Intakes) Findings(id intake.ID, field string, after, limit int) ([]intake.Finding, error) {
	var w sqltx.Where
	w.And("intake_id = ?", string(id))
	w.And("n > ?", after)
	if field != "" {
		w.And("field = ?", field)
	}
	end := w.Bind(" ORDER BY n LIMIT ?", limit)
	rows, err := sqltx.All(q.Tx, findings.Refs, findings.Select(w.String()+end), w.Args...)
	out := make([]intake.Finding, len(rows))
	for i, r := range rows {
		r.Args = fault.Whole(r.Args)
		out[i] = r.Finding
	}
	return out, err
}

// Changes lists changes after a number: all, or those that may be there already.
func (q Intakes) Changes(id intake.ID, alike bool, after, limit int) ([]intake.Change, error) {
	var w sqltx.Where
	w.And("intake_id = ?", string(id))
	w.And("n > ?", after)
	if alike {
		w.And("alike <> 'null'")
	}
	end := w.Bind(" ORDER BY n LIMIT ?", limit)
	rows, err := sqltx.All(q.Tx, changes.Refs, changes.Select(w.String()+end), w.Args...)
	out := make([]intake.Change, len(rows))
	for i, r := range rows {
		out[i] = r.Change
	}
	return out, err
}
