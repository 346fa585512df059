package campaign

import (
	"strconv"
	"strings"
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// InsertDuties stores new duties.
func (q Campaigns) InsertDuties(all []campaign.Duty) error { return sqltx.InsertAll(q.Tx, duties, all) }

// InsertRecipients stores recipients of duties.
func (q Campaigns) InsertRecipients(all []campaign.Recipient) error {
	return sqltx.InsertAll(q.Tx, recipients, all)
}

// UpdateDuty stores what the office, a notice, the units or a new version of the
// playbook change of a duty, if nobody wrote since its revision.
func (q Campaigns) UpdateDuty(d campaign.Duty) (campaign.Duty, error) {
	return sqltx.Change(q.Tx, duties,
		`UPDATE duty SET due_on = $1, due_at = $2, provisional = $3, calendar_version = $4, rule_version = $5,
			county_id = $6, industry_id = $7, excused = $8, excused_at = $9, pending = $10, opens_at = $11, clause = $12, revision = revision + 1
		WHERE id = $13 AND revision = $14`,
		sqltx.Date(&d.DueOn), sqltx.Millis(d.Due), sqltx.Bool(&d.Provisional), d.Calendar, d.Rule,
		string(d.County), string(d.Industry), d.Excused, sqltx.Millis(d.ExcusedAt), d.Pending, sqltx.Millis(d.Opens), d.Clause,
		string(d.ID), d.Revision)
}

// UpdateDuties is UpdateDuty for many.
func (q Campaigns) UpdateDuties(all []campaign.Duty) error {
	return sqltx.ChangeMany(q.Tx, duties, planned, all)
}

// planned are the columns that UpdateDuty changes.
var planned = []string{"due_on", "due_at", "provisional", "calendar_version", "rule_version", "county_id", "industry_id",
	"excused", "excused_at", "pending", "opens_at", "clause"}

// HoldDuty keeps a duty for this transaction alone until it ends, and its
// campaign from being closed meanwhile: the campaign first, as who holds that
// goes on to its duties.
func (q Campaigns) HoldDuty(id campaign.DutyID) error {
	if !q.Several {
		return nil
	}
	if _, err := q.Int("SELECT 1 FROM campaign WHERE id = (SELECT campaign_id FROM duty WHERE id = $1) FOR SHARE", string(id)); err != nil {
		return err
	}
	_, err := q.Int("SELECT 1 FROM duty WHERE id = $1 FOR UPDATE", string(id))
	return err
}

// HoldCampaign keeps a campaign for this transaction alone until it ends.
func (q Campaigns) HoldCampaign(id campaign.ID) error {
	if !q.Several {
		return nil
	}
	_, err := q.Int("SELECT 1 FROM campaign WHERE id = $1 FOR UPDATE", string(id))
	return err
}

// SendDuty stores what a submission changes of a duty, if nobody wrote since
// its revision. Of the columns that an index holds it names the revision alone.
func (q Campaigns) SendDuty(d campaign.Duty) (campaign.Duty, error) {
	return sqltx.Change(q.Tx, duties,
		`UPDATE duty SET newest = $1, nil_report = $2, accepted = $3, first_at = $4, held_on = $5, judged_at = $6, revision = revision + 1
		WHERE id = $7 AND revision = $8`,
		d.Newest, sqltx.Bool(&d.Nil), sqltx.Bool(&d.Accepted), sqltx.Millis(d.First), sqltx.Date(&d.Held), sqltx.Millis(d.Judged), string(d.ID), d.Revision)
}

// AcceptDuty stores whether every recipient has accepted the newest version, if
// nobody wrote since the duty's revision.
func (q Campaigns) AcceptDuty(d campaign.Duty) (campaign.Duty, error) {
	return sqltx.Change(q.Tx, duties,
		"UPDATE duty SET accepted = $1, revision = revision + 1 WHERE id = $2 AND revision = $3",
		sqltx.Bool(&d.Accepted), string(d.ID), d.Revision)
}

// PublishDuties takes down when the bulletin of a period was issued, on every
// duty that it publishes.
func (q Campaigns) PublishDuties(id campaign.ID, obligation, period string, at time.Time) error {
	_, err := sqltx.ChangeAll(q.Tx, duties,
		"UPDATE duty SET published_at = $1, revision = revision + 1 WHERE campaign_id = $2 AND obligation = $3 AND period = $4",
		sqltx.Millis(at), string(id), obligation, period)
	return err
}

// LastDue returns for every period of an obligation when the last of its duties
// that are not excused is due.
func (q Campaigns) LastDue(id campaign.ID, obligation string) (map[string]time.Time, error) {
	out := map[string]time.Time{}
	err := q.Scan(func(scan func(...any) error) error {
		var period string
		var due time.Time
		err := scan(&period, sqltx.Instant(&due))
		out[period] = due
		return err
	}, "SELECT period, max(due_at) FROM duty WHERE campaign_id = $1 AND obligation = $2 AND excused = '' GROUP BY period ORDER BY period",
		string(id), obligation)
	return out, err
}

// UpdateRecipient stores a recipient's verdict, if nobody wrote since its
// revision.
func (q Campaigns) UpdateRecipient(r campaign.Recipient) (campaign.Recipient, error) {
	return sqltx.Change(q.Tx, recipients,
		`UPDATE duty_recipient SET verdict = $1, version = $2, at = $3, wanted_on = $4, revision = revision + 1
		WHERE duty_id = $5 AND body = $6 AND revision = $7`,
		string(r.Verdict), r.Version, sqltx.Millis(r.At), sqltx.Date(&r.Wanted), string(r.Duty), r.Body, r.Revision)
}

// UpdateRecipients is UpdateRecipient for many.
func (q Campaigns) UpdateRecipients(all []campaign.Recipient) error {
	return sqltx.ChangeMany(q.Tx, recipients, []string{"verdict", "version", "at", "wanted_on"}, all)
}

// itemRefs reads a duty joined with its draft.
func itemRefs(it *campaign.Item) []any {
	return append(duties.Refs(&it.Duty), sqltx.Bool(&it.Draft.Exists), sqltx.Bool(&it.Draft.Handed))
}

var itemColumns = "d." + strings.ReplaceAll(duties.Columns, ", ", ", d.") +
	`, CASE WHEN f.duty_id IS NULL THEN 0 ELSE 1 END, CASE WHEN f.handed_at > 0 THEN 1 ELSE 0 END`

const itemTables = " FROM duty d LEFT JOIN draft f ON f.duty_id = d.id "

// Duty returns a duty with its draft and its recipients.
func (q Campaigns) Duty(id campaign.DutyID) (campaign.Item, error) {
	it, err := sqltx.One(q.Tx, itemRefs, "SELECT "+itemColumns+itemTables+"WHERE d.id = $1", string(id))
	if err != nil {
		return it, err
	}
	it.Recipients, err = sqltx.All(q.Tx, recipients.Refs, recipients.Select("WHERE duty_id = $1 AND verdict <> 'released' ORDER BY body"), string(id))
	return it, err
}

// Duties lists duties by due instant and id, those without a date last.
func (q Campaigns) Duties(f campaign.Filter) ([]campaign.Item, error) {
	w := &sqltx.Where{}
	conditions(w, f)
	rest := order(f)
	if f.Limit > 0 {
		rest += " LIMIT " + strconv.Itoa(f.Limit)
	}
	items, err := sqltx.All(q.Tx, itemRefs, "SELECT "+itemColumns+itemTables+w.String()+rest, w.Args...)
	if err != nil || len(items) == 0 {
		return items, err
	}
	at := make(map[campaign.DutyID]*campaign.Item, len(items))
	for i := range items {
		at[items[i].ID] = &items[i]
	}
	which, args := "SELECT d.id"+itemTables+w.String()+rest, w.Args
	if f.Limit > 0 && len(items) <= fewItems {
		which, args = fewMarks, ids(items)
	}
	recs, err := sqltx.All(q.Tx, recipients.Refs, recipients.Select("WHERE duty_id IN ("+which+") AND verdict <> 'released' ORDER BY duty_id, body"), args...)
	for _, r := range recs {
		if it := at[r.Duty]; it != nil {
			it.Recipients = append(it.Recipients, r)
		}
	}
	return items, err
}

// fewItems is up to how many duties are named by their ids, in one text with as
// many marks.
const fewItems = 64

var fewMarks = new(sqltx.Where).Bind(sqltx.Marks(fewItems), make([]any, fewItems)...)

// ids returns the ids of a few duties, the last one again for marks left over.
func ids(items []campaign.Item) []any {
	out := make([]any, fewItems)
	for i := range out {
		out[i] = string(items[min(i, len(items)-1)].ID)
	}
	return out
}

// NextDue returns the first deadline of a list, none where it is empty.
func (q Campaigns) NextDue(f campaign.Filter) (campaign.Deadline, error) {
	w := &sqltx.Where{}
	conditions(w, f)
	found, err := sqltx.All(q.Tx, func(d *campaign.Deadline) []any { return []any{&d.Obligation, sqltx.Date(&d.On)} },
		"SELECT d.obligation, d.due_on"+itemTables+w.String()+order(f)+" LIMIT 1", w.Args...)
	if err != nil || len(found) == 0 {
		return campaign.Deadline{}, err
	}
	return found[0], nil
}

// CountDuties counts the duties of a list, up to its limit.
func (q Campaigns) CountDuties(f campaign.Filter) (int64, error) {
	w := &sqltx.Where{}
	conditions(w, f)
	if f.Limit > 0 {
		return q.Int("SELECT count(*) FROM (SELECT 1"+itemTables+w.String()+" LIMIT "+strconv.Itoa(f.Limit)+") counted", w.Args...)
	}
	return q.Int("SELECT count(*)"+itemTables+w.String(), w.Args...)
}

// undated puts what has no date last; indexes begin with it.
const undated = "CASE WHEN d.due_at = 0 THEN 1 ELSE 0 END"

// order puts a list by due instant and id, those without a date last. Between
// two days none is without a date, and SQLite would not see by itself that the
// index has the order already: it would read and sort the whole list.
func order(f campaign.Filter) string {
	if !f.DueFrom.IsZero() || !f.DueBefore.IsZero() {
		return " ORDER BY d.due_at, d.id"
	}
	return " ORDER BY " + undated + ", d.due_at, d.id"
}

// timing is campaign.Duty.Timing in SQL; its two marks are the instant now.
const timing = `CASE WHEN d.excused <> '' THEN 'excused' WHEN d.due_at = 0 THEN 'not_due'
	WHEN d.judged_at > 0 AND d.judged_at < d.due_at THEN 'on_time' WHEN d.judged_at > 0 THEN 'late'
	WHEN d.first_at = 0 AND CAST(? AS BIGINT) < d.due_at THEN 'not_due' ELSE 'missing' END`

// work is campaign.Item.work in SQL; its mark is the instant now.
const work = `CASE WHEN f.handed_at > 0 THEN 'awaiting_signature' WHEN f.duty_id IS NOT NULL THEN 'draft'
	WHEN d.newest > 0 THEN 'sent' WHEN CAST(? AS BIGINT) < d.opens_at THEN 'not_open' ELSE 'nothing' END`

// anyTime is calendar.Any in SQL.
const anyTime = "d.period LIKE 'any-%'"

const returned = "EXISTS (SELECT 1 FROM duty_recipient r WHERE r.duty_id = d.id AND r.verdict = 'returned')"

// subtree lists a unit and every unit below it on a day; its marks are the unit
// and twice the day.
const subtree = `d.unit_id IN (WITH RECURSIVE below (id) AS (SELECT CAST(? AS TEXT)
	UNION SELECT p.unit_id FROM unit_parent p JOIN below b ON p.parent_id = b.id WHERE p.from_on <= ? AND (p.to_on = '' OR p.to_on >= ?))
	SELECT id FROM below)`

func conditions(w *sqltx.Where, f campaign.Filter) {
	now := sqltx.Millis(f.Now)
	w.And("d.campaign_id = ?", string(f.Campaign))
	if f.Unit != "" {
		w.And("d.unit_id = ?", string(f.Unit))
	}
	if f.Obligation != "" {
		w.And("d.obligation = ?", f.Obligation)
	}
	if f.Came {
		w.And("d.newest > 0")
	}
	if len(f.Among) > 0 {
		w.And("d.obligation IN ("+sqltx.Marks(len(f.Among))+")", texts(f.Among)...)
	}
	if f.Period != "" {
		w.And("d.period = ?", f.Period)
	}
	if f.Timing != "" {
		w.And(timing+" = ?", now, string(f.Timing))
	}
	if f.Work != "" {
		w.And(work+" = ?", now, string(f.Work))
	}
	if f.Supplement {
		w.And("d.published_at > 0 AND d.first_at >= d.published_at")
	}
	if !f.DueFrom.IsZero() {
		w.And(undated+" = 0 AND d.due_at >= ?", sqltx.Millis(f.DueFrom))
	}
	if !f.DueBefore.IsZero() {
		w.And(undated+" = 0 AND d.due_at < ?", sqltx.Millis(f.DueBefore))
	}
	if f.Open {
		w.And("d.excused = '' AND d.opens_at <= ? AND (d.newest = 0 AND (f.duty_id IS NOT NULL OR NOT "+anyTime+") OR "+returned+")", now)
	}
	if f.AnyTime {
		w.And("d.excused = '' AND d.newest = 0 AND f.duty_id IS NULL AND " + anyTime)
	}
	if len(f.Awaits) > 0 {
		w.And("d.newest > 0 AND d.accepted = 0 AND d.form <> '' AND EXISTS (SELECT 1 FROM duty_recipient r WHERE r.duty_id = d.id "+
			"AND r.verdict IN ('none', 'received') AND r.body IN ("+sqltx.Marks(len(f.Awaits))+"))", texts(f.Awaits)...)
	}
	if f.Pending {
		w.And("d.pending <> ''")
	}
	if f.After.ID != "" {
		after(w, f.After)
	}
	scope(w, f)
}

func texts(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func after(w *sqltx.Where, c campaign.Cursor) {
	due, last := sqltx.Millis(c.Due), 0
	if due == 0 {
		last = 1
	}
	w.And("("+undated+", d.due_at, d.id) > (?, ?, ?)", last, due, string(c.ID))
}

// scope narrows a list to what the reader may see.
func scope(w *sqltx.Where, f campaign.Filter) {
	if f.Scope.Whole || f.Scope.Empty() && f.Now.IsZero() {
		return
	}
	var either []string
	for _, top := range f.Scope.All {
		either = append(either, w.Bind(subtree, string(top), f.Day.String(), f.Day.String()))
	}
	for _, own := range f.Scope.Own {
		either = append(either, w.Bind("d.unit_id = ?", string(own)))
	}
	if len(either) == 0 {
		either = []string{"1 = 0"}
	}
	w.Raw("(" + strings.Join(either, " OR ") + ")")
}
