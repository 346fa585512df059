package ledger

import (
	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/ledger/entry"
	"github.com/xianfeng-oss/xianfeng/ledger/write"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Service carries out the use cases of the ledger.
type Service struct {
	*write.Service
	db entry.Store
}

// NewService returns the service on a store, the bytes of evidence and the
// campaigns.
func NewService(db entry.Store, blobs entry.Blobs, campaigns *campaign.Service) *Service {
	return &Service{write.NewService(db, blobs, campaigns), db}
}

// desk is where somebody reads.
type desk struct{ entry.Desk }

func (s *Service) desk(tx entry.Tx, who people.Actor, id campaign.ID, register string) (desk, error) {
	d, err := s.Desk(tx, who, id, register)
	return desk{d}, err
}
