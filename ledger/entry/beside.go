package entry

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
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

// ViewID identifies a saved view.
type ViewID string

// View is a filter of a list that an account keeps under a name.
type View struct {
	ID       ViewID
	Account  people.AccountID
	Campaign campaign.ID
	Register string
	Name     string
	Query    string // as the address of the page has it
	Created  time.Time
}

// Count is how many entries of a register stand in a state.
type Count struct {
	Register, State string
	N               int64
}
