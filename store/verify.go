package store

import (
	"context"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/store/account"
	"github.com/xianfeng-oss/xianfeng/store/campaign"
	"github.com/xianfeng-oss/xianfeng/store/goal"
	"github.com/xianfeng-oss/xianfeng/store/ledger"
	"github.com/xianfeng-oss/xianfeng/store/original"
	"github.com/xianfeng-oss/xianfeng/store/person"
	"github.com/xianfeng-oss/xianfeng/store/publication"
	"github.com/xianfeng-oss/xianfeng/store/report"
	"github.com/xianfeng-oss/xianfeng/store/roster"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
	"github.com/xianfeng-oss/xianfeng/store/unit"
)

// covered is the list of the tables whose rows the audit records vouch for.
var covered = slices.Concat(unit.Covered, person.Covered, account.Covered, campaign.Covered, original.Covered, ledger.Covered, report.Covered, publication.Covered, goal.Covered, roster.Covered)

// Covered returns the tables whose rows the audit records vouch for.
func Covered() []sqltx.Covered { return slices.Clone(covered) }

// VerifyOptions says what Verify compares with.
type VerifyOptions struct {
	Key     audit.Verifier
	Now     time.Time // of the wall's clock: what waits for its place too long is found
	Against string    // a signed head kept elsewhere, "" for none
	Rows    int       // rows compared in one pass over the log, 0 for 250,000: bounds the memory
}

// TableReport says how many rows of a covered table were compared.
type TableReport struct {
	Name string
	Rows int64
}

// Report is what Verify found.
type Report struct {
	audit.Sum
	Tables   []TableReport
	Findings []fault.Field // the first faults found, each with its place
	Faults   int           // how many there are
}

// maxFindings bounds the list of a report: a thousand faults say what ten
// thousand do.
const maxFindings = 1000

// Found adds a fault to the report.
func (r *Report) Found(f fault.Field) {
	r.Faults++
	if len(r.Findings) < maxFindings {
		r.Findings = append(r.Findings, f)
	}
}

// Err returns a Conflict fault «verify.failed» with the findings, or nil if
// there are none.
func (r *Report) Err() error {
	if r.Faults == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Conflict, Key: "verify.failed", Args: []any{r.Faults}, Fields: r.Findings}
}

// Verify re-hashes the whole audit log and compares the rows of every covered
// table with what the newest record says of each (P-41). It reads one moment
// of the database. A broken log or row is a finding and no error.
func Verify(ctx context.Context, db *DB, opts VerifyOptions) (Report, error) {
	var against *audit.Head
	if opts.Against != "" {
		h, err := opts.Key.ReadHead(opts.Against)
		if err != nil {
			return Report{}, fault.Wrap(err, fault.Invalid, "verify.against_unreadable")
		}
		against = &h
	}
	v := verification{opts: opts, seed: maphash.MakeSeed()}
	err := db.View(ctx, func(tx *Tx) error {
		v.tx = tx
		if err := v.count(); err != nil {
			return err
		}
		for part := range v.parts {
			if err := v.pass(part, against); err != nil {
				return err
			}
		}
		return nil
	})
	return v.report, err
}

// verification compares the covered rows in passes over the log. A pass holds
// the newest change of one part of the rows, chosen by their keys.
type verification struct {
	tx     *Tx
	opts   VerifyOptions
	report Report
	seed   maphash.Seed
	parts  uint64
	newest map[string]claim // by table and key
}

// claim is the newest change of a row and the record that says it.
type claim struct {
	audit.Change
	record audit.ID
}

func (v *verification) count() error {
	var all int64
	for _, t := range covered {
		n, err := v.tx.Int("SELECT count(*) FROM " + t.Name)
		if err != nil {
			return err
		}
		all += n
		v.report.Tables = append(v.report.Tables, TableReport{t.Name, n})
	}
	if v.opts.Rows == 0 {
		v.opts.Rows = 250_000
	}
	v.parts = 1 + uint64(all)/uint64(v.opts.Rows)
	return nil
}

// in reports whether a row belongs to the part.
func (v *verification) in(part uint64, id string) bool {
	return v.parts == 1 || maphash.String(v.seed, id)%v.parts == part
}

func (v *verification) pass(part uint64, against *audit.Head) error {
	v.newest = map[string]claim{}
	learn := func(r audit.Record) {
		for _, c := range r.Changes {
			if id := rowID(c); v.in(part, id) {
				v.learn(id, claim{c, r.ID})
			}
		}
	}
	if err := v.read(part == 0, against, learn); err != nil {
		return err
	}
	for _, t := range covered {
		if err := v.compare(part, t); err != nil {
			return err
		}
	}
	v.gone()
	return nil
}

// read goes through the log; the first pass checks it too.
func (v *verification) read(check bool, against *audit.Head, learn func(audit.Record)) (err error) {
	if check {
		v.report.Sum, err = v.opts.Key.Check(v.tx, v.opts.Now, against, v.report.Found, func(_ audit.Entry, r audit.Record) error {
			learn(r)
			return nil
		})
		return err
	}
	return audit.Each(v.tx, func(e audit.Entry) error {
		if r, err := e.Record(); err == nil { // an unreadable one was found by the first pass
			learn(r)
		}
		return nil
	})
}

func rowID(c audit.Change) string { return c.Table + "\x00" + c.Key }

// learn keeps the newest change: of the highest revision, then the last said.
func (v *verification) learn(id string, c claim) {
	if old, ok := v.newest[id]; !ok || c.Revision >= old.Revision {
		v.newest[id] = c
	}
}

// compare holds the rows of a table against the claims and takes away those
// that have a row.
func (v *verification) compare(part uint64, t sqltx.Covered) error {
	columns := strings.Count(t.Columns, ",") + 1
	query := fmt.Sprintf("SELECT %s FROM %s ORDER BY %s", t.Columns, t.Name, strings.Join(strings.Split(t.Columns, ", ")[:t.Keys], ", "))
	cells, refs := make([]any, columns), make([]any, columns)
	for i := range cells {
		refs[i] = &cells[i]
	}
	return v.tx.Scan(func(scan func(...any) error) error {
		if err := scan(refs...); err != nil {
			return err
		}
		row := t.Change(cells)
		id := rowID(row)
		if !v.in(part, id) {
			return nil
		}
		said, ok := v.newest[id]
		delete(v.newest, id)
		switch {
		case !ok:
			v.finding(row, "verify.row_unrecorded", row.Table, row.Key)
		case said.Hash != row.Hash:
			v.finding(row, "verify.row_changed", row.Table, row.Key, said.record)
		}
		return nil
	}, query)
}

// gone reports the claims that have no row.
func (v *verification) gone() {
	for _, id := range slices.Sorted(maps.Keys(v.newest)) {
		c := v.newest[id]
		v.finding(c.Change, "verify.row_gone", c.Table, c.Key, c.record)
	}
}

func (v *verification) finding(c audit.Change, key string, args ...any) {
	v.report.Found(fault.Field{Path: c.Table + "/" + c.Key, Key: key, Args: args})
}
