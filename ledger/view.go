package ledger

import (
	"time"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/people"
)

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
