// Package report keeps drafts, sent versions with their figures, reviews and
// the names of attachments.
package report

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/paper"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/report"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Reports are the queries on reports within a transaction.
type Reports struct{ *sqltx.Tx }

var drafts = sqltx.Table[report.Draft]{
	Name: "draft", Columns: "duty_id, content, handed_at, handed_by, handed_back, handed_back_at, updated_at, updated_by, revision", Keys: 1,
	Refs: func(d *report.Draft) []any {
		return []any{&d.Duty, sqltx.JSON(&d.Content), sqltx.Instant(&d.Handed), &d.HandedBy, &d.Back, sqltx.Instant(&d.BackAt), sqltx.Instant(&d.Updated), &d.UpdatedBy, &d.Revision}
	},
}

var versions = sqltx.Table[report.Version]{
	Name: "report_version", Columns: "duty_id, n, content, figures, digest, rule_version, sent_at, sent_by, as_of, request_key",
	Keys: 2, Covered: true,
	Refs: func(v *report.Version) []any {
		return []any{&v.Duty, &v.N, sqltx.JSON(&v.Content), sqltx.JSON(&v.Figures), &v.Digest, &v.Rule, sqltx.Instant(&v.Sent), &v.By, sqltx.Instant(&v.AsOf), &v.Key}
	},
}

var reviews = sqltx.Table[report.Review]{
	Name: "review", Columns: "id, duty_id, n, body, verdict, reason, wanted_on, at, account, cells", Keys: 1, Covered: true,
	Refs: func(r *report.Review) []any {
		return []any{&r.ID, &r.Duty, &r.N, &r.Body, &r.Verdict, &r.Reason, sqltx.Date(&r.Wanted), sqltx.Instant(&r.At), &r.By, sqltx.JSON(&r.Cells)}
	},
}

var remarks = sqltx.Table[report.Remark]{
	Name: "report_remark", Columns: "id, duty_id, n, text, at, account", Keys: 1, Covered: true,
	Refs: func(r *report.Remark) []any {
		return []any{&r.ID, &r.Duty, &r.N, &r.Text, sqltx.Instant(&r.At), &r.By}
	},
}

var attachments = sqltx.Table[report.Attachment]{
	Name: "attachment", Columns: "id, duty_id, slot, name, sha256, size, type, uploaded_at, uploaded_by", Keys: 1, Covered: true,
	Refs: func(a *report.Attachment) []any {
		return []any{&a.ID, &a.Duty, &a.Slot, &a.Name, &a.SHA256, &a.Size, &a.Type, sqltx.Instant(&a.Uploaded), &a.By}
	},
}

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{versions.Cover(), reviews.Cover(), remarks.Cover(), attachments.Cover()}

// Draft returns the draft of a duty, with revision 0 where there is none.
func (q Reports) Draft(id campaign.DutyID) (report.Draft, error) {
	return optional(sqltx.One(q.Tx, drafts.Refs, drafts.Select("WHERE duty_id = $1"), string(id)))
}

// optional makes the zero row of one that does not exist.
func optional[R any](r R, err error) (R, error) {
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	return r, err
}

// InsertDraft stores a new draft.
func (q Reports) InsertDraft(d *report.Draft) error {
	err := sqltx.Insert(q.Tx, drafts, d)
	if fault.Is(err, fault.Conflict) {
		return fault.Wrap(err, fault.Stale, "report.stale_draft")
	}
	return err
}

// UpdateDraft stores a draft, if nobody wrote since its revision.
func (q Reports) UpdateDraft(d report.Draft) (report.Draft, error) {
	return sqltx.Change(q.Tx, drafts,
		`UPDATE draft SET content = $1, handed_at = $2, handed_by = $3, handed_back = $4, handed_back_at = $5, updated_at = $6, updated_by = $7, revision = revision + 1
		WHERE duty_id = $8 AND revision = $9`,
		sqltx.JSON(&d.Content), sqltx.Millis(d.Handed), string(d.HandedBy), d.Back, sqltx.Millis(d.BackAt), sqltx.Millis(d.Updated), string(d.UpdatedBy), string(d.Duty), d.Revision)
}

// DeleteDraft removes a draft: it was sent or thrown away.
func (q Reports) DeleteDraft(id campaign.DutyID) error {
	_, err := q.Exec("DELETE FROM draft WHERE duty_id = $1", string(id))
	return err
}

// InsertVersion stores a sent version.
func (q Reports) InsertVersion(v *report.Version) error { return sqltx.Insert(q.Tx, versions, v) }

// Version returns a sent version.
func (q Reports) Version(id campaign.DutyID, n int64) (report.Version, error) {
	return sqltx.One(q.Tx, versions.Refs, versions.Select("WHERE duty_id = $1 AND n = $2"), string(id), n)
}

