package campaign

import (
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/organisation"
)

// HoldingID identifies who held a post over a stretch of time.
type HoldingID string

// Holding is a post of the playbook held by somebody from one day to another.
// A holder the plan itself names is its words only, without a person behind.
type Holding struct {
	ID       HoldingID
	Campaign ID
	Post     string // id in the playbook
	Person   organisation.PersonID
	PlanName string              // the plan's words, where no person is recorded
	Unit     organisation.UnitID // whose head the person is, where the post is for heads of units (P-45)
	From, To calendar.Date       // To is the last day, zero while current
	Revision int64
}

// On reports whether the post is held so on a day.
func (h *Holding) On(day calendar.Date) bool {
	return !day.Before(h.From) && (h.To.IsZero() || !day.After(h.To))
}

// DelegationID identifies a delegation.
type DelegationID string

// Delegation lets a person act for who holds a post, from one day to another
// and for a reason (P-47). The post is not given away.
type Delegation struct {
	ID       DelegationID
	Campaign ID
	Post     string // id in the playbook, of a post that carries a role
	Person   organisation.PersonID
	From, To calendar.Date // first and last day
	Reason   string
	Revision int64
}

// On reports whether the person may act on a day.
func (d *Delegation) On(day calendar.Date) bool {
	return !day.Before(d.From) && !day.After(d.To)
}

// LiaisonID identifies who was a unit's liaison over a stretch of time.
type LiaisonID string

// Liaison is a unit's contact in one campaign (P-52): one current one and one
// deputy.
type Liaison struct {
	ID       LiaisonID
	Campaign ID
	Unit     organisation.UnitID
	Person   organisation.PersonID
	Deputy   bool
	From, To calendar.Date // To is the last day, zero while current
	Revision int64
}
