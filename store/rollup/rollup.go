// Package rollup reads what totals are made of: the stamps of periods, their
// duties, and the figures of versions.
package rollup

import (
	"encoding/json"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/rollup"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Rollups are the queries for totals within a transaction.
type Rollups struct{ *sqltx.Tx }

// FigureStamps returns the stamps of a source's periods whose keys are at or
// after the one and before the other, by key. The index duty_stamp answers it
// alone.
func (q Rollups) FigureStamps(c campaign.ID, s rollup.Source, from, before string) ([]rollup.Stamp, error) {
	const stamps = `SELECT period, count(*), CAST(sum(revision) AS BIGINT) FROM duty
		WHERE campaign_id = $1 AND obligation = $2 AND form = $3 AND period >= $4`
	const each = " GROUP BY period ORDER BY period"
	refs := func(s *rollup.Stamp) []any { return []any{&s.Period, &s.Duties, &s.Revisions} }
	if before == "" {
		return sqltx.All(q.Tx, refs, stamps+each, string(c), s.Obligation, s.Form, from)
	}
	return sqltx.All(q.Tx, refs, stamps+" AND period < $5"+each, string(c), s.Obligation, s.Form, from, before)
}

// inPeriods picks the duties of a source from a period to another.
const inPeriods = ` WHERE d.campaign_id = $1 AND d.obligation = $2 AND d.form = $3 AND d.period >= $4 AND d.period <= $5`

const rowColumns = `d.id, d.unit_id, d.period, d.due_on, d.category, d.county_id, d.industry_id,
	d.newest, d.nil_report, d.accepted, CASE WHEN d.excused <> '' THEN 1 ELSE 0 END`

func rowRefs(r *rollup.Row) []any {
	return []any{&r.Duty, &r.Unit, &r.Period, sqltx.Date(&r.Due), &r.Category, &r.County, &r.Industry,
		&r.Newest, sqltx.Bool(&r.Nil), sqltx.Bool(&r.Accepted), sqltx.Bool(&r.Excused)}
}

// FigureRows lists the duties of a source from a period to another, in no order:
// sorting them would cost as much as reading them.
func (q Rollups) FigureRows(c campaign.ID, s rollup.Source, from, to string) ([]rollup.Row, error) {
	return sqltx.All(q.Tx, rowRefs, "SELECT "+rowColumns+" FROM duty d"+inPeriods,
		string(c), s.Obligation, s.Form, from, to)
}

func toldRefs(t *rollup.Told) []any {
	return []any{&t.Duty, &t.N, sqltx.Instant(&t.Sent), sqltx.JSON(&t.Figures)}
}

// FiguresIn gives the newest versions of those duties that are wanted; the
// figures of the others are not looked at.
func (q Rollups) FiguresIn(c campaign.ID, s rollup.Source, from, to string, wanted func(campaign.DutyID) bool, give func(rollup.Told)) error {
	return q.Scan(func(scan func(...any) error) error {
		var id campaign.DutyID
		var raw []byte
		var t rollup.Told
		if err := scan(&id, &t.N, sqltx.Instant(&t.Sent), &raw); err != nil || !wanted(id) {
			return err
		}
		t.Duty = id
		if err := json.Unmarshal(raw, &t.Figures); err != nil {
			return err
		}
		give(t)
		return nil
	}, `SELECT d.id, v.n, v.sent_at, v.figures FROM duty d JOIN report_version v ON v.duty_id = d.id AND v.n = d.newest`+
		inPeriods, string(c), s.Obligation, s.Form, from, to)
}

// ContentsIn reads into place what those versions of a period's duties say that
// have one; the others are not looked at.
func (q Rollups) ContentsIn(c campaign.ID, s rollup.Source, period string, place func(campaign.DutyID, int64) *paper.Content) error {
	return q.Scan(func(scan func(...any) error) error {
		var id campaign.DutyID
		var n int64
		var stored string
		if err := scan(&id, &n, &stored); err != nil {
			return err
		}
		if to := place(id, n); to != nil {
			return to.Read(stored)
		}
		return nil
	}, `SELECT d.id, v.n, v.content FROM duty d JOIN report_version v ON v.duty_id = d.id
		WHERE d.campaign_id = $1 AND d.obligation = $2 AND d.form = $3 AND d.period = $4`, string(c), s.Obligation, s.Form, period)
}

// FiguresOf returns one version's figures.
func (q Rollups) FiguresOf(id campaign.DutyID, n int64) (rollup.Told, error) {
	return sqltx.One(q.Tx, toldRefs, "SELECT duty_id, n, sent_at, figures FROM report_version WHERE duty_id = $1 AND n = $2", string(id), n)
}

func newestRefs(v *rollup.Newest) []any {
	return append(rowRefs(&v.Row), &v.Rule, sqltx.JSON(&v.Content), sqltx.JSON(&v.Figures))
}

// EachNewest gives every duty of a source with its newest version.
func (q Rollups) EachNewest(c campaign.ID, s rollup.Source, give func(rollup.Newest)) error {
	return q.Scan(func(scan func(...any) error) error {
		var v rollup.Newest
		if err := scan(newestRefs(&v)...); err != nil {
			return err
		}
		give(v)
		return nil
	}, "SELECT "+rowColumns+`, COALESCE(v.rule_version, 0), COALESCE(v.content, '{}'), COALESCE(v.figures, '[]')
		FROM duty d LEFT JOIN report_version v ON v.duty_id = d.id AND v.n = d.newest
		WHERE d.campaign_id = $1 AND d.obligation = $2 AND d.form = $3`, string(c), s.Obligation, s.Form)
}

// recountOf names the setting that holds what the last recount found.
func recountOf(c campaign.ID) string { return "rollup.recount." + string(c) }

// PutRecount stores what a recount of a campaign found, as JSON.
func (q Rollups) PutRecount(c campaign.ID, found string) error {
	_, err := q.Exec("INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2", recountOf(c), found)
	return err
}

// Recount returns what the last recount of a campaign found, "" if there was
// none.
func (q Rollups) Recount(c campaign.ID) (string, error) {
	rows, err := sqltx.All(q.Tx, func(s *string) []any { return []any{s} }, "SELECT value FROM setting WHERE name = $1", recountOf(c))
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0], nil
}
