// Package queue holds the queries of the job queue.
package queue

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/jobs"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Queue is a transaction with the queries of the job queue. It satisfies
// jobs.Tx.
type Queue struct{ *sqltx.Tx }

const ready = " done_at = 0 AND failed_at = 0 AND run_at <= $1 AND leased_to <= $1 "

func refs(j *jobs.Job) []any {
	return []any{&j.ID, &j.Kind, &j.UniqueKey, &j.Args, sqltx.Instant(&j.RunAt), &j.Attempt}
}

// AddJob implements jobs.Tx.
func (q Queue) AddJob(j jobs.Job) error {
	_, err := q.Exec(`INSERT INTO job (id, kind, unique_key, args, run_at, attempt, leased_to, done_at, failed_at, error)
		VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, '')
		ON CONFLICT (kind, unique_key) WHERE done_at = 0 AND failed_at = 0 AND unique_key <> '' DO NOTHING`,
		string(j.ID), j.Kind, j.UniqueKey, j.Args, j.RunAt.UnixMilli())
	return err
}

// ReadyJobs implements jobs.Tx.
func (q Queue) ReadyJobs(now time.Time, limit int) (int, error) {
	n, err := q.Int("SELECT count(*) FROM (SELECT id FROM job WHERE"+ready+"ORDER BY run_at, id LIMIT $2) AS waiting", now.UnixMilli(), limit)
	return int(n), err
}

// BeginJob implements jobs.Tx.
func (q Queue) BeginJob(now, leasedTo time.Time) (jobs.Job, error) {
	return sqltx.One(q.Tx, refs, `UPDATE job SET leased_to = $2, attempt = attempt + 1
		WHERE id = (SELECT id FROM job WHERE`+ready+"ORDER BY run_at, id LIMIT 1"+q.Leasing+`)
		RETURNING id, kind, unique_key, args, run_at, attempt`, now.UnixMilli(), leasedTo.UnixMilli())
}

// FreeJobs gives back the jobs that a program held which died, as one starts. On
// SQLite one program alone does the jobs, so that none of them is held by a living
// one; elsewhere they come back with the end of their lease.
func (q Queue) FreeJobs() error {
	if q.Several {
		return nil
	}
	_, err := q.Exec("UPDATE job SET leased_to = 0 WHERE done_at = 0 AND failed_at = 0 AND leased_to > 0")
	return err
}

// EndJob implements jobs.Tx.
func (q Queue) EndJob(j jobs.Job, now time.Time) error {
	return q.end(j, "UPDATE job SET done_at = $3, leased_to = 0, error = '' WHERE id = $1 AND attempt = $2", now.UnixMilli())
}

// RetryJob implements jobs.Tx.
func (q Queue) RetryJob(j jobs.Job, runAt time.Time, cause string) error {
	return q.end(j, "UPDATE job SET run_at = $3, leased_to = 0, error = $4 WHERE id = $1 AND attempt = $2", runAt.UnixMilli(), cause)
}

// FailJob implements jobs.Tx.
func (q Queue) FailJob(j jobs.Job, now time.Time, cause string) error {
	return q.end(j, "UPDATE job SET failed_at = $3, leased_to = 0, error = $4 WHERE id = $1 AND attempt = $2", now.UnixMilli(), cause)
}

// end writes the end of an attempt. When a later attempt has begun, because
// the lease of this one ran out, there is nothing to write and no error.
func (q Queue) end(j jobs.Job, statement string, args ...any) error {
	_, err := q.Exec(statement, append([]any{string(j.ID), j.Attempt}, args...)...)
	return err
}

// NextRun implements jobs.Tx.
func (q Queue) NextRun(entry string) (time.Time, error) {
	at, err := sqltx.One(q.Tx, func(t *time.Time) []any { return []any{sqltx.Instant(t)} },
		"SELECT until FROM lease WHERE name = $1", "every "+entry)
	if fault.Is(err, fault.NotFound) {
		return time.Time{}, nil
	}
	return at, err
}

// BookRun implements jobs.Tx.
func (q Queue) BookRun(entry string, now, next time.Time) (bool, error) {
	n, err := q.Exec(`INSERT INTO lease (name, holder, until) VALUES ($1, '', $2)
		ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE lease.until <= $3`,
		"every "+entry, next.UnixMilli(), now.UnixMilli())
	return n == 1, err
}

// PruneJobs implements jobs.Tx. A job that was given up stays.
func (q Queue) PruneJobs(before time.Time) error {
	_, err := q.Exec("DELETE FROM job WHERE done_at > 0 AND done_at < $1", before.UnixMilli())
	return err
}
