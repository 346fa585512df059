package progress

import (
	"context"

	"github.com/xianfeng-oss/xianfeng/campaign"
	"github.com/xianfeng-oss/xianfeng/organisation"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Tx is what counting needs of a transaction.
type Tx interface {
	campaign.Tx
	// Counts counts the duties that a filter picks by slot and category, those
	// due first first; of the slots named alone, if any is. It counts no drafts.
	Counts(f campaign.Filter, only []Slot) ([]Count, error)
	// Drafts counts what is written and not sent of them.
	Drafts(campaign.Filter) ([]Draft, error)
	// Touched tells the slots of a campaign whose duties were changed since so
	// many entries had their place in the record, and by those that wait for it;
	// of a number below zero it tells none.
	Touched(id campaign.ID, since int64) (Touch, error)
}

// Store runs transactions.
type Store interface {
	View(context.Context, func(Tx) error) error
}

// Service counts. It is safe for concurrent use.
type Service struct {
	db        Store
	campaigns *campaign.Service
	held      held
}

// NewService returns the service on a store and the campaigns.
func NewService(db Store, campaigns *campaign.Service) *Service {
	return &Service{db: db, campaigns: campaigns}
}

// Read returns how a plan stands for the part of the campaign the actor may see.
func (s *Service) Read(ctx context.Context, who people.Actor, id campaign.ID, asked Asked) (b Board, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		r, err := s.campaigns.Open(tx, who, people.PlanRead, id)
		if err != nil {
			return err
		}
		b = Board{Running: r}
		if b.Calendar, err = s.campaigns.Calendar(tx, r.Root, r.Today()); err != nil {
			return err
		}
		f := campaign.Filter{Campaign: id, Unit: asked.Unit}.By(who, r)
		counts, err := s.counts(tx, f)
		if err != nil {
			return err
		}
		drafts, err := tx.Drafts(f)
		if err != nil {
			return err
		}
		b.Counts = sum(counts, drafts, asked.Category)
		return nil
	})
	return b, err
}

func (s *Service) counts(tx Tx, f campaign.Filter) ([]Count, error) {
	if f.Scope.Whole && f.Unit == "" {
		return s.held.read(tx, f)
	}
	return tx.Counts(f, nil)
}

// sum puts the categories of each slot together, or takes one of them.
func sum(counts []Count, drafts []Draft, only organisation.Category) []Count {
	out := make([]Count, 0, len(counts))
	at := make(map[Slot]int, len(counts))
	for _, n := range counts {
		if only != "" && n.Category != only {
			continue
		}
		n.Category = ""
		if k, seen := at[n.Slot]; seen {
			units := out[k].Units + n.Units
			out[k] = out[k].join(n)
			out[k].Units = units
			continue
		}
		at[n.Slot], out = len(out), append(out, n)
	}
	for _, d := range drafts {
		if k, ok := at[d.Slot]; ok && (only == "" || d.Category == only) {
			out[k].Drafted += d.Drafted
			out[k].Awaiting += d.Awaiting
		}
	}
	return out
}
