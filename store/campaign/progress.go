package campaign

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/progress"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

func countRefs(n *progress.Count) []any {
	return []any{&n.Obligation, &n.Period, &n.Category, sqltx.Date(&n.DueOn), sqltx.Bool(&n.Provisional), sqltx.Date(&n.Held), &n.All, &n.Excused,
		&n.Units, &n.OnTime, &n.Late, &n.Missing, &n.NotOpen, &n.Sent, &n.Returned, &n.Pending, sqltx.Instant(&n.Since), sqltx.Instant(&n.Until)}
}

// Counts implements progress.Tx. Its conditions are campaign.Duty.Timing and
// campaign.Item.Standing of duties that are not excused.
func (q Campaigns) Counts(f campaign.Filter, only []progress.Slot) ([]progress.Count, error) {
	w := &sqltx.Where{}
	now := sqltx.Millis(f.Now)
	query := w.Bind(`SELECT d.obligation, d.period, d.category, min(d.due_on), max(d.provisional), max(d.held_on), count(*),
		count(*) FILTER (WHERE d.excused <> ''), count(DISTINCT d.unit_id) FILTER (WHERE d.excused = ''),
		count(*) FILTER (WHERE d.excused = '' AND d.judged_at > 0 AND d.judged_at < d.due_at),
		count(*) FILTER (WHERE d.excused = '' AND d.due_at > 0 AND d.judged_at >= d.due_at),
		count(*) FILTER (WHERE d.excused = '' AND d.due_at > 0 AND d.judged_at = 0 AND (d.first_at > 0 OR d.due_at <= CAST(? AS BIGINT))),
		count(*) FILTER (WHERE d.excused = '' AND d.newest = 0 AND d.opens_at > CAST(? AS BIGINT)),
		count(*) FILTER (WHERE d.excused = '' AND d.newest > 0),
		count(*) FILTER (WHERE d.excused = '' AND d.newest > 0 AND d.accepted = 0 AND `+returned+`),
		count(*) FILTER (WHERE d.pending <> ''),
		max(CASE WHEN d.due_at > 0 AND d.due_at <= CAST(? AS BIGINT) THEN d.due_at WHEN d.opens_at <= CAST(? AS BIGINT) THEN d.opens_at ELSE 0 END),
		coalesce(min(CASE WHEN d.opens_at > CAST(? AS BIGINT) THEN d.opens_at WHEN d.due_at > CAST(? AS BIGINT) THEN d.due_at END), 0)
		FROM duty d`, now, now, now, now, now, now)
	conditions(w, f)
	named(w, only)
	return sqltx.All(q.Tx, countRefs, query+" "+w.String()+" GROUP BY d.obligation, d.period, d.category ORDER BY min(d.due_at), d.obligation, d.period, d.category", w.Args...)
}

// named narrows a list to some slots; none stands for all.
func named(w *sqltx.Where, only []progress.Slot) {
	var either []string
	for _, s := range only {
		either = append(either, w.Bind("(d.obligation = ? AND d.period = ?)", s.Obligation, s.Period))
	}
	if len(either) > 0 {
		w.Raw("(" + strings.Join(either, " OR ") + ")")
	}
}

// Drafts implements progress.Tx. The drafts are looked through, which are few,
// and never the duties: SQLite keeps the order of a CROSS JOIN.
func (q Campaigns) Drafts(f campaign.Filter) ([]progress.Draft, error) {
	w := &sqltx.Where{}
	w.And("d.id = f.duty_id")
	conditions(w, f)
	w.And("d.excused = '' AND d.newest = 0 AND (d.due_at = 0 OR d.due_at > ?)", sqltx.Millis(f.Now))
	refs := func(d *progress.Draft) []any {
		return []any{&d.Obligation, &d.Period, &d.Category, &d.Drafted, &d.Awaiting}
	}
	return sqltx.All(q.Tx, refs, `SELECT d.obligation, d.period, d.category, count(*) FILTER (WHERE f.handed_at = 0), count(*) FILTER (WHERE f.handed_at > 0)
		FROM draft f CROSS JOIN duty d `+w.String()+` GROUP BY d.obligation, d.period, d.category ORDER BY d.obligation, d.period, d.category`, w.Args...)
}

// maxTouched is from how many entries of the record on no slot is told.
const maxTouched = 4000

// told is an entry of the record with the slot of the duty it is about.
type told struct {
	campaign, subject, body string
	slot                    progress.Slot
}

// lately lists the records that have a place from one on, and those that wait for
// theirs. It names the order in which they are read, so that neither engine looks
// through the whole record.
var lately = fmt.Sprintf(`SELECT a.campaign_id, a.subject, CASE WHEN a.campaign_id = $1 THEN a.body ELSE '' END, coalesce(d.obligation, ''), coalesce(d.period, '')
	FROM (SELECT record_id FROM (SELECT record_id FROM audit_place WHERE seq >= $2 ORDER BY seq LIMIT %[1]d) placed
		UNION ALL SELECT record_id FROM (SELECT record_id FROM audit_pending LIMIT %[1]d) waiting) late
	CROSS JOIN audit_record a LEFT JOIN duty d ON d.id = a.subject WHERE a.id = late.record_id`, maxTouched)

// Touched implements progress.Tx. A place is given after the record is there for
// everybody to see, whichever node wrote it and whatever its clock says.
func (q Campaigns) Touched(id campaign.ID, since int64) (t progress.Touch, err error) {
	if t.Placed, err = q.Int("SELECT coalesce(max(seq) + 1, 0) FROM audit_place"); err != nil || since < 0 {
		return t, err
	}
	refs := func(e *told) []any {
		return []any{&e.campaign, &e.subject, &e.body, &e.slot.Obligation, &e.slot.Period}
	}
	entries, err := sqltx.All(q.Tx, refs, lately, string(id), since)
	t.All = len(entries) >= maxTouched
	for _, e := range entries {
		if e.campaign == string(id) {
			note(&t, e)
		}
	}
	return t, err
}

// written finds the duties and recipients among the rows that an entry wrote.
var written = regexp.MustCompile(`"t":"duty(?:_recipient)?","k":"([^"|]+)`)

// note takes down what an entry changed: the slot of the duty it is about, or
// anything, where it wrote others.
func note(t *progress.Touch, e told) {
	for _, m := range written.FindAllStringSubmatch(e.body, 2*maxRecipients) {
		switch {
		case m[1] != e.subject || e.slot.Obligation == "":
			t.All = true
			return
		case !slices.Contains(t.Slots, e.slot):
			t.Slots = append(t.Slots, e.slot)
		}
	}
}

// maxRecipients is more than the recipients of any duty.
const maxRecipients = 32
