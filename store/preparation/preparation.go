// Package preparation keeps campaigns that are being prepared.
package preparation

import (
	"github.com/xianfeng-oss/xianfeng/campaign/preparation"
	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Preparations are the queries on preparations within a transaction. They are
// not covered: what was never launched binds nobody.
type Preparations struct{ *sqltx.Tx }

var table = sqltx.Table[preparation.Preparation]{
	Name:    "preparation",
	Columns: "id, unit_id, root_id, template, source, title, choices, file, began_by, began_at, changed_at, asked, refusal, campaign_id, revision",
	Keys:    1,
	Refs: func(p *preparation.Preparation) []any {
		return []any{&p.ID, &p.Unit, &p.Root, &p.Template, &p.Source, &p.Title, sqltx.JSON(&p.Choices), &p.File, &p.By,
			sqltx.Instant(&p.Began), sqltx.Instant(&p.Changed), sqltx.JSON(&p.Asked), sqltx.JSON(&p.Refusal), &p.Campaign, &p.Revision}
	},
}

// InsertPreparation stores a preparation that begins.
func (q Preparations) InsertPreparation(p *preparation.Preparation) error {
	return sqltx.Insert(q.Tx, table, p)
}

// UpdatePreparation stores what the steps and the launch change, if nobody wrote
// since its revision.
func (q Preparations) UpdatePreparation(p preparation.Preparation) (preparation.Preparation, error) {
	return sqltx.Change(q.Tx, table,
		`UPDATE preparation SET source = $1, title = $2, choices = $3, file = $4, changed_at = $5, asked = $6, refusal = $7, campaign_id = $8,
			revision = revision + 1
		WHERE id = $9 AND revision = $10`,
		p.Source, p.Title, sqltx.JSON(&p.Choices), p.File, sqltx.Millis(p.Changed), sqltx.JSON(&p.Asked), sqltx.JSON(&p.Refusal), string(p.Campaign),
		string(p.ID), p.Revision)
}

// DropPreparation removes a preparation with its document, if nobody wrote
// since the revision.
func (q Preparations) DropPreparation(id preparation.ID, revision int64) error {
	if err := q.KeepPrepared(id, nil); err != nil {
		return err
	}
	n, err := q.Exec("DELETE FROM preparation WHERE id = $1 AND revision = $2", string(id), revision)
	if err == nil && n != 1 {
		err = fault.New(fault.Stale, "preparation.stale")
	}
	return err
}

// Preparation returns a preparation.
func (q Preparations) Preparation(id preparation.ID) (preparation.Preparation, error) {
	return sqltx.One(q.Tx, table.Refs, table.Select("WHERE id = $1"), string(id))
}

// PreparationsOf lists the preparations of a federation that are not launched
// yet, the last changed first, without their texts.
func (q Preparations) PreparationsOf(root organisation.UnitID) ([]preparation.Preparation, error) {
	return sqltx.All(q.Tx, func(p *preparation.Preparation) []any {
		return []any{&p.ID, &p.Unit, &p.Root, &p.Template, &p.Title, &p.By, sqltx.Instant(&p.Began), sqltx.Instant(&p.Changed),
			sqltx.JSON(&p.Asked), sqltx.JSON(&p.Refusal), &p.Revision}
	}, `SELECT id, unit_id, root_id, template, title, began_by, began_at, changed_at, asked, refusal, revision
		FROM preparation WHERE root_id = $1 AND campaign_id = '' ORDER BY changed_at DESC, id`, string(root))
}

// KeepPrepared stores the official document of a preparation over the one that
// is there; nil takes it away.
func (q Preparations) KeepPrepared(id preparation.ID, body []byte) error {
	if body == nil {
		_, err := q.Exec("DELETE FROM preparation_document WHERE preparation_id = $1", string(id))
		return err
	}
	_, err := q.Exec(`INSERT INTO preparation_document (preparation_id, body) VALUES ($1, $2)
		ON CONFLICT (preparation_id) DO UPDATE SET body = excluded.body`, string(id), body)
	return err
}

// Prepared returns the official document of a preparation.
func (q Preparations) Prepared(id preparation.ID) ([]byte, error) {
	return sqltx.One(q.Tx, func(b *[]byte) []any { return []any{b} },
		"SELECT body FROM preparation_document WHERE preparation_id = $1", string(id))
}
