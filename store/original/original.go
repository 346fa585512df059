// Package original keeps the official documents of campaigns.
package original

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/campaign/original"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

// Originals are the queries on documents within a transaction.
type Originals struct{ *sqltx.Tx }

var documents = sqltx.Table[original.Document]{
	Name:    "campaign_document",
	Columns: "campaign_id, version, name, size, digest, body, attached_at, attached_by",
	Keys:    2, Covered: true,
	Refs: func(d *original.Document) []any {
		return []any{&d.Campaign, &d.Version, &d.Name, &d.Size, &d.Digest, &d.Body, sqltx.Instant(&d.Attached), &d.By}
	},
}

// Covered describes the tables here that the audit trail covers.
var Covered = []sqltx.Covered{documents.Cover()}

// InsertDocument stores a new version of a campaign's document.
func (q Originals) InsertDocument(d *original.Document) error {
	return sqltx.Insert(q.Tx, documents, d)
}

// Document returns one version of a campaign's document.
func (q Originals) Document(id campaign.ID, version int64) (original.Document, error) {
	return sqltx.One(q.Tx, documents.Refs, documents.Select("WHERE campaign_id = $1 AND version = $2"), string(id), version)
}

// Documents lists the versions of a campaign's document, the newest first,
// without their bodies.
func (q Originals) Documents(id campaign.ID) ([]original.Document, error) {
	refs := func(d *original.Document) []any {
		return []any{&d.Campaign, &d.Version, &d.Name, &d.Size, &d.Digest, sqltx.Instant(&d.Attached), &d.By}
	}
	return sqltx.All(q.Tx, refs, `SELECT campaign_id, version, name, size, digest, attached_at, attached_by
		FROM campaign_document WHERE campaign_id = $1 ORDER BY version DESC`, string(id))
}
