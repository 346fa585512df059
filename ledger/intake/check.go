package intake

import (
	"context"
	"errors"

	"github.com/xianfeng-oss/xianfeng/ledger/intake/handed"
	"github.com/xianfeng-oss/xianfeng/ledger/intake/reading"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Check reads an import to its end and keeps all that is wrong in it, and what
// it would change.
func (s *Service) Check(ctx context.Context, id ID) error {
	return s.work(ctx, id, Checking, func(ctx context.Context, m Import, who people.Actor, file handed.File, r *run) error {
		g, err := s.dry(ctx, m, who, r)
		if err != nil {
			return err
		}
		if err := s.db.Update(ctx, func(tx Tx) error { return tx.ForgetFindings(id) }); err != nil {
			return err
		}
		err = g.All(ctx, file, r.note, func(some reading.Rows) error { return s.examine(ctx, m, g, some) })
		if err != nil && !errors.Is(err, reading.ErrEnough) {
			return err
		}
		return s.db.Update(ctx, func(tx Tx) error {
			if err := g.Write(tx, id); err != nil {
				return err
			}
			return s.end(tx, m, Checked, func(m *Import) { m.Summary = g.Sum })
		})
	})
}

// dry opens the register for a check.
func (s *Service) dry(ctx context.Context, m Import, who people.Actor, r *run) (g *reading.Reading, err error) {
	err = s.db.View(ctx, func(tx Tx) error {
		b, err := s.ledger.Bulk(tx, who, m.Campaign, m.Register, true)
		if err != nil {
			return err
		}
		tree, err := s.places.Tree(tx, b.Running())
		if err == nil {
			g = reading.New(b, m.Unit, tree, r.room)
		}
		return err
	})
	return g, err
}

// examine judges some rows and keeps what there is to keep so far.
func (s *Service) examine(ctx context.Context, m Import, g *reading.Reading, some reading.Rows) error {
	err := s.db.View(ctx, func(tx Tx) error {
		now, err := tx.Import(m.ID)
		if err != nil {
			return err
		}
		if now.State != Checking {
			return errCancelled
		}
		return g.Judge(tx, some)
	})
	if g.Gathered() < 2*reading.Chunk || err != nil && !errors.Is(err, reading.ErrEnough) {
		return err
	}
	return errors.Join(err, s.db.Update(ctx, func(tx Tx) error { return g.Write(tx, m.ID) }))
}