// Versions lists the versions of a duty, the oldest first, without contents.
func (q Reports) Versions(id campaign.DutyID) ([]report.Version, error) {
	refs := func(v *report.Version) []any {
		return []any{&v.Duty, &v.N, &v.Digest, &v.Rule, sqltx.Instant(&v.Sent), &v.By, sqltx.Instant(&v.AsOf)}
	}
	return sqltx.All(q.Tx, refs,
		"SELECT duty_id, n, digest, rule_version, sent_at, sent_by, as_of FROM report_version WHERE duty_id = $1 ORDER BY n", string(id))
}

// VersionByKey returns the version an account sent with an idempotency key,
// with N 0 where there is none.
func (q Reports) VersionByKey(by people.AccountID, key string) (report.Version, error) {
	return optional(sqltx.One(q.Tx, versions.Refs,
		versions.Select("WHERE sent_by = $1 AND request_key = $2 AND request_key <> ''"), string(by), key))
}

// Before returns the newest version that the debtor sent for the nearest
// period before the duty's, with N 0 where there is none.
func (q Reports) Before(d campaign.Duty) (report.Version, error) {
	return optional(sqltx.One(q.Tx, versions.Refs,
		versions.Select(`WHERE (duty_id, n) = (SELECT id, newest FROM duty
			WHERE campaign_id = $1 AND obligation = $2 AND unit_id = $3 AND form = $4 AND period < $5 AND newest > 0
			ORDER BY period DESC LIMIT 1)`),
		string(d.Campaign), d.Obligation, string(d.Unit), d.Form, d.Period))
}

// StocksBefore is Before of the last period that was no nil report: its stocks
// still stand.
func (q Reports) StocksBefore(d campaign.Duty) (report.Version, error) {
	return optional(sqltx.One(q.Tx, versions.Refs,
		versions.Select(`WHERE (duty_id, n) = (SELECT id, newest FROM duty
			WHERE campaign_id = $1 AND obligation = $2 AND unit_id = $3 AND form = $4 AND period < $5 AND newest > 0 AND nil_report = 0
			ORDER BY period DESC LIMIT 1)`),
		string(d.Campaign), d.Obligation, string(d.Unit), d.Form, d.Period))
}

// SumBefore sums the figures of the newest versions of all periods before the
// duty's, by cell.
func (q Reports) SumBefore(d campaign.Duty) (map[string]int64, error) {
	out := map[string]int64{}
	err := q.Scan(func(scan func(...any) error) error {
		var figures []paper.Figure
		if err := scan(sqltx.JSON(&figures)); err != nil {
			return err
		}
		for _, f := range figures {
			out[f.Cell] += f.Value
		}
		return nil
	}, `SELECT v.figures FROM duty d JOIN report_version v ON v.duty_id = d.id AND v.n = d.newest
		WHERE d.campaign_id = $1 AND d.obligation = $2 AND d.unit_id = $3 AND d.form = $4 AND d.period < $5`,
		string(d.Campaign), d.Obligation, string(d.Unit), d.Form, d.Period)
	return out, err
}

// InsertRemark stores what a reader said.
func (q Reports) InsertRemark(r *report.Remark) error { return sqltx.Insert(q.Tx, remarks, r) }

// Remarks lists what readers said of the versions of a duty, the oldest first.
func (q Reports) Remarks(id campaign.DutyID) ([]report.Remark, error) {
	return sqltx.All(q.Tx, remarks.Refs, remarks.Select("WHERE duty_id = $1 ORDER BY at, id"), string(id))
}

// InsertReview stores what a recipient said.
func (q Reports) InsertReview(r *report.Review) error { return sqltx.Insert(q.Tx, reviews, r) }

// Reviews lists what recipients said of a duty's versions, the oldest first.
func (q Reports) Reviews(id campaign.DutyID) ([]report.Review, error) {
	return sqltx.All(q.Tx, reviews.Refs, reviews.Select("WHERE duty_id = $1 ORDER BY at, id"), string(id))
}

// InsertAttachment stores the name of an uploaded file.
func (q Reports) InsertAttachment(a *report.Attachment) error {
	return sqltx.Insert(q.Tx, attachments, a)
}

// Attachment returns an uploaded file's name.
func (q Reports) Attachment(id paper.AttachmentID) (report.Attachment, error) {
	return sqltx.One(q.Tx, attachments.Refs, attachments.Select("WHERE id = $1"), string(id))
}

// AttachmentSent reports whether a sent version names the file.
func (q Reports) AttachmentSent(a report.Attachment) (bool, error) {
	n, err := q.Int("SELECT count(*) FROM report_version WHERE duty_id = $1 AND content LIKE $2", string(a.Duty), "%"+string(a.ID)+"%")
	return n > 0, err
}

// AllAttachments lists every uploaded file of the installation.
func (q Reports) AllAttachments() ([]report.Attachment, error) {
	return sqltx.All(q.Tx, attachments.Refs, attachments.Select("ORDER BY id"))
}
