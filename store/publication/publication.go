// Package publication keeps bulletins, their corrections, and reads what they
// are composed from.
package publication

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/publication"
	"github.com/xianfeng-oss/xianfeng/publication/content"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Publications are the queries on bulletins within a transaction.
type Publications struct{ *sqltx.Tx }

var bulletins = sqltx.Table[publication.Bulletin]{
	Name: "bulletin",
	Columns: "id, campaign_id, duty_id, obligation, period, state, title, note, practices, content, composed_at, composed_by, " +
		"signed_at, signed_by, signer, cosigned, issued_at, issued_by, year, number, total, document, digest, revision",
	Keys: 1, Covered: true,
	Refs: func(b *publication.Bulletin) []any {
		return []any{&b.ID, &b.Campaign, &b.Duty, &b.Obligation, &b.Period, &b.State, &b.Title, &b.Note, sqltx.JSON(&b.Practices), sqltx.JSON(&b.Content),
			sqltx.Instant(&b.Composed), &b.ComposedBy, sqltx.Instant(&b.Signed), &b.SignedBy, &b.Signer, sqltx.JSON(&b.Cosigned), sqltx.Instant(&b.Issued), &b.IssuedBy,
			&b.Year, &b.Number, &b.Total, sqltx.JSON(&b.Document), &b.Digest, &b.Revision}
	},
}

var corrections = sqltx.Table[publication.Correction]{
	Name: "bulletin_correction", Columns: "id, bulletin_id, place, path, was, becomes, reason, at, account, printed_in, revision", Keys: 1, Covered: true,
	Refs: func(c *publication.Correction) []any {
		return []any{&c.ID, &c.Bulletin, &c.Place, &c.Path, &c.Old, &c.New, &c.Reason, sqltx.Instant(&c.At), &c.By, &c.Printed, &c.Revision}
	},
}

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{bulletins.Cover(), corrections.Cover()}

// brief reads a bulletin without what it is made of.
const (
	briefColumns = `id, campaign_id, duty_id, obligation, period, state, title, composed_at, composed_by,
	signed_at, signed_by, signer, cosigned, issued_at, issued_by, year, number, total, digest, revision`
	brief = "SELECT " + briefColumns + " FROM bulletin "
)

func briefRefs(b *publication.Bulletin) []any {
	return []any{&b.ID, &b.Campaign, &b.Duty, &b.Obligation, &b.Period, &b.State, &b.Title, sqltx.Instant(&b.Composed), &b.ComposedBy,
		sqltx.Instant(&b.Signed), &b.SignedBy, &b.Signer, sqltx.JSON(&b.Cosigned), sqltx.Instant(&b.Issued), &b.IssuedBy, &b.Year, &b.Number, &b.Total, &b.Digest, &b.Revision}
}

// InsertBulletin stores a new draft.
func (q Publications) InsertBulletin(b *publication.Bulletin) error {
	return sqltx.Insert(q.Tx, bulletins, b)
}

// UpdateBulletin stores a bulletin, if nobody wrote since its revision.
func (q Publications) UpdateBulletin(b publication.Bulletin) (publication.Bulletin, error) {
	return sqltx.Change(q.Tx, bulletins,
		`UPDATE bulletin SET state = $1, title = $2, note = $3, practices = $4, content = $5, composed_at = $6, composed_by = $7,
			signed_at = $8, signed_by = $9, signer = $10, issued_at = $11, issued_by = $12, year = $13, number = $14, total = $15,
			document = $16, digest = $17, cosigned = $18, revision = revision + 1
		WHERE id = $19 AND revision = $20`,
		string(b.State), b.Title, b.Note, sqltx.JSON(&b.Practices), sqltx.JSON(&b.Content), sqltx.Millis(b.Composed), string(b.ComposedBy),
		sqltx.Millis(b.Signed), string(b.SignedBy), b.Signer, sqltx.Millis(b.Issued), string(b.IssuedBy), b.Year, b.Number, b.Total,
		sqltx.JSON(&b.Document), b.Digest, sqltx.JSON(&b.Cosigned), string(b.ID), b.Revision)
}

