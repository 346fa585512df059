// Package write makes and changes the entries of the ledger: by hand, one by one,
// and many at a time. Every change keeps what was, and is an act of the record.
package write

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Service makes and changes entries.
type Service struct {
	entry.Desks
	db    entry.Store
	blobs entry.Blobs
}

// NewService returns the service on a store, the bytes of evidence and the
// campaigns.
func NewService(db entry.Store, blobs entry.Blobs, campaigns *campaign.Service) *Service {
	return &Service{Desks: entry.Desks{Campaigns: campaigns}, db: db, blobs: blobs}
}

// Within lets the use cases work inside a transaction that is open: what several
// of them do is then kept whole or not at all. An error of one of them must end
// the transaction.
func (s *Service) Within(tx entry.Tx) *Service {
	return &Service{Desks: s.Desks, db: Joined(tx), blobs: s.blobs}
}

// Joined is a transaction that is open, as a store.
func Joined(tx entry.Tx) entry.Store { return joined{tx} }

type joined struct{ tx entry.Tx }

// Update implements Store.
func (j joined) Update(_ context.Context, fn func(entry.Tx) error) error { return fn(j.tx) }

// View implements Store.
func (j joined) View(_ context.Context, fn func(entry.Tx) error) error { return fn(j.tx) }

// desk is where somebody writes.
type desk struct{ entry.Desk }

func (s *Service) desk(tx entry.Tx, who people.Actor, id campaign.ID, register string) (desk, error) {
	d, err := s.Desks.Desk(tx, who, id, register)
	return desk{d}, err
}

func (s *Service) open(tx entry.Tx, who people.Actor, id entry.EntryID) (desk, entry.Entry, people.Place, error) {
	d, e, at, err := s.Find(tx, who, id)
	return desk{d}, e, at, err
}

func (s *Service) place(tx entry.Tx, d desk, unit organisation.UnitID) (people.Place, error) {
	return s.Place(tx, d.Desk, unit)
}
