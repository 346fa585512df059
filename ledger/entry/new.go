package entry

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ident"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// New is an entry as it is recorded.
type New struct {
	Campaign campaign.ID
	Register string
	Unit     organisation.UnitID
	Typed    map[string]string // by field, as typed; units by id, code or name, entries by id
	Key      string            // the client's idempotency key, "" without one
}

// Request is a request that recorded an entry.
type Request struct {
	By    people.AccountID
	Key   string // the client's
	Entry EntryID
	Said  string // the mark of what it said: nobody reads from it what that was
}

// Pick names an entry as its reader saw it.
type Pick struct {
	ID       EntryID
	Revision int64
}

// Step is a move as it is asked for: with its reason, and with what is filled in
// on the way, as typed, by field.
type Step struct {
	Move, Reason string
	Typed        map[string]string
}

// NewID makes the id of a new entry.
func NewID() EntryID { return ident.New[EntryID]() }

// IsID reports whether a text has the form of an id of whatever is stored.
func IsID(text string) bool { return ident.Valid(text) }

// NewEvidenceID makes the id of a file that is attached.
func NewEvidenceID() EvidenceID { return ident.New[EvidenceID]() }

// NewViewID makes the id of a saved view.
func NewViewID() ViewID { return ident.New[ViewID]() }