// Bulletin returns a bulletin that was not discarded.
func (q Publications) Bulletin(id publication.ID) (publication.Bulletin, error) {
	return sqltx.One(q.Tx, bulletins.Refs, bulletins.Select("WHERE id = $1 AND state <> 'discarded'"), string(id))
}

// BulletinOf returns the bulletin that discharges a duty, with ID "" where
// there is none.
func (q Publications) BulletinOf(duty campaign.DutyID) (publication.Bulletin, error) {
	return optional(sqltx.One(q.Tx, bulletins.Refs, bulletins.Select("WHERE duty_id = $1 AND state <> 'discarded'"), string(duty)))
}

// optional makes the zero row of one that does not exist.
func optional[R any](r R, err error) (R, error) {
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	return r, err
}

// Bulletins lists the bulletins of a campaign by period, without what they are
// made of.
func (q Publications) Bulletins(id campaign.ID) ([]publication.Bulletin, error) {
	return sqltx.All(q.Tx, briefRefs, brief+"WHERE campaign_id = $1 AND state <> 'discarded' ORDER BY period, id", string(id))
}

// IssuedYears lists the years in which some campaign issued a bulletin, the last
// one first.
func (q Publications) IssuedYears() ([]int64, error) {
	return sqltx.All(q.Tx, func(year *int64) []any { return []any{year} }, "SELECT DISTINCT year FROM bulletin WHERE total > 0 ORDER BY year DESC")
}

// campaignTitle is the title of a bulletin's campaign.
const campaignTitle = "(SELECT c.title FROM campaign c WHERE c.id = campaign_id)"

// IssuedBulletins lists the bulletins that were issued in a year, of every
// campaign, the newest first, without what they are made of.
func (q Publications) IssuedBulletins(year int64) ([]publication.Public, error) {
	refs := func(p *publication.Public) []any { return append(briefRefs(&p.Bulletin), &p.Campaign) }
	return sqltx.All(q.Tx, refs, "SELECT "+briefColumns+", "+campaignTitle+
		" FROM bulletin WHERE total > 0 AND year = $1 ORDER BY issued_at DESC, id DESC", year)
}

// IssuedBulletin returns an issued bulletin with its paper, without what that
// rests on.
func (q Publications) IssuedBulletin(id publication.ID) (publication.Public, error) {
	refs := func(p *publication.Public) []any {
		return append(briefRefs(&p.Bulletin), &p.Campaign, sqltx.JSON(&p.Bulletin.Document))
	}
	return sqltx.One(q.Tx, refs, "SELECT "+briefColumns+", "+campaignTitle+", document FROM bulletin WHERE id = $1 AND total > 0", string(id))
}

// LastBulletin returns the bulletin of a campaign with the highest number,
// without what it is made of, with ID "" before the first.
func (q Publications) LastBulletin(id campaign.ID) (publication.Bulletin, error) {
	return optional(sqltx.One(q.Tx, briefRefs, brief+"WHERE campaign_id = $1 AND total > 0 ORDER BY total DESC LIMIT 1", string(id)))
}

// IssuedIn counts the bulletins that a campaign issued in a year.
func (q Publications) IssuedIn(id campaign.ID, year int64) (int64, error) {
	return q.Int("SELECT count(*) FROM bulletin WHERE campaign_id = $1 AND total > 0 AND year = $2", string(id), year)
}

// InsertCorrection stores a correction.
func (q Publications) InsertCorrection(c *publication.Correction) error {
	return sqltx.Insert(q.Tx, corrections, c)
}

// UpdateCorrection stores which number prints a correction, if nobody wrote
// since its revision.
func (q Publications) UpdateCorrection(c publication.Correction) (publication.Correction, error) {
	return sqltx.Change(q.Tx, corrections,
		"UPDATE bulletin_correction SET printed_in = $1, revision = revision + 1 WHERE id = $2 AND revision = $3",
		string(c.Printed), string(c.ID), c.Revision)
}

