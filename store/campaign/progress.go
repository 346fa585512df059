package campaign

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

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

// The reading of the record goes back by overlap, in which a transaction that
// began earlier may end; of more than maxTouched entries no slot is told.
const (
	overlap    = 5 * time.Second
	maxTouched = 4000
)

// told is an entry of the record with the slot of the duty it is about.
type told struct {
	id, campaign, subject, body string
	slot                        progress.Slot
}

// Touched implements progress.Tx.
func (q Campaigns) Touched(id campaign.ID, since string) (progress.Touch, error) {
	t := progress.Touch{All: since == ""}
	if t.All {
		last, err := sqltx.All(q.Tx, func(s *string) []any { return []any{s} }, "SELECT id FROM audit_record ORDER BY id DESC LIMIT 1")
		if len(last) > 0 {
			t.Last = last[0]
		}
		return t, err
	}
	refs := func(e *told) []any {
		return []any{&e.id, &e.campaign, &e.subject, &e.body, &e.slot.Obligation, &e.slot.Period}
	}
	entries, err := sqltx.All(q.Tx, refs, fmt.Sprintf(`SELECT a.id, a.campaign_id, a.subject, a.body, coalesce(d.obligation, ''), coalesce(d.period, '')
		FROM audit_record a LEFT JOIN duty d ON d.id = a.subject WHERE a.id >= $1 ORDER BY a.id DESC LIMIT %d`, maxTouched), before(since))
	t.All, t.Last = len(entries) == maxTouched, since
	for i, e := range entries {
		if i == 0 {
			t.Last = max(e.id, since)
		}
		t.Known = t.Known || e.id == since
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

// before returns an id, a UUID of version 7, that stands overlap before another.
func before(id string) string {
	ms, err := strconv.ParseInt(strings.ReplaceAll(id[:min(len(id), 13)], "-", ""), 16, 64)
	if err != nil {
		return ""
	}
	first := fmt.Sprintf("%012x", max(ms-overlap.Milliseconds(), 0))
	return first[:8] + "-" + first[8:]
}
