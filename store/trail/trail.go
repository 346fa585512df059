// Package trail holds the queries of the audit log: the records, their places
// in the tree, its hashes and heads.
package trail

import (
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Trail is a transaction with the queries of the audit log. It satisfies
// audit.Tx and audit.Log.
type Trail struct{ *sqltx.Tx }

const entryColumns = "r.id, r.at, r.account, r.act, r.subject, r.root_id, r.campaign_id, r.unit_id, r.body, r.hash"

func entryRefs(e *audit.Entry) []any {
	return []any{&e.Place, &e.ID, sqltx.Instant(&e.At), &e.Account, &e.Act, &e.Subject, &e.Root, &e.Campaign, &e.Unit, &e.Body, &e.Hash}
}

// PlacedEntries implements audit.Log.
func (t Trail) PlacedEntries(from int64, limit int) ([]audit.Entry, error) {
	return sqltx.All(t.Tx, entryRefs, "SELECT p.seq, "+entryColumns+`
		FROM audit_place p JOIN audit_record r ON r.id = p.record_id
		WHERE p.seq >= $1 ORDER BY p.seq LIMIT $2`, from, limit)
}

// UnplacedEntries implements audit.Log. It looks at the places themselves and
// not at the list of those that wait, which nobody vouches for.
func (t Trail) UnplacedEntries(after audit.Entry, limit int) ([]audit.Entry, error) {
	refs := func(e *audit.Entry) []any { return append(entryRefs(e), sqltx.Bool(&e.Waiting)) }
	return sqltx.All(t.Tx, refs, "SELECT -1, "+entryColumns+`, (SELECT count(*) FROM audit_pending w WHERE w.record_id = r.id)
		FROM audit_record r
		WHERE NOT EXISTS (SELECT 1 FROM audit_place p WHERE p.record_id = r.id) AND (r.at, r.id) > ($1, $2)
		ORDER BY r.at, r.id LIMIT $3`, sqltx.Millis(after.At), string(after.ID), limit)
}

// TrailPage returns a page of the trail, newest first. The next one begins
// before its last entry.
func (t Trail) TrailPage(f audit.Filter) ([]audit.Entry, error) {
	var where strings.Builder
	var args []any
	and := func(asked bool, condition string, value any) {
		if asked {
			args = append(args, value)
			where.WriteString(" AND " + condition + "$" + strconv.Itoa(len(args)))
		}
	}
	and(f.Root != "", "r.root_id = ", f.Root)
	and(f.Campaign != "", "r.campaign_id = ", f.Campaign)
	and(f.Unit != "", "r.unit_id = ", f.Unit)
	and(f.Subject != "", "r.subject = ", f.Subject)
	and(f.Act != "", "r.act = ", f.Act)
	and(f.Account != "", "r.account = ", f.Account)
	and(!f.From.IsZero(), "r.at >= ", f.From.UnixMilli())
	and(!f.To.IsZero(), "r.at < ", f.To.UnixMilli())
	if f.Before.ID != "" {
		n := len(args)
		where.WriteString(" AND (r.at, r.id) < ($" + strconv.Itoa(n+1) + ", $" + strconv.Itoa(n+2) + ")")
		args = append(args, f.Before.At.UnixMilli(), string(f.Before.ID))
	}
	args = append(args, f.Limit)
	return sqltx.All(t.Tx, entryRefs, "SELECT coalesce(p.seq, -1), "+entryColumns+`
		FROM audit_record r LEFT JOIN audit_place p ON p.record_id = r.id
		WHERE TRUE`+where.String()+" ORDER BY r.at DESC, r.id DESC LIMIT $"+strconv.Itoa(len(args)), args...)
}

// RecordPlace returns the place of a record, audit.Unplaced while it waits.
func (t Trail) RecordPlace(id audit.ID) (int64, error) {
	return t.Int("SELECT coalesce((SELECT seq FROM audit_place WHERE record_id = $1), -1)", string(id))
}

// TakeLease implements audit.Tx. The row stays locked until the transaction
// ends, so that of two takers one waits and then sees who has it.
func (t Trail) TakeLease(name, holder string, now, until time.Time) (bool, error) {
	n, err := t.Exec(`INSERT INTO lease (name, holder, until) VALUES ($1, $2, $3)
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
		WHERE lease.holder = excluded.holder OR lease.until <= $4`,
		name, holder, until.UnixMilli(), now.UnixMilli())
	return n == 1, err
}
