package ledger

import (
	"github.com/xianfeng-oss/xianfeng/ledger"
	"github.com/xianfeng-oss/xianfeng/store/sqltx"
)

var files = sqltx.Table[ledger.Evidence]{
	Name: "evidence", Columns: "id, entry_id, name, sha256, size, type, uploaded_at, uploaded_by, removed, revision", Keys: 1, Covered: true,
	Refs: func(v *ledger.Evidence) []any {
		return []any{&v.ID, &v.Entry, &v.Name, &v.SHA256, &v.Size, &v.Type, sqltx.Instant(&v.Uploaded), &v.By, &v.Removed, &v.Revision}
	},
}

// InsertEvidence stores the name of a file attached to an entry.
func (q Ledgers) InsertEvidence(v *ledger.Evidence) error { return sqltx.Insert(q.Tx, files, v) }

// RemoveEvidence takes a file out, if nobody wrote since its revision.
func (q Ledgers) RemoveEvidence(id ledger.EvidenceID, revision int64, reason string) (ledger.Evidence, error) {
	return sqltx.Change(q.Tx, files, "UPDATE evidence SET removed = $1, revision = revision + 1 WHERE id = $2 AND revision = $3",
		reason, string(id), revision)
}

// Evidence returns the name of a file.
func (q Ledgers) Evidence(id ledger.EvidenceID) (ledger.Evidence, error) {
	return sqltx.One(q.Tx, files.Refs, files.Select("WHERE id = $1"), string(id))
}

// EvidenceOf lists the files of an entry as they were attached.
func (q Ledgers) EvidenceOf(id ledger.EntryID) ([]ledger.Evidence, error) {
	return sqltx.All(q.Tx, files.Refs, files.Select("WHERE entry_id = $1 ORDER BY id"), string(id))
}

// AllEvidence lists every file attached to an entry of the installation.
func (q Ledgers) AllEvidence() ([]ledger.Evidence, error) {
	return sqltx.All(q.Tx, files.Refs, files.Select("ORDER BY id"))
}
