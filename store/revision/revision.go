// Package revision keeps the versions of a campaign's playbook and the texts
// that people are working on.
package revision

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/revision"
	"github.com/xianfeng-oss/xianfeng/people"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Revisions are the queries on changes of a plan within a transaction.
type Revisions struct{ *sqltx.Tx }

// drafts are not covered: a text that was never published binds nobody.
var drafts = sqltx.Table[revision.Draft]{
	Name: "plan_draft", Columns: "campaign_id, account, base, source, saved_at", Keys: 2,
	Refs: func(d *revision.Draft) []any {
		return []any{&d.Campaign, &d.Account, &d.Base, &d.Source, sqltx.Instant(&d.Saved)}
	},
}

// Editions lists the versions of a campaign's playbook without their source,
// the newest first.
func (q Revisions) Editions(id campaign.ID) ([]campaign.Edition, error) {
	return sqltx.All(q.Tx, func(e *campaign.Edition) []any {
		return []any{&e.Campaign, &e.Version, &e.Digest, sqltx.Instant(&e.Published), &e.By, &e.Note}
	}, `SELECT campaign_id, version, digest, published_at, published_by, note FROM campaign_playbook
		WHERE campaign_id = $1 ORDER BY version DESC`, string(id))
}

// Released returns the bodies that a later version of the playbook no longer
// names as recipients of a campaign's duties.
func (q Revisions) Released(id campaign.ID) ([]campaign.Recipient, error) {
	return sqltx.All(q.Tx, func(r *campaign.Recipient) []any {
		return []any{&r.Duty, &r.Body, &r.Verdict, &r.Version, sqltx.Instant(&r.At), sqltx.Date(&r.Wanted), &r.Revision}
	}, `SELECT r.duty_id, r.body, r.verdict, r.version, r.at, r.wanted_on, r.revision FROM duty_recipient r
		JOIN duty d ON d.id = r.duty_id WHERE d.campaign_id = $1 AND r.verdict = 'released' ORDER BY r.duty_id, r.body`, string(id))
}

// PlanDraft returns the text that somebody is working on.
func (q Revisions) PlanDraft(id campaign.ID, account people.AccountID) (revision.Draft, error) {
	return sqltx.One(q.Tx, drafts.Refs, drafts.Select("WHERE campaign_id = $1 AND account = $2"), string(id), string(account))
}

// SavePlanDraft stores the text that somebody is working on, over the one that
// is there.
func (q Revisions) SavePlanDraft(d revision.Draft) error {
	_, err := sqltx.Change(q.Tx, drafts, `INSERT INTO plan_draft (campaign_id, account, base, source, saved_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (campaign_id, account) DO UPDATE SET base = excluded.base, source = excluded.source, saved_at = excluded.saved_at`,
		string(d.Campaign), string(d.Account), d.Base, d.Source, sqltx.Millis(d.Saved))
	return err
}

// DropPlanDraft forgets the text that somebody was working on.
func (q Revisions) DropPlanDraft(id campaign.ID, account people.AccountID) error {
	_, err := q.Exec("DELETE FROM plan_draft WHERE campaign_id = $1 AND account = $2", string(id), string(account))
	return err
}