// Corrections lists the corrections of a bulletin, the oldest first.
func (q Publications) Corrections(id publication.ID) ([]publication.Correction, error) {
	return sqltx.All(q.Tx, corrections.Refs, corrections.Select("WHERE bulletin_id = $1 ORDER BY at, id"), string(id))
}

// Unprinted lists the corrections in a campaign that no number prints yet, the
// oldest first.
func (q Publications) Unprinted(id campaign.ID) ([]publication.Correction, error) {
	return sqltx.All(q.Tx, corrections.Refs, corrections.Select(
		"WHERE printed_in = '' AND bulletin_id IN (SELECT id FROM bulletin WHERE campaign_id = $1) ORDER BY at, id"), string(id))
}

const papers = `SELECT d.id, d.unit_id, d.form, d.period, v.n, d.accepted, v.digest, v.figures, v.content
	FROM duty d JOIN report_version v ON v.duty_id = d.id AND v.n = d.newest `

func paperRefs(p *content.Paper) []any {
	return []any{&p.Duty, &p.Unit, &p.Form, &p.Period, &p.N, sqltx.Bool(&p.Accepted), &p.Digest, sqltx.JSON(&p.Figures), sqltx.JSON(&p.Content)}
}

// Papers lists the newest versions sent for an obligation's period.
func (q Publications) Papers(id campaign.ID, obligation, period string) ([]content.Paper, error) {
	return sqltx.All(q.Tx, paperRefs, papers+
		"WHERE d.campaign_id = $1 AND d.obligation = $2 AND d.period = $3 ORDER BY d.id", string(id), obligation, period)
}

// Came lists the reports of an obligation's published periods but one that were
// first sent after the bulletin, or accepted since its figures were taken.
func (q Publications) Came(id campaign.ID, bulletin, obligation, but string) ([]content.Came, error) {
	refs := func(c *content.Came) []any {
		return []any{&c.Duty, &c.Unit, &c.Form, &c.Period, &c.N, sqltx.Bool(&c.Accepted), sqltx.Bool(&c.Nil), &c.Digest, sqltx.Bool(&c.After)}
	}
	return sqltx.All(q.Tx, refs, `SELECT d.id, d.unit_id, d.form, d.period, v.n, d.accepted, d.nil_report, v.digest,
			CASE WHEN d.first_at >= d.published_at THEN 1 ELSE 0 END
		FROM bulletin b
		JOIN duty d ON d.campaign_id = b.campaign_id AND d.obligation = $2 AND d.period = b.period
		JOIN report_version v ON v.duty_id = d.id AND v.n = d.newest
		WHERE b.campaign_id = $1 AND b.obligation = $3 AND b.total > 0 AND b.period <> $4 AND d.excused = ''
			AND (d.first_at >= d.published_at OR d.accepted = 1 AND EXISTS
				(SELECT 1 FROM duty_recipient r WHERE r.duty_id = d.id AND r.at >= b.composed_at))
		ORDER BY d.period, d.id`, string(id), obligation, bulletin, but)
}

// IssuedSince gives the bulletins of a campaign that were issued at an instant
// or later, one at a time: their numbers, and what they rest on.
func (q Publications) IssuedSince(id campaign.ID, since time.Time, give func(publication.Bulletin)) error {
	return q.Scan(func(scan func(...any) error) error {
		var b publication.Bulletin
		if err := scan(&b.ID, &b.Year, &b.Number, &b.Total, sqltx.JSON(&b.Content)); err != nil {
			return err
		}
		give(b)
		return nil
	}, "SELECT id, year, number, total, content FROM bulletin WHERE campaign_id = $1 AND total > 0 AND issued_at >= $2 ORDER BY total",
		string(id), sqltx.Millis(since))
}
