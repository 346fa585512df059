// Package post knows who stands for what in a campaign: who holds which post
// and from when to when (P-43), who may act for it (P-47), and who is the
// liaison of each unit (P-52). With a post goes the role that the plan gives it.
package post

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/audit"
	"github.com/xianfeng-oss/xianfeng/calendar"
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what filling posts needs of a transaction.
type Tx interface {
	campaign.Tx
	delegations
	liaisons
	Staff(campaign.ID) (Staff, error)
	GrantsOn(account people.AccountID, day calendar.Date) ([]people.Grant, error)
	UpdateGrant(people.Grant) (people.Grant, error) // by its revision
}

type delegations interface {
	InsertDelegation(*campaign.Delegation) error
	UpdateDelegation(campaign.Delegation) (campaign.Delegation, error) // by its revision
}

type liaisons interface {
	InsertLiaison(*campaign.Liaison) error
	UpdateLiaison(campaign.Liaison) (campaign.Liaison, error)                    // by its revision
	FormerLiaisons(campaign.ID, organisation.UnitID) ([]campaign.Liaison, error) // the last first
}

// Staff are the persons who hold or held a post of a campaign, act for it, or
// are a liaison in it.
type Staff map[organisation.PersonID]organisation.Person

// Store runs transactions.
type Store interface {
	Update(context.Context, func(Tx) error) error
	View(context.Context, func(Tx) error) error
}

// Service carries out the use cases of posts.
type Service struct {
	db        Store
	campaigns *campaign.Service
}

// NewService returns the service on a store and the campaigns.
func NewService(db Store, campaigns *campaign.Service) *Service { return &Service{db, campaigns} }

// running is a campaign with what is done to its posts.
type running struct{ campaign.Running }

// write runs one change of the posts of a campaign in a transaction of its own,
// and records its act.
func (s *Service) write(ctx context.Context, who people.Actor, id campaign.ID, change func(Tx, running) (audit.Act, error)) error {
	return s.db.Update(ctx, func(tx Tx) error {
		return s.campaigns.Change(tx, who, people.PostManage, id, func(r campaign.Running) (audit.Act, error) {
			return change(tx, running{r})
		})
	})
}
