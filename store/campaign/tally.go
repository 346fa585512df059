package campaign

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

func tallyRefs(t *campaign.Tally) []any {
	return []any{&t.Obligation, &t.Form, &t.Period, sqltx.Date(&t.DueOn), sqltx.Bool(&t.Provisional), &t.All,
		&t.OnTime, &t.Late, &t.Missing, &t.Excused, &t.NotDue, &t.NotOpen, &t.Sent, &t.Returned,
		&t.Drafted, &t.Awaiting, &t.Accepted, &t.Pending}
}

// Tally counts the duties of a campaign by obligation, period and form, in the
// order in which they are due.
func (q Campaigns) Tally(id campaign.ID, f campaign.Filter) ([]campaign.Tally, error) {
	f.Campaign = id
	w := &sqltx.Where{}
	now := sqltx.Millis(f.Now)
	facts := w.Bind("SELECT d.*, "+timing+" AS timing, "+work+" AS work, "+returned+" AS returned", now, now)
	conditions(w, f)
	query := `SELECT obligation, form, period, min(due_on), max(provisional), count(*),
		count(*) FILTER (WHERE timing = 'on_time'), count(*) FILTER (WHERE timing = 'late'),
		count(*) FILTER (WHERE timing = 'missing'), count(*) FILTER (WHERE timing = 'excused'),
		count(*) FILTER (WHERE timing = 'not_due'), count(*) FILTER (WHERE work = 'not_open'),
		count(*) FILTER (WHERE newest > 0), count(*) FILTER (WHERE returned),
		count(*) FILTER (WHERE work = 'draft'), count(*) FILTER (WHERE work = 'awaiting_signature'),
		count(*) FILTER (WHERE accepted = 1), count(*) FILTER (WHERE pending <> '')
		FROM (` + facts + itemTables + w.String() + `) facts
		GROUP BY obligation, form, period ORDER BY min(due_at), obligation, period, form`
	return sqltx.All(q.Tx, tallyRefs, query, w.Args...)
}
