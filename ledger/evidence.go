package ledger

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/people"
)

// EvidenceID identifies a file attached to an entry.
type EvidenceID string

// Evidence is a file that shows what an entry says (佐证材料). Its bytes lie in
// the blob store under their hash. What was removed stays, with the reason.
type Evidence struct {
	ID       EvidenceID
	Entry    EntryID
	Name     string
	SHA256   string
	Size     int64
	Type     string
	Uploaded time.Time
	By       people.AccountID
	Removed  string // why it was taken out, "" while it stands
	Revision int64
}
